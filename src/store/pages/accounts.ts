import { and, asc, desc, eq, exists, gt, gte, inArray, isNull, like, notExists, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { RelationshipKind } from '../../core/account.ts'
import type { LocalDay } from '../../core/day.ts'
import type { Instant } from '../../core/document.ts'
import type { SignalKind } from '../../core/signal.ts'
import { relationshipHolds } from '../accounts.ts'
import {
  accountDomains,
  accounts,
  drafts,
  fits,
  followUps,
  holds,
  ownerships,
  pursuits,
  queueItems,
  relationships,
  touches,
  triggers,
  users,
} from '../schema/index.ts'

/** Every condition that is asked for holds. `owner`: a user's id or `nobody`; `after`: the last account of the page before. */
export type AccountFilter = {
  owner: string | null
  text: string
  tier: number | null
  relationship: RelationshipKind | null
  trigger: { kind: SignalKind; since: Instant } | null
  after: string | null
}
const pageSize = 100
const byName = sql<string>`lower(${accounts.name})`

/** One page of the book, in the order of the index on names, so that a million accounts take no longer. */
export const accountPage = async (db: Db, filter: AccountFilter, now: Instant) => {
  const found = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(isNull(accounts.mergedInto), await following(db, filter.after), ...conditions(db, filter, now)))
    .orderBy(asc(byName), asc(accounts.id))
    .limit(pageSize + 1)
  const ids = found.slice(0, pageSize).map(({ id }) => id)
  return { rows: await linesOf(db, ids), next: found.length > pageSize ? ids.at(-1)! : null }
}

const linesOf = async (db: Db, ids: string[]) =>
  await db
    .select({
      id: accounts.id,
      name: accounts.name,
      incomplete: accounts.incomplete,
      domain: accountDomains.domain,
      ownerName: users.name,
      icpVersionId: fits.icpVersionId,
      fit: fits.fit,
      tier: fits.tier,
      disqualified: fits.disqualified,
    })
    .from(accounts)
    .leftJoin(accountDomains, and(eq(accountDomains.accountId, accounts.id), eq(accountDomains.primary, true)))
    .leftJoin(ownerships, and(eq(ownerships.accountId, accounts.id), isNull(ownerships.to)))
    .leftJoin(users, eq(users.id, ownerships.userId))
    .leftJoin(fits, and(eq(fits.accountId, accounts.id), isNull(fits.to)))
    .where(inArray(accounts.id, ids))
    .orderBy(asc(byName), asc(accounts.id))
export type AccountLine = Awaited<ReturnType<typeof linesOf>>[number]

/** What comes after an account by name; of namesakes, those with a later id. The bound names the index, from the start too. */
const following = async (db: Db, after: string | null): Promise<SQL | undefined> => {
  const [last] = after === null ? [] : await db.select({ name: byName }).from(accounts).where(eq(accounts.id, after))
  return last ? and(gte(byName, last.name), or(gt(byName, last.name), gt(accounts.id, after!))) : gte(byName, '')
}

/** What few accounts have is asked as a list of them, what many have of each in turn. */
const conditions = (db: Db, { owner, text, tier, relationship, trigger }: AccountFilter, now: Instant) => [
  owner === null ? undefined : ownedBy(db, owner),
  tier === null ? undefined : ofTier(db, tier),
  relationship === null
    ? undefined
    : inArray(
        accounts.id,
        db
          .select({ id: relationships.accountId })
          .from(relationships)
          .where(and(eq(relationships.kind, relationship), relationshipHolds(now))),
      ),
  trigger === null
    ? undefined
    : inArray(
        accounts.id,
        db
          .select({ id: triggers.accountId })
          .from(triggers)
          .where(and(eq(triggers.kind, trigger.kind), gte(triggers.at, trigger.since), isNull(triggers.removedAt))),
      ),
  text === '' ? undefined : called(db, text),
]

/** Tier 3 is what many are, so it is asked of each account in turn. */
const ofTier = (db: Db, tier: number): SQL => {
  const current = db.select({ id: fits.accountId }).from(fits)
  const fit = and(isNull(fits.to), eq(fits.tier, tier))
  return tier === 3
    ? exists(current.where(and(eq(fits.accountId, accounts.id), fit)))
    : inArray(accounts.id, current.where(fit))
}

const ownedBy = (db: Db, owner: string): SQL => {
  const open = db.select({ id: ownerships.accountId }).from(ownerships)
  return owner === 'nobody'
    ? notExists(open.where(and(eq(ownerships.accountId, accounts.id), isNull(ownerships.to))))
    : inArray(accounts.id, open.where(and(eq(ownerships.userId, owner), isNull(ownerships.to))))
}

/** Case set by us: SQLite's `like` ignores it, PostgreSQL's does not. */
const called = (db: Db, text: string): SQL | undefined => {
  const pattern = `%${text.toLowerCase().replaceAll(/[%_]/g, '')}%`
  const domains = db
    .select({ id: accountDomains.accountId })
    .from(accountDomains)
    .where(and(eq(accountDomains.accountId, accounts.id), like(accountDomains.domain, pattern)))
  return or(like(byName, pattern), exists(domains))
}

/** What stands beside the names of a page of accounts; heat as on the last list since that day. */
export const marksOf = async (db: Db, ids: readonly string[], { now, since }: { now: Instant; since: LocalDay }) => {
  const list = [...ids]
  if (list.length === 0) return noMarks
  const related = await db
    .select({ id: relationships.accountId, kind: relationships.kind })
    .from(relationships)
    .where(and(inArray(relationships.accountId, list), relationshipHolds(now)))
  const touched = await db
    .select({ id: touches.accountId, contactId: touches.contactId, at: touches.at })
    .from(touches)
    .where(inArray(touches.accountId, list))
    .orderBy(asc(touches.at))
  const newest = await db
    .select()
    .from(triggers)
    .where(and(inArray(triggers.accountId, list), isNull(triggers.removedAt)))
    .orderBy(asc(triggers.at))
  const heated = await db
    .select({ id: queueItems.accountId, heat: queueItems.heat, day: queueItems.day })
    .from(queueItems)
    .where(and(inArray(queueItems.accountId, list), gte(queueItems.day, since)))
    .orderBy(asc(queueItems.day))
  return {
    related: new Map(related.map(({ id, kind }) => [id, kind])),
    touched: new Map(touched.map(({ id, at }) => [id, at])),
    reached: new Set(touched.flatMap(({ contactId }) => contactId ?? [])),
    newest: new Map(newest.map((trigger) => [trigger.accountId, trigger])),
    heat: new Map(heated.map((row) => [row.id, row])),
  }
}
const noMarks = {
  related: new Map<string, RelationshipKind>(),
  touched: new Map<string, Instant>(),
  reached: new Set<string>(),
  newest: new Map<string, typeof triggers.$inferSelect>(),
  heat: new Map<string, { id: string; heat: number; day: LocalDay }>(),
}

/** What is under way at these accounts: open pursuits with their draft, the next follow-up, a hold. */
export const stepsOf = async (db: Db, ids: readonly string[], now: Instant) => {
  const list = [...ids]
  const chased = await db
    .select({ accountId: pursuits.accountId, pursuitId: pursuits.id, state: drafts.state })
    .from(pursuits)
    .leftJoin(drafts, eq(drafts.pursuitId, pursuits.id))
    .where(and(inArray(pursuits.accountId, list), isNull(pursuits.closedAt)))
    .orderBy(asc(drafts.createdAt))
  const due = await db
    .select({ accountId: followUps.accountId, dueDay: followUps.dueDay })
    .from(followUps)
    .where(and(inArray(followUps.accountId, list), isNull(followUps.closedAt)))
    .orderBy(desc(followUps.dueDay))
  const held = await db
    .select({ accountId: holds.accountId, until: holds.until, zone: users.timeZone })
    .from(holds)
    .leftJoin(ownerships, and(eq(ownerships.accountId, holds.accountId), isNull(ownerships.to)))
    .leftJoin(users, eq(users.id, ownerships.userId))
    .where(and(inArray(holds.accountId, list), isNull(holds.endedAt), or(isNull(holds.until), gt(holds.until, now))))
  return {
    chased: new Map(chased.map((row) => [row.accountId, row])),
    due: new Map(due.map(({ accountId, dueDay }) => [accountId, dueDay])),
    held: new Map(held.map((row) => [row.accountId, row])),
  }
}
