import { asc, count, eq, isNull } from 'drizzle-orm'
import type { Db } from '#dialect'
import { documents, feeds, signals } from '../schema/index.ts'

/** Every feed with what it has brought. */
export const feedLines = async (db: Db) => {
  const rows = await db.select().from(feeds).orderBy(asc(feeds.category), asc(feeds.name))
  const read = await db.select({ id: documents.feedId, n: count() }).from(documents).groupBy(documents.feedId)
  const found = await db
    .select({ id: documents.feedId, n: count() })
    .from(signals)
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .where(isNull(signals.withdrawnAt))
    .groupBy(documents.feedId)
  const documentsOf = new Map(read.map(({ id, n }) => [id, Number(n)]))
  const signalsOf = new Map(found.map(({ id, n }) => [id, Number(n)]))
  return rows.map((feed) => ({
    feed,
    documents: documentsOf.get(feed.id) ?? 0,
    signals: signalsOf.get(feed.id) ?? 0,
  }))
}
export type FeedLine = Awaited<ReturnType<typeof feedLines>>[number]

export const feedById = async (db: Db, id: string) => (await db.select().from(feeds).where(eq(feeds.id, id)))[0] ?? null
