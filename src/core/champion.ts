import type { Instant } from './document.ts'
import { escapedPattern } from './escape.ts'
import { isTitleCase, mentionAt, usageOf } from './match/mention.ts'
import { distinctnessOf } from './match/names.ts'
import { sameName } from './names.ts'
import type { Signal } from './signal.ts'

/** Somebody who knows us from another account: champion, or in a buying role there. */
export type KnownPerson = {
  employmentId: string
  name: string
  /** Where we know them from. */
  accountId: string
  /** What that account is called. */
  accountNames: readonly string[]
  /** Null while they work there. */
  leftAt: Instant | null
}

export type ChampionMove = { signal: Signal; person: KnownPerson }

/** Those of `people` who have the name of the person that a signal says has arrived. */
export const namesakesIn = (signal: Signal, people: readonly KnownPerson[]): KnownPerson[] => {
  const { person } = signal.fields
  if (signal.kind !== 'executive_hire' || !person) return []
  return people.filter(({ name }) => sameName(name, person.value))
}

/**
 * An executive's arrival as a champion's move: the person has the name of somebody who knows us elsewhere, and the text
 * names that former employer, or a person has said that they are the one (`confirmed`: accounts we know them from). The
 * name alone is not enough; then null, and the arrival stays what it was.
 */
export const championMove = (
  signal: Signal,
  text: string,
  people: readonly KnownPerson[],
  confirmed: ReadonlySet<string> = new Set(),
): ChampionMove | null => {
  for (const person of namesakesIn(signal, people)) {
    const former = person.accountNames.map((name) => formerIn(text, name, signal)).find((found) => found !== null)
    if (!former && !confirmed.has(person.accountId)) continue
    const counterpart = former ? { counterpart: former } : {}
    return { person, signal: { ...signal, kind: 'champion_move', fields: { ...signal.fields, ...counterpart } } }
  }
  return null
}

/** The employer's name and the sentence that tells that somebody came from there; null when it is named for another reason. */
const formerIn = (text: string, name: string, signal: Signal): { value: string; quote: string } | null => {
  const person = signal.fields.person?.value ?? ''
  const told = mentionsIn(text, name).find(
    ({ found, start }) =>
      !isWithin(text, start, signal.company) && isMeant(text, found, start, name) && isLeft(text, found, start, person),
  )
  return told ? { value: told.found, quote: sentenceAround(text, told) } : null
}

const sentenceAround = (text: string, { found, start }: { found: string; start: number }): string => {
  const before = text.slice(Math.max(0, start - sentenceLength), start).split(sentenceEnd)
  const after = text.slice(start + found.length, start + found.length + sentenceLength).split(sentenceEnd)
  return `${before.at(-1)}${found}${after[0]}`.trim()
}

/** Where the name stands in the text, between word borders, whatever its case. */
const mentionsIn = (text: string, name: string): { found: string; start: number }[] => {
  if (name.trim().length < 2) return []
  const pattern = name.trim().split(/\s+/).map(escapedPattern).join('\\s+')
  const places = text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu'))
  return [...places].map((place) => ({ found: place[0], start: place.index }))
}

/** "Acme" within "Acme Robotics", the new employer, is no former one. */
const isWithin = (text: string, start: number, company: string): boolean => {
  const from = Math.max(0, start - company.length)
  const at = text.slice(from, start + company.length).indexOf(company)
  return at >= 0 && from + at <= start
}

/** Written as a name and not part of a longer one; everybody's word must stand within a sentence. */
const isMeant = (text: string, found: string, start: number, name: string): boolean => {
  if (/^\p{Ll}/u.test(found) && !/^\p{Ll}/u.test(name)) return false
  const line = text.slice(text.lastIndexOf('\n', start) + 1).split('\n')[0] ?? ''
  const mention = mentionAt(text, start, start + found.length, isTitleCase(line))
  if (usageOf(mention, name, 'common').longer) return false
  return distinctnessOf(name) !== 'common' || (!mention.opens && !mention.titleCase)
}

const origin =
  /(?<!\p{L})(?:from|formerly|former|ex|previously|was|were|been|served|spent|worked|left|leaves|leaving|quits|exits|departs|veteran|alum|most recently|after|at|poaches|lures)(?!\p{L})/iu
const elsewhere =
  /(?<!\p{L})(?:(?:left|leav\w+|mov\w+|depart\w+|went|goes|jump\w+|defect\w+) (?:for|to)|join\w*|rivals?|competitors?|succe\w+ .{2,60})\s+$/iu
const sentenceLength = 200
const sentenceEnd = /(?<=[.!?])\s|\n/

/** "formerly of Acme", "leaves Acme", "Acme CFO Ann Lee joins": not a rival, nor where somebody else went. */
const isLeft = (text: string, found: string, start: number, person: string): boolean => {
  const before =
    text
      .slice(Math.max(0, start - sentenceLength), start)
      .split(/[.!?]\s|\n/)
      .at(-1) ?? ''
  const after =
    text
      .slice(start + found.length)
      .slice(0, sentenceLength)
      .split(/[.!?]\s|\n/)[0] ?? ''
  if (elsewhere.test(before)) return false
  const surname = person.split(/\s+/).at(-1) ?? ''
  return origin.test(before) || (surname.length > 1 && after.split(/\s+/).slice(0, 8).join(' ').includes(surname))
}
