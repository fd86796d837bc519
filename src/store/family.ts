import { eq, inArray } from 'drizzle-orm'
import type { Db } from '#dialect'
import { accountDomains, accounts } from './schema/index.ts'

/** The account, its relatives, and those that were merged into one of them: who a touch or an opt-out is about. */
export const familyOf = async (db: Db, accountId: string): Promise<string[]> => {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, accountId))
  if (!account) return []
  const family = (
    await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.familyId, account.familyId))
  ).map(({ id }) => id)
  const merged = await db.select({ id: accounts.id }).from(accounts).where(inArray(accounts.mergedInto, family))
  return [...new Set([...family, ...merged.map(({ id }) => id)])]
}

export const accountsOfDomain = async (db: Db, domain: string): Promise<string[]> =>
  (await db.select({ id: accountDomains.accountId }).from(accountDomains).where(eq(accountDomains.domain, domain))).map(
    ({ id }) => id,
  )
