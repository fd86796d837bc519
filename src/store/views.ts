import { and, asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import { savedViews } from './schema/index.ts'

export type View = typeof savedViews.$inferSelect

/** A person's own, by name. */
export const viewsOf = async (db: Db, userId: string): Promise<View[]> =>
  await db.select().from(savedViews).where(eq(savedViews.userId, userId)).orderBy(asc(savedViews.name))

/** A name that the person used before stands for this from now on. */
export const keepView = (tx: Tx, row: View) =>
  tx
    .insert(savedViews)
    .values(row)
    .onConflictDoUpdate({ target: [savedViews.userId, savedViews.name], set: { place: row.place } })

export const deleteView = (tx: Tx, userId: string, id: string) =>
  tx.delete(savedViews).where(and(eq(savedViews.userId, userId), eq(savedViews.id, id)))
