import type { RevisionRow, SendRow } from '../../store/pages/draft.ts'
import { PostForm, Submit } from './form.tsx'
import { moment } from './words.tsx'

type Leaving = {
  send: SendRow | null
  head: RevisionRow
  state: string
  sendingOn: boolean
  zone: string
  formToken: string
}

const byHand: readonly string[] = ['copy', 'mailto', 'eml']

/** How far an approved message is on its way, and what a person has to say about it. */
export const LeavingBlock = ({ send, head, state, sendingOn, zone, formToken }: Leaving) => {
  if (!send || send.state === 'cancelled')
    return state === 'approved' ? (
      <p class="leaving">
        Approved.{' '}
        {sendingOn ? 'It leaves after the undo window.' : 'Sending is off: copy it, or open it in your mail program.'}
      </p>
    ) : null
  if (send.state === 'sending' && byHand.includes(send.route))
    return <HandedOut send={send} head={head} zone={zone} formToken={formToken} />
  if (send.state === 'sending' && send.route === 'webhook' && send.reply)
    return <AtTheTool send={send} zone={zone} formToken={formToken} />
  if (send.state === 'failed' || send.state === 'unknown') return <Resolve send={send} formToken={formToken} />
  return (
    <p class={send.state === 'queued' && send.reply ? 'leaving waits' : 'leaving'}>
      <b>{wordOf(send, zone)}</b>{' '}
      {send.reply && <span class={send.state === 'sent' ? 'soft' : undefined}>{send.reply}.</span>}
    </p>
  )
}

/** A queued message that has a reply was asked already and could not leave: it says why. */
const wordOf = (send: SendRow, zone: string): string => {
  const { state, reply, changedAt } = send
  if (state === 'sent') return `Sent ${moment(changedAt, zone)}.`
  if (state === 'queued') return reply ? 'Waits.' : 'On its way.'
  return send.route === 'webhook' ? 'Being given to the tool.' : 'Being sent.'
}

/** The words to take along, and the question that makes it a touch or not. */
const HandedOut = ({
  send,
  head,
  zone,
  formToken,
}: Omit<Leaving, 'send' | 'state' | 'sendingOn'> & { send: SendRow }) => {
  const { to, subject, text } = head.words
  return (
    <section class="block leaving" id="was-sent" tabindex={-1} autofocus>
      <h2>Handed out: was it sent?</h2>
      <WasSent sendId={send.id} formToken={formToken} />
      <p class="soft small">
        {send.leaseUntil !== null &&
          `Without an answer it lapses ${moment(send.leaseUntil, zone)} and counts for nothing.`}
      </p>
      <p class="buttons">
        <button type="button" class="button" data-copy="#handed-text">
          Copy the text
        </button>
        <button type="button" class="button" data-copy="#handed-subject">
          Copy the subject
        </button>
        <a class="button" href={`mailto:${encodeURIComponent(to)}?${mailtoQuery(subject, text)}`}>
          Open in the mail program
        </a>
      </p>
      <p class="small">
        <span class="soft">To</span> {to} <span class="soft">Subject</span> <span id="handed-subject">{subject}</span>
      </p>
      <pre class="message-text message" id="handed-text">
        {text}
      </pre>
    </section>
  )
}

const WasSent = ({ sendId, formToken }: { sendId: string; formToken: string }) => (
  <PostForm action={`/sends/${sendId}/confirm`} formToken={formToken} class="buttons">
    <Submit as="primary" name="sent" value="yes">
      Yes, it was sent
    </Submit>
    <Submit name="sent" value="no">
      No
    </Submit>
  </PostForm>
)

/** The tool has it, and says what became of it; a person who knows may say so first. */
const AtTheTool = ({ send, zone, formToken }: { send: SendRow; zone: string; formToken: string }) => (
  <section class="block leaving" id="was-sent" tabindex={-1}>
    <h2>Given to the tool {moment(send.changedAt, zone)}, waiting for its answer</h2>
    <p class="soft small">
      {send.reply}.{' '}
      {send.leaseUntil !== null &&
        `Without an answer it lapses ${moment(send.leaseUntil, zone)} and counts for nothing.`}
    </p>
    <WasSent sendId={send.id} formToken={formToken} />
  </section>
)

const mailtoQuery = (subject: string, text: string): string =>
  `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`

/** Nobody but a person can know whether it left; a second copy would be worse than none. */
const Resolve = ({ send, formToken }: { send: SendRow; formToken: string }) => (
  <section class="block leaving">
    <h2>{titleOf(send)}</h2>
    <p>{send.reply}</p>
    <PostForm action={`/sends/${send.id}/resolve`} formToken={formToken} class="buttons">
      <Way to="sent" word="It was sent" />
      {!byHand.includes(send.route) && <Way to="queued" word="Try again" />}
      {isHandOut(send.route) && <Way to="desk" word="Back to the desk" />}
      <Way to="cancelled" word="Leave it" />
    </PostForm>
  </section>
)

export const isHandOut = (route: string): boolean => byHand.includes(route) || route === 'webhook'

const titleOf = ({ state, route, attempts }: SendRow): string => {
  if (state === 'unknown') return 'It may or may not have left'
  return byHand.includes(route) && attempts > 0 ? 'Was it sent?' : 'It was refused'
}

const Way = ({ to, word }: { to: 'sent' | 'queued' | 'desk' | 'cancelled'; word: string }) => (
  <Submit name="to" value={to}>
    {word}
  </Submit>
)
