import type { Instant } from '../document.ts'
import { tier1Coverage } from '../fit.ts'
import type { IcpVersion } from '../icp.ts'
import { answerInto, UNKNOWN, YES } from './answers.ts'
import type { FitColumns } from './columns.ts'

/** Every account against one ICP, resident: answers stay, so that a changed weight costs one pass. */
export type Scores = {
  version: IcpVersion
  /** As they count now; `reweigh` changes them. */
  weights: number[]
  criteria: Uint8Array[]
  disqualifiers: Uint8Array[]
  /**
   * What is known of each account, in one word, so that a weight is one addition: ten bits each of positive weights,
   * of negative ones without their sign, and of those met plus the negative ones; then whether a required criterion is
   * missing, and whether a disqualifier fires. An ICP has at most 100 criteria of weight 10, so nothing runs over.
   */
  sums: Int32Array
  /** Fit in tenths plus one (0 = not known) in eleven bits, then the tier (0 = none). */
  results: Uint16Array
}

const field = 1023
const missingBit = 1 << 30
const disqualifiedBit = 1 << 31

export const fitTenthsOf = ({ results }: Scores, row: number): number | null =>
  (results[row]! & 2047 || null) && (results[row]! & 2047) - 1
export const tierOfRow = ({ results }: Scores, row: number): 1 | 2 | 3 | null =>
  ((results[row]! >> 11) as 0 | 1 | 2 | 3) || null
export const isDisqualified = ({ sums }: Scores, row: number): boolean => (sums[row]! & disqualifiedBit) !== 0

/** The share of all weight that is known of a row, as `fitOne` says it. */
export const coverageOf = ({ weights, sums }: Scores, row: number): number => {
  const total = totalOf(weights)
  return total === 0 ? 0 : ((sums[row]! & field) + ((sums[row]! >>> 10) & field)) / total
}

/** Asks one question after the other of all accounts. The results are those of `fitOne`. */
export const scoreAll = (columns: FitColumns, version: IcpVersion, at: Instant): Scores => {
  const { icp } = version
  const answers = ({ when }: (typeof icp.criteria | typeof icp.disqualifiers)[number]) => {
    const out = new Uint8Array(columns.size)
    answerInto(out, columns, when, icp, at)
    return out
  }
  const scores: Scores = {
    version,
    weights: icp.criteria.map(({ weight }) => weight),
    criteria: icp.criteria.map(answers),
    disqualifiers: icp.disqualifiers.map(answers),
    sums: new Int32Array(columns.size),
    results: new Uint16Array(columns.size),
  }
  for (const [index, weight] of scores.weights.entries()) add(scores.sums, scores.criteria[index]!, steps(0, weight))
  for (const [index, { required_for_tier_1 }] of icp.criteria.entries())
    if (required_for_tier_1) mark(scores.sums, scores.criteria[index]!, [missingBit, 0, missingBit])
  for (const fired of scores.disqualifiers) mark(scores.sums, fired, [0, disqualifiedBit, 0])
  settle(scores, scores.criteria[0]!, [0, 0, 0])
  return scores
}

/** Gives one criterion another weight, and scores everything again from the answers at hand. */
export const reweigh = (scores: Scores, index: number, weight: number): void => {
  const before = scores.weights[index]!
  scores.weights[index] = weight
  settle(scores, scores.criteria[index]!, steps(before, weight))
}

const totalOf = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + Math.abs(weight), 0)

/** By how much a word moves when a weight does, for each answer. */
const steps = (before: number, weight: number): readonly number[] => {
  const gained = Math.max(0, weight) - Math.max(0, before)
  const lost = Math.max(0, -weight) - Math.max(0, -before)
  const known = gained + (lost << 10) + (lost << 20)
  const table = [0, 0, 0]
  table[YES] = known + ((weight - before) << 20)
  table[1 - YES] = known
  table[UNKNOWN] = 0
  return table
}

const add = (sums: Int32Array, answers: Uint8Array, by: readonly number[]): void => {
  const table = Int32Array.from(by)
  for (let row = 0; row < sums.length; row++) sums[row]! += table[answers[row]!]!
}

const mark = (sums: Int32Array, answers: Uint8Array, bits: readonly number[]): void => {
  const table = Int32Array.from(bits)
  for (let row = 0; row < sums.length; row++) sums[row]! |= table[answers[row]!]!
}

/** 1000 / p for each sum of positive weights p; 0 where nothing is known. */
const shares = Float64Array.from({ length: field + 1 }, (_, positive) => (positive === 0 ? 0 : 1000 / positive))
/** Half up; what is added to the half is far less than the nearest fraction, and far more than a rounding error. */
const half = 0.5 + 1e-9

/** Moves the words and works out fit and tier. No branches: random ones cost ten times more than a look-up. */
const settle = ({ version, weights, sums, results }: Scores, answers: Uint8Array, by: readonly number[]): void => {
  const outcomes = outcomesOf(version)
  const tooLittle = leastKnown(totalOf(weights)) - 1
  const table = Int32Array.from(by)
  for (let row = 0; row < sums.length; row++) {
    const word = (sums[row]! + table[answers[row]!]!) | 0
    sums[row] = word
    const positive = word & field
    const negative = (word >>> 10) & field
    const met = ((word >>> 20) & field) - negative
    const tenths = ((met & ~(met >> 31)) * shares[positive]! + half) | 0
    const mayLead = ((tooLittle - positive - negative) >>> 30) & (~word >>> 29) & 2
    results[row] = outcomes[(tenths << 2) | mayLead | (word >>> 31)]! & (-positive >> 31)
  }
}

/** What is stored for each fit in tenths, by two bits: whether Tier 1 is open to it, and whether it is disqualified. */
const outcomesOf = ({ icp }: IcpVersion): Uint16Array => {
  const { tier_1, tier_2, tier_3 } = icp.tiers
  const tierOf = (tenths: number, mayLead: boolean): number => {
    const reached = [tier_1, tier_2, tier_3].map((least) => tenths >= Math.ceil(least * 10))
    return reached[0] && mayLead ? 1 : reached[1] ? 2 : reached[2] ? 3 : 0
  }
  return Uint16Array.from({ length: 1001 << 2 }, (_, at) => {
    const tier = (at & 1) === 1 ? 0 : tierOf(at >> 2, (at & 2) === 2)
    return ((at >> 2) + 1) | (tier << 11)
  })
}

/** The least known weight that covers enough for Tier 1. */
const leastKnown = (total: number): number => {
  let known = 0
  while (known < total && known / total < tier1Coverage) known++
  return known
}
