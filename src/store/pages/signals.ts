import { and, desc, eq, exists, inArray, isNull, lt, type SQL } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Instant } from '../../core/document.ts'
import { accounts, documents, matches, ownerships, signals } from '../schema/index.ts'

const pageSize = 60

/** Everything found, newest first; `ownerId` limits it to one person's accounts, `review` to unsure matches. */
export const signalPage = async (
  db: Db,
  filter: { ownerId: string | null; kind: string | null; review: boolean; before: Instant | null },
) => {
  const conditions: (SQL | undefined)[] = [isNull(signals.withdrawnAt)]
  if (filter.before !== null) conditions.push(lt(signals.foundAt, filter.before))
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
  const rows = await db
    .select({ signal: signals, document: documents })
    .from(signals)
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .where(and(...conditions))
    .orderBy(desc(signals.foundAt), desc(signals.id))
    .limit(pageSize)
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
    next: rows.length === pageSize ? (rows.at(-1)?.signal.foundAt ?? null) : null,
  }
}
export type SignalLine = Awaited<ReturnType<typeof signalPage>>['rows'][number]
