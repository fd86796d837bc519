import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#dialect'
import { accountDomains, accounts, ownerships } from './schema/index.ts'

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

/** Who owns the first account of this account's family that has an owner; null = nobody any. */
export const familyOwnerOf = async (db: Db, accountId: string): Promise<string | null> => {
  const [owner] = await db
    .select({ userId: ownerships.userId })
    .from(accounts)
    .innerJoin(ownerships, eq(ownerships.accountId, accounts.id))
    .where(
      and(
        eq(accounts.familyId, db.select({ id: accounts.familyId }).from(accounts).where(eq(accounts.id, accountId))),
        isNull(ownerships.to),
      ),
    )
    .orderBy(asc(accounts.id))
    .limit(1)
  return owner?.userId ?? null
}
