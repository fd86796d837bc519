import { type Interval, newcombe, type Share, wilson } from './statistics.ts'

/** Below this many a share says nothing, and is shown as such. */
const floor = 20

/** A share with its 95 % interval. */
export type Rate = Share & Interval & { share: number; enough: boolean }

export const rateOf = (met: number, of: number): Rate => ({
  met,
  of,
  share: of === 0 ? 0 : met / of,
  ...wilson({ met, of }),
  enough: of >= floor,
})

/** What came of touches. */
export type Came = { touches: number; replies: number; meetings: number; won: number }
/** The same by what they were made for: kind of trigger, segment (an ICP's key), tier. '' and null = not known. */
export type CameCell = Came & { kind: string; segment: string; tier: number | null }

export const answers = ['replies', 'meetings', 'won'] as const

export const sumOf = (cells: readonly Came[]): Came => {
  const sum = { touches: 0, replies: 0, meetings: 0, won: 0 }
  for (const cell of cells) for (const key of ['touches', ...answers] as const) sum[key] += cell[key]
  return sum
}

const steps = ['seen', 'queued', 'drafted', 'approved', 'touched', 'replied', 'met', 'won'] as const
export type Step = (typeof steps)[number]

/** How many triggers came at least so far, from how many came exactly so far. */
export const reached = (furthest: ReadonlyMap<number, number>): { step: Step; n: number }[] =>
  steps.map((step, at) => ({
    step,
    n: [...furthest].reduce((sum, [level, n]) => (level >= at ? sum + n : sum), 0),
  }))

const hourMs = 3_600_000
/** Bars of the histogram: this many hours each, up to the last, which holds the rest. */
export const binHours = 4
const bins = 13

/** How many of these spans fall into each bar; the last bar has no end. */
export const histogram = (spansMs: readonly number[]): { from: number; to: number | null; n: number }[] => {
  const counts = new Array<number>(bins).fill(0)
  for (const ms of spansMs) counts[Math.min(bins - 1, Math.floor(ms / (binHours * hourMs)))]!++
  return counts.map((n, at) => ({ from: at * binHours, to: at === bins - 1 ? null : (at + 1) * binHours, n }))
}

export type TierVerdict = { tier: number; next: number; difference: number; interval: Interval; says: Says }
export type Says = 'as_predicted' | 'against' | 'open' | 'too_few'

/** Whether tiers are answered in the order that the ICP puts them in: each against the next, by Newcombe's interval. */
export const tierVerdicts = (byTier: ReadonlyMap<number, Came>): TierVerdict[] => {
  const tiers = [...byTier.keys()].sort((a, b) => a - b)
  return tiers.slice(1).map((next, at) => {
    const tier = tiers[at]!
    const [better, worse] = [shareOf(byTier.get(tier)!), shareOf(byTier.get(next)!)]
    const interval = newcombe(better, worse)
    const difference = better.met / (better.of || 1) - worse.met / (worse.of || 1)
    const few = Math.min(better.of, worse.of) < floor
    return { tier, next, difference, interval, says: few ? 'too_few' : says(interval) }
  })
}

const shareOf = ({ replies, touches }: Came): Share => ({ met: replies, of: touches })
const says = ({ low, high }: Interval): Says => (low > 0 ? 'as_predicted' : high < 0 ? 'against' : 'open')
