import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { LocalDay } from '../core/day.ts'
import {
  accountDomains,
  accounts,
  drafts,
  queueItems,
  revisionChecks,
  revisions,
  revisionTexts,
  triggers,
} from './schema/index.ts'

/** Everything on an owner's list that day with the account, its lead trigger and, where it has one, its draft. */
export const listedItems = async (db: Db, ownerKey: string, day: LocalDay) => {
  const rows = await db
    .select({ item: queueItems, account: accounts, trigger: triggers })
    .from(queueItems)
    .innerJoin(accounts, eq(accounts.id, queueItems.accountId))
    .innerJoin(triggers, eq(triggers.id, queueItems.leadTriggerId))
    .where(and(eq(queueItems.ownerKey, ownerKey), eq(queueItems.day, day)))
    .orderBy(asc(queueItems.rank))
  const domains = await domainsOf(
    db,
    rows.map(({ account }) => account.id),
  )
  const texts = await headTexts(
    db,
    rows.flatMap(({ item }) => item.pursuitId ?? []),
  )
  return rows.map((row) => ({
    ...row,
    domain: domains.get(row.account.id) ?? null,
    draft: texts.get(row.item.pursuitId ?? '') ?? null,
  }))
}
export type ListedItem = Awaited<ReturnType<typeof listedItems>>[number]

const domainsOf = async (db: Db, accountIds: string[]): Promise<Map<string, string>> => {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .select()
    .from(accountDomains)
    .where(inArray(accountDomains.accountId, accountIds))
    .orderBy(asc(accountDomains.primary), asc(accountDomains.domain)) // the primary last, so that it stays
  return new Map(rows.map(({ accountId, domain }) => [accountId, domain]))
}

/** The newest text of each of these pursuits, with what the checks said of it. */
const headTexts = async (db: Db, pursuitIds: string[]) => {
  const rows = await db
    .select({ draft: drafts, text: revisionTexts, checks: revisionChecks, revision: revisions })
    .from(drafts)
    .innerJoin(revisions, eq(revisions.id, drafts.headRevisionId))
    .innerJoin(revisionTexts, eq(revisionTexts.revisionId, revisions.id))
    .innerJoin(revisionChecks, eq(revisionChecks.revisionId, revisions.id))
    .where(inArray(drafts.pursuitId, pursuitIds))
    .orderBy(asc(drafts.createdAt))
  return new Map(rows.map((row) => [row.draft.pursuitId, row]))
}
