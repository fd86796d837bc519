import { z } from 'zod'
import type { Instant } from '../core/document.ts'
import { type Body, type Parsed, type PostingNow, type Request, type Snapshot, Unreadable } from './source.ts'
import { clip, plainText } from './text.ts'
import { httpUrl } from './url.ts'

/** What every kind of board is set up with. */
export const boardSettings = z.strictObject({
  /** The company's name as it stands in the board's address. */
  board: z.string().regex(/^[\w.-]{1,100}$/, 'must be the name in the board’s address, without slashes'),
  /** Where a person reads the board, for links to the whole of it. */
  boardUrl: httpUrl.optional(),
  /** Who answers in the provider's place, as the sample workspace does. */
  baseUrl: httpUrl.optional(),
})

/** The JSON of an answer; what is none of ours is `Unreadable`. */
export function readJson<T>(body: Body, shape: z.ZodType<T>): T {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(body.bytes))
  } catch {
    throw new Unreadable(body.bytes.length === 0 ? 'The answer was empty' : 'Not the JSON of a job board')
  }
  const read = shape.safeParse(json)
  if (!read.success) throw new Unreadable(`Not a job board of this kind: ${read.error.issues[0]?.path.join('.') ?? ''}`)
  return read.data
}

const emptyBoard = 'No openings: the board is empty, or there is none of this name'
const mostPostings = 20_000
const longestDescription = 30_000

export type BoardRead = Parsed & { snapshot: Snapshot }

/** A board's jobs as a snapshot. A job that cannot be read is told and skipped; the others stay. */
export function readBoard<T>(
  jobs: readonly unknown[],
  shape: z.ZodType<T>,
  postingOf: (job: T) => PostingNow | null,
  next: Request[] = [],
): BoardRead {
  const postings: PostingNow[] = []
  let unread = 0
  for (const job of jobs.slice(0, mostPostings)) {
    const read = shape.safeParse(job)
    const posting = read.success ? postingOf(read.data) : null
    if (posting) postings.push(posting)
    if (!read.success) unread++
  }
  if (unread > 0 && unread === jobs.length) throw new Unreadable('None of the jobs could be read')
  // Several providers answer for a company they do not know as they do for one without jobs.
  if (jobs.length === 0) return { documents: [], snapshot: { postings }, next, warnings: [emptyBoard] }
  const read = { documents: [], snapshot: { postings }, next }
  if (jobs.length > mostPostings) return cutOff(read)
  if (unread === 0) return read
  const warnings = [`${unread} of ${jobs.length} jobs could not be read`]
  return { documents: [], snapshot: { postings, partial: true }, next, warnings }
}

/** A board that goes on beyond the pages that are read: nothing on it may be called gone. */
export const cutOff = (read: BoardRead): BoardRead => ({
  ...read,
  snapshot: { ...read.snapshot, partial: true },
  warnings: [...(read.warnings ?? []), 'The board goes on beyond what we read'],
})

/** One job may stand on a board several times, once for each place: it is one posting in all of them, as old as the oldest. */
export function oneEach(read: BoardRead): BoardRead {
  const jobs = new Map<string, PostingNow>()
  for (const posting of read.snapshot.postings) {
    const first = jobs.get(posting.externalId)
    jobs.set(posting.externalId, first ? both(first, posting) : posting)
  }
  return { ...read, snapshot: { ...read.snapshot, postings: [...jobs.values()] } }
}

const both = (first: PostingNow, other: PostingNow): PostingNow => ({
  ...first,
  location: listed([first.location, other.location]),
  postedAt: earliest([first.postedAt, other.postedAt]),
})

/** The earliest of the dates that are known. */
export const earliest = (dates: readonly (Instant | null)[]): Instant | null =>
  dates.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null)

/** The name of a country by its ISO code ("PT" → "Portugal"); what is no code stays as it is written. */
export const countryName = (code: string | null | undefined): string | null =>
  code && /^[a-z]{2}$/i.test(code) ? (countryNames.of(code.toUpperCase()) ?? code) : (code ?? null)
const countryNames = new Intl.DisplayNames(['en'], { type: 'region' })

/** City, region and country as one place, each once ("Berlin, Germany"). */
export const placeName = (parts: readonly (string | null | undefined)[]): string | null =>
  [...new Set(parts.map((part) => part?.trim()).filter(Boolean))].join(', ') || null

/** Markup of a posting as bounded plain text. */
export const description = (html: string | null | undefined): string | null =>
  html ? clip(plainText(html), longestDescription) || null : null

/** Distinct, non-empty names in a row ("Berlin; Paris"). */
export const listed = (names: readonly (string | null | undefined)[]): string | null =>
  [...new Set(names.map((name) => name?.trim()).filter(Boolean))].join('; ') || null
