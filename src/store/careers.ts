import { and, asc, desc, eq, gte, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { nullsFirst, nullsLast } from './order.ts'
import { accountDomains, accounts, aliases, careersPages, feeds, fits } from './schema/index.ts'

export type CareersPage = typeof careersPages.$inferSelect

export const careersOf = async (db: Db, accountId: string): Promise<CareersPage | undefined> =>
  (await db.select().from(careersPages).where(eq(careersPages.accountId, accountId)))[0]

/** Accounts at or above the floor whose site is due, those never looked at first, then by fit. */
export const accountsToLookAt = async (db: Db, due: { fitFloor: number; now: Instant; limit: number }) =>
  (
    await db
      .select({ id: accounts.id })
      .from(fits)
      .innerJoin(accounts, eq(accounts.id, fits.accountId))
      .leftJoin(careersPages, eq(careersPages.accountId, accounts.id))
      .where(
        and(
          isNull(fits.to),
          gte(fits.fit, due.fitFloor),
          eq(fits.disqualified, false),
          eq(accounts.incomplete, false),
          isNull(accounts.mergedInto),
          or(isNull(careersPages.accountId), lte(careersPages.nextLookAt, due.now)),
        ),
      )
      .orderBy(nullsFirst(asc(careersPages.nextLookAt)), desc(fits.fit), asc(accounts.id))
      .limit(due.limit)
  ).map(({ id }) => id)

/** What an account is called, with its main domain first. */
export const callingsOf = async (db: Db, accountId: string) => {
  const named = await db.select({ name: accounts.name }).from(accounts).where(eq(accounts.id, accountId))
  const others = await db.select({ name: aliases.name }).from(aliases).where(eq(aliases.accountId, accountId))
  const domains = await db
    .select({ domain: accountDomains.domain })
    .from(accountDomains)
    .where(eq(accountDomains.accountId, accountId))
    .orderBy(desc(accountDomains.primary), asc(accountDomains.domain))
  return { names: [...named, ...others].map(({ name }) => name), domains: domains.map(({ domain }) => domain) }
}

/** `lookedBefore`: also one that is not due, if its last look is that old. */
export type Turn = { now: Instant; until: Instant; lookedBefore?: Instant }

/** Takes the look at an account for one process; undefined when it is not due, or somebody else has it. */
export const takeLook = async (
  db: Db,
  accountId: string,
  { now, until, lookedBefore = -1 }: Turn,
): Promise<CareersPage | undefined> =>
  (
    await db
      .insert(careersPages)
      .values({ accountId, lookedAt: now, nextLookAt: until })
      .onConflictDoUpdate({
        target: careersPages.accountId,
        set: { lookedAt: now, nextLookAt: until },
        setWhere: sql`${careersPages.nextLookAt} <= ${now} or ${careersPages.lookedAt} <= ${lookedBefore}`,
      })
      .returning()
  )[0]

export const saveLook = (tx: Tx, accountId: string, change: Partial<typeof careersPages.$inferInsert>) =>
  tx.update(careersPages).set(change).where(eq(careersPages.accountId, accountId))

/** A person says where the jobs stand; it is due at once. */
export const enterCareersPage = (tx: Tx, accountId: string, url: string, now: Instant) => {
  const entered = { url, entered: true, failures: 0, lookedAt: null, lastAnswer: null, nextLookAt: now }
  return tx
    .insert(careersPages)
    .values({ accountId, ...entered })
    .onConflictDoUpdate({ target: careersPages.accountId, set: entered })
}

/** How far the search for boards has come. */
export const boardCounts = async (db: Db) => {
  const [boards] = await db
    .select({
      watched: sql<number>`count(case when ${feeds.enabled} then 1 end)`,
      accounts: sql<number>`count(distinct ${feeds.accountId})`,
    })
    .from(feeds)
    .where(isNotNull(feeds.accountId))
  const [sites] = await db
    .select({
      looked: sql<number>`count(${careersPages.lookedAt})`,
      unread: sql<number>`count(case when ${careersPages.failures} > 0 then 1 end)`,
    })
    .from(careersPages)
  return {
    watched: Number(boards?.watched ?? 0),
    accounts: Number(boards?.accounts ?? 0),
    looked: Number(sites?.looked ?? 0),
    unread: Number(sites?.unread ?? 0),
  }
}

/** Accounts that were looked at, the latest first, with what they are called. */
export const latestLooks = async (db: Db, limit: number) =>
  await db
    .select({ careers: careersPages, name: accounts.name })
    .from(careersPages)
    .innerJoin(accounts, eq(accounts.id, careersPages.accountId))
    .orderBy(nullsLast(desc(careersPages.lookedAt)), asc(accounts.name))
    .limit(limit)
