import { and, eq, ne } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { LocalDay } from '../core/day.ts'
import type { QueueItem } from './queue.ts'
import { queueItems, UNOWNED } from './schema/index.ts'

/** The account's place in somebody's list of that day. */
export const queuedAt = async (db: Db, accountId: string, day: LocalDay): Promise<QueueItem | undefined> =>
  (
    await db
      .select()
      .from(queueItems)
      .where(and(eq(queueItems.accountId, accountId), eq(queueItems.day, day), ne(queueItems.ownerKey, UNOWNED)))
  )[0]
