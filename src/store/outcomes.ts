import { and, desc, eq, gt, inArray, or } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { dealKinds, type OutcomeKind, type ReplyClass, restingReplies } from '../core/outcome.ts'
import { outcomes } from './schema/index.ts'

export type Outcome = typeof outcomes.$inferSelect

/** Newest first. */
export const outcomesOf = async (db: Db, accountIds: string[]): Promise<Outcome[]> =>
  await db
    .select()
    .from(outcomes)
    .where(inArray(outcomes.accountId, accountIds))
    .orderBy(desc(outcomes.at), desc(outcomes.id))

export const findOutcome = async (
  db: Db,
  accountId: string,
  kind: OutcomeKind,
  externalId: string,
): Promise<Outcome | undefined> =>
  (
    await db
      .select()
      .from(outcomes)
      .where(and(eq(outcomes.accountId, accountId), eq(outcomes.kind, kind), eq(outcomes.externalId, externalId)))
  )[0]

export const findOutcomeById = async (db: Db, id: string): Promise<Outcome | undefined> =>
  (await db.select().from(outcomes).where(eq(outcomes.id, id)))[0]

export const insertOutcome = (tx: Tx, row: typeof outcomes.$inferInsert) => tx.insert(outcomes).values(row)

/** A person reads a reply otherwise than the rules did. */
export const changeReplyClass = (tx: Tx, id: string, change: { replyClass: ReplyClass; by: string }) =>
  tx.update(outcomes).set(change).where(eq(outcomes.id, id))

/** Opportunities, won and lost deals, customers that left: what relationships follow from. */
export const dealOutcomes = async (db: Db) =>
  await db
    .select({ accountId: outcomes.accountId, kind: outcomes.kind, at: outcomes.at })
    .from(outcomes)
    .where(inArray(outcomes.kind, [...dealKinds]))

/** Meetings and replies that rest an account, after an instant. */
export const answersSince = async (db: Db, since: Instant) =>
  await db
    .select({ accountId: outcomes.accountId, kind: outcomes.kind, at: outcomes.at })
    .from(outcomes)
    .where(
      and(gt(outcomes.at, since), or(eq(outcomes.kind, 'meeting'), inArray(outcomes.replyClass, [...restingReplies]))),
    )

/** "account kind external-id" of every outcome: what an import compares with. */
export const knownOutcomeKeys = async (db: Db): Promise<Set<string>> =>
  new Set(
    (
      await db
        .select({ accountId: outcomes.accountId, kind: outcomes.kind, externalId: outcomes.externalId })
        .from(outcomes)
    ).map(({ accountId, kind, externalId }) => `${accountId} ${kind} ${externalId}`),
  )
