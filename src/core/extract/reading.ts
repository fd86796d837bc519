import type { Drop, Quoted, Signal, SignalFields, SignalKind } from '../signal.ts'
import { type Found, isFound, leadingName, type Subject, subjectBefore } from './company.ts'
import { doubtAround, doubtBefore, doubtInText } from './modality.ts'
import { type Clause, type Hit, plain, quoteOf } from './text.ts'
import { headlineVerbs } from './vocabulary.ts'

/** A document cut up for the rules. */
export type Reading = {
  clauses: readonly Clause[]
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

const shared =
  /(?:^|[,;]|\b(?:and|but|then)|\b(?:as|after|while|when) (?:it|company))\s*(?:(?:further|also|then|thus|now|still|\S+ly|as it|in turn)\s+){0,3}(?:to\s+|will\s+|plans to\s+)?$/iu

/** "Calendarly raises …": all that stands before the verb is a name that ends like an adverb. */
const nameLikeAdverb = /^\s*\p{Lu}\p{L}+ly\s+$/u

/** "Acme, which raised $5M in spring and hired …": what a clause adds about a name is no news of its own. */
const inPassing = /\b(?:which|who|that)\s+$|,\s(?:which|who|whose)\s[^,;]*$/iu
/** "… led by BigCo, names": not the one who acts. */
const partner = /\b(?:by|from|with|of|at|against|over|alongside)\s+$/iu

/** Subject of a verb at `start`: the name before it, or the one that opens the title when the verb shares it. */
export const subjectOf = (clause: Clause, start: number): Subject => {
  const before = clause.text.slice(0, start)
  if (inPassing.test(before)) return { refused: 'no name' }
  const join = shared.exec(before)
  if (!join || nameLikeAdverb.test(before)) {
    const partners = together.exec(before)
    const subject = subjectBefore(partners ? before.slice(0, partners.index) : before)
    const several = partners !== null || (!modal.test(before) && isBare(clause.text.slice(start)))
    return isFound(subject) && several ? firstOfTwo(subject) : subject
  }
  const opener = before.slice(0, join.index).trim()
  if (opener) {
    const leading = leadingName(opener)
    const near = isFound(leading) ? leading : subjectBefore(before)
    return isFound(near) && partner.test(before.slice(0, near.start)) ? { refused: 'no name' } : near
  }
  return earlierSubject(clause)
}

/** A verb without an ending has several subjects: "Acme and Widgets invest". */
const isBare = (verb: string): boolean => /^(?!to\b|has\b|is\b|will\b|was\b)\p{L}+\b/iu.test(verb) && !ended.test(verb)
const modal = /\b(?:to|will|would|can|could|may|might|shall|should|must|not|did|does)\s+$/iu
const ended =
  /^(?:\p{L}+(?:s|ed|ing)|bought|led|cut|set|put|built|took|sold|let|left|quit|made|broke|won|drew|shut|laid|lost|got|gave)\b/iu

/** "Acme and Widgets Partner to launch": the verb before the purpose. */
const together = /\s(?:partner|team up|join (?:hands|forces)|collaborate|unite|tie up)\s*$/iu

/** Of companies acting together the first named stands for them. */
const firstOfTwo = (subject: Found): Found => {
  const name = subject.name.split(/,?\s+and\s+/iu)[0] ?? subject.name
  return { ...subject, name, end: subject.start + name.length }
}

/** "Acme profit beats forecasts; to cut jobs": the subject stands in the title's earlier part, outside this clause. */
export const earlierSubject = (clause: Clause): Subject => {
  const leading = leadingName(plain(clause.earlier))
  const back = clause.earlier.length
  return isFound(leading) ? { ...leading, start: leading.start - back, end: leading.end - back } : leading
}

const purposeless = new Set([
  'to',
  'has',
  'is',
  'was',
  'will',
  'plans',
  'says',
  'agrees',
  'aims',
  'wants',
  'prepares',
  'eyes',
  'expects',
  'offers',
])

/** "Acme partners with Widgets to open …": the verb tells a purpose of another deed. */
export const isPurpose = (hit: Hit): boolean => {
  if (!/^to\s/i.test(hit.verb) && !/\bto\s*$/i.test(hit.before)) return false
  const words = (hit.before.split(/[,;:]\s/).at(-1) ?? '').trim().split(/\s+/)
  return words.slice(1).some((word) => headlineVerbs.has(word.toLowerCase()) && !purposeless.has(word.toLowerCase()))
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
  const doubt = doubtBefore(before) ?? (clause.field === 'title' ? null : doubtInText(before))
  return doubt && !allowed?.test(before) ? doubt : null
}
