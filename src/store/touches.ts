import {
  and,
  asc,
  desc,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  notExists,
  notInArray,
  sql,
} from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import type { DraftState } from '../core/review.ts'
import {
  accounts,
  briefs,
  drafts,
  followUps,
  outcomes,
  revisionChecks,
  revisions,
  revisionTexts,
  touches,
} from './schema/index.ts'

export type Touch = typeof touches.$inferSelect
export type FollowUp = typeof followUps.$inferSelect

export const findTouch = async (db: Db, id: string): Promise<Touch | undefined> =>
  (await db.select().from(touches).where(eq(touches.id, id)))[0]

/** Newest first. */
export const touchesOf = async (db: Db, accountIds: string[]): Promise<Touch[]> =>
  await db
    .select()
    .from(touches)
    .where(inArray(touches.accountId, accountIds))
    .orderBy(desc(touches.at), desc(touches.id))

/** The messages that carry one of these Message-IDs, newest first. */
export const touchesCalled = async (db: Db, messageIds: string[]): Promise<Touch[]> =>
  await db.select().from(touches).where(inArray(touches.externalId, messageIds)).orderBy(desc(touches.at))

/** The newest message to this address, for replies and opt-outs that name nothing else. */
export const lastTouchTo = async (db: Db, addressKey: string): Promise<Touch | undefined> =>
  (await db.select().from(touches).where(eq(touches.addressKey, addressKey)).orderBy(desc(touches.at)).limit(1))[0]

export const insertTouch = (tx: Tx, row: typeof touches.$inferInsert) => tx.insert(touches).values(row)

export const findFollowUp = async (db: Db, id: string): Promise<FollowUp | undefined> =>
  (await db.select().from(followUps).where(eq(followUps.id, id)))[0]

export const insertFollowUps = (tx: Tx, rows: (typeof followUps.$inferInsert)[]) => tx.insert(followUps).values(rows)

export const closeFollowUp = (tx: Tx, id: string, at: Instant, reason: string) =>
  tx
    .update(followUps)
    .set({ closedAt: at, closeReason: reason })
    .where(and(eq(followUps.id, id), isNull(followUps.closedAt)))

/** What was written for it ends with it by itself: its draft was rejected. */
export const closeFollowUpOfDraft = (tx: Tx, draftId: string, at: Instant, reason: string) =>
  tx
    .update(followUps)
    .set({ closedAt: at, closeReason: reason })
    .where(and(eq(followUps.draftId, draftId), isNull(followUps.closedAt)))

/** Those that were due before that day and that nobody has done. */
export const lapseFollowUps = (tx: Tx, day: string, at: Instant, reason: string) => [
  tx
    .update(followUps)
    .set({ closedAt: at, closeReason: reason })
    .where(and(isNull(followUps.closedAt), lt(followUps.dueDay, day))),
  cancelClosed(tx, at),
]

/** All that was known of an account's family when something was decided about it. */
export type FamilySeen = { accountIds: string[]; touchIds: string[]; outcomeIds: string[] }

/** Changes nothing when it is open, was closed for another reason, or something has come in that was not seen. */
export const reopenFollowUp = (tx: Tx, id: string, reason: string, { accountIds, touchIds, outcomeIds }: FamilySeen) =>
  tx
    .update(followUps)
    .set({ closedAt: null, closeReason: null, draftId: null })
    .where(
      and(
        eq(followUps.id, id),
        eq(followUps.closeReason, reason),
        notExists(
          tx
            .select({ id: touches.id })
            .from(touches)
            .where(and(inArray(touches.accountId, accountIds), notInArray(touches.id, touchIds))),
        ),
        notExists(
          tx
            .select({ id: outcomes.id })
            .from(outcomes)
            .where(and(inArray(outcomes.accountId, accountIds), notInArray(outcomes.id, outcomeIds))),
        ),
      ),
    )

/** The same for an account's family, for those told before `at`: an old outcome of an import closes nothing newer. */
export const closeFollowUpsOfFamily = (tx: Tx, accountId: string, at: Instant, reason: string) => [
  tx
    .update(followUps)
    .set({ closedAt: at, closeReason: reason })
    .where(
      and(
        isNull(followUps.closedAt),
        inArray(
          followUps.accountId,
          tx
            .select({ id: accounts.id })
            .from(accounts)
            .where(eq(accounts.familyId, sql`(select family_id from accounts where id = ${accountId})`)),
        ),
        inArray(followUps.touchId, tx.select({ id: touches.id }).from(touches).where(lte(touches.at, at))),
      ),
    ),
  cancelClosed(tx, at),
]

/** A reply, a bounce, an opt-out or a newer touch ends what earlier touches at the account opened. */
export const closeFollowUpsOf = (tx: Tx, accountIds: string[], at: Instant, reason: string) => [
  tx
    .update(followUps)
    .set({ closedAt: at, closeReason: reason })
    .where(and(inArray(followUps.accountId, accountIds), isNull(followUps.closedAt))),
  cancelClosed(tx, at),
]

/** Open ones that would be due earlier wait until that day; those that nobody can be reached for meanwhile. */
export const postponeFollowUps = (tx: Tx, accountIds: string[], day: string) =>
  tx
    .update(followUps)
    .set({ dueDay: day })
    .where(and(inArray(followUps.accountId, accountIds), isNull(followUps.closedAt), lt(followUps.dueDay, day)))

const cancellable: DraftState[] = ['pending', 'submitted', 'approved', 'queued', 'quarantined']

/** What was written for a follow-up ends with it, unless it is leaving already. */
export const cancelClosed = (tx: Tx, at: Instant) =>
  tx
    .update(drafts)
    .set({ state: 'cancelled', changedAt: at })
    .where(
      and(
        eq(drafts.kind, 'follow_up'),
        inArray(drafts.state, cancellable),
        exists(
          tx
            .select({ id: followUps.id })
            .from(followUps)
            .where(and(eq(followUps.draftId, drafts.id), isNotNull(followUps.closedAt))),
        ),
      ),
    )

/** Open, due by then, of a letter, ours or known by its address alone, and the state of what is written for it so far. */
export const openFollowUpsUntil = async (db: Db, day: string) =>
  await db
    .select({ followUp: followUps, touch: touches, state: drafts.state })
    .from(followUps)
    .innerJoin(touches, eq(touches.id, followUps.touchId))
    .leftJoin(drafts, eq(drafts.id, followUps.draftId))
    .where(and(isNull(followUps.closedAt), lte(followUps.dueDay, day), isNotNull(touches.addressKey)))
    .orderBy(asc(followUps.dueDay), asc(followUps.number), asc(followUps.id))

/** Changes nothing when it was closed or written for in the meantime. */
export const linkFollowUp = (tx: Tx, id: string, draftId: string) =>
  tx
    .update(followUps)
    .set({ draftId })
    .where(and(eq(followUps.id, id), isNull(followUps.draftId), isNull(followUps.closedAt)))

/** What was written for it has another draft in its place. */
export const relinkFollowUp = (tx: Tx, from: string, draftId: string) =>
  tx
    .update(followUps)
    .set({ draftId })
    .where(and(eq(followUps.draftId, from), isNull(followUps.closedAt)))

/** The messages of a pursuit that have left, oldest first, with what was checked and the brief they were written from. */
export const sentOf = async (db: Db, pursuitId: string) =>
  await db
    .select({ touch: touches, text: revisionTexts, marks: revisionChecks.marks, brief: briefs.brief })
    .from(touches)
    .innerJoin(drafts, eq(drafts.id, touches.draftId))
    .innerJoin(revisions, eq(revisions.id, drafts.headRevisionId))
    .innerJoin(revisionTexts, eq(revisionTexts.revisionId, revisions.id))
    .innerJoin(revisionChecks, eq(revisionChecks.revisionId, revisions.id))
    .leftJoin(briefs, eq(briefs.id, revisions.briefId))
    .where(eq(drafts.pursuitId, pursuitId))
    .orderBy(asc(touches.at), asc(touches.id))

/** Every touch by what the system that it comes from calls it: its id, and whom it went to. */
export const touchesByExternalId = async (db: Db) => {
  const { id, externalId, addressKey } = touches
  return new Map((await db.select({ id, externalId, addressKey }).from(touches)).map((one) => [one.externalId, one]))
}

export const knownTouchIds = async (db: Db): Promise<Set<string>> => new Set((await touchesByExternalId(db)).keys())
