import type { Instant } from '../document.ts'

/** A job as its board lists it now. */
export type Opening = {
  externalId: string
  title: string
  url: string | null
  department: string | null
  location: string | null
  /** Plain text. */
  description: string | null
  postedAt: Instant | null
}

/** A job as it is kept. */
export type KnownPosting = Opening & {
  id: string
  /** Complete readings in a row without it. */
  missed: number
  goneAt: Instant | null
  firstSeenAt: Instant
  lastSeenAt: Instant
}

/** One reading of a board beside what is kept of it. */
export type BoardReading = {
  company: string
  url: string | null
  known: readonly KnownPosting[]
  openings: readonly Opening[]
  /** Every page was read: only then may a job be called gone. */
  complete: boolean
  now: Instant
}
