import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, like, lt, lte, notInArray, or, sql } from 'drizzle-orm'
import { type Db, rows, type Step, type Tx } from '#dialect'
import { msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import type { HostMemory } from '../core/poll.ts'
import { documents, feeds, fits, hosts, postings, snapshots } from './schema/index.ts'

export type Feed = typeof feeds.$inferSelect
export type NewDocument = typeof documents.$inferInsert
export type Posting = typeof postings.$inferSelect

/** Nothing is put off for so long: a time further ahead was set before the clock was set back. */
export const farAheadMs = 2 * msPerDay
const hasCome = (at: typeof feeds.nextPollAt | typeof feeds.leasedUntil, now: Instant) =>
  or(lte(at, now), gt(at, now + farAheadMs))

/** What is due, the longest waiting first; boards of accounts whose fit is below the floor come after all others. */
export const feedsDue = async (db: Db, now: Instant, fitFloor: number): Promise<Feed[]> =>
  (
    await db
      .select({ feed: feeds })
      .from(feeds)
      .leftJoin(fits, and(eq(fits.accountId, feeds.accountId), isNull(fits.to)))
      .where(and(eq(feeds.enabled, true), notInArray(feeds.state, ['paused', 'gone']), hasCome(feeds.nextPollAt, now)))
      .orderBy(
        sql`case when ${feeds.accountId} is null or (${fits.fit} >= ${fitFloor} and not ${fits.disqualified}) then 0 else 1 end`,
        asc(feeds.nextPollAt),
        asc(feeds.key),
      )
  ).map(({ feed }) => feed)

export const feedsOfAccount = async (db: Db, accountId: string): Promise<Feed[]> =>
  await db.select().from(feeds).where(eq(feeds.accountId, accountId)).orderBy(asc(feeds.name), asc(feeds.key))

export const listFeeds = async (db: Db): Promise<Feed[]> =>
  await db.select().from(feeds).orderBy(feeds.category, feeds.name)

export const findFeed = async (db: Db, key: string): Promise<Feed | undefined> =>
  (await db.select().from(feeds).where(eq(feeds.key, key)))[0]

/**
 * A feed that is there already keeps what the poller knows of it and takes the new description; new settings also undo
 * a move that was believed of the old ones.
 */
export const upsertFeed = (tx: Tx, feed: typeof feeds.$inferInsert) => {
  const { name, publisher, category, kind, settings, country, language, why, accountId } = feed
  return tx
    .insert(feeds)
    .values(feed)
    .onConflictDoUpdate({
      target: feeds.key,
      set: {
        ...{ name, publisher, category, kind, settings, country, language, why, accountId },
        address: sql`case when ${feeds.settings} = excluded.settings then ${feeds.address} end`,
      },
    })
}

export const insertFeed = (tx: Tx, feed: typeof feeds.$inferInsert) => tx.insert(feeds).values(feed)

export const updateFeed = (tx: Tx, id: string, change: Partial<typeof feeds.$inferInsert>) =>
  tx.update(feeds).set(change).where(eq(feeds.id, id))

/** Turns on whatever is off of this kind of news; boards of accounts have their own switch. */
export const watchCategory = (tx: Tx, category: string, change: Partial<typeof feeds.$inferInsert>) =>
  tx
    .update(feeds)
    .set({ ...change, enabled: true })
    .where(and(eq(feeds.category, category), eq(feeds.enabled, false), isNull(feeds.accountId)))

export type Lease = { by: string; now: Instant; until: Instant; onlyIfDue: boolean }

/** Takes the feed for one poll, with what is remembered of it; undefined when another process has it or just had it. */
export const leaseFeed = async (db: Db, id: string, { by, now, until, onlyIfDue }: Lease): Promise<Feed | undefined> =>
  (
    await db
      .update(feeds)
      .set({ leasedBy: by, leasedUntil: until })
      .where(
        and(
          eq(feeds.id, id),
          or(isNull(feeds.leasedUntil), hasCome(feeds.leasedUntil, now)),
          onlyIfDue ? hasCome(feeds.nextPollAt, now) : undefined,
        ),
      )
      .returning()
  )[0]

/** Saves the end of a poll and gives the feed back, as long as the lease is still ours. */
export const endPoll = (_tx: Tx, id: string, by: string, change: Partial<typeof feeds.$inferInsert>): Step => ({
  change: feeds,
  set: { ...change, leasedBy: null, leasedUntil: null },
  where: { id, leasedBy: by },
  else: 'Another process has polled this feed meanwhile',
})

export const hostsWaiting = async (db: Db): Promise<HostMemory[]> => await db.select().from(hosts)

export const saveHost = (tx: Tx, { host, waitUntil, refusals }: HostMemory) =>
  tx
    .insert(hosts)
    .values({ host, waitUntil, refusals })
    .onConflictDoUpdate({ target: hosts.host, set: { waitUntil, refusals } })

export const forgetHosts = (tx: Tx, names: string[]) => tx.delete(hosts).where(inArray(hosts.host, names))

/** Those that nobody asked again since, and those that wait for a time of another clock. */
export const forgetHostsOutside = (tx: Tx, from: Instant, to: Instant) =>
  tx.delete(hosts).where(or(lt(hosts.waitUntil, from), gt(hosts.waitUntil, to)))

/** The versions of these items that were stored until then: their identities with the hashes of their contents. */
export const versionsOf = async (db: Db, feedId: string, identities: readonly string[], until: Instant) =>
  await rows<{ identity: string; contentHash: string }>(
    db,
    `select identity, content_hash as "contentHash" from documents
     where feed_id = ? and fetched_at <= ? and identity in (${identities.map(() => '?')})`,
    [feedId, until, ...identities],
  )

/** Stores what is new; the same item with the same content is stored once. */
export const insertDocuments = (_tx: Tx, items: NewDocument[]): Step => ({ into: documents, rows: items })

export const insertSnapshot = (tx: Tx, row: typeof snapshots.$inferInsert) =>
  tx.insert(snapshots).values(row).onConflictDoNothing()

export const postingsOf = async (db: Db, feedId: string): Promise<Posting[]> =>
  await db.select().from(postings).where(eq(postings.feedId, feedId))

export const insertPostings = (_tx: Tx, rows: (typeof postings.$inferInsert)[]): Step => ({ into: postings, rows })

export const updatePosting = (tx: Tx, id: string, change: Partial<typeof postings.$inferInsert>) =>
  tx.update(postings).set(change).where(eq(postings.id, id))

export const seePostings = (tx: Tx, ids: string[], at: Instant) =>
  tx.update(postings).set({ lastSeenAt: at, missed: 0, goneAt: null }).where(inArray(postings.id, ids))

/** The newest version of one item of a feed. */
export const newestVersion = async (db: Db, feedId: string, identity: string) =>
  (
    await db
      .select()
      .from(documents)
      .where(and(eq(documents.feedId, feedId), eq(documents.identity, identity)))
      .orderBy(desc(documents.fetchedAt), desc(documents.id))
      .limit(1)
  )[0]

/** Accounts whose job boards were read as something new since, or of which a board said that it slowed down. */
export const accountsWithBoardNews = async (db: Db, since: Instant): Promise<string[]> => {
  const read = await db
    .selectDistinct({ accountId: feeds.accountId })
    .from(snapshots)
    .innerJoin(feeds, eq(feeds.id, snapshots.feedId))
    .where(and(gt(snapshots.at, since), isNotNull(feeds.accountId)))
  const slower = await db
    .selectDistinct({ accountId: feeds.accountId })
    .from(documents)
    .innerJoin(feeds, eq(feeds.id, documents.feedId))
    .where(and(gt(documents.fetchedAt, since), like(documents.identity, 'slower %'), isNotNull(feeds.accountId)))
  return [...new Set([...read, ...slower].map(({ accountId }) => accountId!))].sort()
}

/** Every job that stands or stood on an account's boards. */
export const postingsOfAccount = async (db: Db, accountId: string): Promise<Posting[]> =>
  (
    await db
      .select({ posting: postings })
      .from(postings)
      .innerJoin(feeds, eq(feeds.id, postings.feedId))
      .where(eq(feeds.accountId, accountId))
      .orderBy(asc(postings.id))
  ).map(({ posting }) => posting)
