import { and, asc, eq, inArray, lte, notInArray } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { documents, feeds, postings, snapshots } from './schema/index.ts'

export type Feed = typeof feeds.$inferSelect
export type NewDocument = typeof documents.$inferInsert
export type Posting = typeof postings.$inferSelect

export const feedsDue = async (db: Db, now: Instant): Promise<Feed[]> =>
  await db
    .select()
    .from(feeds)
    .where(and(eq(feeds.enabled, true), notInArray(feeds.state, ['paused', 'gone']), lte(feeds.nextPollAt, now)))
    .orderBy(asc(feeds.nextPollAt), asc(feeds.key))

export const listFeeds = async (db: Db): Promise<Feed[]> =>
  await db.select().from(feeds).orderBy(feeds.category, feeds.name)

export const findFeed = async (db: Db, key: string): Promise<Feed | undefined> =>
  (await db.select().from(feeds).where(eq(feeds.key, key)))[0]

/** A feed that is there already keeps what the poller knows of it and takes the new description. */
export const upsertFeed = (tx: Tx, feed: typeof feeds.$inferInsert) => {
  const { name, publisher, category, kind, settings, country, language, why, accountId } = feed
  return tx.insert(feeds).values(feed).onConflictDoUpdate({
    target: feeds.key,
    set: { name, publisher, category, kind, settings, country, language, why, accountId },
  })
}

export const updateFeed = (tx: Tx, id: string, change: Partial<typeof feeds.$inferInsert>) =>
  tx.update(feeds).set(change).where(eq(feeds.id, id))

/** Stores what is new; the same item with the same content is stored once. */
export const insertDocuments = (tx: Tx, rows: NewDocument[]) => tx.insert(documents).values(rows).onConflictDoNothing()

export const insertSnapshot = (tx: Tx, row: typeof snapshots.$inferInsert) =>
  tx.insert(snapshots).values(row).onConflictDoNothing()

export const postingsOf = async (db: Db, feedId: string): Promise<Posting[]> =>
  await db.select().from(postings).where(eq(postings.feedId, feedId))

export const insertPostings = (tx: Tx, rows: (typeof postings.$inferInsert)[]) =>
  tx.insert(postings).values(rows).onConflictDoNothing()

export const updatePosting = (tx: Tx, id: string, change: Partial<typeof postings.$inferInsert>) =>
  tx.update(postings).set(change).where(eq(postings.id, id))

export const seePostings = (tx: Tx, ids: string[], at: Instant) =>
  tx.update(postings).set({ lastSeenAt: at, missed: 0, goneAt: null }).where(inArray(postings.id, ids))
