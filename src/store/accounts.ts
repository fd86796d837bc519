import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { AccountNames, Alias } from '../core/account.ts'
import type { Instant } from '../core/document.ts'
import {
  accountDomains,
  accounts,
  aliases,
  contacts,
  employments,
  facts,
  ownerships,
  relationships,
} from './schema/index.ts'

export type Account = typeof accounts.$inferSelect
export type StoredFact = typeof facts.$inferSelect

/** Accounts about which something an ICP can ask has changed since. */
export const changedAccounts = async (db: Db, since: Instant): Promise<Account[]> =>
  await db.select().from(accounts).where(gt(accounts.factsChangedAt, since)).orderBy(asc(accounts.id))

export const allAccounts = async (db: Db): Promise<Account[]> =>
  await db.select().from(accounts).orderBy(asc(accounts.id))

export const findAccount = async (db: Db, id: string): Promise<Account | undefined> =>
  (await db.select().from(accounts).where(eq(accounts.id, id)))[0]

export const allDomains = async (db: Db) => await db.select().from(accountDomains).orderBy(asc(accountDomains.domain))

export const allAliases = async (db: Db) => await db.select().from(aliases).orderBy(asc(aliases.id))

/** Facts that hold now. */
export const liveFacts = async (db: Db): Promise<StoredFact[]> =>
  await db.select().from(facts).where(isNull(facts.to)).orderBy(asc(facts.id))

export const liveFactsOf = async (db: Db, accountIds: string[]): Promise<StoredFact[]> =>
  await db
    .select()
    .from(facts)
    .where(and(inArray(facts.accountId, accountIds), isNull(facts.to)))
    .orderBy(asc(facts.field))

/** Who works where now, with name and title. */
export const liveEmployments = async (db: Db) =>
  await db
    .select({ employment: employments, contact: contacts })
    .from(employments)
    .innerJoin(contacts, eq(contacts.id, employments.contactId))
    .where(and(isNull(employments.to), isNull(contacts.erasedAt)))
    .orderBy(asc(employments.id))

export const employmentsOf = async (db: Db, accountIds: string[]) =>
  await db
    .select({ employment: employments, contact: contacts })
    .from(employments)
    .innerJoin(contacts, eq(contacts.id, employments.contactId))
    .where(and(inArray(employments.accountId, accountIds), isNull(contacts.erasedAt)))
    .orderBy(asc(employments.id))

export const liveRelationships = async (db: Db) =>
  await db.select().from(relationships).where(isNull(relationships.to)).orderBy(asc(relationships.id))

export const liveOwnerships = async (db: Db) =>
  await db.select().from(ownerships).where(isNull(ownerships.to)).orderBy(asc(ownerships.id))

export const touchFacts = (tx: Tx, ids: string[], at: Instant) =>
  tx.update(accounts).set({ factsChangedAt: at }).where(inArray(accounts.id, ids))

/** What matching needs of every account that is not merged into another. */
export const accountNames = async (db: Db): Promise<AccountNames[]> => {
  const domains = groupBy(await allDomains(db), (row) => row.accountId)
  const otherNames = groupBy(await allAliases(db), (row) => row.accountId)
  const known = groupBy(await liveFacts(db), (row) => row.accountId)
  const people = groupBy(await liveEmployments(db), (row) => row.employment.accountId)
  return (await allAccounts(db))
    .filter((account) => account.mergedInto === null)
    .map((account) => {
      const fact = (field: string) => known.get(account.id)?.find((row) => row.field === field)?.value
      const word = (field: string) => (typeof fact(field) === 'string' ? String(fact(field)) : null)
      const ticker = word('ticker')
      const own: Alias[] = (otherNames.get(account.id) ?? []).map(({ name, kind }) => ({ name, kind }))
      return {
        id: account.id,
        name: account.name,
        domains: (domains.get(account.id) ?? [])
          .sort((a, b) => Number(b.primary) - Number(a.primary))
          .map((row) => row.domain),
        aliases: ticker ? [...own, { name: ticker, kind: 'ticker' as const }] : own,
        cues: {
          industry: word('industry'),
          city: word('city'),
          country: word('country'),
          people: (people.get(account.id) ?? []).map((row) => row.contact.name),
          products: list(fact('products')),
        },
      }
    })
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

/** Rows by key, each list in the order the rows came. */
export const groupBy = <T, K>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

export const insertFact = (tx: Tx, row: typeof facts.$inferInsert) => tx.insert(facts).values(row).onConflictDoNothing()

export const endFact = (tx: Tx, id: string, at: Instant) => tx.update(facts).set({ to: at }).where(eq(facts.id, id))

/** The person no longer works there. */
export const endEmployment = (tx: Tx, id: string, at: Instant) =>
  tx.update(employments).set({ to: at }).where(eq(employments.id, id))
