import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import { accounts, handovers, outcomes, users } from './schema/index.ts'

export type Handover = typeof handovers.$inferSelect

export const findHandover = async (db: Db, id: string): Promise<Handover | undefined> =>
  (await db.select().from(handovers).where(eq(handovers.id, id)))[0]

/** What waits for this user's answer, newest first. */
export const openHandovers = async (db: Db, toId: string) =>
  await db
    .select({ handover: handovers, outcome: outcomes, accountName: accounts.name, fromName: users.name })
    .from(handovers)
    .innerJoin(outcomes, eq(outcomes.id, handovers.outcomeId))
    .innerJoin(accounts, eq(accounts.id, outcomes.accountId))
    .innerJoin(users, eq(users.id, handovers.fromId))
    .where(and(eq(handovers.toId, toId), isNull(handovers.answer)))
    .orderBy(desc(handovers.at), desc(handovers.id))

export const insertHandover = (tx: Tx, row: typeof handovers.$inferInsert) => tx.insert(handovers).values(row)

/** Changes nothing when it has been answered. */
export const answerHandover = (tx: Tx, id: string, answer: Pick<Handover, 'answer' | 'answerReason' | 'answeredAt'>) =>
  tx
    .update(handovers)
    .set(answer)
    .where(and(eq(handovers.id, id), isNull(handovers.answer)))
