import { and, desc, eq } from 'drizzle-orm'
import { type Db, rows, type Tx } from '#dialect'
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

/** Open drafts whose recipient, domain or account family is suppressed: the same view the guards ask. */
export const suppressedDraftIds = async (db: Db): Promise<string[]> =>
  (
    await rows<{ id: string }>(
      db,
      `select distinct d.id as id from drafts d join suppressed_revisions s on s.revision_id = d.head_revision_id
       where d.state in ('pending', 'submitted', 'approved', 'queued', 'quarantined')`,
    )
  ).map(({ id }) => id)

export const insertSuppression = (tx: Tx, row: typeof suppressions.$inferInsert) => tx.insert(suppressions).values(row)
