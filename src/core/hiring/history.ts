import { msPerDay } from '../day.ts'
import type { Instant } from '../document.ts'
import type { BoardReading, Opening } from './reading.ts'

/** One job that stands, or once stood, on a board. */
export type Job = {
  title: string
  url: string | null
  department: string | null
  location: string | null
  description: string | null
  /** When it went up, as far as anyone can say; null for what stood there undated at the first reading. */
  openedAt: Instant | null
  firstSeenAt: Instant
  isListed: boolean
  /** It was new when it was first seen: what a first reading finds older than that tells no story. */
  wasFresh: boolean
}

/** All jobs of a board, with the reading that is being saved. */
export type BoardHistory = {
  company: string
  url: string | null
  jobs: readonly Job[]
  /** The first reading; what was before it is known only from the jobs that still stood there. */
  watchedSince: Instant
  now: Instant
}

/** Openings of the last two weeks count as hiring now. */
export const freshDays = 14
/** A board that was watched for so long, with so many jobs, is known well enough to say what is new on it. */
const establishedDays = 30
const establishedJobs = 5

export const isEstablished = ({ watchedSince, now, jobs }: BoardHistory): boolean =>
  now - watchedSince >= establishedDays * msPerDay &&
  jobs.filter(({ firstSeenAt }) => firstSeenAt < now - freshDays * msPerDay).length >= establishedJobs

/** Seen for the first time within the last two weeks, on a board that was watched before. */
export const isNewNow = ({ firstSeenAt, wasFresh, isListed }: Job, { now }: BoardHistory): boolean =>
  isListed && wasFresh && firstSeenAt > now - freshDays * msPerDay

/** Expects a reading whose reposts were followed, and what `boardChanges` adds from it. */
export const historyOf = (
  { company, url, known, openings, now }: BoardReading,
  added: readonly Added[],
): BoardHistory => {
  const watchedSince = known.reduce((first, { firstSeenAt }) => Math.min(first, firstSeenAt), now)
  const listed = new Map(openings.map((opening) => [opening.externalId, opening]))
  return {
    company,
    url,
    watchedSince,
    now,
    jobs: [
      ...known.map((posting) => {
        const current = listed.get(posting.externalId)
        return jobOf({ ...posting, ...current, postedAt: posting.postedAt }, watchedSince, current !== undefined)
      }),
      ...added.map((opening) => jobOf(opening, watchedSince, true)),
    ],
  }
}

type Added = Opening & { firstSeenAt: Instant }

const jobOf = (posting: Added, watchedSince: Instant, isListed: boolean): Job => {
  const { title, url, department, location, description, postedAt, firstSeenAt } = posting
  // Publishing a job again moves its stated date; it is no younger for that.
  const openedAt = earlier(postedAt, firstSeenAt > watchedSince ? firstSeenAt : null)
  const wasFresh = openedAt !== null && openedAt > firstSeenAt - freshDays * msPerDay
  return { title, url, department, location, description, openedAt, firstSeenAt, isListed, wasFresh }
}

const earlier = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null ? b : b === null ? a : Math.min(a, b)
