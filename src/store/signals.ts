import { and, asc, type Column, eq, gt, inArray, isNull, lt, ne, or } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import type { Drop } from '../core/signal.ts'
import { documents, feeds, matches, signals, triggerEvidence, triggers } from './schema/index.ts'

export type StoredDocument = typeof documents.$inferSelect
export type StoredSignal = typeof signals.$inferSelect
export type StoredMatch = typeof matches.$inferSelect
export type StoredTrigger = typeof triggers.$inferSelect

/** What was published, whatever its version. */
export type Item = { feedId: string; identity: string }
export const itemKey = ({ feedId, identity }: Item): string => `${feedId} ${identity}`

/** All versions of these items. */
export const ofItems = (table: { feedId: Column; identity: Column }, items: readonly Item[]) =>
  or(
    ...[...Map.groupBy(items, ({ feedId }) => feedId)].map(([feedId, each]) =>
      and(
        eq(table.feedId, feedId),
        inArray(
          table.identity,
          each.map(({ identity }) => identity),
        ),
      ),
    ),
  )

/** Documents this extractor has not read: new ones, then those that another has read. Three ranges of one index. */
export const unreadDocuments = async (db: Db, extractor: string, limit: number): Promise<StoredDocument[]> => {
  const by = documents.extractedBy
  for (const waits of [isNull(by), lt(by, extractor), gt(by, extractor)]) {
    const found = await db.select().from(documents).where(waits).orderBy(asc(by), asc(documents.id)).limit(limit)
    if (found.length > 0) return found
  }
  return []
}

/** The id of the newest version of each of these items, by item. */
export const newestVersions = async (db: Db, items: readonly Item[]): Promise<Map<string, string>> => {
  if (items.length === 0) return new Map()
  const versions = await db
    .select({ id: documents.id, feedId: documents.feedId, identity: documents.identity })
    .from(documents)
    .where(ofItems(documents, items))
    .orderBy(asc(documents.fetchedAt), asc(documents.id))
  return new Map(versions.map((version) => [itemKey(version), version.id]))
}

export const markRead = (tx: Tx, id: string, extractor: string, drops: Drop[], opensPage = false) =>
  tx
    .update(documents)
    .set({ extractedBy: extractor, drops, ...(opensPage ? { pageState: 'open' as const } : {}) })
    .where(eq(documents.id, id))

export const insertSignals = (tx: Tx, rows: (typeof signals.$inferInsert)[]) =>
  tx.insert(signals).values(rows).onConflictDoNothing()

/** Live signals of every version of these items, so that a newer reading can withdraw what it no longer finds. */
export const signalsOfItems = async (db: Db, items: readonly Item[]) =>
  items.length === 0
    ? []
    : await db
        .select({
          id: signals.id,
          documentId: signals.documentId,
          extractor: signals.extractor,
          feedId: documents.feedId,
          identity: documents.identity,
        })
        .from(signals)
        .innerJoin(documents, eq(documents.id, signals.documentId))
        .where(and(isNull(signals.withdrawnAt), ofItems(documents, items)))

export const withdrawSignals = (tx: Tx, ids: string[], at: Instant) =>
  tx.update(signals).set({ withdrawnAt: at }).where(inArray(signals.id, ids))

/** Live signals with their documents: those not matched yet, or all found since an instant. */
export const signalsToMatch = async (db: Db, since: Instant | null, after: string, limit: number) =>
  await db
    .select({ signal: signals, document: documents, feedAccountId: feeds.accountId })
    .from(signals)
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .innerJoin(feeds, eq(feeds.id, documents.feedId))
    .where(
      and(
        isNull(signals.withdrawnAt),
        gt(signals.id, after),
        since === null ? isNull(signals.matchedAt) : gt(signals.foundAt, since),
      ),
    )
    .orderBy(asc(signals.id))
    .limit(limit)

export const markMatched = (tx: Tx, ids: string[], at: Instant) =>
  tx.update(signals).set({ matchedAt: at }).where(inArray(signals.id, ids))

export const matchesOf = async (db: Db, signalIds: string[]): Promise<StoredMatch[]> =>
  signalIds.length === 0 ? [] : await db.select().from(matches).where(inArray(matches.signalId, signalIds))

export const insertMatch = (tx: Tx, row: typeof matches.$inferInsert) =>
  tx.insert(matches).values(row).onConflictDoNothing()

export const updateMatch = (tx: Tx, id: string, change: Partial<typeof matches.$inferInsert>) =>
  tx.update(matches).set(change).where(eq(matches.id, id))

export const deleteMatches = (tx: Tx, ids: string[]) => tx.delete(matches).where(inArray(matches.id, ids))

/** What counts as evidence at these accounts: matched by the machine or a person, not denied, not withdrawn. */
export const evidenceOf = async (db: Db, accountIds: string[]) =>
  await db
    .select({ accountId: matches.accountId, side: matches.side, signal: signals, document: documents })
    .from(matches)
    .innerJoin(signals, eq(signals.id, matches.signalId))
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .where(
      and(
        inArray(matches.accountId, accountIds),
        ne(matches.side, 'former'),
        isNull(signals.withdrawnAt),
        or(eq(matches.answer, 'confirmed'), and(isNull(matches.answer), eq(matches.decision, 'auto'))),
      ),
    )
    .orderBy(asc(signals.id))

export const triggersOf = async (db: Db, accountIds: string[]): Promise<StoredTrigger[]> =>
  await db.select().from(triggers).where(inArray(triggers.accountId, accountIds)).orderBy(asc(triggers.id))

export const saveTrigger = (tx: Tx, row: typeof triggers.$inferInsert) => {
  const { id: _id, accountId: _account, ...change } = row
  return tx.insert(triggers).values(row).onConflictDoUpdate({ target: triggers.id, set: change })
}

export const removeTriggers = (tx: Tx, ids: string[], at: Instant) =>
  tx.update(triggers).set({ removedAt: at, changedAt: at }).where(inArray(triggers.id, ids))

export const replaceEvidence = (tx: Tx, triggerId: string, signalIds: string[]) => [
  tx.delete(triggerEvidence).where(eq(triggerEvidence.triggerId, triggerId)),
  tx.insert(triggerEvidence).values(signalIds.map((signalId) => ({ triggerId, signalId }))),
]

/** Triggers that still have evidence, of all accounts. */
export const liveTriggers = async (db: Db): Promise<StoredTrigger[]> =>
  await db.select().from(triggers).where(isNull(triggers.removedAt)).orderBy(asc(triggers.id))

/** What the triggers of these accounts were made of when they were last merged, also what is withdrawn since. */
export const evidenceRowsOf = async (db: Db, accountIds: string[]) =>
  await db
    .select({ triggerId: triggerEvidence.triggerId, signal: signals, document: documents })
    .from(triggerEvidence)
    .innerJoin(triggers, eq(triggers.id, triggerEvidence.triggerId))
    .innerJoin(signals, eq(signals.id, triggerEvidence.signalId))
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .where(inArray(triggers.accountId, accountIds))
    .orderBy(asc(signals.id))

export const triggersById = async (db: Db, ids: string[]): Promise<StoredTrigger[]> =>
  ids.length === 0 ? [] : await db.select().from(triggers).where(inArray(triggers.id, ids))

/** The signals and documents behind these triggers, in the order in which they were fetched. */
export const evidenceBehind = async (db: Db, triggerIds: string[]) =>
  triggerIds.length === 0
    ? []
    : await db
        .select({ triggerId: triggerEvidence.triggerId, signal: signals, document: documents })
        .from(triggerEvidence)
        .innerJoin(signals, eq(signals.id, triggerEvidence.signalId))
        .innerJoin(documents, eq(documents.id, signals.documentId))
        .where(inArray(triggerEvidence.triggerId, triggerIds))
        .orderBy(asc(documents.fetchedAt), asc(signals.id))

export const signalById = async (db: Db, id: string): Promise<StoredSignal | undefined> =>
  (await db.select().from(signals).where(eq(signals.id, id)))[0]
