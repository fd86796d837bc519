import { asc, count, countDistinct, desc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#dialect'
import { documents, feeds, queueItems, signals, triggerEvidence } from '../schema/index.ts'

/** Every feed with what it has brought: items, signals, and how many items of queues it led; what is watched first. */
export const feedLines = async (db: Db) => {
  const rows = await db.select().from(feeds).orderBy(asc(feeds.category), desc(feeds.enabled), asc(feeds.name))
  const read = await db.select({ id: documents.feedId, n: count() }).from(documents).groupBy(documents.feedId)
  const found = await db
    .select({ id: documents.feedId, n: count() })
    .from(signals)
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .where(isNull(signals.withdrawnAt))
    .groupBy(documents.feedId)
  const led = await db
    .select({ id: documents.feedId, n: countDistinct(queueItems.id) })
    .from(queueItems)
    .innerJoin(triggerEvidence, eq(triggerEvidence.triggerId, queueItems.leadTriggerId))
    .innerJoin(signals, eq(signals.id, triggerEvidence.signalId))
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .groupBy(documents.feedId)
  const queuedOf = new Map(led.map(({ id, n }) => [id, Number(n)]))
  const documentsOf = new Map(read.map(({ id, n }) => [id, Number(n)]))
  const signalsOf = new Map(found.map(({ id, n }) => [id, Number(n)]))
  return rows.map((feed) => ({
    feed,
    documents: documentsOf.get(feed.id) ?? 0,
    signals: signalsOf.get(feed.id) ?? 0,
    queued: queuedOf.get(feed.id) ?? 0,
  }))
}
export type FeedLine = Awaited<ReturnType<typeof feedLines>>[number]

export const feedById = async (db: Db, id: string) => (await db.select().from(feeds).where(eq(feeds.id, id)))[0] ?? null
