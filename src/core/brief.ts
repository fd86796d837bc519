import type { Instant } from './document.ts'
import type { SignalKind } from './signal.ts'

/** Where a fact of a brief comes from; `quote` is verbatim from it. */
export type BriefSource = {
  /** `e1`, `e2` …: what a draft's sentence cites. */
  id: string
  kind: 'evidence' | 'account_fact' | 'value_point' | 'history' | 'posting'
  quote: string
  label: string
  url: string | null
  at: Instant | null
  signalId: string | null
}

export type BriefContact = {
  contactId: string
  name: string
  firstName: string
  title: string | null
  email: string | null
  personaKey: string | null
  verifiedAt: Instant | null
  reachable: boolean
  why: string
}

/** A field a draft may assert: agreed, not lite, quoted. */
export type AssertableField = { name: string; value: string; sourceId: string }

export type BriefTrigger = {
  triggerId: string
  kind: SignalKind
  at: Instant
  lite: boolean
  publishers: string[]
  fields: AssertableField[]
  /** Shown, never asserted. */
  contradictions: { field: string; values: string[] }[]
  sourceIds: string[]
}

/** Researched facts for a pursuit. A fact without a source is not in it. */
export type Brief = {
  account: { id: string; name: string; lines: { text: string; sourceId: string }[] }
  /** Lead first. */
  triggers: BriefTrigger[]
  /** What it probably means for the persona: a hypothesis out of the ICP, never a fact. */
  hypotheses: string[]
  contact: BriefContact | null
  alternates: BriefContact[]
  /** When nobody can be reached: the role to look for (PRODUCT T3). */
  lookFor: string | null
  history: { text: string; sourceId: string }[]
  objections: { objection: string; answer: string }[]
  sources: BriefSource[]
}
