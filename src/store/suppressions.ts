import { and, desc, eq } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { SuppressionKind } from '../core/suppression.ts'
import { suppressions } from './schema/index.ts'

export type Suppression = typeof suppressions.$inferSelect

export const findSuppression = async (db: Db, kind: SuppressionKind, key: string): Promise<Suppression | undefined> =>
  (
    await db
      .select()
      .from(suppressions)
      .where(and(eq(suppressions.kind, kind), eq(suppressions.key, key)))
  )[0]

/** Newest first. */
export const listSuppressions = async (db: Db, limit = 500): Promise<Suppression[]> =>
  await db.select().from(suppressions).orderBy(desc(suppressions.at), desc(suppressions.id)).limit(limit)

export const insertSuppression = (tx: Tx, row: typeof suppressions.$inferInsert) => tx.insert(suppressions).values(row)
