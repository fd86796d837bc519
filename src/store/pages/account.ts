import { and, asc, desc, eq, exists, gte, inArray, isNull, like, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Instant } from '../../core/document.ts'
import { relationshipHolds } from '../accounts.ts'
import { nullsFirst } from '../order.ts'
import {
  accountDomains,
  accounts,
  contacts,
  drafts,
  employments,
  facts,
  fits,
  followUps,
  outcomes,
  ownerships,
  relationships,
  touches,
  triggers,
  users,
} from '../schema/index.ts'

export type AccountFilter = { ownerId: string | null; text: string; tier: number | null; after: string | null }
const pageSize = 100

/** One page of the book by name; `ownerId` null = everybody's. */
export const accountPage = async (db: Db, filter: AccountFilter) => {
  const conditions: (SQL | undefined)[] = [isNull(accounts.mergedInto)]
  if (filter.ownerId) conditions.push(eq(ownerships.userId, filter.ownerId))
  if (filter.tier !== null) conditions.push(eq(fits.tier, filter.tier))
  if (filter.after) conditions.push(gte(accounts.name, filter.after))
  if (filter.text) {
    // case set by us: SQLite's `like` ignores it, PostgreSQL's does not
    const pattern = `%${filter.text.toLowerCase().replaceAll(/[%_]/g, '')}%`
    const domains = db
      .select({ id: accountDomains.accountId })
      .from(accountDomains)
      .where(and(eq(accountDomains.accountId, accounts.id), like(accountDomains.domain, pattern)))
    conditions.push(or(like(sql`lower(${accounts.name})`, pattern), exists(domains)))
  }
  const rows = await db
    .select({
      id: accounts.id,
      name: accounts.name,
      incomplete: accounts.incomplete,
      domain: accountDomains.domain,
      ownerName: users.name,
      fit: fits.fit,
      tier: fits.tier,
      disqualified: fits.disqualified,
    })
    .from(accounts)
    .leftJoin(accountDomains, and(eq(accountDomains.accountId, accounts.id), eq(accountDomains.primary, true)))
    .leftJoin(ownerships, and(eq(ownerships.accountId, accounts.id), isNull(ownerships.to)))
    .leftJoin(users, eq(users.id, ownerships.userId))
    .leftJoin(fits, and(eq(fits.accountId, accounts.id), isNull(fits.to)))
    .where(and(...conditions))
    .orderBy(asc(accounts.name), asc(accounts.id))
    .limit(pageSize + 1)
  return { rows: rows.slice(0, pageSize), next: rows[pageSize]?.name ?? null }
}
export type AccountLine = Awaited<ReturnType<typeof accountPage>>['rows'][number]

/** What stands beside the names of a page of accounts. */
export const marksOf = async (db: Db, ids: readonly string[], now: Instant) => {
  if (ids.length === 0) return { related: new Map(), touched: new Map(), newest: new Map() }
  const list = [...ids]
  const related = await db
    .select({ id: relationships.accountId, kind: relationships.kind })
    .from(relationships)
    .where(and(inArray(relationships.accountId, list), relationshipHolds(now)))
  const touched = await db
    .select({ id: touches.accountId, at: touches.at })
    .from(touches)
    .where(inArray(touches.accountId, list))
    .orderBy(asc(touches.at))
  const newest = await db
    .select()
    .from(triggers)
    .where(and(inArray(triggers.accountId, list), isNull(triggers.removedAt)))
    .orderBy(asc(triggers.at))
  return {
    related: new Map(related.map(({ id, kind }) => [id, kind])),
    touched: new Map(touched.map(({ id, at }) => [id, at])),
    newest: new Map(newest.map((trigger) => [trigger.accountId, trigger])),
  }
}

export const accountHead = async (db: Db, id: string) => {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, id))
  if (!account) return null
  const domains = await db
    .select({ domain: accountDomains.domain })
    .from(accountDomains)
    .where(eq(accountDomains.accountId, id))
    .orderBy(desc(accountDomains.primary))
  const [owner] = await db
    .select({ id: users.id, name: users.name, source: ownerships.source })
    .from(ownerships)
    .innerJoin(users, eq(users.id, ownerships.userId))
    .where(and(eq(ownerships.accountId, id), isNull(ownerships.to)))
  return { account, domains: domains.map(({ domain }) => domain), owner: owner ?? null }
}

export const factsOf = async (db: Db, accountId: string) =>
  await db
    .select()
    .from(facts)
    .where(and(eq(facts.accountId, accountId), isNull(facts.to)))
    .orderBy(asc(facts.field))

export const peopleOf = async (db: Db, accountId: string) =>
  await db
    .select({ contact: contacts, employment: employments })
    .from(employments)
    .innerJoin(contacts, eq(contacts.id, employments.contactId))
    .where(eq(employments.accountId, accountId))
    .orderBy(nullsFirst(asc(employments.to)), asc(contacts.name))

export const outcomesOf = async (db: Db, accountId: string) =>
  await db
    .select({ outcome: outcomes, by: users.name })
    .from(outcomes)
    .leftJoin(users, eq(users.id, outcomes.by))
    .where(eq(outcomes.accountId, accountId))
    .orderBy(desc(outcomes.at))

export const draftsOfAccount = async (db: Db, accountId: string) =>
  await db
    .select({ id: drafts.id, pursuitId: drafts.pursuitId, state: drafts.state, changedAt: drafts.changedAt })
    .from(drafts)
    .where(eq(drafts.accountId, accountId))
    .orderBy(desc(drafts.createdAt))

/**
 * Accounts whose name or domain begins with these words, by name first; `ownerId` null = everybody's. Ordered as the two
 * indexes are, so that a million accounts take no longer.
 */
export const accountsCalled = async (db: Db, text: string, ownerId: string | null, most: number) => {
  const start = text.toLowerCase()
  const called = (column: SQL) =>
    db
      .select({ id: accounts.id, name: accounts.name, domain: accountDomains.domain })
      .from(accounts)
      .leftJoin(accountDomains, eq(accountDomains.accountId, accounts.id))
      .leftJoin(ownerships, and(eq(ownerships.accountId, accounts.id), isNull(ownerships.to)))
      .where(
        and(
          gte(column, start),
          lt(column, `${start}\uffff`),
          isNull(accounts.mergedInto),
          ownerId ? eq(ownerships.userId, ownerId) : undefined,
        ),
      )
      .orderBy(asc(column))
      .limit(most)
  const found = [...(await called(sql`lower(${accounts.name})`)), ...(await called(sql`${accountDomains.domain}`))]
  return [...new Map(found.map((row) => [row.id, row])).values()].slice(0, most)
}

/** Open ones, and those that ended since an instant, soonest due first. */
export const followUpsOf = async (db: Db, accountId: string, since: Instant) =>
  await db
    .select({ followUp: followUps, contactName: contacts.name, ownerName: users.name })
    .from(followUps)
    .leftJoin(contacts, eq(contacts.id, followUps.contactId))
    .leftJoin(users, eq(users.id, followUps.ownerId))
    .where(and(eq(followUps.accountId, accountId), or(isNull(followUps.closedAt), gte(followUps.closedAt, since))))
    .orderBy(asc(followUps.dueDay), asc(followUps.id))
