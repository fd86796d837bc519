import { addDays, dayInWords, localDay } from '../../core/day.ts'
import { outcomeKinds, replyClasses } from '../../core/outcome.ts'
import type { peopleOf } from '../../store/pages/account.ts'
import type { touchesOf } from '../../store/pages/item.ts'
import { PostForm } from './form.tsx'
import { humane } from './words.tsx'

type Forms = {
  accountId: string
  touches: Awaited<ReturnType<typeof touchesOf>>
  people: Awaited<ReturnType<typeof peopleOf>>
  formToken: string
  zone: string
  now: number
}

const channels = { call: 'Called', linkedin: 'Wrote on LinkedIn', email: 'Wrote an e-mail' } as const

/** What came of it, and what was done outside Daybreak, in two short forms. */
export const OutcomeForms = ({ accountId, touches, people, formToken, zone, now }: Forms) => {
  const today = localDay(now, zone)
  return (
    <>
      <details class="quiet" open={touches.length > 0}>
        <summary>Record what came of it</summary>
        <PostForm action={`/accounts/${accountId}/outcomes`} formToken={formToken} class="row-form">
          <label>
            What
            <select name="kind">
              {outcomeKinds.map((kind) => (
                <option value={kind}>{humane(kind)}</option>
              ))}
            </select>
          </label>
          <label>
            A reply that is
            <select name="replyClass" data-required-when="kind=reply">
              <option value="">–</option>
              {replyClasses.map((each) => (
                <option value={each}>{humane(each)}</option>
              ))}
            </select>
          </label>
          <label>
            To the touch of
            <select name="touchId">
              {touches.map((touch) => (
                <option value={touch.id}>
                  {dayInWords(localDay(touch.at, zone))}, {touch.channel}
                </option>
              ))}
              <option value="">none</option>
            </select>
          </label>
          <label>
            Amount, USD
            <input name="amountUsd" inputmode="decimal" pattern="[0-9]*" />
          </label>
          <label>
            On
            <input type="date" name="day" value={today} max={today} required />
          </label>
          <label>
            Not before (not now, out of office)
            <input type="date" name="until" min={addDays(today, 1)} />
          </label>
          <label>
            What they said
            <input name="note" maxlength={300} />
          </label>
          <button type="submit" class="button primary">
            Record
          </button>
        </PostForm>
      </details>
      <details class="quiet">
        <summary>Paste a reply</summary>
        <PostForm action={`/accounts/${accountId}/replies`} formToken={formToken} class="row-form">
          <label>
            From
            <select name="contactId">
              {people
                .filter(({ employment }) => employment.to === null)
                .map(({ contact }) => (
                  <option value={contact.id}>{contact.name}</option>
                ))}
              <option value="">somebody else there</option>
            </select>
          </label>
          <label>
            What they wrote
            <textarea name="text" rows={6} maxlength={20_000} required />
          </label>
          <button type="submit" class="button">
            Take it in
          </button>
        </PostForm>
      </details>
      <details class="quiet">
        <summary>Log a call or a message sent elsewhere</summary>
        <PostForm action={`/accounts/${accountId}/touches`} formToken={formToken} class="row-form">
          <label>
            With
            <select name="contactId">
              {people
                .filter(({ employment }) => employment.to === null)
                .map(({ contact }) => (
                  <option value={contact.id}>{contact.name}</option>
                ))}
              <option value="">nobody in particular</option>
            </select>
          </label>
          {Object.entries(channels).map(([channel, word]) => (
            <button type="submit" class="button" name="channel" value={channel}>
              {word}
            </button>
          ))}
        </PostForm>
      </details>
    </>
  )
}
