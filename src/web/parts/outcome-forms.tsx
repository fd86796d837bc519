import { addDays, dayInWords, type LocalDay, localDay } from '../../core/day.ts'
import { outcomeKinds, replyClasses } from '../../core/outcome.ts'
import type { peopleOf } from '../../store/pages/account.ts'
import type { touchesOf } from '../../store/pages/item.ts'
import { PostForm, Submit } from './form.tsx'
import { humane } from './words.tsx'

type Touches = Awaited<ReturnType<typeof touchesOf>>
type People = Awaited<ReturnType<typeof peopleOf>>
type OfAccount = { accountId: string; formToken: string }
type Forms = OfAccount & { touches: Touches; people: People; zone: string; now: number }

/** What came of it, and what was done outside Daybreak, in three short forms. */
export const OutcomeForms = ({ touches, people, zone, now, ...account }: Forms) => (
  <>
    <Record {...account} touches={touches} zone={zone} today={localDay(now, zone)} />
    <Paste {...account} people={people} />
    <Log {...account} people={people} />
  </>
)

const Record = ({
  accountId,
  formToken,
  touches,
  zone,
  today,
}: OfAccount & { touches: Touches; zone: string; today: LocalDay }) => (
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
      <Submit as="primary">Record</Submit>
    </PostForm>
  </details>
)

const Paste = ({ accountId, formToken, people }: OfAccount & { people: People }) => (
  <details class="quiet">
    <summary>Paste a reply</summary>
    <PostForm action={`/accounts/${accountId}/replies`} formToken={formToken} class="row-form">
      <WhoThere label="From" people={people} nobody="somebody else there" />
      <label>
        What they wrote
        <textarea name="text" rows={6} maxlength={20_000} required />
      </label>
      <Submit>Take it in</Submit>
    </PostForm>
  </details>
)

const channels = { call: 'Called', linkedin: 'Wrote on LinkedIn', email: 'Wrote an e-mail' } as const

const Log = ({ accountId, formToken, people }: OfAccount & { people: People }) => (
  <details class="quiet">
    <summary>Log a call or a message sent elsewhere</summary>
    <PostForm action={`/accounts/${accountId}/touches`} formToken={formToken} class="row-form">
      <WhoThere label="With" people={people} nobody="nobody in particular" />
      {Object.entries(channels).map(([channel, word]) => (
        <Submit name="channel" value={channel}>
          {word}
        </Submit>
      ))}
    </PostForm>
  </details>
)

type Who = { label: string; people: People; nobody: string }

const WhoThere = ({ label, people, nobody }: Who) => (
  <label>
    {label}
    <select name="contactId">
      {people
        .filter(({ employment }) => employment.to === null)
        .map(({ contact }) => (
          <option value={contact.id}>{contact.name}</option>
        ))}
      <option value="">{nobody}</option>
    </select>
  </label>
)
