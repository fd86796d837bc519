import { seniorityOf } from './extract/role.ts'
import type { Money, SignalFields, SignalKind } from './signal.ts'

/**
 * How big the event is for its kind, 0.5–1.5 in hundredths, 1 when the text does not say. Our own scales:
 * funding 0.5 at $1M, 1 at $10M, 1.5 at $100M, by its round where no amount is told; acquisition ten times those;
 * hiring the lower of how many (1 at ten) and how much more than usual (0.5 none, 1 double, 1.5 four times);
 * people moves by seniority; layoffs by percentage (10 % = 1) or headcount (100 = 1), expansions by headcount.
 */
export const magnitudeOf = (kind: SignalKind, fields: SignalFields): number => {
  const raw = scales[kind]?.(fields) ?? 1
  return Math.round(Math.min(1.5, Math.max(0.5, raw)) * 100) / 100
}

type Scale = (fields: SignalFields) => number | null

const funding: Scale = ({ amount, round }) => {
  const millions = amount ? roughMillionsUsd(amount.value) : null
  if (millions !== null) return byTens(millions, 10)
  return round ? byRound(round.value) : null
}
const acquisition: Scale = ({ amount }) => {
  const millions = amount ? roughMillionsUsd(amount.value) : null
  return millions === null ? null : byTens(millions, 100)
}
/** `openings` are the fresh ones, `baseline` how many are usual in as long a time. */
const hiring: Scale = ({ openings, baseline, headcount }) => {
  if (!openings) return headcount ? byTens(headcount.value, 100) : null
  const many = byTens(openings.value, 10)
  if (!baseline || many === null) return many
  // Two are added on both sides so that one opening where none is usual is no surge.
  const growth = (openings.value + 2) / (baseline.value + 2)
  return Math.min(many, 0.5 + 0.5 * Math.log2(growth))
}
const people: Scale = ({ seniority, role }) =>
  bySeniority[seniority?.value ?? (role ? seniorityOf(role.value) : '')] ?? null
const layoff: Scale = ({ percentage, headcount }) => {
  if (percentage) return 0.5 + percentage.value / 20
  return headcount ? byTens(headcount.value, 100) : null
}
const expansion: Scale = ({ headcount }) => (headcount ? byTens(headcount.value, 100) : null)

const scales: Partial<Record<SignalKind, Scale>> = {
  funding,
  acquisition,
  hiring,
  executive_hire: people,
  executive_departure: people,
  champion_move: people,
  layoff,
  expansion,
}

/** 1 at `middle`, half a point for each factor of ten. */
const byTens = (value: number, middle: number): number | null =>
  value > 0 ? 1 + 0.5 * Math.log10(value / middle) : null

const rounds: readonly [RegExp, number][] = [
  [/\bpre-?\s?seed\b|\bangel\b|\bgrant\b/i, 0.6],
  [/\bseed\b/i, 0.75],
  [/\bpre-?\s?series\b/i, 0.85],
  [/\bdebt\b|\bloan\b/i, 0.8],
  [/\bseries\s+a\b/i, 1],
  [/\bseries\s+b\b/i, 1.2],
  [/\bseries\s+[c-k]\b|\bgrowth\b/i, 1.4],
]
const byRound = (round: string): number | null => rounds.find(([pattern]) => pattern.test(round))?.[1] ?? null

const bySeniority: Readonly<Record<string, number>> = { c_level: 1.3, vp: 1.1, head: 1, director: 0.9, other: 0.8 }

/** US dollars per unit, to one figure: the scale of an amount, never an amount that is shown or compared. */
const roughUsd: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 1,
  GBP: 1,
  CHF: 1,
  CAD: 0.7,
  AUD: 0.7,
  SGD: 0.7,
  NZD: 0.6,
  INR: 0.01,
  JPY: 0.007,
  KRW: 0.0007,
  CNY: 0.1,
  HKD: 0.1,
  TWD: 0.03,
  SEK: 0.1,
  NOK: 0.1,
  DKK: 0.1,
  PLN: 0.2,
  CZK: 0.04,
  HUF: 0.003,
  BRL: 0.2,
  MXN: 0.05,
  ZAR: 0.05,
  ILS: 0.3,
  AED: 0.3,
  SAR: 0.3,
  TRY: 0.03,
  IDR: 0.00006,
  MYR: 0.2,
  THB: 0.03,
  PHP: 0.02,
  VND: 0.00004,
  NGN: 0.0007,
  KES: 0.008,
  EGP: 0.02,
}
const roughMillionsUsd = ({ value, currency }: Money): number | null => {
  const rate = roughUsd[currency]
  return rate === undefined || value <= 0 ? null : (value * rate) / 1e6
}
