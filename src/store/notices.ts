import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { notices, users } from './schema/index.ts'

export type StoredNotice = typeof notices.$inferSelect

export const findNotice = async (
  db: Db,
  userId: string,
  kind: StoredNotice['kind'],
  onceKey: string,
): Promise<StoredNotice | undefined> =>
  (
    await db
      .select()
      .from(notices)
      .where(and(eq(notices.userId, userId), eq(notices.kind, kind), eq(notices.onceKey, onceKey)))
  )[0]

/** Not sent yet, with the active user each is for. */
export const waitingNotices = async (db: Db) =>
  await db
    .select({ notice: notices, user: users })
    .from(notices)
    .innerJoin(users, eq(users.id, notices.userId))
    .where(and(isNull(notices.sentAt), eq(users.active, true)))
    .orderBy(asc(notices.createdAt), asc(notices.id))

/** Newest first, for the admin's page. */
export const recentNotices = async (db: Db, limit: number): Promise<StoredNotice[]> =>
  await db.select().from(notices).orderBy(desc(notices.createdAt), desc(notices.id)).limit(limit)

export const insertNotice = (tx: Tx, row: typeof notices.$inferInsert) => tx.insert(notices).values(row)

/** Takes a waiting notice for one attempt; changes nothing when somebody else has it. */
export const claimNotice = (tx: Tx, { id, attempts }: StoredNotice, leaseUntil: Instant) =>
  tx
    .update(notices)
    .set({ attempts: attempts + 1, leaseUntil })
    .where(and(eq(notices.id, id), eq(notices.attempts, attempts), isNull(notices.sentAt), isNull(notices.leaseUntil)))

export const changeNotice = (tx: Tx, id: string, change: Partial<typeof notices.$inferInsert>) =>
  tx.update(notices).set(change).where(eq(notices.id, id))
