import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { LocalDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { queueDays, queueItems } from './schema/index.ts'

export type QueueDay = typeof queueDays.$inferSelect
export type QueueItem = typeof queueItems.$inferSelect

export const findQueueDay = async (db: Db, ownerKey: string, day: LocalDay): Promise<QueueDay | undefined> =>
  (
    await db
      .select()
      .from(queueDays)
      .where(and(eq(queueDays.ownerKey, ownerKey), eq(queueDays.day, day)))
  )[0]

export const hasQueueDay = async (db: Db, ownerKey: string): Promise<boolean> =>
  (await db.select({ id: queueDays.id }).from(queueDays).where(eq(queueDays.ownerKey, ownerKey)).limit(1)).length > 0

export const queueItemsOf = async (db: Db, ownerKey: string, day: LocalDay): Promise<QueueItem[]> =>
  await db
    .select()
    .from(queueItems)
    .where(and(eq(queueItems.ownerKey, ownerKey), eq(queueItems.day, day)))
    .orderBy(asc(queueItems.lane), asc(queueItems.rank))

/** How many items came onto this list after that instant: with its build, or appended since. */
export const itemsSince = async (db: Db, ownerKey: string, day: LocalDay, since: Instant): Promise<number> =>
  Number(
    (
      await db
        .select({ n: count() })
        .from(queueItems)
        .innerJoin(queueDays, eq(queueDays.id, queueItems.queueDayId))
        .where(
          and(
            eq(queueItems.ownerKey, ownerKey),
            eq(queueItems.day, day),
            or(gt(queueItems.appendedAt, since), and(isNull(queueItems.appendedAt), gt(queueDays.builtAt, since))),
          ),
        )
    )[0]?.n ?? 0,
  )

/** Accounts that were on anybody's list for a first touch when it was built at this instant. */
export const firstTouchesOn = async (db: Db, day: LocalDay, builtAt: Instant): Promise<string[]> =>
  (
    await db
      .select({ accountId: queueItems.accountId })
      .from(queueItems)
      .innerJoin(queueDays, eq(queueDays.id, queueItems.queueDayId))
      .where(
        and(
          eq(queueItems.day, day),
          eq(queueDays.builtAt, builtAt),
          inArray(queueItems.lane, ['new', 'still_warm', 'needs_contact']),
          isNull(queueItems.appendedAt),
        ),
      )
  ).map(({ accountId }) => accountId)

/** The last list of an owner before that day. */
export const queueDayBefore = async (db: Db, ownerKey: string, day: LocalDay): Promise<QueueDay | undefined> =>
  (
    await db
      .select()
      .from(queueDays)
      .where(and(eq(queueDays.ownerKey, ownerKey), lt(queueDays.day, day)))
      .orderBy(desc(queueDays.day))
      .limit(1)
  )[0]

export const insertQueueDay = (tx: Tx, row: typeof queueDays.$inferInsert) => tx.insert(queueDays).values(row)

export const setQueueDayWatermarks = (tx: Tx, id: string, watermarks: QueueDay['watermarks']) =>
  tx.update(queueDays).set({ watermarks }).where(eq(queueDays.id, id))

/** Everybody's lists of one day, those that nobody owns too. */
export const queueDaysOn = async (db: Db, day: LocalDay): Promise<QueueDay[]> =>
  await db.select().from(queueDays).where(eq(queueDays.day, day)).orderBy(asc(queueDays.ownerKey))

/** Every list of the last so many days that have one, the oldest day first. */
export const lastQueueDays = async (db: Db, howMany: number): Promise<QueueDay[]> => {
  const days = await db
    .selectDistinct({ day: queueDays.day })
    .from(queueDays)
    .orderBy(desc(queueDays.day))
    .limit(howMany)
  const from = days.at(-1)?.day
  return from === undefined
    ? []
    : await db
        .select()
        .from(queueDays)
        .where(gte(queueDays.day, from))
        .orderBy(asc(queueDays.day), asc(queueDays.ownerKey))
}

export const insertQueueItems = (tx: Tx, rows: (typeof queueItems.$inferInsert)[]) =>
  tx.insert(queueItems).values(rows).onConflictDoNothing()
