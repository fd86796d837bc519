import { msPerDay } from './day.ts'
import type { Instant } from './document.ts'
import type { BoardReading, KnownPosting, Opening } from './hiring/reading.ts'

/** Complete readings without a job before it is gone. */
const goneAfter = 2
/** The same title and place under a new id within so many days is the same job, put up again. */
const repostDays = 60
/** What vanished with more than half of a board, and has stayed away for so long, did close. */
const trustedAfterDays = 7

/**
 * What one reading of a board changes in what is kept of it, by the provider's own ids. A first reading only adds. An
 * empty answer never closes anything, and neither does a board that lost more than half of its jobs at once, until
 * they have been away for a week. Expects a reading whose reposts were followed.
 */
export const boardChanges = (reading: BoardReading) => {
  const { known, openings, now } = reading
  const listed = new Map(openings.map((opening) => [opening.externalId, opening]))
  const stored = new Set(known.map(({ externalId }) => externalId))
  const missing = known.filter(({ externalId, goneAt }) => goneAt === null && !listed.has(externalId))
  const added = openings.filter(({ externalId }) => !stored.has(externalId))
  return {
    added: added.map((opening) => ({
      ...opening,
      firstSeenAt: opening.postedAt === null ? undatedSince(reading, added.length) : now,
      lastSeenAt: now,
    })),
    seen: known.filter(({ externalId }) => listed.has(externalId)).map(({ id }) => id),
    changed: known.flatMap((posting) => {
      const opening = listed.get(posting.externalId)
      return opening && differs(posting, opening) ? [{ id: posting.id, change: described(posting, opening) }] : []
    }),
    missed: missing
      .filter((posting) => isBelieved(posting, missing, reading))
      .map(({ id, missed }) => ({
        id,
        change: { missed: missed + 1, ...(missed + 1 >= goneAfter ? { goneAt: now } : {}) },
      })),
  }
}

/** Undated jobs that come in a flood were there before: a page of the board was missed at its first reading. */
const undatedSince = ({ known, now }: BoardReading, added: number): Instant =>
  added * 2 > known.length ? known.reduce((first, { firstSeenAt }) => Math.min(first, firstSeenAt), now) : now

/** A job that slipped to the next page while the pages were read is on both. */
export const eachOnce = (openings: readonly Opening[]): Opening[] => [
  ...new Map(openings.map((opening) => [opening.externalId, opening])).values(),
]

/** What a board says by being the same as at the last reading: what was missing then is missing again. */
export const sameOpenings = (known: readonly KnownPosting[]): Opening[] =>
  known.filter(({ missed, goneAt }) => missed === 0 && goneAt === null)

const isBelieved = (posting: KnownPosting, missing: readonly KnownPosting[], reading: BoardReading): boolean => {
  const { known, openings, complete, now } = reading
  if (!complete || openings.length === 0) return false
  const live = known.filter(({ goneAt }) => goneAt === null).length
  return missing.length * 2 <= live || posting.lastSeenAt <= now - trustedAfterDays * msPerDay
}

/** The reading with each job that left under one id and came back under another known by its new one. */
export const followReposts = (
  reading: BoardReading,
): { reading: BoardReading; reposted: { id: string; change: { externalId: string } }[] } => {
  const { known, openings, now } = reading
  const listed = new Set(openings.map(({ externalId }) => externalId))
  const stored = new Set(known.map(({ externalId }) => externalId))
  const away = known.filter(
    ({ externalId, lastSeenAt }) => !listed.has(externalId) && lastSeenAt >= now - repostDays * msPerDay,
  )
  const candidates = Map.groupBy(away, titleAndPlace)
  const newIds = new Map<string, string>()
  for (const opening of openings.filter(({ externalId }) => !stored.has(externalId))) {
    const former = candidates.get(titleAndPlace(opening))?.shift()
    if (former) newIds.set(former.id, opening.externalId)
  }
  return {
    reading: {
      ...reading,
      known: known.map((each) => ({ ...each, externalId: newIds.get(each.id) ?? each.externalId })),
    },
    reposted: [...newIds].map(([id, externalId]) => ({ id, change: { externalId } })),
  }
}

const titleAndPlace = ({ title, location }: Opening): string =>
  [title, location ?? '']
    .map((text) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .join('|')

/** As the board says it now; a job that is dated anew stays as old as it was. */
const described = (posting: KnownPosting, { title, url, department, location, description, postedAt }: Opening) => ({
  title,
  url,
  department,
  location,
  description: description ?? posting.description,
  postedAt:
    posting.postedAt !== null && postedAt !== null
      ? Math.min(posting.postedAt, postedAt)
      : (posting.postedAt ?? postedAt),
})

const differs = (a: KnownPosting, b: Opening): boolean =>
  a.title !== b.title ||
  a.url !== b.url ||
  a.department !== b.department ||
  a.location !== b.location ||
  (b.description !== null && a.description !== b.description)
