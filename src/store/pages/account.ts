import { and, asc, desc, eq, gte, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Instant } from '../../core/document.ts'
import { nullsFirst } from '../order.ts'
import {
  accountDomains,
  accounts,
  contacts,
  drafts,
  employments,
  facts,
  followUps,
  outcomes,
  ownerships,
  users,
} from '../schema/index.ts'

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
