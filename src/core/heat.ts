import { msPerDay } from './day.ts'
import type { Instant } from './document.ts'
import type { TriggerWeight } from './icp.ts'
import { magnitudeOf } from './magnitude.ts'
import type { SignalKind } from './signal.ts'
import type { Trigger } from './trigger.ts'

/**
 * A trigger's strength with every factor as it is shown, so that
 * importance × magnitude × confidence × corroboration × decay can be written out and recomputed by hand.
 */
export type Strength = {
  triggerId: string
  kind: SignalKind
  /** From the ICP; negative for bad news. */
  importance: number
  magnitude: number
  confidence: number
  corroboration: number
  /** 2^(−age / half-life), three decimals; 0 once expired. */
  decay: number
  ageDays: number
  halfLifeDays: number
  expiresDays: number
  expired: boolean
  /** Supports, but never leads: required fields are missing, or the account is only the other side of the event. */
  lite: boolean
  /** Why the product was cut short, if it was. */
  cappedBy: 'most' | 'lite' | null
  /** −95 … 95, in tenths. */
  points: number
}

type Strong = Pick<Trigger, 'id' | 'kind' | 'at' | 'publishers' | 'fields' | 'confidence' | 'lite' | 'side'>

/** A trigger as the formula sees it: how big, and how many voices told it. */
export type Measured = Pick<Trigger, 'id' | 'kind' | 'at' | 'confidence' | 'lite' | 'side'> & {
  magnitude: number
  publishers: number
}

const mostPoints = 95
const mostLitePoints = 10

export const measured = ({ id, kind, at, confidence, lite, side, publishers, fields }: Strong): Measured => ({
  id,
  kind,
  at,
  confidence,
  lite,
  side,
  magnitude: magnitudeOf(kind, fields),
  publishers: publishers.length,
})

/**
 * s = min(95, importance · magnitude · confidence · corroboration · 2^(−age / halfLife)) at the moment `at`
 * (docs/queue.md); corroboration is 1 + 0.1 for each further publisher up to three; a lite trigger, or the
 * other side's, has at most 10.
 */
export const strengthFrom = (trigger: Measured, weight: TriggerWeight, at: Instant): Strength => {
  const age = Math.max(0, at - trigger.at) / msPerDay
  const expired = age > weight.expiresDays
  const factors = {
    importance: weight.importance,
    magnitude: trigger.magnitude,
    confidence: round(trigger.confidence, 2),
    corroboration: corroborationOf(trigger.publishers),
    decay: expired ? 0 : round(2 ** (-age / weight.halfLifeDays), 3),
  }
  const product = Object.values(factors).reduce((total, factor) => total * factor, 1)
  const lite = trigger.lite || trigger.side === 'counterpart'
  const cap = lite ? mostLitePoints : mostPoints
  return {
    triggerId: trigger.id,
    kind: trigger.kind,
    ...factors,
    ageDays: round(age, 1),
    halfLifeDays: weight.halfLifeDays,
    expiresDays: weight.expiresDays,
    expired,
    lite,
    cappedBy: Math.abs(product) <= cap ? null : lite ? 'lite' : 'most',
    points: round(Math.sign(product) * Math.min(cap, Math.abs(product)), 1),
  }
}

const corroborationOf = (publishers: number): number => round(1 + 0.1 * Math.min(Math.max(publishers - 1, 0), 3), 1)

/**
 * Heat 0–100 in tenths: 100 · (1 − ∏₊(1 − s/100)) · ∏₋(1 − |s|/100), in trigger-id order, so that volume saturates
 * and bad news cools (docs/queue.md).
 */
export const heatOf = (strengths: readonly Pick<Strength, 'triggerId' | 'points'>[]): number => {
  let cold = 1
  let spared = 1
  for (const { points } of [...strengths].sort((a, b) => (a.triggerId < b.triggerId ? -1 : 1))) {
    if (points >= 0) cold *= 1 - points / 100
    else spared *= 1 + points / 100
  }
  return round(100 * (1 - cold) * spared, 1)
}

/** Priority F^α · T^(1−α), 0–100 in tenths; 0 when either is 0. Powers are rounded before they are multiplied. */
export const priorityOf = (fit: number, heat: number, alpha: number): number =>
  fit <= 0 || heat <= 0 ? 0 : round(round(fit ** alpha, 6) * round(heat ** (1 - alpha), 6), 1)

/** Half up at `digits` decimals; never minus zero. */
const round = (value: number, digits: number): number => {
  const unit = 10 ** digits
  return Math.round(value * unit) / unit || 0
}
