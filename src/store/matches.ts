import { and, asc, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { nameKey } from '../core/match/names.ts'
import { documents, type MatchAnswer, matchAnswers, matches, mergesDue, signals, triggers } from './schema/index.ts'
import { type Item, ofItems } from './signals.ts'

export type AskedMatch = Pick<AnswerableMatch, 'id' | 'accountId' | 'side' | 'company' | 'feedId' | 'identity'>
export type AnswerableMatch = Awaited<ReturnType<typeof matchesWhere>>[number]

/** Matches with what a person's answer to them is kept by. */
const matchesWhere = async (db: Db, condition: SQL | undefined) =>
  await db
    .select({
      id: matches.id,
      signalId: matches.signalId,
      accountId: matches.accountId,
      side: matches.side,
      method: matches.method,
      decision: matches.decision,
      cues: matches.cues,
      answer: matches.answer,
      answeredBy: matches.answeredBy,
      answeredAt: matches.answeredAt,
      company: signals.company,
      feedId: documents.feedId,
      identity: documents.identity,
    })
    .from(matches)
    .innerJoin(signals, eq(signals.id, matches.signalId))
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .where(condition)
    .orderBy(asc(matches.id))

/** These signals' matches at an account. */
export const matchesAsked = async (db: Db, accountId: string, signalIds: string[]) =>
  signalIds.length === 0
    ? []
    : await matchesWhere(db, and(eq(matches.accountId, accountId), inArray(matches.signalId, signalIds)))

/** Every match of these signals. */
export const matchesOn = async (db: Db, signalIds: string[]) =>
  await matchesWhere(db, inArray(matches.signalId, signalIds))

/** Unsure matches at these accounts that nobody has answered. */
export const openQuestions = async (db: Db, accountIds: string[]) =>
  await matchesWhere(
    db,
    and(
      inArray(matches.accountId, accountIds),
      eq(matches.decision, 'review'),
      isNull(matches.answer),
      isNull(signals.withdrawnAt),
    ),
  )

/** All that a person answered in one go. */
export const answeredAtOnce = async (db: Db, answeredBy: string, answeredAt: Instant) =>
  await matchesWhere(db, and(eq(matches.answeredBy, answeredBy), eq(matches.answeredAt, answeredAt)))

/** Takes back all that a person answered in one go; a match that only they had made goes with it. */
export const forgetAnswers = (tx: Tx, answeredBy: string, answeredAt: Instant) => [
  tx
    .delete(matches)
    .where(
      and(
        eq(matches.answeredBy, answeredBy),
        eq(matches.answeredAt, answeredAt),
        eq(matches.method, 'person'),
        ne(matches.side, 'former'),
      ),
    ),
  tx
    .update(matches)
    .set({ answer: null, answeredBy: null, answeredAt: null })
    .where(and(eq(matches.answeredBy, answeredBy), eq(matches.answeredAt, answeredAt))),
  tx.delete(matchAnswers).where(and(eq(matchAnswers.answeredBy, answeredBy), eq(matchAnswers.answeredAt, answeredAt))),
]

type Answer = { answer: MatchAnswer; answeredBy: string; answeredAt: Instant }

/** A person's word on a match: on the row, and on the item, so that it outlives the reading. The account is merged again. */
export const answerMatch = (
  tx: Tx,
  { id, company, accountId, side, feedId, identity }: AskedMatch,
  answer: Answer,
  mark: string,
) => [
  tx.update(matches).set(answer).where(eq(matches.id, id)),
  tx
    .insert(matchAnswers)
    .values({ feedId, identity, accountId, side, companyKey: nameKey(company), ...answer })
    .onConflictDoUpdate({
      target: [
        matchAnswers.feedId,
        matchAnswers.identity,
        matchAnswers.companyKey,
        matchAnswers.accountId,
        matchAnswers.side,
      ],
      set: answer,
    }),
  markMerges(tx, [accountId], mark),
]

export type StoredAnswer = typeof matchAnswers.$inferSelect

/** What people said about these items. */
export const answersOn = async (db: Db, items: readonly Item[]): Promise<StoredAnswer[]> =>
  items.length === 0 ? [] : await db.select().from(matchAnswers).where(ofItems(matchAnswers, items))

/** What people said of stories at these accounts, and why they were asked. */
export const answersAt = async (db: Db, accountIds: string[]) =>
  (await matchesWhere(db, and(inArray(matches.accountId, accountIds), isNotNull(matches.answer)))).map((row) => ({
    ...row,
    answer: row.answer!,
    answeredBy: row.answeredBy!,
    answeredAt: row.answeredAt!,
  }))

/** Where a person said that we know a signal's person from, by signal. */
export const confirmedFormer = async (db: Db, signalIds: string[]): Promise<Map<string, Set<string>>> => {
  const rows = await db
    .select({ signalId: matches.signalId, accountId: matches.accountId })
    .from(matches)
    .where(and(inArray(matches.signalId, signalIds), eq(matches.side, 'former'), eq(matches.answer, 'confirmed')))
  return new Map(
    [...Map.groupBy(rows, ({ signalId }) => signalId)].map(([signalId, each]) => [
      signalId,
      new Set(each.map(({ accountId }) => accountId)),
    ]),
  )
}

/** The evidence of these accounts has changed, which `mark` tells from every other change: they wait for a merge. */
export const markMerges = (tx: Tx, accountIds: readonly string[], mark: string) =>
  tx
    .insert(mergesDue)
    .values(accountIds.map((accountId) => ({ accountId, mark })))
    .onConflictDoUpdate({ target: mergesDue.accountId, set: { mark } })

/** The same for every account that one of these signals is matched to. */
export const markMergesBehind = (tx: Tx, signalIds: string[], mark: string) =>
  tx
    .insert(mergesDue)
    .select(
      tx
        .selectDistinct({ accountId: matches.accountId, mark: sql<string>`${mark}`.as('mark') })
        .from(matches)
        .where(inArray(matches.signalId, signalIds)),
    )
    .onConflictDoUpdate({ target: mergesDue.accountId, set: { mark } })

/** The same for every account that a champion moved to: what we know of the champion may have changed. */
export const markMergesOfMoves = (tx: Tx, mark: string) =>
  tx
    .insert(mergesDue)
    .select(
      tx
        .selectDistinct({ accountId: triggers.accountId, mark: sql<string>`${mark}`.as('mark') })
        .from(triggers)
        .where(and(eq(triggers.kind, 'champion_move'), isNull(triggers.removedAt))),
    )
    .onConflictDoUpdate({ target: mergesDue.accountId, set: { mark } })

export type MergeDue = typeof mergesDue.$inferSelect

/** Accounts that wait for a merge, the longest first; only those among `accountIds` when given. */
export const mergesWaiting = async (db: Db, limit: number, accountIds?: readonly string[]): Promise<MergeDue[]> =>
  await db
    .select()
    .from(mergesDue)
    .where(accountIds ? inArray(mergesDue.accountId, [...accountIds]) : undefined)
    .orderBy(asc(mergesDue.mark), asc(mergesDue.accountId))
    .limit(limit)

/** The merge has read what this mark stands for; a `must` of it refuses when something came in between. */
export const clearMerge = (tx: Tx, { accountId, mark }: MergeDue) =>
  tx.delete(mergesDue).where(and(eq(mergesDue.accountId, accountId), eq(mergesDue.mark, mark)))
