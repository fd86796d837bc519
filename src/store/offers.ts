import { and, asc, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import { accountOffers, documents, matches, signals } from './schema/index.ts'

/** Live signals later than this one that were looked at and belong to no account at all. */
export const unknownSignals = async (db: Db, after: string) =>
  await db
    .select({ signal: signals, document: documents })
    .from(signals)
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .leftJoin(matches, eq(matches.signalId, signals.id))
    .where(and(gt(signals.id, after), isNotNull(signals.matchedAt), isNull(signals.withdrawnAt), isNull(matches.id)))
    .orderBy(asc(signals.id))

/** The same company is offered once, whatever was answered. */
export const insertOffer = (tx: Tx, rows: (typeof accountOffers.$inferInsert)[]) =>
  tx.insert(accountOffers).values(rows).onConflictDoNothing()

/** Offers nobody has answered, newest first, with the story that named them. */
export const openOffers = async (db: Db) =>
  await db
    .select({ offer: accountOffers, signal: signals, document: documents })
    .from(accountOffers)
    .innerJoin(signals, eq(signals.id, accountOffers.signalId))
    .innerJoin(documents, eq(documents.id, signals.documentId))
    .where(isNull(accountOffers.answer))
    .orderBy(desc(accountOffers.offeredAt))
    .limit(100)

export const findOffer = async (db: Db, id: string) =>
  (await db.select().from(accountOffers).where(eq(accountOffers.id, id)))[0]

/** Changes nothing when somebody has answered. */
export const answerOffer = (tx: Tx, id: string, answer: 'added' | 'declined', answeredBy: string) =>
  tx
    .update(accountOffers)
    .set({ answer, answeredBy })
    .where(and(eq(accountOffers.id, id), isNull(accountOffers.answer)))
