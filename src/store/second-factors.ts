import { and, count, eq, isNotNull, lt } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { recoveryCodes, secondFactors } from './schema/index.ts'

export type SecondFactor = typeof secondFactors.$inferSelect

export const findSecondFactor = async (db: Db, userId: string): Promise<SecondFactor | null> =>
  (await db.select().from(secondFactors).where(eq(secondFactors.userId, userId)))[0] ?? null

/** Who is asked for a code, of everybody. */
export const peopleWithSecondFactor = async (db: Db): Promise<ReadonlySet<string>> => {
  const rows = await db
    .select({ userId: secondFactors.userId })
    .from(secondFactors)
    .where(isNotNull(secondFactors.confirmedAt))
  return new Set(rows.map(({ userId }) => userId))
}

export const addSecondFactor = (tx: Tx, row: typeof secondFactors.$inferInsert) => tx.insert(secondFactors).values(row)

/** Takes a step that is later than the last one: used twice at once, it counts once. */
export const takeStep = (tx: Tx, userId: string, step: number) =>
  tx
    .update(secondFactors)
    .set({ lastStep: step })
    .where(and(eq(secondFactors.userId, userId), lt(secondFactors.lastStep, step)))

export const confirmSecondFactor = (tx: Tx, userId: string, confirmedAt: Instant) =>
  tx.update(secondFactors).set({ confirmedAt }).where(eq(secondFactors.userId, userId))

export const dropSecondFactor = (tx: Tx, userId: string) =>
  tx.delete(secondFactors).where(eq(secondFactors.userId, userId))

export const addRecoveryCodes = (tx: Tx, rows: (typeof recoveryCodes.$inferInsert)[]) =>
  tx.insert(recoveryCodes).values(rows)
export const dropRecoveryCodes = (tx: Tx, userId: string) =>
  tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
export const useRecoveryCode = (tx: Tx, userId: string, codeHash: string) =>
  tx.delete(recoveryCodes).where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, codeHash)))

export const hasRecoveryCode = async (db: Db, userId: string, codeHash: string): Promise<boolean> =>
  (
    await db
      .select()
      .from(recoveryCodes)
      .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, codeHash)))
  ).length > 0

export const countRecoveryCodes = async (db: Db, userId: string): Promise<number> => {
  const [row] = await db.select({ left: count() }).from(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  return Number(row?.left ?? 0)
}
