import type { Instant } from './document.ts'
import { type Answer, type FitSubject, type Question, questionOf } from './icp/condition.ts'
import type { Criterion, Disqualifier, Icp, IcpVersion } from './icp.ts'

export type { FitSubject } from './icp/condition.ts'

export type Tier = 1 | 2 | 3

/** One row of the sum. `met` null = not known. `pointsTenths` of all rows sum exactly to ten times the fit. */
export type Contribution = {
  id: string
  label: string
  layer: Criterion['layer'] | 'floor'
  weight: number
  met: Answer
  pointsTenths: number
}

export type FitResult = {
  icpVersionId: string
  icpKey: string
  /** 0–100 in tenths (82.3); null when nothing that counts is known. */
  fit: number | null
  /** Null = below the floor, not known, or disqualified. */
  tier: Tier | null
  disqualifiedBy: { id: string; label: string }[]
  /** The known share of all weight, 0–1. */
  coverage: number
  contributions: Contribution[]
  /** Required-for-Tier-1 criteria that are not met, or not known. */
  missingRequired: { id: string; label: string; met: Answer }[]
}

/** What the gates and the formula ask of a fit; the rest says why it is so. */
export type FitSummary = Pick<FitResult, 'icpVersionId' | 'fit' | 'tier' | 'disqualifiedBy' | 'coverage'>

/** Share of the weights that must be known: below it nothing is queued (docs/queue.md). */
export const minimumCoverage = 0.4
/** Share of the weights that must be known for Tier 1. */
export const tier1Coverage = 0.6

/**
 * The account's best ICP of those that apply to it, by (tier, fit, coverage, ICP key); null when none applies.
 * Expansion ICPs see customers only, the others never do. Disqualified only if every applicable ICP disqualifies it.
 */
export const fit = (subject: FitSubject, versions: readonly IcpVersion[], at: Instant): FitResult | null => {
  const results = versions
    .filter(({ icp }) => (icp.kind === 'expansion') === subject.isCustomer)
    .map((version) => fitOne(subject, version, at))
  return results.sort(betterFirst)[0] ?? null
}

const betterFirst = (a: FitResult, b: FitResult): number =>
  Math.sign(a.disqualifiedBy.length) - Math.sign(b.disqualifiedBy.length) ||
  (a.tier ?? 4) - (b.tier ?? 4) ||
  (b.fit ?? -1) - (a.fit ?? -1) ||
  b.coverage - a.coverage ||
  (a.icpKey < b.icpKey ? -1 : a.icpKey > b.icpKey ? 1 : 0)

/**
 * Fit against one ICP (docs/queue.md): over the criteria K whose field is known, F = 100 · max(0, R) / P, with P the sum
 * of their positive weights and R the sum of the weights that are met; in tenths, half up. `at` is read for events.
 */
export const fitOne = (subject: FitSubject, { id, icp }: IcpVersion, at: Instant): FitResult => {
  const asked = questionsOf(icp)
  const answers = asked.criteria.map(({ criterion, ask }) => ({ criterion, met: ask(subject, at) }))
  const known = answers.filter(({ met }) => met !== null)
  const positive = sum(known, ({ criterion }) => Math.max(0, criterion.weight))
  const reached = sum(known, ({ criterion, met }) => (met ? criterion.weight : 0))
  const coverage = share(
    sum(known, ({ criterion }) => Math.abs(criterion.weight)),
    sum(answers, ({ criterion }) => Math.abs(criterion.weight)),
  )
  const fitTenths = positive === 0 ? null : tenths(Math.max(0, reached), positive)
  const disqualifiedBy = asked.disqualifiers
    .filter(({ ask }) => ask(subject, at) === true)
    .map(({ disqualifier }) => ({ id: disqualifier.id, label: disqualifier.label }))
  const missingRequired = answers
    .filter(({ criterion, met }) => criterion.required_for_tier_1 && met !== true)
    .map(({ criterion, met }) => ({ id: criterion.id, label: criterion.label, met }))
  const reachesTier1 = coverage >= tier1Coverage && missingRequired.length === 0
  return {
    icpVersionId: id,
    icpKey: icp.key,
    fit: fitTenths === null ? null : fitTenths / 10,
    tier: fitTenths === null || disqualifiedBy.length > 0 ? null : tierOf(fitTenths, icp.tiers, reachesTier1),
    disqualifiedBy,
    coverage,
    contributions: contributionsOf(answers, positive),
    missingRequired,
  }
}

/**
 * Names the result, so that a fit is written only when it says something else than the last one: all else follows
 * from the version, which never changes, and the answers: yes, no or not known, in the order of the criteria.
 */
export const fitHash = ({ icpVersionId, contributions, disqualifiedBy }: FitResult): string => {
  const answers = contributions.filter(({ layer }) => layer !== 'floor').map(({ met }) => answerMarks[byteOf(met)])
  return fitName(
    icpVersionId,
    answers.join(''),
    disqualifiedBy.map(({ id }) => id),
  )
}

/** An answer's place in the name of a result: no, yes, not known. */
export const answerMarks = '01?'
const byteOf = (met: Answer): number => (met === null ? 2 : met ? 1 : 0)

export const fitName = (icpVersionId: string, answers: string, disqualifiers: readonly string[]): string =>
  [icpVersionId, answers, ...disqualifiers].join(' ')

const tierOf = (fitTenths: number, tiers: Icp['tiers'], reachesTier1: boolean): Tier | null => {
  const at = (threshold: number) => fitTenths >= threshold * 10
  if (at(tiers.tier_1) && reachesTier1) return 1
  if (at(tiers.tier_2)) return 2
  return at(tiers.tier_3) ? 3 : null
}

type Answered = { criterion: Criterion; met: Answer }

/**
 * Each met weight's share in tenths, rounded by largest remainder (ties by criterion id) so that the rows sum exactly
 * to the fit; where the sum is below zero a row named "floor" lifts it to 0.
 */
const contributionsOf = (answers: readonly Answered[], positive: number): Contribution[] => {
  const rows = answers.map(({ criterion, met }) => {
    const units = met && positive > 0 ? 1000 * criterion.weight : 0
    const whole = Math.floor(units / (positive || 1))
    return { criterion, met, points: whole, remainder: units - whole * positive }
  })
  const reached = sum(answers, ({ criterion, met }) => (met ? criterion.weight : 0))
  const total = positive === 0 ? 0 : tenths(reached, positive)
  const left = total - sum(rows, ({ points }) => points)
  const byRemainder = [...rows].sort((a, b) => b.remainder - a.remainder || (a.criterion.id < b.criterion.id ? -1 : 1))
  for (const row of byRemainder.slice(0, left)) row.points++
  const contributions: Contribution[] = rows.map(({ criterion: { id, label, layer, weight }, met, points }) => ({
    id,
    label,
    layer,
    weight,
    met,
    pointsTenths: points,
  }))
  if (total < 0) contributions.push({ ...floor, pointsTenths: -total })
  return contributions
}

const floor = { id: 'floor', label: 'Never below zero', layer: 'floor', weight: 0, met: true } as const

/** 1000 · part / whole as a whole number, half up. Integers in, so exact. */
const tenths = (part: number, whole: number): number => Math.floor((2000 * part + whole) / (2 * whole))
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const sum = <T>(list: readonly T[], value: (item: T) => number): number =>
  list.reduce((total, item) => total + value(item), 0)

type Asked = {
  criteria: { criterion: Criterion; ask: Question }[]
  disqualifiers: { disqualifier: Disqualifier; ask: Question }[]
}
const askedOf = new WeakMap<Icp, Asked>()

/** An ICP is immutable, so its questions are made once however many accounts are asked. */
const questionsOf = (icp: Icp): Asked => {
  const made = askedOf.get(icp) ?? {
    criteria: icp.criteria.map((criterion) => ({ criterion, ask: questionOf(criterion.when, icp) })),
    disqualifiers: icp.disqualifiers.map((disqualifier) => ({ disqualifier, ask: questionOf(disqualifier.when, icp) })),
  }
  askedOf.set(icp, made)
  return made
}
