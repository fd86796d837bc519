import type { Instant } from './document.ts'

export const signalKinds = [
  'funding',
  'executive_hire',
  'executive_departure',
  'acquisition',
  'layoff',
  'bankruptcy',
  'expansion',
  'hiring',
  'hiring_slowdown',
  'product_launch',
  'technology_change',
  'champion_move',
  'custom',
] as const
export type SignalKind = (typeof signalKinds)[number]

/** An amount as the text states it; `value` in whole units of `currency` (ISO 4217). */
export type Money = { value: number; currency: string }

/** A field's words as they stand in the document, in what its feed published unless `in` names its page. Every asserted field has one. */
export type Quoted<T> = { value: T; quote: string; in?: 'page' }

/** What the text says of the event, each with the words that say it. Absent = the text does not say. */
export type SignalFields = {
  person?: Quoted<string>
  /** The title in the text's own words ("Chief Revenue Officer"). */
  role?: Quoted<string>
  /** Normalised from the role: 'sales', 'engineering', … */
  roleFunction?: Quoted<string>
  seniority?: Quoted<string>
  amount?: Quoted<Money>
  /** 'Series A', 'seed', 'pre-seed', 'growth', 'debt', 'grant' … */
  round?: Quoted<string>
  investors?: Quoted<string[]>
  leadInvestor?: Quoted<string>
  /** The other company: target, acquirer, former or new employer. */
  counterpart?: Quoted<string>
  headcount?: Quoted<number>
  percentage?: Quoted<number>
  place?: Quoted<string>
  product?: Quoted<string>
  technology?: Quoted<string>
  /** Postings: function hired for, open count now, and the account's own baseline. */
  hiringFunction?: Quoted<string>
  openings?: Quoted<number>
  baseline?: Quoted<number>
  /** How likely as many, or as few, openings are at the account's own pace, 0–1. */
  chance?: Quoted<number>
  /** Where the document names the company's own site. */
  domain?: Quoted<string>
}

/** An event extracted from one document. Nothing here is inferred beyond the text. */
export type Signal = {
  kind: SignalKind
  /** As written in the text, without possessive or legal dressing added by us. */
  company: string
  companyQuote: string
  fields: SignalFields
  /** The event's own date where stated; null otherwise (age is then read from publication). */
  occurredAt: Instant | null
  /** The sentence or clause that tells the event: a verbatim part of the document's text. */
  quote: string
  /** Where the quote stands, when what the feed published does not hold it. */
  in?: 'page'
  /** 0–1, calibrated on the training set; below `UNSURE` a person or a model is asked. */
  confidence: number
  /** Required fields of the kind are missing: at most 10 strength, never leads, never asserted. */
  lite: boolean
  /** The rule that found it, for `explain-document`. */
  rule: string
}

/** What of the event stands on the item's own page alone. */
export const quotesOnPage = (signal: Signal): string[] =>
  [signal, ...(Object.values(signal.fields) as Quoted<unknown>[])].flatMap((quoted) =>
    quoted.in === 'page' ? [quoted.quote] : [],
  )

/** Below this a signal is a question to a person or a model, not a fact. */
export const UNSURE = 0.7

/** Why a document, or a candidate in it, was not a signal. */
export type Drop = { reason: string; rule: string; quote?: string }

export type Extraction = { signals: Signal[]; drops: Drop[] }
