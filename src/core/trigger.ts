import type { Instant } from './document.ts'
import type { MatchSide } from './match.ts'
import type { Signal, SignalFields, SignalKind } from './signal.ts'

/** A matched signal as merging sees it. */
export type Evidence = {
  signalId: string
  /** Feed and identity of what was published: stays when it is edited. */
  item: string
  url: string | null
  title: string
  /** What stands below the title, if anything. */
  summary?: string | null
  publisher: string
  publishedAt: Instant | null
  fetchedAt: Instant
  signal: Signal
  /** Whether the account is the signal's company or its counterpart. */
  side: MatchSide
}

/** Two evidences say different things about one field; both are kept and shown, neither may be asserted. */
export type Contradiction = { field: keyof SignalFields; values: { value: unknown; signalIds: string[] }[] }

/** Signals about the same event at one account. */
export type Trigger = {
  id: string
  accountId: string
  kind: SignalKind
  side: MatchSide
  /** The event's own date, else the earliest publication, else the earliest fetch. */
  at: Instant
  firstSeenAt: Instant
  /** In the order in which it was fetched. */
  evidence: Evidence[]
  /** Distinct voices: a wire story reprinted thirty times is one. */
  publishers: string[]
  /** The agreed fields, each quoted from one of the evidences; contradicted ones are absent here. */
  fields: SignalFields
  contradictions: Contradiction[]
  /** The best evidence's confidence. */
  confidence: number
  lite: boolean
}

/** What the store remembers of a trigger, so that its id outlives later evidence and edits; also what is withdrawn. */
export type KnownTrigger = { id: string; side: MatchSide; evidence: readonly Evidence[] }

export { mergeTriggers } from './trigger/merge.ts'
