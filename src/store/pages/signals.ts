import { and, desc, eq, exists, inArray, isNull, lt, type SQL } from 'drizzle-orm'
import type { Db } from '#dialect'
import { accounts, documents, matches, ownerships, signals } from '../schema/index.ts'

const pageSize = 60

/**
 * Everything found, newest first; `ownerId` limits it to one person's accounts, `review` to unsure matches, `before`
 * to what was found before that signal. A batch shares one instant, so pages follow the time-ordered ids.
 */
export const signalPage = async (
  db: Db,
  filter: { ownerId: string | null; kind: string | null; review: boolean; before: string | null },
) => {
  const conditions: (SQL | undefined)[] = [isNull(signals.withdrawnAt)]
  if (filter.before !== null) conditions.push(lt(signals.id, filter.before))
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
    .orderBy(desc(signals.id))
    .limit(pageSize + 1)
  const rows = read.slice(0, pageSize)
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
    next: read.length > pageSize ? rows.at(-1)!.signal.id : null,
  }
}
export type SignalLine = Awaited<ReturnType<typeof signalPage>>['rows'][number]
