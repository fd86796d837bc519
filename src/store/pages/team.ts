import { and, asc, eq, gte, inArray, isNull, min, notExists, sql } from 'drizzle-orm'
import { type Db, rows } from '#dialect'
import type { LocalDay } from '../../core/day.ts'
import type { Instant } from '../../core/document.ts'
import { accounts, drafts, pursuits, queueItems, touches, users } from '../schema/index.ts'

/**
 * Tier 1 accounts on reps' lists since a day whose pursuit is open and not touched, the longest seen first. Reads the
 * items of those days by their index.
 */
export const untouchedTier1 = async (db: Db, since: LocalDay) =>
  (
    await db
      .select({
        pursuitId: pursuits.id,
        accountId: accounts.id,
        accountName: accounts.name,
        ownerId: users.id,
        ownerName: users.name,
        seenAt: min(queueItems.firstSeenAt),
      })
      .from(queueItems)
      .innerJoin(pursuits, and(eq(pursuits.id, queueItems.pursuitId), isNull(pursuits.closedAt)))
      .innerJoin(accounts, eq(accounts.id, pursuits.accountId))
      .innerJoin(users, eq(users.id, pursuits.ownerId))
      .where(
        and(
          gte(queueItems.day, since),
          eq(queueItems.tier, 1),
          inArray(queueItems.lane, ['new', 'still_warm', 'needs_contact']),
          notExists(
            db
              .select({ id: touches.id })
              .from(touches)
              .where(and(eq(touches.accountId, pursuits.accountId), gte(touches.at, pursuits.openedAt))),
          ),
        ),
      )
      .groupBy(pursuits.id, accounts.id, accounts.name, users.id, users.name)
      .orderBy(asc(sql`min(${queueItems.firstSeenAt})`), asc(accounts.name))
      .limit(200)
  ).map(({ seenAt, ...row }) => ({ ...row, seenAt: Number(seenAt) }))

/** How many first touches stand on a person's list of a day, and of how many the message is decided or handed in. */
export const dayProgress = async (db: Db, ownerId: string, day: LocalDay) => {
  const found = await db
    .select({ id: queueItems.id, state: drafts.state })
    .from(queueItems)
    .leftJoin(drafts, and(eq(drafts.pursuitId, queueItems.pursuitId), eq(drafts.kind, 'first_touch')))
    .where(
      and(eq(queueItems.ownerKey, ownerId), eq(queueItems.day, day), inArray(queueItems.lane, ['new', 'still_warm'])),
    )
  const open = ['pending', 'quarantined', 'expired', 'failed', 'unknown']
  const ids = (some: typeof found) => new Set(some.map(({ id }) => id)).size
  return { items: ids(found), decided: ids(found.filter(({ state }) => state && !open.includes(state))) }
}

/** How often each reason was given for each person's drafts since an instant; reads the rejections by their index. */
export const rejectionsByOwner = async (db: Db, since: Instant) =>
  (
    await rows<{ owner: string; reason: string; n: number }>(
      db,
      `select d.owner_id as owner, c.reason as reason, count(*) as n from decisions c join drafts d on d.id = c.draft_id
       where c.kind = 'reject' and c.at >= ? group by d.owner_id, c.reason order by 3 desc, 2`,
      [since],
    )
  ).map(({ owner, reason, n }) => ({ ownerId: owner, reason, n: Number(n) }))
