import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Account } from './accounts.ts'
import { accountDomains, accounts } from './schema/index.ts'

export const accountByExternalId = async (db: Db, externalId: string): Promise<Account | undefined> =>
  (await db.select().from(accounts).where(eq(accounts.externalId, externalId)))[0]

export const accountOfDomain = async (db: Db, domain: string): Promise<Account | undefined> =>
  (
    await db
      .select({ account: accounts })
      .from(accountDomains)
      .innerJoin(accounts, eq(accounts.id, accountDomains.accountId))
      .where(eq(accountDomains.domain, domain))
  )[0]?.account

/** Every account of this name, whatever its letters' case. */
export const accountsNamed = async (db: Db, name: string): Promise<Account[]> => {
  const found = await db
    .select()
    .from(accounts)
    .where(inArray(sql`lower(${accounts.name})`, spellingsOf(name)))
    .orderBy(asc(accounts.id))
  return found.filter((account) => folded(account.name) === folded(name))
}
const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

/** As the index on names may have it: SQLite's `lower` knows the letters of ASCII alone and leaves any other as it was. */
const spellingsOf = (name: string): string[] => {
  const small = folded(name)
  const initials = small.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
  const all = [small, initials, small.toUpperCase(), name.normalize('NFKC').trim(), name.trim()]
  return [...new Set(all.map((one) => one.replace(/[A-Z]/g, (letter) => letter.toLowerCase())))]
}
