import { addDays, dayInWords, type LocalDay, localDay } from '../../core/day.ts'
import { handsOver } from '../../core/hand-over.ts'
import type { Icp } from '../../core/icp.ts'
import type { ReplyClass } from '../../core/outcome.ts'
import type { Handover } from '../../store/handovers.ts'
import type { Outcome } from '../../store/outcomes.ts'
import type { peopleOf } from '../../store/pages/account.ts'
import type { User } from '../../store/users.ts'
import { PostForm, Submit } from './form.tsx'
import { Day, humane } from './words.tsx'

export type NextStepOf = {
  accountId: string
  answer: Outcome
  handover: Handover | null
  /** The hand-over note as it is offered. */
  note: string
  people: Awaited<ReturnType<typeof peopleOf>>
  wrong: ReadonlySet<string>
  objections: Icp['objections']
  /** A day of the account's owner. */
  heldUntil: LocalDay | null
  /** The open chase of the account, whose message can go to somebody else. */
  pursuitId: string | null
  others: readonly User[]
  self: string
  formToken: string
  zone: string
  now: number
}

/** Each class of reply has its next step at hand. */
export const NextStep = (of: NextStepOf) => {
  const { answer, zone } = of
  return (
    <section class="card next-step">
      <h2>
        Next step{' '}
        <span class="soft">
          {humane(answer.replyClass ?? answer.kind)}, <Day at={answer.at} zone={zone} />
        </span>
      </h2>
      {answer.reason && <p>“{answer.reason}”</p>}
      {handsOver(answer.kind, answer.replyClass) ? <Handing {...of} /> : stepFor(of)}
    </section>
  )
}

const stepFor = (of: NextStepOf) => {
  const word: ReplyClass | null = of.answer.kind === 'unsubscribe' ? 'unsubscribe' : of.answer.replyClass
  if (word === 'not_now' || word === 'out_of_office') return <Resting {...of} />
  if (word === 'wrong_person') return <NextPerson {...of} />
  if (word === 'objection') return <Answers objections={of.objections} />
  if (word === 'unsubscribe') return <p>Their address is suppressed everywhere: nothing more leaves to it.</p>
  return <p class="soft">Nothing follows by itself. Answer them, then log it below.</p>
}

const Handing = ({ accountId, answer, handover, note, others, self, formToken, zone }: NextStepOf) => {
  const to = others.find(({ id }) => id === handover?.toId)?.name ?? 'somebody'
  if (handover && (handover.answer === null || handover.answer === 'accepted'))
    return (
      <p>
        {handover.answer === null ? `Handed to ${to}, who has not answered yet` : `${to} accepted it`} ·{' '}
        <Day at={handover.answeredAt ?? handover.at} zone={zone} /> · <a href="/hand-overs">Hand-overs</a>
      </p>
    )
  return (
    <>
      {handover?.answer === 'returned' && (
        <p>
          <b>{to} gave it back:</b> {handover.answerReason}
        </p>
      )}
      <PostForm action="/hand-overs" formToken={formToken} class="stack">
        <input type="hidden" name="outcomeId" value={answer.id} />
        <input type="hidden" name="accountId" value={accountId} />
        <label>
          Hand over to
          <select name="toId" required>
            {others
              .filter(({ id, active }) => active && id !== self)
              .map(({ id, name }) => (
                <option value={id}>{name}</option>
              ))}
          </select>
        </label>
        <label>
          What they need to know
          <textarea name="note" rows={8} maxlength={4000} required>
            {note}
          </textarea>
        </label>
        <p class="buttons">
          <Submit as="primary">Hand over</Submit>
        </p>
      </PostForm>
    </>
  )
}

const Resting = ({ accountId, answer, heldUntil, formToken, zone, now }: NextStepOf) => {
  if (heldUntil !== null) return <p>Held until {dayInWords(heldUntil)}: it comes back then with the reason.</p>
  const tomorrow = addDays(localDay(now, zone), 1)
  return (
    <PostForm action={`/accounts/${accountId}/hold`} formToken={formToken} class="row-form">
      <input type="hidden" name="until" value="day" />
      <label>
        Hold until
        <input type="date" name="day" min={tomorrow} required />
      </label>
      <label>
        Why
        <input
          name="reason"
          required
          maxlength={200}
          value={answer.replyClass === 'not_now' ? 'They said: not now' : 'They are out of the office'}
        />
      </label>
      <Submit as="primary">Hold</Submit>
    </PostForm>
  )
}

const NextPerson = ({ people, wrong, pursuitId }: NextStepOf) => {
  const next = people.filter(
    ({ contact, employment }) => employment.to === null && !wrong.has(contact.id) && contact.name,
  )
  return (
    <>
      {next.length === 0 ? (
        <p>Nobody else is known here: add a person, as they may have named one.</p>
      ) : (
        <ul class="plain">
          {next.slice(0, 3).map(({ contact, employment }) => (
            <li>
              <b>{contact.name}</b>
              {employment.title && `, ${employment.title}`}{' '}
              <span class="soft small">{contact.email ?? 'no address yet'}</span>
            </li>
          ))}
        </ul>
      )}
      {pursuitId && (
        <p>
          <a href={`/items/${pursuitId}`}>Write to the next one</a>
        </p>
      )}
    </>
  )
}

const Answers = ({ objections }: { objections: Icp['objections'] }) =>
  objections.length === 0 ? (
    <p class="soft">The ICP knows no objection yet: its page has a place for them and their answers.</p>
  ) : (
    <dl class="answers">
      {objections.map(({ objection, answer }) => (
        <div>
          <dt>{objection}</dt>
          <dd>{answer}</dd>
        </div>
      ))}
    </dl>
  )
