import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#dialect'
import {
  accounts,
  approvals,
  decisions,
  drafts,
  pursuits,
  revisionChecks,
  revisions,
  revisionTexts,
  sends,
  users,
} from '../schema/index.ts'

export type DraftRow = typeof drafts.$inferSelect

/** Enough to say what happened to a draft and to whom it belongs. */
export const draftSummary = async (db: Db, draftId: string) => {
  const [found] = await db
    .select({
      id: drafts.id,
      kind: drafts.kind,
      state: drafts.state,
      ownerId: drafts.ownerId,
      pursuitId: drafts.pursuitId,
      accountId: drafts.accountId,
      accountName: accounts.name,
      revisionId: revisions.id,
      hash: revisions.hash,
      approvedAt: approvals.at,
      approverId: approvals.approverId,
    })
    .from(drafts)
    .innerJoin(accounts, eq(accounts.id, drafts.accountId))
    .leftJoin(revisions, eq(revisions.id, drafts.headRevisionId))
    .leftJoin(approvals, and(eq(approvals.draftId, drafts.id), isNull(approvals.voidedAt)))
    .where(eq(drafts.id, draftId))
    .orderBy(desc(approvals.at))
  return found ?? null
}

/** Every revision of a draft, the newest first, with words and what the checks said. */
export const revisionsOf = async (db: Db, draftId: string) =>
  await db
    .select({
      revision: revisions,
      words: revisionTexts,
      checks: revisionChecks,
      authorName: users.name,
    })
    .from(revisions)
    .innerJoin(revisionTexts, eq(revisionTexts.revisionId, revisions.id))
    .leftJoin(revisionChecks, eq(revisionChecks.revisionId, revisions.id))
    .leftJoin(users, eq(users.id, revisions.authorId))
    .where(eq(revisions.draftId, draftId))
    .orderBy(desc(revisions.number))
export type RevisionRow = Awaited<ReturnType<typeof revisionsOf>>[number]

export const decisionsOf = async (db: Db, draftIds: readonly string[]) =>
  draftIds.length === 0
    ? []
    : await db
        .select({ decision: decisions, person: users.name })
        .from(decisions)
        .innerJoin(users, eq(users.id, decisions.personId))
        .where(inArray(decisions.draftId, [...draftIds]))
        .orderBy(asc(decisions.at), asc(decisions.sequence))
export type DecisionRow = Awaited<ReturnType<typeof decisionsOf>>[number]

export const sendsOf = async (db: Db, draftId: string) =>
  await db.select().from(sends).where(eq(sends.draftId, draftId)).orderBy(desc(sends.changedAt))
export type SendRow = typeof sends.$inferSelect

/** The drafts of a pursuit, the newest first. */
export const draftsOfPursuit = async (db: Db, pursuitId: string): Promise<DraftRow[]> =>
  await db.select().from(drafts).where(eq(drafts.pursuitId, pursuitId)).orderBy(desc(drafts.createdAt), desc(drafts.id))

/** What waits for a manager, the oldest first. */
export const submittedDrafts = async (db: Db) =>
  await db
    .select({ draft: drafts, pursuit: pursuits, accountName: accounts.name, ownerName: users.name })
    .from(drafts)
    .innerJoin(pursuits, eq(pursuits.id, drafts.pursuitId))
    .innerJoin(accounts, eq(accounts.id, drafts.accountId))
    .innerJoin(users, eq(users.id, drafts.ownerId))
    .where(eq(drafts.state, 'submitted'))
    .orderBy(asc(drafts.changedAt), asc(drafts.id))
