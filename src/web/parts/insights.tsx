import { type Came, type CameCell, rateOf, type Says, sumOf, tierVerdicts } from '../../core/insights.ts'
import type { Insights } from '../../pipeline/insights.ts'
import { mostWaited } from '../../store/pages/insights.ts'
import { Bars, Shares, Spread } from './chart.tsx'
import { binsOf, byTier, delaysOf, kindName, type Reports, stepNames, tierName } from './insight-reports.ts'
import { Behind, CsvLink, ReportTable } from './report.tsx'
import { plural, spanInWords } from './words.tsx'

type Shown = { insights: Insights; reports: Reports; query: string }

const columns = [
  ['Replied', 'replies'],
  ['Met', 'meetings'],
  ['Won', 'won'],
] as const

const ratesOf = (came: Came) => columns.map(([label, key]) => ({ label, rate: rateOf(came[key], came.touches) }))

/** Where the scale of shares ends, the same for all of a group: above what there is enough of, in fifths. */
const scaleOf = (all: readonly Came[]): number => {
  const highs = all.flatMap((came) => ratesOf(came).flatMap(({ rate }) => (rate.enough ? rate.high : rate.share)))
  return Math.min(1, Math.max(0.2, Math.ceil(Math.max(0, ...highs) * 5) / 5))
}

/** One chart per kind of trigger, the best known first; grey below the floor. */
export const KindMultiples = ({ cells }: { cells: readonly CameCell[] }) => {
  const kinds = [...Map.groupBy(cells, ({ kind }) => kind)]
    .map(([kind, some]) => ({ kind, came: sumOf(some) }))
    .sort((a, b) => b.came.touches - a.came.touches || (a.kind < b.kind ? -1 : 1))
  const most = scaleOf(kinds.map(({ came }) => came))
  return (
    <section class="multiples" aria-label="By kind of trigger">
      {kinds.map(({ kind, came }) => (
        <article class="card multiple">
          <h2>{kindName(kind)}</h2>
          <Shares name={`${kindName(kind)}: ${inWords(came)}`} points={ratesOf(came)} most={most} />
          <p class="soft small num">{inWords(came)}</p>
          <FewWords n={came.touches} />
        </article>
      ))}
    </section>
  )
}

const inWords = ({ touches, replies, meetings, won }: Came): string =>
  `${plural(touches, 'touch', 'touches')}: ${replies} replied, ${meetings} met, ${won} won`

const FewWords = ({ n }: { n: number }) =>
  rateOf(0, n).enough ? null : <p class="soft small num">not enough data yet ({n} of 20)</p>

export const OutcomesCard = ({ reports, query }: Shown) => (
  <section class="card" id="outcomes">
    <h2>By trigger, segment and tier</h2>
    <p class="soft small">
      With each share stands the range that holds it in 19 of 20 cases; below 20 touches only the counts stand.
    </p>
    <ReportTable report={reports.outcomes} />
    <CsvLink report={reports.outcomes} query={query} />
  </section>
)

const verdicts: Record<Says, string> = {
  as_predicted: 'is answered more often, as the ICP predicts',
  against: 'is answered less often, against what the ICP predicts',
  open: 'cannot be told apart yet',
  too_few: 'not enough data yet: 20 touches of each are the least',
}

/** What the ICP predicts, that a better tier is answered more often, against what came. */
export const DriftCard = ({ insights, reports, query, lead }: Shown & { lead: boolean }) => {
  const tiers = byTier(insights.cells)
  const most = scaleOf([...tiers.values()])
  return (
    <section class="card" id="drift">
      <h2>Does the ICP predict?</h2>
      <p class="soft small">A better tier should be answered, met and won more often.</p>
      {tiers.size === 0 && <p class="soft">No touch whose tier is known.</p>}
      <div class="chart-row">
        {tiers.size > 0 &&
          columns.map(([label, key]) => (
            <figure>
              <figcaption class="small">{label}</figcaption>
              <Shares
                name={`${label} by tier, with intervals; the table has the numbers`}
                most={most}
                points={[...tiers].map(([tier, came]) => ({
                  label: `${tierName(tier)} · ${came.touches}`,
                  rate: rateOf(came[key], came.touches),
                }))}
              />
            </figure>
          ))}
      </div>
      <ul class="plain">
        {tierVerdicts(tiers).map(({ tier, next, difference, interval, says }) => (
          <li>
            <b>
              Tier {tier} against Tier {next}
            </b>{' '}
            {verdicts[says]}
            {says !== 'too_few' && (
              <span class="soft num">
                {' '}
                (replies: {points(difference)} points apart, {points(interval.low)} to {points(interval.high)})
              </span>
            )}
          </li>
        ))}
      </ul>
      {lead && (
        <p>
          Attribute by attribute: <a href="/icp/review">quarterly review</a>.
        </p>
      )}
      {tiers.size > 0 && <Behind report={reports.tiers} query={query} />}
    </section>
  )
}

const points = (share: number): string => `${Math.round(share * 100)}`.replace('-', '−')

export const FunnelCard = ({ insights: { funnel }, reports, query }: Shown) => (
  <section class="card" id="funnel">
    <h2>From event to deal</h2>
    <Bars
      name={`From event to deal: ${funnel.map(({ step, n }) => `${stepNames[step]} ${n}`).join(', ')}`}
      bars={funnel.map(({ step, n }) => ({ label: stepNames[step], n }))}
    />
    <p class="soft small">
      Signals are what was found in this span. Several about one event make one trigger; the triggers first seen in this
      span stand on every line up to the furthest they have come by now, so recent ones may still move down.
    </p>
    <Behind report={reports.funnel} query={query} />
  </section>
)

/** From first seen to touch in working time; beside it how late the news itself came. */
export const ClockCard = ({ insights: { waited }, reports, query }: Shown) => {
  const { p50Ms, p90Ms } = delaysOf(waited)
  return (
    <section class="card" id="clock">
      <h2>From first seen to touch</h2>
      <p class="soft small">
        Working time, against 24 hours; weekends and holidays count for no one. Before that, from event to first seen:
        p50 {span(p50Ms)}, p90 {span(p90Ms)} by the calendar.
        {waited.length >= mostWaited && ` Only the last ${mostWaited} are counted.`}
      </p>
      {waited.length === 0 ? (
        <p class="soft">Nothing new stood on a list in this span.</p>
      ) : (
        <>
          {waited.some(({ clock }) => clock.stopped) && (
            <Spread
              name="How long what was touched had waited, in working hours; the table has the numbers"
              bins={binsOf(waited)}
              limitHours={24}
            />
          )}
          <ReportTable report={reports.clock} />
          <CsvLink report={reports.clock} query={query} />
          <Behind report={reports.waits} query={query} />
        </>
      )}
    </section>
  )
}
const span = (ms: number | null): string => (ms === null ? '–' : spanInWords(ms))

/** How often what rules tied to an account was right, as people judged it. */
export const JudgedCard = ({ insights: { judged }, reports, query }: Shown) => (
  <section class="card" id="signals">
    <h2>Were the signals right?</h2>
    <p class="soft small">
      Of the signals tied to an account by rule, those that a person judged: answered, or decided about a message led by
      them. Wrong is what somebody marked as another company’s.
    </p>
    {judged.length === 0 ? (
      <p class="soft">Nobody has judged one in this span.</p>
    ) : (
      <>
        <Shares
          name="Share of judged signals that were right, by kind, with intervals; the table has the numbers"
          points={judged.map(({ kind, judged: n, wrong }) => ({
            label: `${kindName(kind)} · ${n}`,
            rate: rateOf(n - wrong, n),
          }))}
          most={1}
        />
        <Behind report={reports.signals} query={query} />
      </>
    )}
  </section>
)

const shownFeeds = 12

export const FeedsCard = ({ insights: { feeds }, reports, query }: Shown) => (
  <section class="card" id="feeds">
    <h2>What each feed brought</h2>
    <p class="soft small">
      Items of lists led by its news, from the first day on: everybody’s, whatever is chosen above. Counted a little
      behind, with each poll.
    </p>
    {feeds.length === 0 ? (
      <p class="soft">Nothing is counted yet.</p>
    ) : (
      <>
        <Bars
          name="Items of lists led by each feed; the table has the numbers"
          bars={feeds.slice(0, shownFeeds).map(({ name, queued }) => ({ label: name, n: queued }))}
        />
        <Behind report={reports.feeds} query={query} />
      </>
    )}
  </section>
)

/** What people change in machine text, and the words they cut most. */
export const EditsCard = ({ insights: { edits }, reports, query }: Shown) => (
  <section class="card" id="edits">
    <h2>What people change</h2>
    <p class="soft small">Words cut and added between the machine’s last text and what was approved.</p>
    {edits.groups.length === 0 ? (
      <p class="soft">No message was approved in this span.</p>
    ) : (
      <>
        <ReportTable report={reports.edits} />
        <CsvLink report={reports.edits} query={query} />
      </>
    )}
    {edits.cut.length > 0 && (
      <p>
        Cut most often:{' '}
        {edits.cut.map(({ word, drafts }, index) => (
          <>
            {index > 0 && ', '}
            <b>{word}</b> <span class="soft num">{drafts}</span>
          </>
        ))}
      </p>
    )}
  </section>
)

export const RejectedCard = ({ insights: { rejected }, reports, query }: Shown) => (
  <section class="card" id="rejections">
    <h2>Why drafts were rejected</h2>
    {rejected.length === 0 ? (
      <p class="soft">None was.</p>
    ) : (
      <>
        <Bars
          name="Rejected drafts by reason; the table has the numbers"
          bars={reports.rejections.rows.map(([label, n]) => ({ label: String(label), n: Number(n) }))}
        />
        <Behind report={reports.rejections} query={query} />
      </>
    )}
  </section>
)
