import { and, asc, count, eq, gt, like, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#dialect'
import { accounts, feeds } from '../schema/index.ts'
import { yieldsOf } from '../yields.ts'

export type FeedView = 'watched' | 'trouble' | 'off'
/** `after`: the id of the last feed of the page before. */
export type FeedFilter = { view: FeedView; text: string; after: string | null }
const pageSize = 50

const inView: Record<FeedView, SQL | undefined> = {
  watched: eq(feeds.enabled, true),
  trouble: and(eq(feeds.enabled, true), gt(feeds.failures, 0)),
  off: eq(feeds.enabled, false),
}

/** One page of feeds by category and name, each with its account and what it has brought. */
export const feedPage = async (db: Db, { view, text, after }: FeedFilter) => {
  // case set by us: SQLite's `like` ignores it, PostgreSQL's does not
  const pattern = `%${text.toLowerCase().replaceAll(/[%_]/g, '')}%`
  const named = [feeds.name, feeds.publisher, feeds.key].map((column) => like(sql`lower(${column})`, pattern))
  const last = after ? await feedById(db, after) : null
  const rows = await db
    .select({ feed: feeds, accountName: accounts.name })
    .from(feeds)
    .leftJoin(accounts, eq(accounts.id, feeds.accountId))
    .where(
      and(
        inView[view],
        text ? or(...named) : undefined,
        last
          ? sql`(${feeds.category}, ${feeds.name}, ${feeds.id}) > (${last.category}, ${last.name}, ${last.id})`
          : undefined,
      ),
    )
    .orderBy(asc(feeds.category), asc(feeds.name), asc(feeds.id))
    .limit(pageSize + 1)
  const shown = rows.slice(0, pageSize)
  const yields = await yieldsOf(
    db,
    shown.map(({ feed }) => feed.id),
  )
  return {
    lines: shown.map((row) => ({ ...row, brought: yields.get(row.feed.id) ?? { items: 0, signals: 0, queued: 0 } })),
    next: rows.length > pageSize ? shown.at(-1)!.feed.id : null,
  }
}
export type FeedLine = Awaited<ReturnType<typeof feedPage>>['lines'][number]

/** How many feeds each view holds. */
export const feedCounts = async (db: Db): Promise<Record<FeedView, number>> => {
  const of = async (view: FeedView) => Number((await db.select({ n: count() }).from(feeds).where(inView[view]))[0]?.n)
  return { watched: await of('watched'), trouble: await of('trouble'), off: await of('off') }
}

export const feedById = async (db: Db, id: string) => (await db.select().from(feeds).where(eq(feeds.id, id)))[0] ?? null
