import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Document, publishedText } from './document.ts'
import { findAcquisition } from './extract/acquisition.ts'
import { findBankruptcy } from './extract/bankruptcy.ts'
import { calibrated } from './extract/confidence.ts'
import { statedDate } from './extract/date.ts'
import { findDeparture } from './extract/departure.ts'
import { enrich } from './extract/enrich.ts'
import { findHire } from './extract/executive.ts'
import { findExpansion } from './extract/expansion.ts'
import { findFunding } from './extract/funding.ts'
import { guardOf } from './extract/guards.ts'
import { findHiring } from './extract/hiring.ts'
import { findLaunch } from './extract/launch.ts'
import { findLayoff } from './extract/layoff.ts'
import { completed, originsNamed } from './extract/page.ts'
import type { Finder, Reading } from './extract/reading.ts'
import { settle, sharesCompany } from './extract/settle.ts'
import { type Clause, clausesOf } from './extract/text.ts'
import type { Extraction, Signal, SignalKind } from './signal.ts'

/** Changes with every change of what the rules find; signals are kept per version. */
export const extractorVersion = 'rules-5'

const finders: readonly Finder[] = [
  findFunding,
  findHire,
  findDeparture,
  findAcquisition,
  findLayoff,
  findBankruptcy,
  findHiring,
  findExpansion,
  findLaunch,
]

/** The reading of a document with its page is another than that without: it takes the place of the first. */
export const readingVersion = ({ page }: Pick<Document, 'page'>): string =>
  page ? `${extractorVersion}+page` : extractorVersion

/** How many sentences are asked when the title tells nothing. */
const openingSentences = { summary: 2, body: 4, page: 4 }
type TextField = keyof typeof openingSentences
/** Kinds that running text tells plainly; sites and products come up in passing there. */
const textKinds: readonly SignalKind[] = [
  'funding',
  'executive_hire',
  'executive_departure',
  'acquisition',
  'layoff',
  'bankruptcy',
]
/** Running text tells much in passing; only plain statements of these strengths count there. */
const leastTextConfidence = 0.8
/** What runs on for longer without an end is a list of topics, not a sentence. */
const sentenceMostLength = 400

type Readable = Pick<Document, 'title' | 'summary' | 'body' | 'page' | 'publisher' | 'url' | 'publishedAt' | 'language'>

/**
 * Everything the document tells as events, each with its quote, and why the rest was left. What the feed published is
 * read first; the item's page only adds to it.
 */
export const extract = (document: Readable): Extraction => {
  const guard = guardOf(document.title, publishedText(document), document.language)
  if (guard) return { signals: [], drops: [guard] }
  const clauses = clausesOf(document)
  const reading: Reading = { clauses: clauses.filter(({ field }) => field !== 'page') }
  const page: Reading = { clauses: clauses.filter(({ field }) => field === 'page') }
  const today = page.clauses.filter(({ original }) => !isPast(original, document.publishedAt))
  const titles = read(reading, (clause) => clause.field === 'title')
  const isTold = titles.signals.length > 0
  const text = isTold ? nothing : fromText(reading, ['summary', 'body'], titles, document.publishedAt)
  const onPage = ofItem(fromText(page, ['page'], titles, document.publishedAt), publishedText(document))
  const told = [titles, text, isTold || text.signals.length > 0 ? nothing : onPage]
  const signals = told
    .flatMap((each) => each.signals)
    .map((signal) => {
      const own = clausesAbout(signal, reading, document.publishedAt)
      return { ...enrich(signal, own), occurredAt: occurredAt(signal, [...own, ...today], document.publishedAt) }
    })
    .map((signal) => ({ ...signal, confidence: calibrated(signal.rule, signal.confidence) }))
    .map((signal) => completed(signal, clausesAbout(signal, { clauses: today }, document.publishedAt), onPage.signals))
    .map((signal) => originsNamed(signal, document))
  return { signals, drops: told.flatMap((each) => each.drops) }
}

const nothing: Extraction = { signals: [], drops: [] }

/** A page also holds other stories, and comments: only a company that the item itself names is told of there. */
const ofItem = ({ signals, drops }: Extraction, published: string): Extraction => {
  const text = published.toLowerCase()
  const isNamed = ({ company, fields }: Signal) =>
    [company, fields.counterpart?.value].some((name) => name && text.includes(name.toLowerCase().split(' ')[0]!))
  const left = signals.filter((signal) => !isNamed(signal))
  return {
    signals: signals.filter(isNamed),
    drops: [
      ...drops,
      ...left.map(({ rule, quote }) => ({ rule, reason: 'another company than the item names', quote })),
    ],
  }
}

const read = (reading: Reading, wanted: (clause: Clause) => boolean): Extraction => {
  const candidates = reading.clauses
    .filter(wanted)
    .flatMap((clause) => finders.flatMap((find) => find(clause, reading)))
  const settled = settle(candidates.flatMap((each) => ('signal' in each ? [each.signal] : [])))
  return {
    signals: settled.signals,
    drops: [...candidates.flatMap((each) => ('drop' in each ? [each.drop] : [])), ...settled.drops],
  }
}

/** Without old sums, and without what tells events of other companies: their sums, people and dates are theirs. */
const clausesAbout = (signal: Signal, reading: Reading, publishedAt: number | null): Clause[] =>
  reading.clauses.filter((clause) => {
    if (clause.field === 'title') return true
    if (dealKinds.includes(signal.kind) && isPast(clause.original, publishedAt)) return false
    const told = read(reading, (each) => each === clause).signals
    return told.length === 0 || told.some((other) => sharesCompany(signal, other))
  })

const dealKinds: readonly SignalKind[] = ['funding', 'acquisition']

/** What the opening sentences state, unless the title raised the same matter and it was dropped. */
const fromText = (
  reading: Reading,
  fields: readonly TextField[],
  titles: Extraction,
  publishedAt: number | null,
): Extraction => {
  const opening = fields.flatMap((field) =>
    reading.clauses.filter((clause) => clause.field === field).slice(0, openingSentences[field]),
  )
  const told = read(reading, (clause) => opening.includes(clause))
  const family = (rule: string) => rule.split('.')[0]
  const raised = new Set(titles.drops.filter((drop) => !unnamed.test(drop.reason)).map((drop) => family(drop.rule)))
  const kept = told.signals.filter(
    (signal) =>
      textKinds.includes(signal.kind) &&
      signal.confidence >= leastTextConfidence &&
      signal.quote.length <= sentenceMostLength &&
      !raised.has(family(signal.rule)) &&
      !background.test(signal.quote) &&
      !isPast(signal.quote, publishedAt),
  )
  const left = told.signals.filter((signal) => !kept.includes(signal))
  const origin = fields.includes('page') ? 'page' : 'text'
  return {
    signals: kept.map((signal) => ({
      ...signal,
      rule: `${signal.rule}.${origin}`,
      confidence: signal.confidence - 0.1,
    })),
    drops: [
      ...told.drops,
      ...left.map((signal) => ({ rule: signal.rule, reason: 'told in passing', quote: signal.quote })),
    ],
  }
}

/** A title that calls nobody by name leaves it to the text to do so. */
const unnamed = /^(?:anonymous|no name|no company named|target: anonymous|target: no name|no acquirer named.*)$/

/** "Founded in spring, Acme has raised …": who the company is, not what it did today. */
const background =
  /^(?:since (?:its|their)|founded|established|started|formed|incorporated|headquartered|based)\b.*\bhas (?:now |since |so far )?raised\b/iu
const founding =
  /\b(?:founded|launched|started|established|incorporated|formed|set up|born|began|joined)\s+(?:\p{L}+ ){0,4}?(?:last year|in (?:\p{Lu}\p{Ll}+ )?\d{4}|\w+ years? ago)/giu
const present =
  /\b(?:today|now|just|this (?:week|month)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|announces|announced)\b/iu

/** What the text tells of another year is no news, unless it tells of today in the same breath. */
const isPast = (sentence: string, publishedAt: number | null): boolean => {
  const told = sentence.replace(founding, '')
  if (present.test(told)) return false
  if (/\b(?:last year|(?:years?|months?|decades?) (?:ago|earlier)|previously|back in)\b/iu.test(told)) return true
  const year =
    publishedAt === null ? null : Temporal.Instant.fromEpochMilliseconds(publishedAt).toZonedDateTimeISO('UTC').year
  const stated = [...told.matchAll(/\b(?:in|since) (?:early |late |\p{Lu}\p{Ll}+ )?((?:19|20)\d\d)\b/gu)]
  return stated.some((match) => year === null || Number(match[1]) < year)
}

const occurredAt = (signal: Signal, clauses: readonly Clause[], publishedAt: number | null): number | null => {
  const [first] = clauses.filter((clause) => clause.field !== 'title')
  return statedDate(signal.quote, publishedAt) ?? (first ? statedDate(first.text, publishedAt) : null)
}

const normal = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/\b(?:inc|corp|corporation|co|company|ltd|limited|llc|plc|group|holdings|ag|sa|nv|gmbh)\b\.?/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The same event told again by the same document has the same fingerprint. */
export const signalFingerprint = (signal: Signal): string => {
  const { person, counterpart, roleFunction, round } = signal.fields
  const parts = [signal.company, person?.value, counterpart?.value, roleFunction?.value, round?.value].map(normal)
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([signal.kind, ...parts])))).slice(0, 32)
}
