import type { Thread } from '../../core/draft/thread.ts'
import { moment } from './words.tsx'

/** What the reader has had from us, beside the follow-up that answers it. */
export const ThreadBlock = ({ thread, zone }: { thread: Thread; zone: string }) => (
  <details class="block">
    <summary>
      <h2>The thread</h2>
      <span class="soft num">
        {thread.sent.length} sent{thread.subject !== null && ` · ${thread.subject}`}
      </span>
    </summary>
    <ol class="history">
      {thread.sent.map(({ at, text }) => (
        <li>
          <p class="soft num">{moment(at, zone)}</p>
          {text === '' ? (
            <p class="soft">It left outside Daybreak: its words are not known here.</p>
          ) : (
            <div class="message-text">{text}</div>
          )}
        </li>
      ))}
    </ol>
  </details>
)
