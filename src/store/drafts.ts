import { and, asc, desc, eq, exists, gte, inArray, lte, sql } from 'drizzle-orm'
import type { Db, Step, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import type { DraftState } from '../core/review.ts'
import { notErased } from './contacts.ts'
import { accounts, drafts, fits, revisionChecks, revisions, revisionTexts } from './schema/index.ts'

export type Draft = typeof drafts.$inferSelect
export type Revision = typeof revisions.$inferSelect
export type RevisionText = typeof revisionTexts.$inferSelect
export type RevisionChecks = typeof revisionChecks.$inferSelect
/** A revision with its words and what the checks said of it. */
export type WholeRevision = { revision: Revision; text: RevisionText; checks: RevisionChecks }

export const findDraft = async (db: Db, id: string): Promise<Draft | undefined> =>
  (await db.select().from(drafts).where(eq(drafts.id, id)))[0]

/** Newest first. */
export const draftsOfPursuit = async (db: Db, pursuitId: string): Promise<Draft[]> =>
  await db.select().from(drafts).where(eq(drafts.pursuitId, pursuitId)).orderBy(desc(drafts.createdAt), desc(drafts.id))

export const draftsOfAccounts = async (db: Db, accountIds: string[], states: DraftState[]): Promise<Draft[]> =>
  await db
    .select()
    .from(drafts)
    .where(and(inArray(drafts.accountId, accountIds), inArray(drafts.state, states)))
    .orderBy(asc(drafts.id))

export const draftsInState = async (db: Db, states: DraftState[]): Promise<Draft[]> =>
  await db.select().from(drafts).where(inArray(drafts.state, states)).orderBy(asc(drafts.changedAt), asc(drafts.id))

const whole = (db: Db) =>
  db
    .select({ revision: revisions, text: revisionTexts, checks: revisionChecks })
    .from(revisions)
    .innerJoin(revisionTexts, eq(revisionTexts.revisionId, revisions.id))
    .innerJoin(revisionChecks, eq(revisionChecks.revisionId, revisions.id))

export const findRevision = async (db: Db, id: string): Promise<WholeRevision | undefined> =>
  (await whole(db).where(eq(revisions.id, id)))[0]

/** Oldest first. */
export const revisionsOf = async (db: Db, draftId: string): Promise<WholeRevision[]> =>
  await whole(db).where(eq(revisions.draftId, draftId)).orderBy(asc(revisions.number))

/** Texts of the newest revisions of this owner's drafts since an instant: what a new one should not resemble. */
export const recentTexts = async (
  db: Db,
  ownerId: string,
  since: Instant,
): Promise<{ draftId: string; subject: string; text: string }[]> =>
  await db
    .select({ draftId: drafts.id, subject: revisionTexts.subject, text: revisionTexts.text })
    .from(drafts)
    .innerJoin(revisionTexts, eq(revisionTexts.revisionId, drafts.headRevisionId))
    .where(and(eq(drafts.ownerId, ownerId), gte(drafts.createdAt, since)))
    .orderBy(desc(drafts.createdAt))
    .limit(40)

/** The tier the account has now; null when none is known. */
export const tierOf = async (db: Db, accountId: string): Promise<number | null> =>
  (
    await db
      .select({ tier: fits.tier })
      .from(fits)
      .where(eq(fits.accountId, accountId))
      .orderBy(desc(fits.from))
      .limit(1)
  )[0]?.tier ?? null

export const insertDraft = (tx: Tx, row: Omit<Draft, 'headRevisionId'>) => tx.insert(drafts).values(row)

/** Another person's to work; its account and pursuit stay. */
export const giveDraft = (tx: Tx, id: string, ownerId: string) =>
  tx.update(drafts).set({ ownerId }).where(eq(drafts.id, id))

/** Text first: the guard of the revision compares its hash. */
export const insertRevision = (tx: Tx, { revision, text, checks }: WholeRevision): Step[] => [
  ...(revision.contactId ? [notErased(tx, revision.contactId)] : []),
  tx.insert(revisionTexts).values(text),
  tx.insert(revisions).values(revision),
  tx.insert(revisionChecks).values(checks),
]

/** Changes nothing when the draft is no longer in the state or at the revision that was read. */
export const moveDraft = (
  tx: Tx,
  seen: Pick<Draft, 'id' | 'state' | 'headRevisionId'>,
  state: DraftState,
  at: Instant,
) =>
  tx
    .update(drafts)
    .set({ state, changedAt: at })
    .where(
      and(
        eq(drafts.id, seen.id),
        eq(drafts.state, seen.state),
        ...(seen.headRevisionId === null ? [] : [eq(drafts.headRevisionId, seen.headRevisionId)]),
      ),
    )

/** What waits for a decision or has one, and has not begun to leave. */
export const leaving: DraftState[] = ['submitted', 'approved', 'queued']

/** Whatever is about to leave to an account's family, where its text is no newer than `told`. */
export const moveLeavingOfFamily = (tx: Tx, accountId: string, told: Instant, state: DraftState, at: Instant) => {
  const family = sql`(select family_id from accounts where id = ${accountId})`
  const theirs = tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, drafts.accountId), eq(accounts.familyId, family)))
  const older = tx
    .select({ id: revisions.id })
    .from(revisions)
    .where(and(eq(revisions.id, drafts.headRevisionId), lte(revisions.at, told)))
  return tx
    .update(drafts)
    .set({ state, changedAt: at })
    .where(and(inArray(drafts.state, leaving), exists(theirs), exists(older)))
}
