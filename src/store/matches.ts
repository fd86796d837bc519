import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { nameKey } from '../core/match/names.ts'
import { documents, type MatchAnswer, matchAnswers, matches, mergesDue, signals } from './schema/index.ts'
import { type Item, ofItems } from './signals.ts'

export type AskedMatch = Awaited<ReturnType<typeof matchesAsked>>[number]

/** These signals' matches at an account, with what a person's answer to them is kept by. */
export const matchesAsked = async (db: Db, accountId: string, signalIds: string[]) =>
  signalIds.length === 0
    ? []
    : await db
        .select({
          id: matches.id,
          accountId: matches.accountId,
          side: matches.side,
          company: signals.company,
          feedId: documents.feedId,
          identity: documents.identity,
        })
        .from(matches)
        .innerJoin(signals, eq(signals.id, matches.signalId))
        .innerJoin(documents, eq(documents.id, signals.documentId))
        .where(and(eq(matches.accountId, accountId), inArray(matches.signalId, signalIds)))
        .orderBy(asc(matches.id))

type Answer = { answer: MatchAnswer; answeredBy: string; answeredAt: Instant }

/** A person's word on a match: on the row, and on the item, so that it outlives the reading. The account is merged again. */
export const answerMatch = (tx: Tx, { id, company, ...of }: AskedMatch, answer: Answer, mark: string) => [
  tx.update(matches).set(answer).where(eq(matches.id, id)),
  tx
    .insert(matchAnswers)
    .values({ ...of, companyKey: nameKey(company), ...answer })
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
  markMerges(tx, [of.accountId], mark),
]

export type StoredAnswer = typeof matchAnswers.$inferSelect

/** What people said about these items. */
export const answersOn = async (db: Db, items: readonly Item[]): Promise<StoredAnswer[]> =>
  items.length === 0 ? [] : await db.select().from(matchAnswers).where(ofItems(matchAnswers, items))

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
