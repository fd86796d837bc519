import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Instant } from '../core/document.ts'
import { groupBy } from './accounts.ts'
import { accounts, documents, matches, signals } from './schema/index.ts'

/** Live signals found at exactly this moment, with their document and what they were matched to. */
export const signalsFound = async (db: Db, at: Instant) => {
  const found = await db
    .select({ signal: signals, title: documents.title, url: documents.url, source: documents.publisher })
    .from(signals)
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .where(and(eq(signals.foundAt, at), isNull(signals.withdrawnAt)))
    .orderBy(asc(signals.id))
  const matched = await db
    .select({
      signalId: matches.signalId,
      decision: matches.decision,
      cues: matches.cues,
      account: accounts.name,
      accountId: accounts.id,
    })
    .from(matches)
    .innerJoin(signals, eq(signals.id, matches.signalId))
    .innerJoin(accounts, eq(accounts.id, matches.accountId))
    .where(eq(signals.foundAt, at))
  const bySignal = groupBy(matched, ({ signalId }) => signalId)
  return found.map((row) => ({ ...row, matches: bySignal.get(row.signal.id) ?? [] }))
}
