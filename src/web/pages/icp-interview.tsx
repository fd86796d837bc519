import { z } from 'zod'
import { type InterviewQuestion, nextQuestion } from '../../core/icp/interview.ts'
import { managers, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { fieldsOf, PostForm, Problem, Submit } from '../parts/form.tsx'
import { IcpNav } from '../parts/icp/nav.tsx'

/** Answers travel with the form, `a.<question>`, and ticks as `pick.<choice>`; nothing is kept before publishing. */
const schema = z
  .object({ question: z.string().max(60), answer: z.string().max(3_000).default(''), do: z.enum(['next', 'back']) })
  .catchall(z.string().max(3_000))
type Answers = Record<string, string>

const begin = (c: WebContext) => ask(c, {})

const go = async (c: WebContext): Promise<Response> => {
  const { question, answer: written, do: direction, ...fields } = await fieldsOf(c, schema)
  const picked = Object.keys(fields).flatMap((name) => (name.startsWith('pick.') ? [name.slice(5)] : []))
  const answer = picked.length > 0 ? picked.join(', ') : written
  const answers: Answers = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (name.startsWith('a.') ? [[name.slice(2), String(value)]] : [])),
  )
  if (direction === 'next') return await ask(c, { ...answers, [question]: answer.trim() })
  const last = Object.keys(answers).at(-1)
  if (last === undefined) return await ask(c, {})
  const { [last]: again, ...before } = answers
  return await ask(c, before, again)
}

const ask = async (c: WebContext, answers: Answers, suggested?: string): Promise<Response> => {
  const step = nextQuestion(answers)
  if (step.done) return await finished(c, step.yaml)
  const { question, problem } = step
  const { [question.id]: refused, ...kept } = answers
  return await page(
    c,
    { title: 'ICP interview', section: 'icp', status: problem ? 422 : 200 },
    <>
      <Head c={c} />
      <PostForm action="/icp/interview" formToken={visitorIn(c).formToken} class="card narrow stack">
        <input type="hidden" name="question" value={question.id} />
        {Object.entries(kept).map(([id, value]) => (
          <input type="hidden" name={`a.${id}`} value={value} />
        ))}
        <p class="eyebrow num">
          Question {Object.keys(kept).length + 1} · at most {question.left} to go
        </p>
        <Problem words={problem} />
        <Question question={question} value={refused ?? suggested ?? ''} />
        <p class="buttons">
          <Submit as="primary" name="do" value="next">
            Next
          </Submit>
          {Object.keys(kept).length > 0 && (
            <Submit name="do" value="back" formnovalidate>
              Back
            </Submit>
          )}
        </p>
      </PostForm>
    </>,
  )
}

const Head = ({ c }: { c: WebContext }) => (
  <header class="page-head">
    <h1>Interview</h1>
    <IcpNav c={c} here="interview" />
    <p>About twenty questions, ten minutes. They end in a first ICP with tests, for you to read and publish.</p>
  </header>
)

const Question = ({ question, value }: { question: InterviewQuestion; value: string }) => {
  const { ask: asked, help, optional, kind } = question
  const choices = question.choices ?? (kind === 'yes_no' ? ['yes', 'no'] : null)
  if (choices)
    return (
      <fieldset class="stack">
        <legend>{asked}</legend>
        <p class="soft">{help}</p>
        {choices.map((choice, at) => (
          <label class="choice" for={`choice-${at}`}>
            {kind === 'list' ? (
              <input
                id={`choice-${at}`}
                type="checkbox"
                name={`pick.${choice}`}
                value="yes"
                checked={value.split(', ').includes(choice)}
              />
            ) : (
              <input
                id={`choice-${at}`}
                type="radio"
                name="answer"
                value={choice}
                checked={choice === value}
                required={!optional}
              />
            )}
            {choice}
          </label>
        ))}
      </fieldset>
    )
  return (
    <label>
      <span class="asked">{asked}</span>
      <span class="soft block-line">
        {help}
        {optional && ' May stay empty.'}
      </span>
      <textarea name="answer" rows={3} required={!optional} maxlength={2_000} autofocus>
        {value}
      </textarea>
    </label>
  )
}

const finished = async (c: WebContext, yaml: string) =>
  await page(
    c,
    { title: 'ICP interview', section: 'icp' },
    <>
      <Head c={c} />
      <PostForm action="/icp/edit" formToken={visitorIn(c).formToken} class="card stack">
        <p>
          <b>Here is your first ICP.</b> See what it makes of your accounts, change what is wrong, then publish it.
        </p>
        <textarea name="yaml" class="code" rows={20} spellcheck={false} aria-label="The file">
          {yaml}
        </textarea>
        <p class="buttons">
          <Submit as="primary" name="do" value="preview">
            Check and preview
          </Submit>
        </p>
      </PostForm>
    </>,
  )

export const icpInterviewRoutes: readonly Route[] = [
  { method: 'GET', path: '/icp/interview', access: managers, handler: begin },
  { method: 'POST', path: '/icp/interview', access: managers, handler: go },
]
