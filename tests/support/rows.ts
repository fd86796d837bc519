import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Hold } from '../../src/store/holds.ts'
import { followUps, holds, sends } from '../../src/store/schema/index.ts'
import type { Send } from '../../src/store/sends.ts'
import type { FollowUp } from '../../src/store/touches.ts'

/** Those nobody has ended, newest first; whether a date has passed is for the reader of the clock to say. */
export const openHolds = async (db: Db): Promise<Hold[]> =>
  await db.select().from(holds).where(isNull(holds.endedAt)).orderBy(desc(holds.createdAt), desc(holds.id))

/** Those of one owner that are open, soonest first. */
export const openFollowUps = async (db: Db, ownerId: string): Promise<FollowUp[]> =>
  await db
    .select()
    .from(followUps)
    .where(and(eq(followUps.ownerId, ownerId), isNull(followUps.closedAt)))
    .orderBy(asc(followUps.dueDay), asc(followUps.id))

/** Newest first. */
export const sendsOfDraft = async (db: Db, draftId: string): Promise<Send[]> =>
  await db.select().from(sends).where(eq(sends.draftId, draftId)).orderBy(desc(sends.changedAt), desc(sends.id))
