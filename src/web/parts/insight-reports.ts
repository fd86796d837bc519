import { kindNames } from '../../core/headline.ts'
import { answers, type Came, type CameCell, histogram, rateOf, sumOf } from '../../core/insights.ts'
import type { SignalKind } from '../../core/signal.ts'
import { clockReport, percentile, type Waited } from '../../core/working-clock.ts'
import type { FunnelStep, Insights } from '../../pipeline/insights.ts'
import { rejectWords } from './reject.tsx'
import type { Report, ReportCell } from './report.tsx'

type Names = ReadonlyMap<string, string>

export const kindName = (kind: string): string => kindNames[kind as SignalKind] ?? 'No trigger known'
export const tierName = (tier: number): string => `Tier ${tier}`

const answered = [
  { name: 'Touches', as: 'count' },
  { name: 'Replies', as: 'rate' },
  { name: 'Meetings', as: 'rate' },
  { name: 'Won', as: 'rate' },
] as const
const text = (name: string) => ({ name, as: 'text' }) as const
const count = (name: string) => ({ name, as: 'count' }) as const

const cameCells = (came: Came): ReportCell[] => [came.touches, ...answers.map((key) => rateOf(came[key], came.touches))]

const outcomesReport = (cells: readonly CameCell[], segments: Names): Report => ({
  key: 'outcomes',
  columns: [text('Trigger'), text('Segment'), text('Tier'), ...answered],
  rows: cells.map((cell) => [
    kindName(cell.kind),
    segments.get(cell.segment) ?? null,
    cell.tier === null ? null : tierName(cell.tier),
    ...cameCells(cell),
  ]),
})

/** Touches whose tier is known, by tier. */
export const byTier = (cells: readonly CameCell[]): Map<number, Came> =>
  new Map(
    [...Map.groupBy(cells, ({ tier }) => tier)]
      .flatMap(([tier, some]) => (tier === null ? [] : [[tier, sumOf(some)] as const]))
      .sort(([a], [b]) => a - b),
  )

export const tiersReport = (cells: readonly CameCell[]): Report => ({
  key: 'tiers',
  columns: [text('Tier'), ...answered],
  rows: [...byTier(cells)].map(([tier, came]) => [tierName(tier), ...cameCells(came)]),
})

export const stepNames: Record<FunnelStep['step'], string> = {
  found: 'Signals found',
  matched: 'Signals matched',
  seen: 'Triggers seen',
  queued: 'On a list',
  drafted: 'Drafted',
  approved: 'Approved',
  touched: 'Touched',
  replied: 'Replied',
  met: 'Met',
  won: 'Won',
}

/** Signals are set against those found, triggers against those first seen. */
export const funnelReport = (funnel: readonly FunnelStep[]): Report => {
  const of = (step: FunnelStep['step']) => funnel.find((each) => each.step === step)?.n ?? 0
  return {
    key: 'funnel',
    columns: [text('Step'), count('How many'), { name: 'Of the triggers', as: 'rate' }],
    rows: funnel.map(({ step, n }) => [
      stepNames[step],
      n,
      step === 'found' || step === 'matched' ? null : rateOf(n, of('seen')),
    ]),
  }
}

/** Of what was touched. */
export const binsOf = (waited: readonly Waited[]) =>
  histogram(waited.filter(({ clock }) => clock.stopped).map(({ clock }) => clock.ms))

export const spreadReport = (waited: readonly Waited[]): Report => ({
  key: 'waits',
  columns: [text('Working time'), count('Touched')],
  rows: binsOf(waited).map(({ from, to, n }) => [to === null ? `${from} h and more` : `${from} to ${to} h`, n]),
})

export const clockByOwner = (waited: readonly Waited[], people: Names): Report => {
  const owners = [...Map.groupBy(waited, ({ ownerId }) => ownerId)]
  const lines: [string, readonly Waited[]][] = owners.map(([id, theirs]) => [people.get(id) ?? 'Nobody', theirs])
  return {
    key: 'clock',
    columns: [
      text('Owner'),
      count('Touched'),
      { name: 'p50', as: 'span' },
      { name: 'p90', as: 'span' },
      { name: 'Within 24 h', as: 'rate' },
      count('Waiting'),
      count('Late'),
    ],
    rows: [...(lines.length > 1 ? [['Everybody', waited] as const] : []), ...lines].map(([name, theirs]) => {
      const { touched, p50Ms, p90Ms, inTime, waiting, late } = clockReport(theirs)
      return [name, touched, { ms: p50Ms }, { ms: p90Ms }, rateOf(inTime, touched), waiting, late]
    }),
  }
}

/** From the event to when it was first seen, by the calendar. */
export const delaysOf = (waited: readonly Waited[]) => {
  const delays = waited.map(({ seenAt, eventAt }) => Math.max(0, seenAt - eventAt))
  return { p50Ms: percentile(delays, 0.5), p90Ms: percentile(delays, 0.9) }
}

export const judgedReport = (judged: Insights['judged']): Report => ({
  key: 'signals',
  columns: [text('Kind'), count('Judged'), count('Called wrong'), { name: 'Right', as: 'rate' }],
  rows: judged.map(({ kind, judged: n, wrong }) => [kindName(kind), n, wrong, rateOf(n - wrong, n)]),
})

export const feedsReport = (feeds: Insights['feeds']): Report => ({
  key: 'feeds',
  columns: [text('Feed'), count('Items'), count('Signals'), count('On lists')],
  rows: feeds.map(({ name, items, signals, queued }) => [name, items, signals, queued]),
})

export const editsReport = ({ groups }: Insights['edits'], people: Names): Report => ({
  key: 'edits',
  columns: [text('Rep'), text('Trigger'), count('Messages'), count('As written'), count('Words changed, median')],
  rows: groups.map(({ ownerId, kind, drafts, untouched, medianWords }) => [
    people.get(ownerId) ?? 'Nobody',
    kindName(kind),
    drafts,
    untouched,
    medianWords,
  ]),
})

export const rejectedReport = (rejected: Insights['rejected']): Report => ({
  key: 'rejections',
  columns: [text('Reason'), count('Drafts')],
  rows: rejected.map(({ reason, n }) => [rejectWords[reason as keyof typeof rejectWords]?.[0] ?? reason, n]),
})

/** Every table of the page, by the name of its file. */
export const reportsOf = (insights: Insights, { people, segments }: { people: Names; segments: Names }) => ({
  outcomes: outcomesReport(insights.cells, segments),
  tiers: tiersReport(insights.cells),
  funnel: funnelReport(insights.funnel),
  waits: spreadReport(insights.waited),
  clock: clockByOwner(insights.waited, people),
  signals: judgedReport(insights.judged),
  feeds: feedsReport(insights.feeds),
  edits: editsReport(insights.edits, people),
  rejections: rejectedReport(insights.rejected),
})
export type Reports = ReturnType<typeof reportsOf>
export const reportKeys = [
  'outcomes',
  'tiers',
  'funnel',
  'waits',
  'clock',
  'signals',
  'feeds',
  'edits',
  'rejections',
] as const satisfies readonly (keyof Reports)[]
