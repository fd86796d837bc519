import { headline } from '../../core/headline.ts'
import { type CandidateAccount, placeAfter, type SignalLine } from '../../store/pages/signals.ts'
import { CloseSheet } from './close-sheet.tsx'
import { PostForm, Submit } from './form.tsx'
import { Ago, humane, Out, percent } from './words.tsx'

type Asked = SignalLine['matches'][number]
export type QuestionOf = {
  row: SignalLine
  accounts: ReadonlyMap<string, CandidateAccount>
  /** Those that whoever is asked speaks for; the others stand there to be told apart from. */
  own: ReadonlySet<string>
  /** The one that the keys are about. */
  current: boolean
  now: number
  zone: string
  formToken: string
  back: string
}

/** A story beside the accounts it may be about; the answers to the current one have keys. */
export const Question = (of: QuestionOf) => {
  const { row, current, formToken, back } = of
  const open = row.matches.filter(({ match }) => match.decision === 'review' && match.answer === null)
  const mine = open.filter(({ match }) => of.own.has(match.accountId))
  const { signal } = row
  return (
    <li class="doubt card" aria-current={current ? 'true' : undefined}>
      <Story {...of} />
      <div class="doubt-candidates">
        <ol>
          {[...mine, ...open.filter((asked) => !mine.includes(asked))].map((asked, at) => (
            <Candidate
              asked={asked}
              of={of}
              keyName={current && at < mine.length && at < 9 ? String(at + 1) : undefined}
            />
          ))}
        </ol>
        <div class="buttons">
          <PostForm action={`/signals/${signal.id}/none`} formToken={formToken}>
            <input type="hidden" name="back" value={back} />
            <Submit data-key={current ? 'n' : undefined}>
              {mine.length > 1 ? 'None of them' : 'Not us'} {current && <kbd>n</kbd>}
            </Submit>
          </PostForm>
          <Correct {...of} />
          {current && (
            <a class="button" href={`/signals?review=1&before=${placeAfter(row)}`} data-key="s">
              Later <kbd>s</kbd>
            </a>
          )}
        </div>
      </div>
    </li>
  )
}

const Story = ({ row: { signal, document }, now, zone }: QuestionOf) => (
  <div class="doubt-story">
    <p class="small soft">
      <Ago at={document.publishedAt ?? document.fetchedAt} now={now} zone={zone} /> ·{' '}
      <Out url={document.url}>{document.publisher}</Out> · <a href={`/documents/${document.id}`}>document</a>
    </p>
    <h2 class="doubt-name">{signal.company}</h2>
    <p>
      {headline(signal.kind, signal.signal.fields)} <span class="soft">· {percent(signal.confidence)} sure</span>
    </p>
    <blockquote>{signal.signal.quote}</blockquote>
    {document.title !== signal.signal.quote && <p class="small soft">{document.title}</p>}
  </div>
)

const Candidate = ({ asked, of, keyName }: { asked: Asked; of: QuestionOf; keyName: string | undefined }) => {
  const { match, accountName } = asked
  const account = of.accounts.get(match.accountId)
  return (
    <li>
      <p>
        <a href={`/accounts/${match.accountId}`}>
          <b>{accountName}</b>
        </a>{' '}
        <span class="soft">
          {[account?.domain, ...(account?.facts ?? []).map(inWords)].filter(Boolean).join(' · ')}
        </span>
      </p>
      <p class="small soft">{match.cues.join(' · ')}</p>
      {of.own.has(match.accountId) && (
        <PostForm action={`/signals/${of.row.signal.id}/answer`} formToken={of.formToken}>
          <input type="hidden" name="accountId" value={match.accountId} />
          <input type="hidden" name="back" value={of.back} />
          <Submit name="answer" value="confirmed" data-key={keyName}>
            {match.side === 'former' ? `The one we know from ${accountName}` : `It is ${accountName}`}{' '}
            {keyName && <kbd>{keyName}</kbd>}
          </Submit>
        </PostForm>
      )}
    </li>
  )
}

const inWords = ({ field, value }: { field: string; value: string }): string =>
  field === 'employees' ? `${value} people` : humane(value)

const Correct = ({ row: { signal }, current, formToken, back }: QuestionOf) => (
  <>
    <button
      type="button"
      class="button"
      popovertarget={`sheet-correct-${signal.id}`}
      data-key={current ? 'c' : undefined}
    >
      Another account… {current && <kbd>c</kbd>}
    </button>
    <div id={`sheet-correct-${signal.id}`} class="sheet" popover="auto">
      <CloseSheet of={`sheet-correct-${signal.id}`} />
      <PostForm action={`/signals/${signal.id}/correct`} formToken={formToken} class="stack">
        <input type="hidden" name="back" value={back} />
        <h2>Who is {signal.company}?</h2>
        <label>
          Domain or name of the account
          <input name="account" required maxlength={253} autofocus />
        </label>
        <p class="buttons">
          <Submit as="primary">It is this one</Submit>
        </p>
      </PostForm>
    </div>
  </>
)
