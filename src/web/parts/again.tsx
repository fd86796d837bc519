import { replyClasses } from '../../core/outcome.ts'
import type { Visitor, WebContext } from '../context.ts'
import { PostForm, Submit } from './form.tsx'
import { humane } from './words.tsx'

/** Fields that people fill in words or figures; every other one keeps what was chosen, unseen. */
const filled: Record<string, string> = {
  note: 'Note',
  instruction: 'What should be different',
  subject: 'Subject',
  ownClaim: 'A claim of your own',
  name: 'Name',
  title: 'Title',
  email: 'E-mail',
  url: 'Address',
  value: 'Address or domain',
  timeZone: 'Time zone',
  capacity: 'Items a day',
  amountUsd: 'Amount, USD',
  day: 'Day',
  allowed: 'Allowed',
  needs_basis: 'Needs a recorded basis',
  blocked: 'Blocked',
}

/** Fields of more than one line. */
const long: Record<string, string> = {
  text: 'Text',
  holidays: 'Days off, one a line',
  bannedPhrases: 'Phrases, one a line',
  rules: 'Rules',
}

export type Again = { path: string; fields: readonly (readonly [string, string])[]; formToken: string }

/** A form that was refused, as it was filled in; null when it came from nobody signed in, who may have typed a password. */
export const againOf = async (c: WebContext, visitor: Visitor | null): Promise<Again | null> => {
  if (!visitor || c.req.method !== 'POST') return null
  if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')) return null
  const { form_token: _, ...posted } = await c.req.parseBody({ all: true })
  const fields = Object.entries(posted).flatMap(([name, values]) =>
    [values].flat().flatMap((value) => (typeof value === 'string' ? [[name, value] as const] : [])),
  )
  return { path: c.req.path, fields, formToken: visitor.formToken }
}

/** The same form once more, with everything that was entered. */
export const AgainForm = ({ again }: { again: Again }) => (
  <PostForm action={again.path} formToken={again.formToken} class="stack">
    {again.fields.map(([name, value]) => (
      <Field name={name} value={value} />
    ))}
    <p class="buttons">
      <Submit as="primary">Try again</Submit>
    </p>
  </PostForm>
)

const Field = ({ name, value }: { name: string; value: string }) => {
  if (name === 'replyClass')
    return (
      <label>
        A reply that is
        <select name={name}>
          {replyClasses.map((each) => (
            <option value={each} selected={each === value}>
              {humane(each)}
            </option>
          ))}
        </select>
      </label>
    )
  if (Object.hasOwn(long, name))
    return (
      <label>
        {long[name]}
        <textarea name={name} rows={10}>
          {value}
        </textarea>
      </label>
    )
  if (!Object.hasOwn(filled, name)) return <input type="hidden" name={name} value={value} />
  return (
    <label>
      {filled[name]}
      <input name={name} value={value} />
    </label>
  )
}
