import type { Money, SignalFields, SignalKind } from './signal.ts'

/**
 * How big the event is for its kind, 0.5–1.5 in hundredths, 1 when the text does not say. Our own scales:
 * funding 0.5 at $1M, 1 at $10M, 1.5 at $100M, by its round where no amount is told; acquisition ten times those;
 * hiring 0.5 at the account's usual number of openings, 1 at double, 1.5 at four times; without a baseline 0.5 at one
 * opening, 1 at ten; people moves by seniority; layoffs by percentage (10 % = 1) or headcount (100 = 1).
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
const hiring: Scale = ({ openings, baseline, headcount }) => {
  const count = openings?.value ?? headcount?.value
  if (count === undefined) return null
  // Two are added on both sides so that one opening after none is no surge.
  if (baseline) return 0.5 + 0.5 * Math.log2((count + 2) / (baseline.value + 2))
  return byTens(count, 10)
}
const people: Scale = ({ seniority, role }) => bySeniority(`${seniority?.value ?? ''} ${role?.value ?? ''}`)
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
  [/\bdebt\b|\bloan\b/i, 0.8],
  [/\bseries\s+a\b/i, 1],
  [/\bseries\s+b\b/i, 1.2],
  [/\bseries\s+[c-k]\b|\bgrowth\b/i, 1.4],
]
const byRound = (round: string): number | null => rounds.find(([pattern]) => pattern.test(round))?.[1] ?? null

const seniorities: readonly [RegExp, number][] = [
  [/\b(chief|c_level|c-level|ceo|c[a-z]{1,2}o|founder|co-founder|chair(man|woman|person)?)\b/i, 1.3],
  [/\b(vp|svp|evp|vice president)\b/i, 1.1],
  [/\bpresident\b/i, 1.3],
  [/\b(head|director|general manager|managing director)\b/i, 0.9],
  [/\bmanager\b/i, 0.7],
]
const bySeniority = (title: string): number | null => seniorities.find(([pattern]) => pattern.test(title))?.[1] ?? null

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
