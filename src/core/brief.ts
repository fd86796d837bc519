import type { Fact } from './account.ts'
import { accountLines } from './brief/account.ts'
import { alikeLines, type Customer } from './brief/alike.ts'
import { type Opening, openingLines, technologyLines } from './brief/bearing.ts'
import { type ContactCandidate, rankContacts } from './brief/contacts.ts'
import { publisherName } from './brief/publishers.ts'
import { briefTrigger } from './brief/trigger.ts'
import type { Certainty } from './claims/certainty.ts'
import type { Instant } from './document.ts'
import { lowerFirst } from './draft/english.ts'
import type { Thread } from './draft/thread.ts'
import { dataHash } from './hash.ts'
import type { Icp, Persona } from './icp.ts'
import { taughtBy } from './learnt.ts'
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
  /** What it probably means for this persona: hypotheses out of the ICP, never facts. */
  meaning: { persona: string; hypotheses: string[] } | null
  contact: BriefContact | null
  alternates: BriefContact[]
  /** When nobody can be reached: the role to look for. */
  lookFor: string | null
  /** Technologies that the ICP asks about. */
  technologies: BriefLine[]
  /** Openings that bear on the trigger or the persona. */
  openings: BriefLine[]
  history: BriefLine[]
  /** Customers of ours like them: to know, not to name in a message. */
  alike: BriefLine[]
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
  /** Touches and outcomes: each in words with its source. */
  history?: readonly { text: string; at: Instant | null; source: string }[]
  /** The newest first. */
  postings?: readonly Opening[]
  customers?: readonly Customer[]
  icp: Icp
  now: Instant
}

/** Everything a rep would look up before writing, each fact with its source. */
export const brief = (input: BriefInput): Brief => {
  const { icp } = input
  const sources = sourceList()
  const facts = input.facts.map((fact) => ({ ...fact, source: sourceInWords(fact, input.triggers) }))
  const triggers = input.triggers.map((trigger) => briefTrigger(trigger, sources.add))
  const { contact, alternates, lookFor } = rankContacts(input.contacts, input.triggers, icp, input.now)
  const persona = icp.personas.find(({ key }) => key === contact?.personaKey) ?? icp.personas[0]
  for (const point of persona?.value_points ?? [])
    sources.add({ kind: 'value_point', quote: point.text, label: icp.name, url: null, at: null, signalId: null })
  return {
    account: { ...input.account, lines: accountLines(facts, sources.add) },
    triggers,
    meaning: persona ? { persona: persona.name, hypotheses: hypothesesFor(triggers, persona, icp) } : null,
    contact,
    alternates,
    lookFor,
    technologies: technologyLines(facts, icp, sources.add),
    openings: openingLines(input.postings ?? [], persona, input.triggers, sources.add),
    history: historyLines(input, sources.add),
    alike: alikeLines(input.account.id, facts, input.customers ?? [], sources.add),
    objections: icp.objections.slice(0, 3),
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

/** What signals taught is told with its publisher. */
const sourceInWords = ({ source }: Fact, triggers: readonly Trigger[]): string => {
  const teller = triggers.flatMap(({ evidence }) => evidence).find(({ signalId }) => source === taughtBy(signalId))
  if (teller) return publisherName(teller.publisher)
  return source.startsWith(taughtBy('')) ? 'earlier news' : source
}

/** What the ICP says such news often means, the lead's first, and then what this persona often finds. */
const hypothesesFor = (triggers: readonly BriefTrigger[], { pains }: Persona, icp: Icp): string[] => [
  ...[...new Set(triggers.flatMap(({ kind }) => icp.consequences[kind] ?? []))].slice(0, 2),
  ...pains.slice(0, 1).map((pain) => `teams often find that ${lowerFirst(pain)}`),
]

const historyLines = (input: BriefInput, add: AddSource): BriefLine[] =>
  [...(input.history ?? [])]
    .filter(({ text, source }) => text.trim() !== '' && source.trim() !== '')
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
    .slice(0, 6)
    .map(({ text, at, source }) => ({
      text,
      sourceId: add({ kind: 'history', quote: text, label: source, url: null, at, signalId: null }),
    }))
