import { and, desc, eq, exists, isNotNull, isNull, or } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { ownsNow } from './accounts.ts'
import { accounts, outcomes, ownerships, received } from './schema/index.ts'

export type Received = typeof received.$inferSelect

export const findReceived = async (db: Db, id: string): Promise<Received | undefined> =>
  (await db.select().from(received).where(eq(received.id, id)))[0]

export const receivedByKey = async (db: Db, onceKey: string): Promise<Received | undefined> =>
  (await db.select().from(received).where(eq(received.onceKey, onceKey)))[0]

/** Newest first, with the class that stands in the outcome by now. */
export const receivedOf = async (db: Db, accountId: string, limit = 20) =>
  await db
    .select({ message: received, accountName: accounts.name, replyClass: outcomes.replyClass })
    .from(received)
    .innerJoin(accounts, eq(accounts.id, received.accountId))
    .leftJoin(outcomes, eq(outcomes.id, received.outcomeId))
    .where(eq(received.accountId, accountId))
    .orderBy(desc(received.at), desc(received.id))
    .limit(limit)

/** What they wrote, where an outcome was read from a message. */
export const wordsBehind = async (
  db: Db,
  { id, accountId }: { id: string; accountId: string },
): Promise<string | null> =>
  (
    await db
      .select({ text: received.text })
      .from(received)
      .where(and(eq(received.accountId, accountId), eq(received.outcomeId, id)))
  )[0]?.text ?? null

/** What waits for a person, newest first; `ownerId` null = everybody's. */
export const openReceived = async (db: Db, ownerId: string | null, limit = 100) => {
  const own = db
    .select({ id: ownerships.id })
    .from(ownerships)
    .where(ownsNow(ownerId ?? '', received.accountId))
  return await db
    .select({ message: received, accountName: accounts.name, replyClass: outcomes.replyClass })
    .from(received)
    .innerJoin(accounts, eq(accounts.id, received.accountId))
    .leftJoin(outcomes, eq(outcomes.id, received.outcomeId))
    .where(and(isNotNull(received.question), isNull(received.answeredAt), ownerId === null ? undefined : exists(own)))
    .orderBy(desc(received.at), desc(received.id))
    .limit(limit)
}

export const insertReceived = (tx: Tx, row: typeof received.$inferInsert) => tx.insert(received).values(row)

/** Changes nothing when somebody answered in the meantime. */
export const answerReceived = (
  tx: Tx,
  { id, answeredAt }: Pick<Received, 'id' | 'answeredAt'>,
  answer: Partial<typeof received.$inferInsert>,
) =>
  tx
    .update(received)
    .set(answer)
    .where(
      and(eq(received.id, id), answeredAt === null ? isNull(received.answeredAt) : eq(received.answeredAt, answeredAt)),
    )

/** Who wrote and what, gone for good; that something came, when and of what kind stays. */
export const eraseReceived = (
  tx: Tx,
  { contactId, addressKey }: { contactId: string; addressKey: string | null },
  at: Instant,
) =>
  tx
    .update(received)
    .set({ sender: null, subject: null, text: null, erasedAt: at })
    .where(
      and(
        isNull(received.erasedAt),
        addressKey === null
          ? eq(received.contactId, contactId)
          : or(eq(received.contactId, contactId), eq(received.addressKey, addressKey)),
      ),
    )
