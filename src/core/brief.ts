import type { Fact } from './account.ts'
import { accountLines } from './brief/account.ts'
import { type ContactCandidate, rankContacts } from './brief/contacts.ts'
import { briefTrigger } from './brief/trigger.ts'
import type { Certainty } from './claims/certainty.ts'
import type { Instant } from './document.ts'
import type { Thread } from './draft/thread.ts'
import { dataHash } from './hash.ts'
import type { Icp } from './icp.ts'
import type { MatchSide } from './match.ts'
import type { SignalFields, SignalKind } from './signal.ts'
import type { Trigger } from './trigger.ts'

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
  /** 0–100 by the published rule (`contactRule`), and the rule's reasons in words. */
  score: number
  why: string
}

/** A field a draft may assert: agreed, not lite, quoted. `value` is how a person would write it. */
export type AssertableField = { name: keyof SignalFields; value: string; quote: string; sourceId: string }

export type BriefTrigger = {
  triggerId: string
  kind: SignalKind
  /** The account's part in it: an acquisition's `counterpart` is the target, a hire's the former employer. */
  side: MatchSide
  /** The subject as the text writes it: the acquirer, the company that hired. */
  company: string
  at: Instant
  /** False when only the day of fetching is known: then no date may be told. */
  dated: boolean
  certainty: Certainty
  lite: boolean
  publishers: string[]
  fields: AssertableField[]
  /** Shown, never asserted. */
  contradictions: { field: string; values: string[] }[]
  sourceIds: string[]
}

export type BriefLine = { text: string; sourceId: string }

/** Researched facts for a pursuit. A fact without a source is not in it. */
export type Brief = {
  account: { id: string; name: string; lines: BriefLine[] }
  /** Lead first. */
  triggers: BriefTrigger[]
  /** What it probably means for the persona: a hypothesis out of the ICP, never a fact. */
  hypotheses: string[]
  contact: BriefContact | null
  alternates: BriefContact[]
  /** When nobody can be reached: the role to look for. */
  lookFor: string | null
  /** Openings and the like that bear on the trigger. */
  openings: BriefLine[]
  history: BriefLine[]
  objections: { objection: string; answer: string }[]
  sources: BriefSource[]
  /** Set for a follow-up. */
  thread?: Thread
}

export type BriefInput = {
  account: { id: string; name: string }
  /** Those that hold now. */
  facts: readonly Fact[]
  /** Live triggers, lead first. */
  triggers: readonly Trigger[]
  contacts: readonly ContactCandidate[]
  /** Touches, outcomes, customers alike: each in words with its source ("touch of 3 October", "CRM import"). */
  history?: readonly { text: string; at: Instant | null; source: string }[]
  postings?: readonly { title: string; url: string | null; at: Instant | null; board: string }[]
  icp: Icp
  now: Instant
}

/** Everything a rep would look up before writing, each fact with its source. */
export const brief = (input: BriefInput): Brief => {
  const sources = sourceList()
  const triggers = input.triggers.map((trigger) => briefTrigger(trigger, sources.add))
  const { contact, alternates, lookFor } = rankContacts(input.contacts, input.triggers, input.icp, input.now)
  const persona = input.icp.personas.find(({ key }) => key === contact?.personaKey) ?? input.icp.personas[0]
  for (const point of persona?.value_points ?? [])
    sources.add({ kind: 'value_point', quote: point.text, label: input.icp.name, url: null, at: null, signalId: null })
  return {
    account: { ...input.account, lines: accountLines(input.facts, sources.add) },
    triggers,
    hypotheses: hypothesesFor(triggers, input.icp),
    contact,
    alternates,
    lookFor,
    openings: openingLines(input, sources.add),
    history: historyLines(input, sources.add),
    objections: input.icp.objections.slice(0, 3),
    sources: sources.all,
  }
}

/** What a brief's evidence is: when this changes, the brief and its machine draft are made anew. */
export const evidenceHash = ({ account, triggers, contact, sources, thread }: Brief): string =>
  dataHash({
    account,
    triggers,
    thread,
    contact: contact && [contact.contactId, contact.name, contact.title, contact.email],
    sources: sources
      .filter(({ kind }) => kind === 'evidence' || kind === 'posting' || kind === 'account_fact')
      .map(({ id, quote, url }) => [id, quote, url]),
  })

/** Files a source and answers its id; the same words from the same place are one source. */
export type AddSource = (source: Omit<BriefSource, 'id'>) => string

const prefix = { evidence: 'e', posting: 'p', account_fact: 'a', value_point: 'v', history: 'h' } as const

const sourceList = (): { all: BriefSource[]; add: AddSource } => {
  const all: BriefSource[] = []
  const add: AddSource = (source) => {
    const known = all.find(
      (other) =>
        other.kind === source.kind &&
        other.quote === source.quote &&
        other.url === source.url &&
        other.signalId === source.signalId,
    )
    if (known) return known.id
    const id = prefix[source.kind] + (all.filter(({ kind }) => kind === source.kind).length + 1)
    all.push({ id, ...source })
    return id
  }
  return { all, add }
}

const hypothesesFor = (triggers: readonly BriefTrigger[], icp: Icp): string[] => [
  ...new Set(triggers.flatMap(({ kind }) => icp.consequences[kind] ?? [])),
]

const openingLines = (input: BriefInput, add: AddSource): BriefLine[] =>
  (input.postings ?? []).slice(0, 5).map(({ title, url, at, board }) => ({
    text: title,
    sourceId: add({ kind: 'posting', quote: title, label: board, url, at, signalId: null }),
  }))

const historyLines = (input: BriefInput, add: AddSource): BriefLine[] =>
  [...(input.history ?? [])]
    .filter(({ text, source }) => text && source)
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
    .slice(0, 6)
    .map(({ text, at, source }) => ({
      text,
      sourceId: add({ kind: 'history', quote: text, label: source, url: null, at, signalId: null }),
    }))
