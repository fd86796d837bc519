import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, notInArray } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { LocalDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { ownsNow } from './accounts.ts'
import { nullsLast } from './order.ts'
import {
  absences,
  accounts,
  contacts,
  drafts,
  employments,
  feeds,
  followUps,
  holds,
  notices,
  outcomes,
  ownerships,
  pursuits,
  queueItems,
  revisions,
  triggers,
  users,
} from './schema/index.ts'

/** A day's items of one owner in their order, with the account, the lead trigger and the newest draft's contact. */
export const digestItems = async (db: Db, ownerKey: string, day: LocalDay) =>
  await db
    .select({ item: queueItems, accountName: accounts.name, trigger: triggers })
    .from(queueItems)
    .innerJoin(accounts, eq(accounts.id, queueItems.accountId))
    .innerJoin(triggers, eq(triggers.id, queueItems.leadTriggerId))
    .where(and(eq(queueItems.ownerKey, ownerKey), eq(queueItems.day, day)))
    .orderBy(asc(queueItems.rank), asc(queueItems.id))

/** Drafts of these pursuits with whom they go to, oldest first. */
export const digestDrafts = async (db: Db, pursuitIds: string[]) =>
  pursuitIds.length === 0
    ? []
    : await db
        .select({ draft: drafts, contactName: contacts.name, contactTitle: employments.title })
        .from(drafts)
        .leftJoin(revisions, eq(revisions.id, drafts.headRevisionId))
        .leftJoin(contacts, eq(contacts.id, revisions.contactId))
        .leftJoin(
          employments,
          and(
            eq(employments.contactId, contacts.id),
            eq(employments.accountId, drafts.accountId),
            isNull(employments.to),
          ),
        )
        .where(inArray(drafts.pursuitId, pursuitIds))
        .orderBy(asc(drafts.createdAt), asc(drafts.id))

type Span = { from: Instant; to: Instant }

/** What came in at accounts this user owns, and is not old news from an import: recorded then, and not long before. */
export const outcomesFor = async (db: Db, ownerId: string, { from, to }: Span, notBefore: Instant) =>
  await db
    .select({ outcome: outcomes, accountName: accounts.name })
    .from(outcomes)
    .innerJoin(accounts, eq(accounts.id, outcomes.accountId))
    .innerJoin(ownerships, ownsNow(ownerId, outcomes.accountId))
    .where(and(gte(outcomes.recordedAt, from), lte(outcomes.recordedAt, to), gte(outcomes.at, notBefore)))
    .orderBy(desc(outcomes.recordedAt))

/** Holds on this user's accounts whose date comes after one instant and by another: those that end with it were told. */
export const holdsDue = async (db: Db, ownerId: string, { from, to }: Span) =>
  await db
    .select({ hold: holds, accountName: accounts.name })
    .from(holds)
    .innerJoin(accounts, eq(accounts.id, holds.accountId))
    .innerJoin(ownerships, ownsNow(ownerId, holds.accountId))
    .where(and(isNull(holds.endedAt), gt(holds.until, from), lte(holds.until, to)))
    .orderBy(nullsLast(asc(holds.until)))

export const followUpsDue = async (db: Db, ownerId: string, day: LocalDay) =>
  await db
    .select({ followUp: followUps, accountName: accounts.name })
    .from(followUps)
    .innerJoin(accounts, eq(accounts.id, followUps.accountId))
    .where(and(eq(followUps.ownerId, ownerId), isNull(followUps.closedAt), lte(followUps.dueDay, day)))
    .orderBy(asc(followUps.dueDay), asc(followUps.id))

/** Pursuits of this user that ended then for a reason that is not one of these. */
export const pursuitsEnded = async (db: Db, ownerId: string, { from, to }: Span, exceptFor: string[]) =>
  await db
    .select({ pursuit: pursuits, accountName: accounts.name })
    .from(pursuits)
    .innerJoin(accounts, eq(accounts.id, pursuits.accountId))
    .where(
      and(
        eq(pursuits.ownerId, ownerId),
        gte(pursuits.closedAt, from),
        lte(pursuits.closedAt, to),
        isNotNull(pursuits.closeReason),
        notInArray(pursuits.closeReason, exceptFor),
      ),
    )
    .orderBy(nullsLast(desc(pursuits.closedAt)))

/** Sends that only a person can settle. */
export const draftsStuck = async (db: Db) =>
  await db
    .select({ draft: drafts, accountName: accounts.name, ownerName: users.name })
    .from(drafts)
    .innerJoin(accounts, eq(accounts.id, drafts.accountId))
    .innerJoin(users, eq(users.id, drafts.ownerId))
    .where(inArray(drafts.state, ['failed', 'unknown']))
    .orderBy(asc(drafts.changedAt))

export const enabledFeeds = async (db: Db) =>
  await db.select().from(feeds).where(eq(feeds.enabled, true)).orderBy(asc(feeds.name))

/** Mail to users that could not be sent yet. */
export const failedNotices = async (db: Db, since: Instant) =>
  await db
    .select({ notice: notices, to: users.name })
    .from(notices)
    .innerJoin(users, eq(users.id, notices.userId))
    .where(and(isNotNull(notices.error), isNull(notices.sentAt), gte(notices.createdAt, since)))
    .orderBy(desc(notices.createdAt))

/** Who is away on that day. */
export const absentOn = async (db: Db, day: LocalDay): Promise<Set<string>> =>
  new Set(
    (
      await db
        .select({ userId: absences.userId })
        .from(absences)
        .where(and(lte(absences.fromDay, day), gte(absences.toDay, day)))
    ).map(({ userId }) => userId),
  )
