import { boardChanges, eachOnce, followReposts, sameOpenings } from '../core/board.ts'
import type { Instant } from '../core/document.ts'
import { hiringDocuments, unchangedDocuments } from '../core/hiring/documents.ts'
import type { Snapshot } from '../sources/source.ts'
import type { Feed, Posting } from '../store/feeds.ts'

type Board = {
  feed: Feed
  known: Posting[]
  /** Null when the board is the same as at its last reading. */
  snapshot: Snapshot | null
  complete: boolean
  now: Instant
  newId: () => string
}

/** What one reading of a job board changes: postings to add and change, and documents about hiring. */
export const boardDocuments = ({ feed, known, snapshot, complete, now, newId }: Board) => {
  const boardUrl = typeof feed.settings.boardUrl === 'string' ? feed.settings.boardUrl : null
  const openings = snapshot ? eachOnce(snapshot.postings) : sameOpenings(known)
  const { reading, reposted } = followReposts({
    company: feed.publisher,
    url: boardUrl,
    known,
    openings,
    complete,
    now,
  })
  const { added, seen, changed, missed } = boardChanges(reading)
  return {
    documents: snapshot ? hiringDocuments(reading, added) : unchangedDocuments(reading),
    openings: openings.length,
    added: added.map((opening) => ({ id: newId(), feedId: feed.id, ...opening })),
    seen,
    changed: [...reposted, ...changed, ...missed],
  }
}
