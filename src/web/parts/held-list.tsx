import { dayInWords, localDay } from '../../core/day.ts'
import type { Instant } from '../../core/document.ts'
import type { HeldRow } from '../../store/pages/queue.ts'
import { PostForm, Submit } from './form.tsx'
import { Empty } from './marks.tsx'
import { Ago } from './words.tsx'

type Held = { held: readonly HeldRow[]; zone: string; now: Instant; formToken: string }

/** What is set aside, until when and why, and the way to take it back now. */
export const HeldList = ({ held, zone, now, formToken }: Held) => (
  <div class="list" data-list>
    {held.length === 0 && <Empty title="Held: nothing">Nothing is set aside.</Empty>}
    <ol>
      {held.map(({ hold, accountName, by }) => (
        <li class="row row-held">
          <a href={`/accounts/${hold.accountId}`} data-row>
            <b class="row-name">{accountName}</b>
            <span class="row-lead">{hold.reason}</span>
            <span class="row-foot soft">
              <span>
                {untilWords(hold, zone)}
                {by && ` · ${by}`} · <Ago at={hold.createdAt} now={now} zone={zone} /> ago
              </span>
            </span>
          </a>
          <PostForm action={`/holds/${hold.id}/end`} formToken={formToken}>
            <input type="hidden" name="back" value="held" />
            <Submit as="small" aria-label={`Release ${accountName}`}>
              Release
            </Submit>
          </PostForm>
        </li>
      ))}
    </ol>
  </div>
)

export const untilWords = (hold: HeldRow['hold'], zone: string): string =>
  hold.until !== null
    ? `until ${dayInWords(localDay(hold.until, zone))}`
    : hold.untilNextTrigger
      ? 'until its next trigger'
      : 'until someone lifts it'
