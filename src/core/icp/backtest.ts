import type { Instant } from '../document.ts'
import { fit as bestFit, type FitResult } from '../fit.ts'
import type { IcpVersion } from '../icp.ts'
import { aucInterval, type Interval } from '../statistics.ts'
import type { FitSubject } from './condition.ts'
import { leastOfEach } from './learn.ts'
import { type Place, placeOf } from './preview.ts'

/** An account that was won or lost, as it stood before that was decided. */
export type PastCase = { name: string; subject: FitSubject; won: boolean; at: Instant }

export type BacktestScore = {
  /** How often a won account scores above a lost one: 0.5 is chance. With DeLong's 95 % interval. */
  auc: number
  interval: Interval
  /** The share of wins in the best tenth over that of all; null when nothing was won. With a bootstrap interval. */
  topDecileLift: number | null
  topDecileInterval: Interval | null
  /** How many of each had each place. */
  won: Partial<Record<Place, number>>
  lost: Partial<Record<Place, number>>
}

export type Backtest = {
  won: number
  lost: number
  /** Fewer say nothing: then the intervals are all there is to read. */
  enough: boolean
  before: BacktestScore
  after: BacktestScore
  /** Won accounts that the draft would have kept out of the queue, and that the versions in force let in. */
  wouldHaveLost: { name: string; place: Place; because: string }[]
}

const resamples = 400

/** How well two sets of ICP versions would have told the won from the lost. `chance` draws from [0, 1). */
export const backtest = (
  before: readonly IcpVersion[],
  after: readonly IcpVersion[],
  cases: readonly PastCase[],
  chance: () => number,
): Backtest => {
  const [was, is] = [before, after].map((versions) =>
    cases.map(({ subject, at }) => bestFit(subject, versions, at)),
  ) as [Results, Results]
  const won = cases.filter((one) => one.won).length
  return {
    won,
    lost: cases.length - won,
    enough: Math.min(won, cases.length - won) >= leastOfEach,
    before: scoreOf(cases, was, chance),
    after: scoreOf(cases, is, chance),
    wouldHaveLost: cases.flatMap((one, index) => {
      const place = placeOf(is[index]!)
      const lost = one.won && !isIn(place) && isIn(placeOf(was[index]!))
      return lost ? [{ name: one.name, place, because: reasonOf(is[index]!) }] : []
    }),
  }
}

type Results = (FitResult | null)[]

const isIn = (place: Place): boolean => place === 1 || place === 2 || place === 3

/** Disqualified and unknown accounts stand below every score. */
const scoreIn = (result: FitResult | null): number =>
  result === null || result.fit === null || result.disqualifiedBy.length > 0 ? -1 : result.fit

const scoreOf = (cases: readonly PastCase[], results: Results, chance: () => number): BacktestScore => {
  const scored = cases.map(({ won }, index) => ({ won, score: scoreIn(results[index]!) }))
  const scores = (won: boolean) => scored.filter((one) => one.won === won).map(({ score }) => score)
  const { auc, low, high } = aucInterval(scores(true), scores(false))
  const places = (won: boolean) =>
    Object.fromEntries(
      [
        ...Map.groupBy(
          cases.flatMap((one, i) => (one.won === won ? [placeOf(results[i]!)] : [])),
          (place) => place,
        ),
      ].map(([place, { length }]) => [place, length]),
    )
  return {
    auc,
    interval: { low, high },
    topDecileLift: liftOf(scored),
    topDecileInterval: liftInterval(scored, chance),
    won: places(true),
    lost: places(false),
  }
}

type Scored = { won: boolean; score: number }

/** Accounts of the same score share their places, so that the order they come in decides nothing. */
const liftOf = (scored: readonly Scored[]): number | null => {
  const wins = scored.filter(({ won }) => won).length
  const top = Math.max(1, Math.round(scored.length / 10))
  if (wins === 0) return null
  let [left, hits] = [top, 0]
  const groups = [...Map.groupBy(scored, ({ score }) => score)].sort(([a], [b]) => b - a)
  for (const [, group] of groups) {
    if (left === 0) break
    const taken = Math.min(left, group.length)
    hits += (group.filter(({ won }) => won).length * taken) / group.length
    left -= taken
  }
  return hits / top / (wins / scored.length)
}

/** The middle 95 % of lifts in samples drawn with replacement. */
const liftInterval = (scored: readonly Scored[], chance: () => number): Interval | null => {
  if (scored.length === 0) return null
  const lifts = Array.from({ length: resamples }, () =>
    liftOf(scored.map(() => scored[Math.floor(chance() * scored.length)]!)),
  )
    .filter((lift) => lift !== null)
    .sort((a, b) => a - b)
  const at = (share: number) => lifts[Math.min(lifts.length - 1, Math.floor(share * lifts.length))]!
  return lifts.length === 0 ? null : { low: at(0.025), high: at(0.975) }
}

const reasonOf = (result: FitResult | null): string => {
  if (!result) return 'No ICP applies to it'
  if (result.disqualifiedBy.length > 0) return result.disqualifiedBy.map(({ label }) => label).join('; ')
  const unmet = result.contributions.filter(({ met, weight }) => (weight > 0 ? met === false : met === true))
  return unmet
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, 3)
    .map(({ label, weight }) => (weight > 0 ? `not: ${label}` : label))
    .join('; ')
}
