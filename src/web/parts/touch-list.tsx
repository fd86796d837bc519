import type { outcomesOf } from '../../store/pages/account.ts'
import type { touchesOf } from '../../store/pages/item.ts'
import type { Touch } from '../../store/touches.ts'
import { Day, humane } from './words.tsx'

type Listed = {
  came: Awaited<ReturnType<typeof outcomesOf>>
  touched: Awaited<ReturnType<typeof touchesOf>>
  names: ReadonlyMap<string, string>
  zone: string
}

/** What came of an account, then what went to it. */
export const TouchList = ({ came, touched, names, zone }: Listed) => (
  <ol class="timeline">
    {came.map(({ outcome, by }) => (
      <li>
        <b>{humane(outcome.kind)}</b> {outcome.replyClass && `(${humane(outcome.replyClass)})`}{' '}
        {outcome.amountUsd !== null && <span class="num">${outcome.amountUsd.toLocaleString('en')}</span>}{' '}
        <span class="soft">
          <Day at={outcome.at} zone={zone} /> · {by ?? outcome.source} {outcome.reason && `· ${outcome.reason}`}
        </span>
      </li>
    ))}
    {touched.map((touch) => (
      <li>
        Touch by {touch.channel}{' '}
        <span class="soft">
          <Day at={touch.at} zone={zone} /> · {wayOf(touch, names)}
        </span>
      </li>
    ))}
    {came.length + touched.length === 0 && <li class="soft">No touch yet.</li>}
  </ol>
)

/** How a touch came to be known: by us, by a file, or by whoever logged it. */
const wayOf = ({ route, externalId, ownerId }: Touch, names: ReadonlyMap<string, string>): string => {
  if (route !== 'import') return route
  return externalId.startsWith('hand:') ? `logged by ${names.get(ownerId ?? '') ?? 'somebody'}` : 'imported'
}
