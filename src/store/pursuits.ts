import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { briefs, drafts, pursuits } from './schema/index.ts'

export type Pursuit = typeof pursuits.$inferSelect
export type StoredBrief = typeof briefs.$inferSelect

export const openPursuits = async (db: Db): Promise<Pursuit[]> =>
  await db.select().from(pursuits).where(isNull(pursuits.closedAt)).orderBy(asc(pursuits.id))

export const latestBrief = async (db: Db, pursuitId: string): Promise<StoredBrief | undefined> =>
  (await db.select().from(briefs).where(eq(briefs.pursuitId, pursuitId)).orderBy(desc(briefs.id)).limit(1))[0]

export const insertPursuit = (tx: Tx, row: typeof pursuits.$inferInsert) => tx.insert(pursuits).values(row)

export const updatePursuit = (tx: Tx, id: string, change: Partial<typeof pursuits.$inferInsert>) =>
  tx.update(pursuits).set(change).where(eq(pursuits.id, id))

export const closePursuits = (tx: Tx, ids: string[], at: Instant, reason: string) =>
  tx.update(pursuits).set({ closedAt: at, closeReason: reason }).where(inArray(pursuits.id, ids))

export const findPursuit = async (db: Db, id: string): Promise<Pursuit | undefined> =>
  (await db.select().from(pursuits).where(eq(pursuits.id, id)))[0]

/** The newest brief of each of these pursuits. */
export const latestBriefs = async (db: Db, pursuitIds: string[]): Promise<Map<string, StoredBrief>> => {
  if (pursuitIds.length === 0) return new Map()
  const found = await db.select().from(briefs).where(inArray(briefs.pursuitId, pursuitIds)).orderBy(asc(briefs.id))
  return new Map(found.map((brief) => [brief.pursuitId, brief]))
}

export const insertBrief = (tx: Tx, row: typeof briefs.$inferInsert) =>
  tx.insert(briefs).values(row).onConflictDoNothing()

/** Drafts of a pursuit that nobody has approved. */
export const cancelDraftsOf = (tx: Tx, pursuitId: string, at: Instant) =>
  tx
    .update(drafts)
    .set({ state: 'cancelled', changedAt: at })
    .where(and(eq(drafts.pursuitId, pursuitId), inArray(drafts.state, ['pending', 'submitted', 'quarantined'])))
