import { replyClasses } from '../../core/outcome.ts'
import type { openReceived } from '../../store/received.ts'
import { PostForm, Submit } from './form.tsx'
import { humane, moment } from './words.tsx'

type Open = Awaited<ReturnType<typeof openReceived>>[number]
type Of = { of: Open; zone: string; formToken: string }

const asks = {
  class: 'Is this what it is?',
  sender: 'Somebody we did not write to. If this is an answer to us, say which; nothing was stopped for it.',
  bounce: 'A mail server says that a message of ours came back, but proves it by nothing. Did it?',
} as const

const kinds = {
  reply: 'Reply',
  auto_reply: 'Automatic reply',
  bounce: 'Bounce',
  soft_bounce: 'Bounce that says nothing about the address',
  complaint: 'Complaint',
} as const

/** The messages that came back from an account, each folded, and the class of each still to be changed. */
export const CameBack = ({ list, zone, formToken }: { list: Open[]; zone: string; formToken: string }) => (
  <>
    {list.map((one) => (
      <details class="quiet">
        <summary>
          {kinds[one.message.kind]} of <span class="num">{moment(one.message.at, zone)}</span>
          {one.message.question && one.message.answeredAt === null && ' · waits for a word'}
        </summary>
        <OpenReply of={one} zone={zone} formToken={formToken} />
      </details>
    ))}
  </>
)

/** A message with its words as text, and the one question about it. */
export const OpenReply = ({ of: { message, accountName, replyClass }, zone, formToken }: Of) => (
  <article class="card" aria-labelledby={`reply-${message.id}`}>
    <h2 id={`reply-${message.id}`}>
      <a href={`/accounts/${message.accountId}`}>{accountName}</a>
    </h2>
    <p class="soft">
      {message.sender ?? 'pasted'} · {message.subject && `${message.subject} · `}
      <span class="num">{moment(message.at, zone)}</span>
    </p>
    <div class="message-text">{message.text ?? '(erased)'}</div>
    <p>
      {message.suggested && (
        <>
          {message.answeredAt === null ? 'The rules take it for ' : 'It is '}
          <b>{humane(replyClass ?? message.suggested)}</b>
          {message.kind === 'auto_reply' && ', written by a machine'}.{' '}
        </>
      )}
      {message.question && message.answeredAt === null && asks[message.question]}
    </p>
    {(isAnswer(message) || (message.question === 'bounce' && message.answeredAt === null)) && (
      <PostForm action={`/replies/${message.id}`} formToken={formToken} class="row-form">
        {message.question === 'bounce' ? (
          <Submit as="primary" name="is" value="bounce">
            It came back
          </Submit>
        ) : (
          <ClassFields message={message} chosen={replyClass ?? message.suggested} />
        )}
        {message.outcomeId === null && (
          <Submit name="is" value="none">
            {message.question === 'bounce' ? 'It did not' : 'No answer to us'}
          </Submit>
        )}
      </PostForm>
    )}
  </article>
)

const isAnswer = ({ kind }: Open['message']): boolean => kind === 'reply' || kind === 'auto_reply'

const ClassFields = ({ message, chosen }: { message: Open['message']; chosen: string | null }) => (
  <>
    <label>
      It is
      <select name="is">
        {replyClasses.map((each) => (
          <option value={each} selected={each === chosen}>
            {humane(each)}
          </option>
        ))}
      </select>
    </label>
    <label>
      Rest until (not now, out of office)
      <input type="date" name="untilDay" value={message.untilDay ?? ''} />
    </label>
    <Submit as="primary">That is it</Submit>
  </>
)
