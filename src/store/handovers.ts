import { and, asc, desc, eq, gt, gte, inArray, isNull, notExists, or, sql } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { restingReplies } from '../core/outcome.ts'
import { accounts, contacts, handovers, outcomes, ownerships, users } from './schema/index.ts'

export type Handover = typeof handovers.$inferSelect

export const findHandover = async (db: Db, id: string): Promise<Handover | undefined> =>
  (await db.select().from(handovers).where(eq(handovers.id, id)))[0]

/**
 * Those that wait for an answer, oldest first, then those answered since; what this person gave or was given, or
 * everybody's for null.
 */
export const handoversOf = async (db: Db, userId: string | null, since: Instant) =>
  await db
    .select({
      handover: handovers,
      outcome: outcomes,
      accountName: accounts.name,
      contactName: contacts.name,
    })
    .from(handovers)
    .innerJoin(outcomes, eq(outcomes.id, handovers.outcomeId))
    .innerJoin(accounts, eq(accounts.id, outcomes.accountId))
    .leftJoin(contacts, eq(contacts.id, outcomes.contactId))
    .where(
      and(
        or(isNull(handovers.answer), gte(handovers.answeredAt, since)),
        userId === null ? undefined : or(eq(handovers.toId, userId), eq(handovers.fromId, userId)),
      ),
    )
    .orderBy(asc(handovers.at), asc(handovers.id))
export type HandoverRow = Awaited<ReturnType<typeof handoversOf>>[number]

/** Meetings and wishes to talk after an instant, newest first; at the accounts this person owns, or everybody's for null. */
export const wishesToTalk = async (db: Db, ownerId: string | null, since: Instant) =>
  await db
    .select({ outcome: outcomes, accountName: accounts.name, contactName: contacts.name })
    .from(outcomes)
    .innerJoin(accounts, eq(accounts.id, outcomes.accountId))
    .leftJoin(contacts, eq(contacts.id, outcomes.contactId))
    .where(
      and(
        gt(outcomes.at, since),
        or(eq(outcomes.kind, 'meeting'), inArray(outcomes.replyClass, [...restingReplies])),
        ownerId === null
          ? undefined
          : inArray(
              outcomes.accountId,
              db
                .select({ id: ownerships.accountId })
                .from(ownerships)
                .where(and(eq(ownerships.userId, ownerId), isNull(ownerships.to))),
            ),
      ),
    )
    .orderBy(desc(outcomes.at), desc(outcomes.id))

/** Of these outcomes, newest first. */
export const handoversOfOutcomes = async (db: Db, outcomeIds: string[]): Promise<Handover[]> =>
  outcomeIds.length === 0
    ? []
    : await db
        .select()
        .from(handovers)
        .where(inArray(handovers.outcomeId, outcomeIds))
        .orderBy(desc(handovers.at), desc(handovers.id))

type NewHandover = Pick<Handover, 'id' | 'outcomeId' | 'fromId' | 'toId' | 'note' | 'at'>

/** Writes nothing when the outcome is with somebody already, or whom it is given to is not active any more. */
export const insertHandover = (tx: Tx, { id, outcomeId, fromId, toId, note, at }: NewHandover) => {
  const live = tx
    .select({ id: handovers.id })
    .from(handovers)
    .where(and(eq(handovers.outcomeId, outcomeId), or(isNull(handovers.answer), eq(handovers.answer, 'accepted'))))
  return tx.insert(handovers).select(
    tx
      .select({
        id: sql<string>`${id}`.as('id'),
        outcomeId: outcomes.id,
        fromId: sql<string>`${fromId}`.as('from_id'),
        toId: users.id,
        note: sql<string>`${note}`.as('note'),
        at: sql<number>`cast(${at} as bigint)`.as('at'),
        answer: sql<null>`null`.as('answer'),
        answerReason: sql<null>`null`.as('answer_reason'),
        answeredAt: sql<null>`null`.as('answered_at'),
      })
      .from(outcomes)
      .innerJoin(users, eq(users.id, toId))
      .where(and(eq(outcomes.id, outcomeId), eq(users.active, true), notExists(live))),
  )
}

/** Changes nothing when it has been answered. */
export const answerHandover = (tx: Tx, id: string, answer: Pick<Handover, 'answer' | 'answerReason' | 'answeredAt'>) =>
  tx
    .update(handovers)
    .set(answer)
    .where(and(eq(handovers.id, id), isNull(handovers.answer)))
