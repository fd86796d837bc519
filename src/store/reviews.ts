import { and, asc, count, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import { approvals, decisions } from './schema/index.ts'

export type Decision = typeof decisions.$inferSelect
export type StoredApproval = typeof approvals.$inferSelect

/** Oldest first. */
export const decisionsOf = async (db: Db, draftId: string): Promise<Decision[]> =>
  await db.select().from(decisions).where(eq(decisions.draftId, draftId)).orderBy(asc(decisions.at), asc(decisions.id))

/** How often this person has decided about this revision. */
export const decisionCount = async (db: Db, revisionId: string, personId: string): Promise<number> =>
  Number(
    (
      await db
        .select({ n: count() })
        .from(decisions)
        .where(and(eq(decisions.revisionId, revisionId), eq(decisions.personId, personId)))
    )[0]?.n ?? 0,
  )

export const approvalsOf = async (db: Db, draftId: string): Promise<StoredApproval[]> =>
  await db.select().from(approvals).where(eq(approvals.draftId, draftId)).orderBy(asc(approvals.at), asc(approvals.id))

export const liveApproval = async (db: Db, draftId: string): Promise<StoredApproval | undefined> =>
  (
    await db
      .select()
      .from(approvals)
      .where(and(eq(approvals.draftId, draftId), isNull(approvals.voidedAt)))
  )[0]

export const findApproval = async (db: Db, id: string): Promise<StoredApproval | undefined> =>
  (await db.select().from(approvals).where(eq(approvals.id, id)))[0]

export const insertDecision = (tx: Tx, row: typeof decisions.$inferInsert) => tx.insert(decisions).values(row)

export const insertApproval = (tx: Tx, row: typeof approvals.$inferInsert) => tx.insert(approvals).values(row)
