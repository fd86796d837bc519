import { and, asc, between, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Instant } from '../core/document.ts'
import { relationshipHolds } from './accounts.ts'
import { accounts, contacts, employments, facts, relationships, triggers } from './schema/index.ts'

/** Null = all of them. */
type Only = readonly string[] | null
const among = (column: Parameters<typeof inArray>[0], only: Only) =>
  only === null ? undefined : inArray(column, [...only])

/** Accounts that stand for themselves, in the order of their ids. */
export const scorableIds = async (db: Db, only: Only): Promise<string[]> => {
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(isNull(accounts.mergedInto), among(accounts.id, only)))
    .orderBy(asc(accounts.id))
  return rows.map(({ id }) => id)
}

/** What these fields hold now for the accounts from one id to another. */
export const fieldValues = async (
  db: Db,
  fields: readonly string[],
  { first, last }: { first: string; last: string },
  only: Only,
) =>
  await db
    .select({ accountId: facts.accountId, field: facts.field, value: facts.value })
    .from(facts)
    .where(
      and(
        between(facts.accountId, first, last),
        inArray(facts.field, [...fields]),
        isNull(facts.to),
        among(facts.accountId, only),
      ),
    )
    .orderBy(asc(facts.id))

export const triggerTimes = async (db: Db, only: Only) =>
  await db
    .select({ accountId: triggers.accountId, kind: triggers.kind, at: triggers.at })
    .from(triggers)
    .where(and(isNull(triggers.removedAt), among(triggers.accountId, only)))
    .orderBy(asc(triggers.id))

export const titlesNow = async (db: Db, only: Only) =>
  await db
    .select({ accountId: employments.accountId, title: employments.title })
    .from(employments)
    .innerJoin(contacts, eq(contacts.id, employments.contactId))
    .where(and(isNull(employments.to), isNull(contacts.erasedAt), among(employments.accountId, only)))
    .orderBy(asc(employments.id))

export const customerIds = async (db: Db, at: Instant, only: Only): Promise<string[]> => {
  const rows = await db
    .select({ accountId: relationships.accountId })
    .from(relationships)
    .where(and(eq(relationships.kind, 'customer'), relationshipHolds(at), among(relationships.accountId, only)))
  return rows.map(({ accountId }) => accountId)
}
