import { boardChanges, followReposts, sameOpenings } from '../../../src/core/board.ts'
import type { Document } from '../../../src/core/document.ts'
import { hiringDocuments } from '../../../src/core/hiring/documents.ts'
import type { KnownPosting, Opening } from '../../../src/core/hiring/reading.ts'

export const day = 86_400_000
/** The first reading of every board in these tests. */
export const start = Date.UTC(2026, 0, 5)

export const job = (externalId: string, title: string, rest: Partial<Opening> = {}): Opening => ({
  externalId,
  title,
  url: null,
  department: null,
  location: 'Leith',
  description: null,
  postedAt: null,
  ...rest,
})

/** Twelve everyday jobs that stand on a board from the beginning, undated. */
export const everyday = Array.from({ length: 12 }, (_, i) =>
  job(`old${i}`, `Boat Builder ${'ABCDEFGHIJKL'[i]}`, { description: 'You build boats.' }),
)

/** A board that is polled again and again, kept as the store keeps it. */
export const watched = () => {
  let kept: KnownPosting[] = []
  const read = (atDay: number, openings: readonly Opening[], complete = true): Document[] => {
    const now = start + atDay * day
    const asRead = { company: 'Quillmark', url: 'https://quillmark.example/jobs', known: kept, openings, complete, now }
    const { reading, reposted } = followReposts(asRead)
    const { added, seen, changed, missed } = boardChanges(reading)
    const changes = new Map<string, object>()
    for (const { id, change } of [...reposted, ...changed, ...missed])
      changes.set(id, { ...changes.get(id), ...change })
    kept = [
      ...kept.map((posting) => ({
        ...posting,
        ...(seen.includes(posting.id) ? { lastSeenAt: now, missed: 0, goneAt: null } : {}),
        ...changes.get(posting.id),
      })),
      ...added.map((opening) => ({ ...opening, id: `id ${opening.externalId}`, missed: 0, goneAt: null })),
    ]
    return hiringDocuments(reading, added)
  }
  return {
    read,
    /** The publisher says that nothing changed. */
    readSame: (atDay: number) => read(atDay, sameOpenings(kept)),
    kept: () => kept,
    gone: () => kept.filter(({ goneAt }) => goneAt !== null).map(({ externalId }) => externalId),
  }
}
