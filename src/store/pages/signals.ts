import { and, desc, eq, exists, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#dialect'
import { accounts, documents, matches, ownerships, signals } from '../schema/index.ts'

const pageSize = 60

/** When it was told: by its publisher, else when we read it. The line shows the same instant. */
const toldAt = sql<number>`coalesce(${documents.publishedAt}, ${documents.fetchedAt})`

/** Where a page ended: an instant and, since many may share it, the signal. */
const placeOf = (before: string): { at: number; id: string } | null => {
  const [, at, id] = /^(\d{1,15})-([\w-]{1,80})$/.exec(before) ?? []
  return at && id ? { at: Number(at), id } : null
}

/**
 * Everything found, the last told first; `ownerId` limits it to one person's accounts, `review` to unsure matches,
 * `before` to what follows the page whose `next` it was.
 */
export const signalPage = async (
  db: Db,
  filter: { ownerId: string | null; kind: string | null; review: boolean; before: string | null },
) => {
  const conditions: (SQL | undefined)[] = [isNull(signals.withdrawnAt)]
  const place = filter.before === null ? null : placeOf(filter.before)
  if (place) conditions.push(or(lt(toldAt, place.at), and(eq(toldAt, place.at), lt(signals.id, place.id))))
  if (filter.kind) conditions.push(eq(signals.kind, filter.kind as never))
  const matched: (SQL | undefined)[] = [eq(matches.signalId, signals.id)]
  if (filter.review) matched.push(eq(matches.decision, 'review'), isNull(matches.answer))
  if (filter.ownerId)
    matched.push(
      exists(
        db
          .select({ id: ownerships.id })
          .from(ownerships)
          .where(
            and(
              eq(ownerships.accountId, matches.accountId),
              eq(ownerships.userId, filter.ownerId),
              isNull(ownerships.to),
            ),
          ),
      ),
    )
  if (filter.review || filter.ownerId)
    conditions.push(
      exists(
        db
          .select({ id: matches.id })
          .from(matches)
          .where(and(...matched)),
      ),
    )
  const read = await db
    .select({ signal: signals, document: documents })
    .from(signals)
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .where(and(...conditions))
    .orderBy(desc(toldAt), desc(signals.id))
    .limit(pageSize + 1)
  const rows = read.slice(0, pageSize)
  const last = rows.at(-1)
  const ids = rows.map(({ signal }) => signal.id)
  const found =
    ids.length === 0
      ? []
      : await db
          .select({ match: matches, accountName: accounts.name })
          .from(matches)
          .innerJoin(accounts, eq(accounts.id, matches.accountId))
          .where(inArray(matches.signalId, ids))
          .orderBy(desc(matches.confidence))
  return {
    rows: rows.map((row) => ({ ...row, matches: found.filter(({ match }) => match.signalId === row.signal.id) })),
    next:
      last && read.length > pageSize
        ? `${last.document.publishedAt ?? last.document.fetchedAt}-${last.signal.id}`
        : null,
  }
}
export type SignalLine = Awaited<ReturnType<typeof signalPage>>['rows'][number]
