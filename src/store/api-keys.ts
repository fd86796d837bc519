import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { apiKeys } from './schema/index.ts'

export type ApiKey = typeof apiKeys.$inferSelect

/** Newest first, revoked ones too. */
export const allApiKeys = async (db: Db): Promise<ApiKey[]> =>
  await db.select().from(apiKeys).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))

export const liveApiKey = async (db: Db, tokenHash: string): Promise<ApiKey | null> =>
  (
    await db
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.tokenHash, tokenHash), isNull(apiKeys.revokedAt)))
  )[0] ?? null

export const addApiKey = (tx: Tx, key: typeof apiKeys.$inferInsert) => tx.insert(apiKeys).values(key)
export const markKeyUsed = (tx: Tx, id: string, at: Instant) =>
  tx.update(apiKeys).set({ lastUsedAt: at }).where(eq(apiKeys.id, id))
export const revokeApiKey = (tx: Tx, id: string, at: Instant) =>
  tx
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
