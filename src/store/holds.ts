import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { leaving } from './drafts.ts'
import { drafts, holds } from './schema/index.ts'

export type Hold = typeof holds.$inferSelect

export const findHold = async (db: Db, id: string): Promise<Hold | undefined> =>
  (await db.select().from(holds).where(eq(holds.id, id)))[0]

export const insertHold = (tx: Tx, row: typeof holds.$inferInsert) => tx.insert(holds).values(row)

/** What is approved or submitted at a held account goes back to the desk, also what became so at this very moment. */
export const takeBackOf = (tx: Tx, accountId: string, at: Instant) =>
  tx
    .update(drafts)
    .set({ state: 'pending', changedAt: at })
    .where(and(eq(drafts.accountId, accountId), inArray(drafts.state, leaving)))

export const endHoldAt = (tx: Tx, id: string, at: Instant) =>
  tx
    .update(holds)
    .set({ endedAt: at })
    .where(and(eq(holds.id, id), isNull(holds.endedAt)))
