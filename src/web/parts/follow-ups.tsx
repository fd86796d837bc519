import { dayInWords } from '../../core/day.ts'
import { skipped } from '../../pipeline/verbs.ts'
import type { followUpsOf } from '../../store/pages/account.ts'
import { PostForm, Submit } from './form.tsx'

type Rows = Awaited<ReturnType<typeof followUpsOf>>

/** The dated tasks of an account: open ones can be skipped, a skip can be taken back. */
export const FollowUps = ({ rows, formToken }: { rows: Rows; formToken: string }) =>
  rows.length === 0 ? null : (
    <section class="card">
      <h2>Follow-ups</h2>
      <ul class="plain">
        {rows.map(({ followUp: { id, dueDay, note, closedAt, closeReason }, contactName, ownerName }) => (
          <li class={closedAt === null ? '' : 'soft'}>
            <PostForm
              action={`/follow-ups/${id}/${closedAt === null ? 'close' : 'reopen'}`}
              formToken={formToken}
              class="note-line"
            >
              <span>
                <b>{dayInWords(dueDay)}</b> {note}{' '}
                <span class="soft">
                  {[contactName, ownerName].filter(Boolean).join(' · ')}
                  {closeReason && ` · ended: ${closeReason}`}
                </span>
              </span>
              {(closedAt === null || closeReason === skipped) && (
                <Submit as="small">{closedAt === null ? 'Skip' : 'Reopen'}</Submit>
              )}
            </PostForm>
          </li>
        ))}
      </ul>
    </section>
  )
