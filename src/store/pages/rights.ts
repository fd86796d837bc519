import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Db } from '#dialect'
import { receiversOf } from '../handovers.ts'
import { accounts, ownerships, queueItems } from '../schema/index.ts'

/** Ids of the users who own the account now, have had it on a list or were handed it; null when there is no such account. */
export const accountOwners = async (db: Db, accountId: string): Promise<string[] | null> => {
  const [account] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId))
  if (!account) return null
  const owned = await db
    .select({ id: ownerships.userId })
    .from(ownerships)
    .where(and(eq(ownerships.accountId, accountId), isNull(ownerships.to)))
  const listed = await db
    .selectDistinct({ id: queueItems.ownerKey })
    .from(queueItems)
    .where(and(eq(queueItems.accountId, accountId), isNotNull(queueItems.ownerKey)))
  return [
    ...new Set([...owned.map(({ id }) => id), ...listed.map(({ id }) => id), ...(await receiversOf(db, accountId))]),
  ]
}
