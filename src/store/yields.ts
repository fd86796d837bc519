import { and, asc, count, countDistinct, eq, gt, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import type { Db, Step, Tx } from '#dialect'
import { addDays, localDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { watermark } from './runs.ts'
import { documents, feedYields, queueItems, signals, triggerEvidence, watermarks } from './schema/index.ts'

/** What a feed has brought: items, signals that still stand, items of queues that it led. */
export type Yield = Omit<typeof feedYields.$inferSelect, 'feedId'>
export type Yields = Map<string, Yield>
const nothing: Yield = { items: 0, signals: 0, queued: 0 }

const stage = 'yields'
/** Up to when everything is counted and stored; what came later is counted when somebody asks. */
export const countedUntil = async (db: Db): Promise<Instant> =>
  (await watermark<{ until: Instant }>(db, stage))?.until ?? -1

/** What feeds have brought; `feedIds` null = all of them. A feed that is not in it has brought nothing. */
export const yieldsOf = async (db: Db, feedIds: readonly string[] | null): Promise<Yields> => {
  if (feedIds?.length === 0) return new Map()
  const stored = await db
    .select()
    .from(feedYields)
    .where(feedIds ? inArray(feedYields.feedId, [...feedIds]) : undefined)
  const yields: Yields = new Map(stored.map(({ feedId, ...brought }) => [feedId, brought]))
  const asked = feedIds && new Set(feedIds)
  const later = await yieldsBetween(db, await countedUntil(db), Number.MAX_SAFE_INTEGER)
  for (const [feedId, brought] of later)
    if (asked?.has(feedId) ?? true) yields.set(feedId, sum(yields.get(feedId) ?? nothing, brought))
  return yields
}

const sum = (a: Yield, b: Yield): Yield => ({
  items: a.items + b.items,
  signals: a.signals + b.signals,
  queued: a.queued + b.queued,
})

/**
 * What changed in that time; a signal that was withdrawn counts back. Never asked for single feeds: a short time is
 * found by its index, all that a feed ever brought is long.
 */
export const yieldsBetween = async (db: Db, after: Instant, until: Instant): Promise<Yields> => {
  const items = await db
    .select({ feedId: documents.feedId, n: count() })
    .from(documents)
    .where(and(gt(documents.fetchedAt, after), lte(documents.fetchedAt, until)))
    .groupBy(documents.feedId)
  const signalsBy = async (at: typeof signals.foundAt | typeof signals.withdrawnAt) =>
    await db
      .select({ feedId: documents.feedId, n: count() })
      .from(signals)
      .innerJoin(documents, eq(documents.id, signals.documentId))
      .where(and(isNotNull(at), gt(at, after), lte(at, until)))
      .groupBy(documents.feedId)
  const led = await db
    .select({ feedId: documents.feedId, n: countDistinct(queueItems.id) })
    .from(queueItems)
    .innerJoin(triggerEvidence, eq(triggerEvidence.triggerId, queueItems.leadTriggerId))
    .innerJoin(signals, eq(signals.id, triggerEvidence.signalId))
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .where(and(gt(queueItems.day, settledDay(after)), lte(queueItems.day, settledDay(until))))
    .groupBy(documents.feedId)
  const yields: Yields = new Map()
  const add = (rows: { feedId: string; n: number }[], brought: (n: number) => Partial<Yield>) => {
    for (const { feedId, n } of rows)
      yields.set(feedId, sum(yields.get(feedId) ?? nothing, { ...nothing, ...brought(Number(n)) }))
  }
  add(items, (n) => ({ items: n }))
  add(await signalsBy(signals.foundAt), (n) => ({ signals: n }))
  add(await signalsBy(signals.withdrawnAt), (n) => ({ signals: -n }))
  add(led, (n) => ({ queued: n }))
  return yields
}

/** The last queue day that is over in every zone, and that nothing joins any more. */
const settledDay = (at: Instant): string => {
  if (at < 0) return ''
  return at === Number.MAX_SAFE_INTEGER ? '9999' : addDays(localDay(at, 'UTC'), -2)
}

/** When the so many-th document after that was fetched; undefined when there are fewer. */
export const fetchedAfter = async (db: Db, after: Instant, many: number): Promise<Instant | undefined> =>
  (
    await db
      .select({ at: documents.fetchedAt })
      .from(documents)
      .where(gt(documents.fetchedAt, after))
      .orderBy(asc(documents.fetchedAt))
      .offset(many - 1)
      .limit(1)
  )[0]?.at

/** The mark that counting starts from. */
export const beginCounting = (tx: Tx) =>
  tx
    .insert(watermarks)
    .values({ stage, value: { until: -1 } })
    .onConflictDoNothing()

/** Moves the mark on; refused when another process has counted that time already. */
export const countOnce = (_tx: Tx, from: Instant, until: Instant): Step => ({
  change: watermarks,
  set: { value: { until } },
  where: { stage, value: { until: from } },
  else: 'Somebody else has counted it',
})

export const addYields = (tx: Tx, rows: (typeof feedYields.$inferInsert)[]) =>
  tx
    .insert(feedYields)
    .values(rows)
    .onConflictDoUpdate({
      target: feedYields.feedId,
      set: {
        items: sql`${feedYields.items} + excluded.items`,
        signals: sql`${feedYields.signals} + excluded.signals`,
        queued: sql`${feedYields.queued} + excluded.queued`,
      },
    })
