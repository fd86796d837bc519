import { boardChanges, hiringDocuments } from '../core/board.ts'
import type { Instant } from '../core/document.ts'
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
  const reading = { company: feed.publisher, url: boardUrl, known, openings: snapshot.postings, complete, now }
  const { added, seen, changed, missed } = boardChanges(reading)
  return {
    documents: hiringDocuments(reading),
    openings: snapshot.postings.length,
    added: added.map((opening) => ({ id: newId(), feedId: feed.id, ...opening, firstSeenAt: now, lastSeenAt: now })),
    seen,
    changed: [...changed, ...missed],
  }
}
