import { dayInWords, localDay } from '../../core/day.ts'
import { kindNames } from '../../core/headline.ts'
import type { DriftQuarter } from '../../core/icp/drift.ts'
import { placeNames } from '../../core/icp/places.ts'
import type { IcpReview } from '../../pipeline/icp-review.ts'
import { managers, type Route, userIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { IcpNav } from '../parts/icp/nav.tsx'
import { Interval } from '../parts/interval.tsx'
import { Tier } from '../parts/marks.tsx'
import { rejectWords } from '../parts/reject.tsx'
import { num, Table } from '../parts/table.tsx'
import { percent, plural } from '../parts/words.tsx'

/** The quarterly review on one printable page: what to keep, what to change, and on how much evidence. */
const review = async (c: WebContext) => {
  const found = await c.var.app.study('review')
  const { timeZone } = userIn(c)
  return await page(
    c,
    { title: 'Quarterly review', section: 'icp' },
    <>
      <header class="page-head">
        <h1>Quarterly review</h1>
        <span class="soft num">{dayInWords(localDay(c.var.app.now(), timeZone))}, the year before it</span>
        <IcpNav c={c} here="review" />
      </header>
      <div class="two-columns">
        <Coverage review={found} />
        <WinRates winRates={found.winRates} />
      </div>
      <Drift quarters={found.drift} />
      <Rejections rejections={found.rejections} />
    </>,
  )
}

const Coverage = ({ review: { coverage, width } }: { review: IcpReview }) => (
  <section class="card" aria-labelledby="coverage">
    <h2 id="coverage">The market, and how much of it was touched</h2>
    <p class={width.verdict === 'fits' ? 'soft' : 'caution'}>{width.sentence}.</p>
    <Table columns={['Place', num('Accounts'), num('Touched')]}>
      {(Object.keys(placeNames) as unknown as (keyof typeof placeNames)[]).map((place) => (
        <tr>
          <th scope="row">{placeNames[place]}</th>
          <td class="num">{coverage.places[place] ?? 0}</td>
          <td class="num">{coverage.touched[place] ?? 0}</td>
        </tr>
      ))}
    </Table>
  </section>
)

const WinRates = ({ winRates }: { winRates: IcpReview['winRates'] }) => (
  <section class="card" aria-labelledby="wins">
    <h2 id="wins">Won, by tier of the first touch</h2>
    {winRates.length === 0 && <p class="soft">No touch is recorded yet.</p>}
    {winRates.map(({ tier, share }) => (
      <div class="rates">
        <p class="num">
          <Tier tier={tier} /> <b>{share.met}</b> of {share.of}
        </p>
        <Interval hits={share.met} of={share.of} />
      </div>
    ))}
  </section>
)

const mostRows = 12

const Drift = ({ quarters }: { quarters: readonly DriftQuarter[] }) => (
  <section class="card" aria-labelledby="drift">
    <h2 id="drift">Whom we target against who buys</h2>
    {quarters.length === 0 && <p class="soft">Nobody was touched yet.</p>}
    {quarters.toReversed().map(({ quarter, targeted, won, enough, rows }) => (
      <>
        <h3 class="num">
          {quarter}{' '}
          <span class="soft">
            {plural(targeted, 'account')} targeted, {won} won
          </span>
        </h3>
        {enough ? <DriftTable rows={rows} /> : <p class="soft">Not enough data: 20 of each are the least.</p>}
      </>
    ))}
  </section>
)

const DriftTable = ({ rows }: { rows: DriftQuarter['rows'] }) => (
  <Table columns={['Attribute', num('Targeted'), num('Won'), num('Difference')]}>
    {rows.slice(0, mostRows).map(({ label, targeted, won, difference, interval, drifts }) => (
      <tr>
        <th scope="row">
          {label} {drifts && <span class="state state-warm">drifts</span>}
        </th>
        <td class="num">
          {targeted.met} of {targeted.of}
        </td>
        <td class="num">
          {won.met} of {won.of}
        </td>
        <td class="num">
          {percent(difference)}{' '}
          <span class="soft">
            ({percent(interval.low)} to {percent(interval.high)})
          </span>
        </td>
      </tr>
    ))}
  </Table>
)

const Rejections = ({ rejections }: { rejections: IcpReview['rejections'] }) => (
  <section class="card" aria-labelledby="rejections">
    <h2 id="rejections">Why drafts were rejected</h2>
    {rejections.length === 0 ? (
      <p class="soft">None was.</p>
    ) : (
      <Table columns={['Reason', num('How often'), 'After which news', 'In their words']}>
        {rejections.map(({ reason, count, kinds, notes }) => (
          <tr>
            <th scope="row">{rejectWords[reason as keyof typeof rejectWords]?.[0] ?? reason}</th>
            <td class="num">{count}</td>
            <td class="soft">{kinds.map(({ kind, count: n }) => `${kindNames[kind]} ${n}`).join(', ')}</td>
            <td class="soft">{notes.slice(-3).join(' · ')}</td>
          </tr>
        ))}
      </Table>
    )}
  </section>
)

export const icpReviewRoutes: readonly Route[] = [
  { method: 'GET', path: '/icp/review', access: managers, handler: review },
]
