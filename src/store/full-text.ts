import { and, count, desc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { documents, feeds, matches, type PageState, robots, signals } from './schema/index.ts'

type Page = Partial<Pick<typeof documents.$inferInsert, 'pageState' | 'pageAnswer' | 'page'>>

/** Documents whose page may deserve to be read, fetched since then, the newest first. */
export const openPages = async (db: Db, since: Instant, limit: number) =>
  await db
    .select({ document: documents, feed: { kind: feeds.kind, settings: feeds.settings, accountId: feeds.accountId } })
    .from(documents)
    .innerJoin(feeds, eq(feeds.id, documents.feedId))
    .where(and(eq(documents.pageState, 'open'), gt(documents.fetchedAt, since)))
    .orderBy(desc(documents.fetchedAt), desc(documents.id))
    .limit(limit)

/** Those of these documents of which a live signal is, or may be, about an account. */
export const documentsMatched = async (db: Db, ids: string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set()
  const found = await db
    .selectDistinct({ id: signals.documentId })
    .from(signals)
    .innerJoin(matches, eq(matches.signalId, signals.id))
    .where(
      and(
        inArray(signals.documentId, ids),
        isNull(signals.withdrawnAt),
        or(isNull(matches.answer), eq(matches.answer, 'confirmed')),
      ),
    )
  return new Set(found.map(({ id }) => id))
}

export const setPages = (tx: Tx, ids: string[], pageState: PageState) =>
  tx.update(documents).set({ pageState }).where(inArray(documents.id, ids))

/** Wanted pages that were not asked for since `triedBefore`, of documents fetched since then, the newest first. */
export const wantedPages = async (db: Db, since: Instant, triedBefore: Instant, limit: number) =>
  await db
    .select()
    .from(documents)
    .where(
      and(
        eq(documents.pageState, 'wanted'),
        gt(documents.fetchedAt, since),
        or(isNull(documents.pageAskedAt), lt(documents.pageAskedAt, triedBefore)),
      ),
    )
    .orderBy(desc(documents.fetchedAt), desc(documents.id))
    .limit(limit)

/** The addresses of the pages that were asked for since then. */
export const pagesAskedSince = async (db: Db, since: Instant): Promise<(string | null)[]> =>
  (await db.select({ url: documents.url }).from(documents).where(gt(documents.pageAskedAt, since))).map(
    ({ url }) => url,
  )

/** Counts the try before it is made; changes no row when somebody else has counted it. */
export const takePage = (tx: Tx, id: string, tries: number, at: Instant) =>
  tx
    .update(documents)
    .set({ pageTries: tries + 1, pageAskedAt: at })
    .where(and(eq(documents.id, id), eq(documents.pageState, 'wanted'), eq(documents.pageTries, tries)))

/** A page that was read makes its document one that waits for the extractor. */
export const savePage = (tx: Tx, id: string, page: Page) =>
  tx
    .update(documents)
    .set({ ...page, ...(page.page ? { extractedBy: null } : {}) })
    .where(eq(documents.id, id))

/** How many pages of documents fetched since then were read, and why the others were not. */
export const pageCounts = async (db: Db, since: Instant) =>
  await db
    .select({ state: documents.pageState, answer: documents.pageAnswer, pages: count() })
    .from(documents)
    .where(and(inArray(documents.pageState, ['wanted', 'read', 'refused', 'failed']), gt(documents.fetchedAt, since)))
    .groupBy(documents.pageState, documents.pageAnswer)
    .orderBy(desc(count()), documents.pageState, documents.pageAnswer)

export const robotsOf = async (db: Db, origin: string) =>
  (await db.select().from(robots).where(eq(robots.origin, origin)))[0]

export const saveRobots = (tx: Tx, row: typeof robots.$inferInsert) =>
  tx
    .insert(robots)
    .values(row)
    .onConflictDoUpdate({ target: robots.origin, set: { rules: row.rules, expiresAt: row.expiresAt } })

export const forgetRobots = (tx: Tx, before: Instant) => tx.delete(robots).where(lt(robots.expiresAt, before))
