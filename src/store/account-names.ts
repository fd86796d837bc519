import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lte, type SQL } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { AccountNames, Alias, FactValue } from '../core/account.ts'
import type { Instant } from '../core/document.ts'
import { groupBy } from './accounts.ts'
import { accountDomains, accounts, aliases, contacts, employments, facts } from './schema/index.ts'

const namesAtOnce = 2000

/** What matching needs of every account that is not merged into another, lot by lot in the order of their ids. */
export async function* accountNames(db: Db): AsyncGenerator<AccountNames[]> {
  for (let after = ''; ; ) {
    const called = await db
      .select({ id: accounts.id, name: accounts.name })
      .from(accounts)
      .where(and(gt(accounts.id, after), isNull(accounts.mergedInto)))
      .orderBy(asc(accounts.id))
      .limit(namesAtOnce)
    const last = called.at(-1)?.id
    if (last === undefined) return
    yield await namesOf(db, called, (accountId) => and(gt(accountId, after), lte(accountId, last)))
    after = last
  }
}

/** The same of these accounts, as far as they are not merged into another. */
export const accountNamesOf = async (db: Db, ids: string[]): Promise<AccountNames[]> => {
  const called = await db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(and(inArray(accounts.id, ids), isNull(accounts.mergedInto)))
    .orderBy(asc(accounts.id))
  return await namesOf(db, called, (accountId) => inArray(accountId, ids))
}

/** Accounts that may have changed since, those merged into another too; no more than `most`. */
export const changedSince = async (db: Db, since: Instant, most: number): Promise<string[]> => {
  const found = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(gte(accounts.changedAt, since))
    .orderBy(asc(accounts.changedAt))
    .limit(most)
  return found.map(({ id }) => id)
}

/** How many accounts are not merged into another, and how many names all have: also a write with an old date shows. */
export const countNames = async (db: Db): Promise<{ accounts: number; names: number }> => {
  const numberIn = ([row]: { n: number }[]): number => Number(row?.n ?? 0)
  const all = numberIn(await db.select({ n: count() }).from(accounts))
  const merged = numberIn(await db.select({ n: count(accounts.mergedInto) }).from(accounts))
  const others = numberIn(await db.select({ n: count() }).from(aliases))
  return { accounts: all - merged, names: all + others }
}

type Called = { id: string; name: string }
/** Picks the rows of some accounts in whichever table. */
type Among = (
  accountId: (typeof aliases | typeof facts | typeof accountDomains | typeof employments)['accountId'],
) => SQL | undefined

const namesOf = async (db: Db, called: readonly Called[], among: Among): Promise<AccountNames[]> => {
  const domains = groupBy(await domainsOf(db, among), ofAccount)
  const otherNames = groupBy(await aliasesOf(db, among), ofAccount)
  const known = groupBy(await cuesOf(db, among), ofAccount)
  const people = groupBy(await peopleOf(db, among), ofAccount)
  return called.map(({ id, name }) => {
    const value = (field: string) => known.get(id)?.find((row) => row.field === field)?.value
    const ticker = word(value('ticker'))
    const own = (otherNames.get(id) ?? []).map(({ name, kind }): Alias => ({ name, kind }))
    return {
      id,
      name,
      domains: (domains.get(id) ?? []).map(({ domain }) => domain),
      aliases: ticker ? [...own, { name: ticker, kind: 'ticker' }] : own,
      cues: {
        industry: word(value('industry')),
        city: word(value('city')),
        country: word(value('country')),
        people: (people.get(id) ?? []).map((person) => person.name),
        products: list(value('products')),
      },
    }
  })
}

const ofAccount = ({ accountId }: { accountId: string }): string => accountId
const word = (value: FactValue | undefined): string | null => (typeof value === 'string' ? value : null)
const list = (value: FactValue | undefined): string[] => (Array.isArray(value) ? value.map(String) : [])

const domainsOf = async (db: Db, among: Among) =>
  await db
    .select({ accountId: accountDomains.accountId, domain: accountDomains.domain })
    .from(accountDomains)
    .where(among(accountDomains.accountId))
    .orderBy(desc(accountDomains.primary), asc(accountDomains.domain))

const aliasesOf = async (db: Db, among: Among) =>
  await db
    .select({ accountId: aliases.accountId, name: aliases.name, kind: aliases.kind })
    .from(aliases)
    .where(among(aliases.accountId))
    .orderBy(asc(aliases.id))

const cueFields = ['industry', 'city', 'country', 'products', 'ticker']

/** The facts that tell namesakes apart. */
const cuesOf = async (db: Db, among: Among) =>
  await db
    .select({ accountId: facts.accountId, field: facts.field, value: facts.value })
    .from(facts)
    .where(and(among(facts.accountId), isNull(facts.to), inArray(facts.field, cueFields)))
    .orderBy(asc(facts.id))

const peopleOf = async (db: Db, among: Among) =>
  await db
    .select({ accountId: employments.accountId, name: contacts.name })
    .from(employments)
    .innerJoin(contacts, eq(contacts.id, employments.contactId))
    .where(and(among(employments.accountId), isNull(employments.to), isNull(contacts.erasedAt)))
    .orderBy(asc(employments.id))
