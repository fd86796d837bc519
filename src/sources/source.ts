import { z } from 'zod'
import type { Document, Instant } from '../core/document.ts'
import type { Opening } from '../core/hiring/reading.ts'
import type { PersonNow } from '../core/leadership.ts'
import type { PublisherHints } from '../core/poll.ts'

/** What the poller remembers of a feed between polls; written only together with the items it stands for. */
export type PollState = {
  etag: string | null
  lastModified: string | null
  /** SHA-256 of the last body that was read; the same body is not parsed again. */
  bodyHash: string | null
  /** The last poll that was read, not merely tried: what came since has not been seen. */
  lastSuccessAt: Instant | null
}

/** The validators a publisher gave us, given back as they came. */
export const conditional = ({ etag, lastModified }: PollState): Record<string, string> => ({
  ...(etag ? { 'if-none-match': etag } : {}),
  ...(lastModified ? { 'if-modified-since': lastModified } : {}),
})

/** A request as data; the one shared fetcher makes it. */
export type Request = {
  url: string
  headers?: Record<string, string>
  /** Handed back to `parse` with the answer. */
  note?: string
  /** The least time between two requests that this host asks for, where it is not the usual second. */
  pauseMs?: number
  /** It only leads to other pages, which change while it stays the same: it is read again all the same. */
  isList?: true
}

export type Body = {
  bytes: Uint8Array
  /** After redirects. */
  url: string
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  fetchedAt: Instant
  note?: string
}

/** One job on a board as its provider lists it now. */
export type PostingNow = Opening

/** A reading of a job board; complete only once every page of it was read. */
export type Snapshot = {
  postings: PostingNow[]
  /** Some jobs could not be read: nothing may be called gone on the word of this snapshot. */
  partial?: true
}

/** `next`: further pages or detail pages; the fetcher follows them within a budget. */
export type Parsed = {
  documents: Document[]
  snapshot?: Snapshot
  /** Everyone whom a leadership page lists now; the poll stage compares them with its last reading. */
  people?: PersonNow[]
  next: Request[]
  /** How often its publisher wants to be asked, as the body says it. */
  hints?: PublisherHints
  /** In words, for the feeds page. */
  warnings?: string[]
}

/**
 * How one kind of feed is read. Pure: no network, no clock. `parse` throws `Unreadable` when the body is not what it
 * should be, `request` when something it must send is not configured yet.
 */
export type Source<S = unknown> = {
  kind: string
  /** Its publisher asks every reader for a company and an e-mail address: the workspace's, as the setting `contact`. */
  needsContact?: true
  /** Checks the feed's settings; throws a ZodError that names the key. */
  settings: (raw: unknown) => S
  request: (settings: S, state: PollState) => Request[]
  parse: (body: Body, settings: S) => Parsed | Promise<Parsed>
}

/** Whether the pages of its items may be read where its own words leave something open; they may unless this says no. */
export const fullTextSetting = z.boolean().optional()

/** Not a feed of this kind (a login page, an empty body, broken JSON), in words; what we have is kept. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}
