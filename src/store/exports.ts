import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#dialect'
import { groupBy } from './accounts.ts'
import {
  accountDomains,
  accounts,
  aliases,
  contacts,
  employments,
  facts,
  fits,
  icpVersions,
  outcomes,
  ownerships,
  queueItems,
  relationships,
  suppressions,
  touches,
  triggers,
  users,
} from './schema/index.ts'

/** Everything below comes in lots by id, the next one after the last, so that a million rows need no more room than a few. */
export type Lot = { after: string; limit: number }

export const accountLot = async (db: Db, { after, limit }: Lot) =>
  await db
    .select()
    .from(accounts)
    .where(and(gt(accounts.id, after), isNull(accounts.mergedInto)))
    .orderBy(asc(accounts.id))
    .limit(limit)

/** People where they work now. */
export const employmentLot = async (db: Db, { after, limit }: Lot) =>
  await db
    .select({ id: employments.id, accountId: employments.accountId, employment: employments, contact: contacts })
    .from(employments)
    .innerJoin(contacts, eq(contacts.id, employments.contactId))
    .where(and(gt(employments.id, after), isNull(employments.to), isNull(contacts.erasedAt)))
    .orderBy(asc(employments.id))
    .limit(limit)

export const ownershipLot = async (db: Db, { after, limit }: Lot) =>
  await db
    .select({ id: ownerships.id, accountId: ownerships.accountId, email: users.email })
    .from(ownerships)
    .innerJoin(users, eq(users.id, ownerships.userId))
    .where(and(gt(ownerships.id, after), isNull(ownerships.to)))
    .orderBy(asc(ownerships.id))
    .limit(limit)

export const relationshipLot = async (db: Db, { after, limit }: Lot) =>
  await db
    .select({
      id: relationships.id,
      accountId: relationships.accountId,
      relationship: relationships,
      email: users.email,
    })
    .from(relationships)
    .leftJoin(users, eq(users.id, relationships.ownerId))
    .where(gt(relationships.id, after))
    .orderBy(asc(relationships.id))
    .limit(limit)

export const touchLot = async (db: Db, { after, limit }: Lot) =>
  await db
    .select({
      id: touches.id,
      accountId: touches.accountId,
      touch: touches,
      contactEmail: contacts.email,
      userEmail: users.email,
    })
    .from(touches)
    .leftJoin(contacts, eq(contacts.id, touches.contactId))
    .leftJoin(users, eq(users.id, touches.ownerId))
    .where(gt(touches.id, after))
    .orderBy(asc(touches.id))
    .limit(limit)

export const outcomeLot = async (db: Db, { after, limit }: Lot) =>
  await db
    .select({
      id: outcomes.id,
      accountId: outcomes.accountId,
      outcome: outcomes,
      contactEmail: contacts.email,
      touchExternalId: touches.externalId,
    })
    .from(outcomes)
    .leftJoin(contacts, eq(contacts.id, outcomes.contactId))
    .leftJoin(touches, eq(touches.id, outcomes.touchId))
    .where(gt(outcomes.id, after))
    .orderBy(asc(outcomes.id))
    .limit(limit)

export const suppressionLot = async (db: Db, { after, limit }: Lot) =>
  await db.select().from(suppressions).where(gt(suppressions.id, after)).orderBy(asc(suppressions.id)).limit(limit)

/** Triggers that stand. */
export const triggerLot = async (db: Db, { after, limit }: Lot) =>
  await db
    .select()
    .from(triggers)
    .where(and(gt(triggers.id, after), isNull(triggers.removedAt)))
    .orderBy(asc(triggers.id))
    .limit(limit)

const fitColumns = {
  id: fits.id,
  accountId: fits.accountId,
  fit: fits.fit,
  tier: fits.tier,
  disqualified: fits.disqualified,
  coverage: fits.coverage,
  from: fits.from,
  icpKey: icpVersions.icpKey,
  icpNumber: icpVersions.number,
} as const

export const fitLot = async (db: Db, { after, limit }: Lot) =>
  await db
    .select(fitColumns)
    .from(fits)
    .innerJoin(icpVersions, eq(icpVersions.id, fits.icpVersionId))
    .where(and(gt(fits.id, after), isNull(fits.to)))
    .orderBy(asc(fits.id))
    .limit(limit)

/** Every item of every queue, past days too. */
export const queueLot = async (db: Db, { after, limit }: Lot) =>
  await db
    .select({
      id: queueItems.id,
      accountId: queueItems.accountId,
      day: queueItems.day,
      ownerKey: queueItems.ownerKey,
      email: users.email,
      lane: queueItems.lane,
      rank: queueItems.rank,
      priority: queueItems.priority,
      fit: queueItems.fit,
      heat: queueItems.heat,
      tier: queueItems.tier,
      triggerKind: triggers.kind,
      firstSeenAt: queueItems.firstSeenAt,
    })
    .from(queueItems)
    .innerJoin(triggers, eq(triggers.id, queueItems.leadTriggerId))
    .leftJoin(users, eq(users.id, queueItems.ownerKey))
    .where(gt(queueItems.id, after))
    .orderBy(asc(queueItems.id))
    .limit(limit)

export type AccountLabel = { name: string; externalId: string | null; domains: string[] }

/** What files call these accounts; the primary domain first. */
export const accountLabels = async (db: Db, ids: string[]): Promise<Map<string, AccountLabel>> => {
  const called = await db
    .select({ id: accounts.id, name: accounts.name, externalId: accounts.externalId })
    .from(accounts)
    .where(inArray(accounts.id, ids))
  const rows = await db
    .select()
    .from(accountDomains)
    .where(inArray(accountDomains.accountId, ids))
    .orderBy(asc(accountDomains.domain))
  const domains = groupBy(
    [...rows.filter(({ primary }) => primary), ...rows.filter(({ primary }) => !primary)],
    ({ accountId }) => accountId,
  )
  return new Map(
    called.map(({ id, ...label }) => [id, { ...label, domains: (domains.get(id) ?? []).map(({ domain }) => domain) }]),
  )
}

/** What an export of accounts says beside their names. */
export const accountDetails = async (db: Db, ids: string[]) => ({
  aliases: await db.select().from(aliases).where(inArray(aliases.accountId, ids)).orderBy(asc(aliases.name)),
  facts: await db
    .select({ accountId: facts.accountId, field: facts.field, value: facts.value, source: facts.source })
    .from(facts)
    .where(and(inArray(facts.accountId, ids), isNull(facts.to)))
    .orderBy(asc(facts.field)),
  owners: await db
    .select({ accountId: ownerships.accountId, email: users.email })
    .from(ownerships)
    .innerJoin(users, eq(users.id, ownerships.userId))
    .where(and(inArray(ownerships.accountId, ids), isNull(ownerships.to))),
  fits: await db
    .select(fitColumns)
    .from(fits)
    .innerJoin(icpVersions, eq(icpVersions.id, fits.icpVersionId))
    .where(and(inArray(fits.accountId, ids), isNull(fits.to))),
})

/** The fields that these accounts hold, and where they come from. */
export const fieldsHeld = async (db: Db, ids: string[]) =>
  await db
    .selectDistinct({ field: facts.field, source: facts.source })
    .from(facts)
    .where(and(inArray(facts.accountId, ids), isNull(facts.to)))
