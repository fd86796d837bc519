import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import type { DraftState } from '../core/review.ts'
import { nullsFirst } from './order.ts'
import { accounts, briefs, drafts, problems, pursuits } from './schema/index.ts'

export type Pursuit = typeof pursuits.$inferSelect
export type StoredBrief = typeof briefs.$inferSelect

export const openPursuits = async (db: Db): Promise<Pursuit[]> =>
  await db.select().from(pursuits).where(isNull(pursuits.closedAt)).orderBy(asc(pursuits.id))

/** The newest brief of a pursuit. */
export const latestBrief = async (db: Db, pursuitId: string): Promise<StoredBrief | undefined> =>
  (
    await db
      .select()
      .from(briefs)
      .where(eq(briefs.pursuitId, pursuitId))
      .orderBy(desc(briefs.currentAt), desc(briefs.id))
      .limit(1)
  )[0]

export const insertPursuit = (tx: Tx, row: typeof pursuits.$inferInsert) => tx.insert(pursuits).values(row)

/** Changes nothing when it was closed. */
export const updatePursuit = (tx: Tx, id: string, change: Partial<typeof pursuits.$inferInsert>) =>
  tx
    .update(pursuits)
    .set(change)
    .where(and(eq(pursuits.id, id), isNull(pursuits.closedAt)))

/** What went wrong on the way to its draft is nobody's business any more. */
export const closePursuit = (tx: Tx, id: string, at: Instant, reason: string) => [
  tx
    .update(pursuits)
    .set({ closedAt: at, closeReason: reason })
    .where(and(eq(pursuits.id, id), isNull(pursuits.closedAt))),
  tx.delete(problems).where(and(eq(problems.subjectId, id), inArray(problems.stage, ['research', 'draft']))),
]

/** Nobody of the account's family is chased any longer: pursuits, and drafts that have not begun to leave. */
export const endPursuitsOfFamily = (tx: Tx, accountId: string, at: Instant, reason: string) => {
  const family = tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.familyId, sql`(select family_id from accounts where id = ${accountId})`))
  const chased = tx.select({ id: pursuits.id }).from(pursuits).where(inArray(pursuits.accountId, family))
  return [
    tx
      .update(drafts)
      .set({ state: 'cancelled', changedAt: at })
      .where(and(inArray(drafts.accountId, family), inArray(drafts.state, [...cancellable, 'approved', 'queued']))),
    tx
      .update(pursuits)
      .set({ closedAt: at, closeReason: reason })
      .where(and(inArray(pursuits.accountId, family), isNull(pursuits.closedAt))),
    tx.delete(problems).where(and(inArray(problems.subjectId, chased), inArray(problems.stage, ['research', 'draft']))),
  ]
}

/** The newest of an account; an open one comes first. */
export const latestPursuit = async (db: Db, accountId: string): Promise<Pursuit | undefined> =>
  (
    await db
      .select()
      .from(pursuits)
      .where(eq(pursuits.accountId, accountId))
      .orderBy(nullsFirst(desc(pursuits.closedAt)), desc(pursuits.openedAt), desc(pursuits.id))
      .limit(1)
  )[0]

export const findPursuit = async (db: Db, id: string): Promise<Pursuit | undefined> =>
  (await db.select().from(pursuits).where(eq(pursuits.id, id)))[0]

/** The newest brief of each of these pursuits. */
export const latestBriefs = async (db: Db, pursuitIds: string[]): Promise<Map<string, StoredBrief>> => {
  if (pursuitIds.length === 0) return new Map()
  const found = await db
    .select()
    .from(briefs)
    .where(inArray(briefs.pursuitId, pursuitIds))
    .orderBy(asc(briefs.currentAt), asc(briefs.id))
  return new Map(found.map((brief) => [brief.pursuitId, brief]))
}

/** Evidence that was known before makes its brief the newest again. */
export const findBrief = async (db: Db, id: string): Promise<StoredBrief | undefined> =>
  (await db.select().from(briefs).where(eq(briefs.id, id)))[0]

export const insertBrief = (tx: Tx, row: typeof briefs.$inferInsert) =>
  tx
    .insert(briefs)
    .values(row)
    .onConflictDoUpdate({ target: [briefs.pursuitId, briefs.evidenceHash], set: { currentAt: row.currentAt } })

const cancellable: DraftState[] = ['pending', 'submitted', 'quarantined']

/** Drafts of a pursuit that nobody has approved. */
export const cancelDraftsOf = (tx: Tx, pursuitId: string, at: Instant) =>
  tx
    .update(drafts)
    .set({ state: 'cancelled', changedAt: at })
    .where(and(eq(drafts.pursuitId, pursuitId), inArray(drafts.state, cancellable)))
