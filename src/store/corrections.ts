import { and, eq, inArray } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import { corrections, triggerSpends, triggers } from './schema/index.ts'

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

/** "account contact" of everybody who was called the wrong person at one of these accounts. */
export const wrongContactsOf = async (db: Db, accountIds: string[]): Promise<Set<string>> => {
  const wrong = await db
    .select({ accountId: corrections.accountId, contactId: corrections.subjectId })
    .from(corrections)
    .where(and(inArray(corrections.accountId, accountIds), eq(corrections.what, 'contact')))
  return new Set(wrong.map(({ accountId, contactId }) => `${accountId} ${contactId}`))
}

export const insertCorrection = (tx: Tx, row: typeof corrections.$inferInsert) => tx.insert(corrections).values(row)

/** The triggers of an account that were used up. */
export const spentTriggers = async (db: Db, accountId: string): Promise<Set<string>> => {
  const spent = await db
    .select({ id: triggers.id })
    .from(triggerSpends)
    .innerJoin(triggers, eq(triggers.id, triggerSpends.triggerId))
    .where(eq(triggers.accountId, accountId))
  return new Set(spent.map(({ id }) => id))
}

/** A trigger is spent once; the first reason stands. */
export const insertSpend = (tx: Tx, row: typeof triggerSpends.$inferInsert) =>
  tx.insert(triggerSpends).values(row).onConflictDoNothing()
