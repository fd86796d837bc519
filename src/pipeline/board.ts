import { boardChanges, followReposts, sameOpenings } from '../core/board.ts'
import type { Instant } from '../core/document.ts'
import { hiringDocuments } from '../core/hiring/documents.ts'
import type { Snapshot } from '../sources/source.ts'
import type { Feed, Posting } from '../store/feeds.ts'

type Board = {
  feed: Feed
  known: Posting[]
  snapshot: Snapshot
  complete: boolean
  now: Instant
  newId: () => string
}

/** What one reading of a job board changes: postings to add and change, and documents about hiring. */
export const boardDocuments = ({ feed, known, snapshot, complete, now, newId }: Board) => {
  const boardUrl = typeof feed.settings.boardUrl === 'string' ? feed.settings.boardUrl : null
  const asRead = { company: feed.publisher, url: boardUrl, known, openings: snapshot.postings, complete, now }
  const { reading, reposted } = followReposts(asRead)
  const { added, seen, changed, missed } = boardChanges(reading)
  return {
    documents: hiringDocuments(reading, added),
    openings: snapshot.postings.length,
    added: added.map((opening) => ({ id: newId(), feedId: feed.id, ...opening })),
    seen,
    changed: [...reposted, ...changed, ...missed],
  }
}

/** A board that is the same as at its last reading: who was missing then is missing again. Null where there is none. */
export const sameSnapshot = (known: Posting[]): Snapshot | null =>
  known.length > 0 ? { postings: sameOpenings(known) } : null
