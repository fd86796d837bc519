import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { LocalDay } from '../core/day.ts'
import type { QueueItem } from './queue.ts'
import { ownerships, queueItems, UNOWNED, users } from './schema/index.ts'

/** The account's place in somebody's list of that day. */
export const queuedAt = async (db: Db, accountId: string, day: LocalDay): Promise<QueueItem | undefined> =>
  (
    await db
      .select()
      .from(queueItems)
      .where(and(eq(queueItems.accountId, accountId), eq(queueItems.day, day), ne(queueItems.ownerKey, UNOWNED)))
  )[0]

/** Who owns the account now. */
export const ownerOf = async (db: Db, accountId: string): Promise<{ timeZone: string } | undefined> =>
  (
    await db
      .select({ timeZone: users.timeZone })
      .from(ownerships)
      .innerJoin(users, eq(users.id, ownerships.userId))
      .where(and(eq(ownerships.accountId, accountId), isNull(ownerships.to)))
  )[0]
