import { and, count, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Db } from '#dialect'
import { mostCounted } from '../../core/first-steps.ts'
import { accountDomains, accounts, contacts, feeds, ownerships, queueItems, runs, users } from '../schema/index.ts'

const one = async (rows: Promise<{ n: unknown }[]>): Promise<number> => Number((await rows)[0]?.n ?? 0)

/** Counted as far as a step tells them: a house of a million accounts takes no longer than one of ten thousand. */
const some = async (query: { limit: (most: number) => PromiseLike<unknown[]> }): Promise<number> =>
  (await query.limit(mostCounted + 1)).length

/** What the first steps are judged by, counted. */
export const standingOf = async (db: Db) => ({
  accounts: await some(db.select({ id: accounts.id }).from(accounts).where(isNull(accounts.mergedInto))),
  withDomain: await some(
    db
      .select({ id: accounts.id })
      .from(accountDomains)
      .innerJoin(accounts, eq(accounts.id, accountDomains.accountId))
      .where(and(eq(accountDomains.primary, true), isNull(accounts.mergedInto))),
  ),
  contacts: await some(db.select({ id: contacts.id }).from(contacts)),
  owned: await some(db.select({ id: ownerships.id }).from(ownerships).where(isNull(ownerships.to))),
  watched: await one(db.select({ n: count() }).from(feeds).where(eq(feeds.enabled, true))),
  answered: await one(
    db
      .select({ n: count() })
      .from(feeds)
      .where(and(eq(feeds.enabled, true), isNotNull(feeds.lastSuccessAt))),
  ),
  people: await one(db.select({ n: count() }).from(users).where(eq(users.active, true))),
  items: await some(db.select({ id: queueItems.id }).from(queueItems)),
  hasRun:
    (
      await db
        .select({ id: runs.id })
        .from(runs)
        .where(and(eq(runs.stage, 'rank'), isNotNull(runs.finishedAt)))
        .limit(1)
    ).length > 0,
})

/** How many feeds the catalogue has of each kind of news, and how many of them are on; boards of accounts left out. */
export const packs = async (db: Db): Promise<{ category: string; all: number; on: number }[]> => {
  const found = await db
    .select({ category: feeds.category, enabled: feeds.enabled, n: count() })
    .from(feeds)
    .where(and(isNull(feeds.accountId), ne(feeds.kind, 'inbox')))
    .groupBy(feeds.category, feeds.enabled)
    .orderBy(feeds.category)
  return [...Map.groupBy(found, ({ category }) => category)].map(([category, rows]) => ({
    category,
    all: rows.reduce((sum, { n }) => sum + Number(n), 0),
    on: rows.reduce((sum, { enabled, n }) => sum + (enabled ? Number(n) : 0), 0),
  }))
}
