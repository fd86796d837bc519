import type { Contribution, FitResult } from '../../core/fit.ts'
import { kindNames } from '../../core/headline.ts'
import type { Strength } from '../../core/heat.ts'
import type { QueueItemRow } from '../../store/pages/queue.ts'
import { Bar, Tier } from './marks.tsx'
import { humane, percent, tenth } from './words.tsx'

/** "Why this account, why not higher": the formula with its numbers in place. */
export const Why = ({ item, fit }: { item: QueueItemRow | null; fit: FitResult | null }) => {
  const shown = item?.why.fit ?? fit
  const alpha = item?.why.alpha ?? 0
  return (
    <details class="block why" id="why">
      <summary data-key="w">
        <h2>Why</h2>
        {item && item.priority === 0 && <span class="soft">{noPriority(item, shown)}</span>}
        {item && item.priority > 0 && (
          <span class="formula num">
            priority <b>{tenth(item.priority)}</b> = fit {item.fit === null ? '–' : tenth(item.fit)}
            <sup>{alpha}</sup> × heat {tenth(item.heat)}
            <sup>{Number((1 - alpha).toFixed(3))}</sup>
          </span>
        )}
        <kbd>w</kbd>
      </summary>
      <div class="why-columns">
        {shown ? <FitBars fit={shown} /> : <p class="soft">No fit is known yet.</p>}
        {item && item.why.strengths.length > 0 && <HeatBars strengths={item.why.strengths} heat={item.heat} />}
      </div>
    </details>
  )
}

/** Priority orders the list of first touches; what cannot be worked so has none. */
const noPriority = (item: QueueItemRow, fit: FitResult | null): string => {
  if (item.lane === 'your_accounts') return 'No priority: a customer or open opportunity is shown for its news alone.'
  if (item.fit === null || (fit?.fit ?? null) === null) return 'No priority: too little is known to say a fit.'
  return item.fit === 0 ? 'No priority: the fit is 0.' : 'No priority: nothing warm is left.'
}

/** A bar per criterion from a zero line; the points sum exactly to the fit. */
export const FitBars = ({ fit }: { fit: FitResult }) => {
  const most = Math.max(1, ...fit.contributions.map(({ pointsTenths }) => Math.abs(pointsTenths)))
  const ordered = [...fit.contributions].sort((a, b) => rankOf(a) - rankOf(b) || b.pointsTenths - a.pointsTenths)
  return (
    <table class="bars">
      <caption>
        Fit <b class="num">{fit.fit === null ? 'not known' : tenth(fit.fit)}</b> <Tier tier={fit.tier} /> ·{' '}
        {percent(fit.coverage)} of the weight is known
      </caption>
      <tbody>
        {ordered.map((row) => (
          <tr class={row.met === null ? 'unknown' : row.met ? '' : 'unmet'}>
            <th scope="row">
              {row.label}
              {!row.met && <span class="soft"> · {row.met === null ? 'not known' : 'not met'}</span>}
            </th>
            <td class="bar-cell">
              <Bar value={row.pointsTenths} most={most} />
            </td>
            <td class="num">{row.met ? signed(row.pointsTenths / 10) : '–'}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Sum</th>
          <td />
          <td class="num">{tenth(fit.contributions.reduce((sum, { pointsTenths }) => sum + pointsTenths, 0) / 10)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

const rankOf = ({ met }: Contribution): number => (met ? 0 : met === null ? 1 : 2)
const signed = (points: number): string => (points > 0 ? `+${tenth(points)}` : points < 0 ? `−${tenth(-points)}` : '0')

/** A bar per trigger with its factors written out. */
const HeatBars = ({ strengths, heat }: { strengths: readonly Strength[]; heat: number }) => (
  <table class="bars">
    <caption>
      Heat <b class="num">{tenth(heat)}</b> · importance × magnitude × confidence × corroboration × decay
    </caption>
    <tbody>
      {strengths.map((strength) => (
        <tr>
          <th scope="row">
            {kindNames[strength.kind]}
            <span class="soft num">
              {' '}
              {strength.importance} × {strength.magnitude} × {strength.confidence} × {strength.corroboration} ×{' '}
              {strength.decay}
              {strength.cappedBy && ` (capped: ${humane(strength.cappedBy)})`}
            </span>
          </th>
          <td class="bar-cell">
            <Bar value={strength.points} most={100} {...(strength.points < 0 ? {} : { tone: 'warm' })} />
          </td>
          <td class="num">{signed(strength.points)}</td>
        </tr>
      ))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan={2}>
          Together <span class="soft num">{heatSum(strengths)}</span>
        </th>
        <td class="num">{tenth(heat)}</td>
      </tr>
    </tfoot>
  </table>
)

/** How triggers add up: each takes its share of what is still missing to 100; bad news takes its share of the whole. */
const heatSum = (strengths: readonly Strength[]): string => {
  const factor = ({ points }: Strength) => `(1 − ${tenth(Math.abs(points))} %)`
  const good = strengths.filter(({ points }) => points > 0)
  const bad = strengths.filter(({ points }) => points < 0)
  const whole = good.length === 0 ? '0' : `(1 − ${good.map(factor).join(' × ')})`
  return ['100', whole, ...bad.map(factor)].join(' × ')
}
