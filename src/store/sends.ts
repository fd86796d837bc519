import { and, asc, eq, exists, inArray, isNull, lt } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import type { Route, SendState } from '../core/review.ts'
import { approvals, drafts, sends, workspace } from './schema/index.ts'

export type Send = typeof sends.$inferSelect

export const findSend = async (db: Db, id: string): Promise<Send | undefined> =>
  (await db.select().from(sends).where(eq(sends.id, id)))[0]

export const sendsInState = async (db: Db, state: SendState, routes: readonly Route[]): Promise<Send[]> =>
  await db
    .select()
    .from(sends)
    .where(and(eq(sends.state, state), inArray(sends.route, [...routes])))
    .orderBy(asc(sends.changedAt), asc(sends.id))

/** Claimed, and nobody has said what came of it in time. */
export const expiredClaims = async (db: Db, now: Instant): Promise<Send[]> =>
  await db
    .select()
    .from(sends)
    .where(and(eq(sends.state, 'sending'), lt(sends.leaseUntil, now)))
    .orderBy(asc(sends.id))

/** Approved drafts with their live approval, oldest first. */
export const approvedDrafts = async (db: Db) =>
  await db
    .select({ draft: drafts, approval: approvals })
    .from(drafts)
    .innerJoin(approvals, and(eq(approvals.draftId, drafts.id), eq(approvals.revisionId, drafts.headRevisionId)))
    .where(and(eq(drafts.state, 'approved'), isNull(approvals.voidedAt)))
    .orderBy(asc(approvals.at), asc(approvals.id))

export const insertSend = (tx: Tx, row: typeof sends.$inferInsert) => tx.insert(sends).values(row)

type Seen = Pick<Send, 'id' | 'state' | 'attempts'>

/** Changes nothing when somebody else has moved it since it was read. */
export const changeSend = (tx: Tx, seen: Seen, change: Partial<typeof sends.$inferInsert>) =>
  tx
    .update(sends)
    .set(change)
    .where(and(eq(sends.id, seen.id), eq(sends.state, seen.state), eq(sends.attempts, seen.attempts)))

/** The claim: everything the guards ask, by the very rules, named by their seal, that code has judged by. */
export const claimSend = (tx: Tx, seen: Seen, seal: string, claim: { leaseUntil: Instant; day: string; at: Instant }) =>
  tx
    .update(sends)
    .set({
      state: 'sending',
      attempts: seen.attempts + 1,
      leaseUntil: claim.leaseUntil,
      day: claim.day,
      reply: null,
      resolvedBy: null,
      changedAt: claim.at,
    })
    .where(
      and(
        eq(sends.id, seen.id),
        eq(sends.state, 'queued'),
        eq(sends.attempts, seen.attempts),
        exists(tx.select({ id: workspace.id }).from(workspace).where(eq(workspace.seal, seal))),
      ),
    )
