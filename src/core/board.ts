import { msPerDay } from './day.ts'
import type { Document, Instant } from './document.ts'
import { functionOf } from './extract/role.ts'
import type { Signal } from './signal.ts'

/** A job as its board lists it now. */
type Opening = {
  externalId: string
  title: string
  url: string | null
  department: string | null
  location: string | null
  description: string | null
  postedAt: Instant | null
}
type Known = Omit<Opening, 'postedAt'> & { id: string; postedAt: Instant | null; missed: number; firstSeenAt: Instant }

export type BoardReading = {
  company: string
  url: string | null
  known: readonly Known[]
  openings: readonly Opening[]
  /** Every page was read: only then may a job be called gone. */
  complete: boolean
  now: Instant
}

/** Openings of one function at one account, as the signal needs them. */
export type HiringCount = { company: string; function: string; openings: number; baseline: number; newestAt: Instant }

/** New within this many days counts as hiring now; also all that the first reading of a board may say. */
const freshDays = 14
/** Fewer new openings in one function are everyday business. */
const fewestOpenings = 3
/** Complete readings without a job before it is gone. */
const goneAfter = 2

export const boardChanges = ({ known, openings, complete, now }: BoardReading) => {
  const listed = new Map(openings.map((opening) => [opening.externalId, opening]))
  const before = new Map(known.map((posting) => [posting.externalId, posting]))
  const missing = known.filter(({ externalId }) => !listed.has(externalId))
  // More than half at once is a broken board, not a layoff; an empty answer says nothing.
  const believable = complete && openings.length > 0 && missing.length * 2 <= known.length
  return {
    added: openings.filter(({ externalId }) => !before.has(externalId)),
    seen: known.filter(({ externalId }) => listed.has(externalId)).map(({ id }) => id),
    changed: known.flatMap((posting) => {
      const opening = listed.get(posting.externalId)
      return opening && differs(posting, opening) ? [{ id: posting.id, change: described(opening) }] : []
    }),
    missed: believable
      ? missing.map(({ id, missed }) => ({
          id,
          change: { missed: missed + 1, ...(missed + 1 === goneAfter ? { goneAt: now } : {}) },
        }))
      : [],
  }
}

const described = ({ title, url, department, location, description, postedAt }: Opening) => ({
  title,
  url,
  department,
  location,
  description,
  postedAt,
})
const differs = (a: Known, b: Opening): boolean =>
  a.title !== b.title || a.url !== b.url || a.department !== b.department || a.location !== b.location

/**
 * One document for each function in which the board lists three or more openings of the last 14 days. Its lines are
 * the openings as listed, so it changes only when they do. Baseline: the older openings in that function.
 */
export const hiringDocuments = ({ company, url, openings, now }: BoardReading): Document[] => {
  const byFunction = Map.groupBy(openings, openingFunction)
  return [...byFunction]
    .filter(([name]) => !tooBroad.has(name))
    .flatMap(([name, all]) => {
      const fresh = all.filter(
        ({ postedAt }) => postedAt !== null && postedAt > now - freshDays * msPerDay && postedAt <= now,
      )
      return fresh.length >= fewestOpenings
        ? [hiringDocument(company, url, name, fresh, all.length - fresh.length)]
        : []
    })
}

const tooBroad = new Set(['general', 'executive'])
const openingFunction = ({ title, department }: Opening): string => {
  const named = functionOf(title)
  return tooBroad.has(named) && department ? functionOf(department) : named
}

const hiringDocument = (
  company: string,
  url: string | null,
  name: string,
  fresh: Opening[],
  baseline: number,
): Document => {
  const newestAt = Math.max(...fresh.map(({ postedAt }) => postedAt!))
  const hiring: HiringCount = { company, function: name, openings: fresh.length, baseline, newestAt }
  return {
    identity: `hiring ${name}`,
    url: url ?? fresh[0]?.url ?? null,
    title: `${company} posted ${fresh.length} openings in ${words(name)} within ${freshDays} days${baseline > 0 ? `, beside ${baseline} older` : ''}`,
    summary: null,
    body: fresh
      .map(({ title, location }) => [title, location].filter(Boolean).join(' · '))
      .sort()
      .join('\n'),
    publisher: `${company} careers`,
    language: 'en',
    publishedAt: newestAt,
    updatedAt: null,
    extra: { hiring },
  }
}

const words = (name: string): string => name.replaceAll('_', ' ')

/** The signal of a document that `hiringDocuments` made; null for any other document. */
export const hiringSignal = (document: { title: string; extra?: Document['extra'] | null }): Signal | null => {
  const hiring = document.extra?.hiring as HiringCount | undefined
  if (!hiring) return null
  const quote = document.title
  return {
    kind: 'hiring',
    company: hiring.company,
    companyQuote: hiring.company,
    fields: {
      hiringFunction: { value: hiring.function, quote: words(hiring.function) },
      openings: { value: hiring.openings, quote: `${hiring.openings} openings` },
      ...(hiring.baseline > 0 ? { baseline: { value: hiring.baseline, quote: `${hiring.baseline} older` } } : {}),
    },
    occurredAt: hiring.newestAt,
    quote,
    confidence: 0.95,
    lite: false,
    rule: 'board.openings',
  }
}
