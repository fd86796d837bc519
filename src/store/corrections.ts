import { and, eq } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import { corrections, triggerSpends } from './schema/index.ts'

/** Contacts of an account that somebody called the wrong person. */
export const wrongContacts = async (db: Db, accountId: string): Promise<Set<string>> =>
  new Set(
    (
      await db
        .select({ id: corrections.subjectId })
        .from(corrections)
        .where(and(eq(corrections.accountId, accountId), eq(corrections.what, 'contact')))
    ).map(({ id }) => id),
  )

export const insertCorrection = (tx: Tx, row: typeof corrections.$inferInsert) => tx.insert(corrections).values(row)

/** A trigger is spent once; the first reason stands. */
export const insertSpend = (tx: Tx, row: typeof triggerSpends.$inferInsert) =>
  tx.insert(triggerSpends).values(row).onConflictDoNothing()
