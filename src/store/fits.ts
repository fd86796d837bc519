import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { fits } from './schema/index.ts'

export type StoredFit = typeof fits.$inferSelect

export const liveFits = async (db: Db): Promise<StoredFit[]> =>
  await db.select().from(fits).where(isNull(fits.to)).orderBy(asc(fits.accountId))

/** Which fit each account has, and against which version. */
export const liveFitIds = async (db: Db) =>
  await db
    .select({ id: fits.id, accountId: fits.accountId, icpVersionId: fits.icpVersionId })
    .from(fits)
    .where(isNull(fits.to))

export const liveFitHashes = async (db: Db) =>
  await db
    .select({ id: fits.id, accountId: fits.accountId, resultHash: fits.resultHash, from: fits.from })
    .from(fits)
    .where(isNull(fits.to))

export const fitOfAccount = async (db: Db, accountId: string): Promise<StoredFit | undefined> =>
  (
    await db
      .select()
      .from(fits)
      .where(and(eq(fits.accountId, accountId), isNull(fits.to)))
  )[0]

export const endFits = (tx: Tx, ids: string[], at: Instant) =>
  tx.update(fits).set({ to: at }).where(inArray(fits.id, ids))

export const insertFits = (rows: (typeof fits.$inferInsert)[]) => ({ into: fits, rows })
