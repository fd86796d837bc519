import type { Drop, Quoted, Signal, SignalFields, SignalKind } from '../signal.ts'
import { type Found, isFound, leadingName, type Subject, subjectBefore } from './company.ts'
import { doubtAround, doubtBefore } from './modality.ts'
import { type Clause, quoteOf } from './text.ts'

/** A document cut up for the rules. */
export type Reading = {
  clauses: readonly Clause[]
  titleCase: boolean
}

export type Candidate = { signal: Signal } | { drop: Drop }

/** Reads one clause for one kind of event. */
export type Finder = (clause: Clause, reading: Reading) => Candidate[]

export const drop = (clause: Clause, rule: string, reason: string): Candidate => ({
  drop: { rule, reason, quote: quoteOf(clause) },
})

type Told = {
  kind: SignalKind
  rule: string
  company: Found
  fields?: SignalFields
  confidence?: number
  lite?: boolean
}

export const tell = (clause: Clause, told: Told): Candidate => ({
  signal: {
    kind: told.kind,
    company: quoteOf(clause, told.company.start, told.company.end),
    companyQuote: quoteOf(clause, told.company.start, told.company.end),
    fields: told.fields ?? {},
    occurredAt: null,
    quote: quoteOf(clause),
    confidence: told.confidence ?? 0.85,
    lite: told.lite ?? false,
    rule: told.rule,
  },
})

/** A field whose value is the quoted words themselves. */
export const words = (clause: Clause, start: number, end: number): Quoted<string> => {
  const quote = quoteOf(clause, start, end)
  return { value: quote, quote }
}

export const quoted = <T>(clause: Clause, value: T, start: number, end: number): Quoted<T> => ({
  value,
  quote: quoteOf(clause, start, end),
})

/** Subject of a verb at `start`: the name before it, or the one that opens the clause when the verb shares it. */
export const subjectOf = (clause: Clause, start: number): Subject => {
  const before = clause.text.slice(0, start)
  const shared =
    /(?:[,;]|\band|\bbut|,\s+(?:and|but|to|as it|then))\s+(?:\S+ly\s+)?(?:also\s+|then\s+|to\s+|will\s+|plans to\s+)?$/i.exec(
      before,
    )
  if (shared) {
    const leading = leadingName(clause.text.slice(0, shared.index))
    if (isFound(leading)) return leading
  }
  return subjectBefore(before)
}

type Leniency = {
  /** Words before the verb that are no doubt here ("needs to cut jobs"). */
  allowed?: RegExp
  /** The verb tells it as done, so that unnamed sources do not make it a rumour. */
  done?: boolean
}

/** Why a verb at `start` tells no fact, in words; null when it does. */
export const unsure = (clause: Clause, start: number, { allowed, done = false }: Leniency = {}): string | null => {
  const around = doubtAround(clause.text, done)
  if (around) return around
  const before = clause.text.slice(0, start)
  const doubt = doubtBefore(before)
  return doubt && !allowed?.test(before) ? doubt : null
}
