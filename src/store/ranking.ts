import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { LocalDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import type { DraftState } from '../core/review.ts'
import {
  absences,
  corrections,
  decisions,
  drafts,
  fits,
  holds,
  queueItems,
  revisions,
  suppressions,
  territories,
  touches,
  triggerSpends,
  triggers,
  users,
} from './schema/index.ts'

export const activeUsers = async (db: Db) =>
  await db.select().from(users).where(eq(users.active, true)).orderBy(asc(users.id))

export const allAbsences = async (db: Db) => await db.select().from(absences)

export const allSuppressions = async (db: Db) => await db.select().from(suppressions)

export const openHolds = async (db: Db) =>
  await db
    .select({ hold: holds, by: users.name })
    .from(holds)
    .leftJoin(users, eq(users.id, holds.by))
    .where(and(isNull(holds.endedAt), isNull(holds.contactId)))
    .orderBy(asc(holds.id))

export const touchesSince = async (db: Db, since: Instant) =>
  await db
    .select({ accountId: touches.accountId, channel: touches.channel, at: touches.at })
    .from(touches)
    .where(gt(touches.at, since))
    .orderBy(asc(touches.at))

/** People's word that we are talking to an account already: rejections for that reason. */
export const talksSince = async (db: Db, since: Instant) =>
  await db
    .select({ id: decisions.id, accountId: drafts.accountId, at: decisions.at, note: decisions.note, by: users.name })
    .from(decisions)
    .innerJoin(drafts, eq(drafts.id, decisions.draftId))
    .innerJoin(users, eq(users.id, decisions.personId))
    .where(and(eq(decisions.reason, 'already_talking'), gt(decisions.at, since)))
    .orderBy(asc(decisions.at), asc(decisions.id))

/** Drafts in these states with the account they are for. */
export const draftsIn = async (db: Db, states: DraftState[]) =>
  await db
    .select({ id: drafts.id, accountId: drafts.accountId, pursuitId: drafts.pursuitId, state: drafts.state })
    .from(drafts)
    .where(inArray(drafts.state, states))

/** When people decided on or changed the drafts of pursuits, and what has become of those since an instant. */
export const workSince = async (db: Db, since: Instant) => {
  const decided = await db
    .select({ pursuitId: drafts.pursuitId, state: drafts.state, at: decisions.at })
    .from(decisions)
    .innerJoin(drafts, eq(drafts.id, decisions.draftId))
    .where(gt(decisions.at, since))
  const written = await db
    .select({ pursuitId: drafts.pursuitId, state: drafts.state, at: revisions.at })
    .from(revisions)
    .innerJoin(drafts, eq(drafts.id, revisions.draftId))
    .where(and(gt(revisions.at, since), isNotNull(revisions.authorId)))
  return [...decided, ...written]
}

/** Pursuits whose text a person has worked on. */
export const editedPursuits = async (db: Db): Promise<Set<string>> => {
  const found = await db
    .selectDistinct({ pursuitId: drafts.pursuitId })
    .from(revisions)
    .innerJoin(drafts, eq(drafts.id, revisions.draftId))
    .where(eq(revisions.writer, 'person'))
  return new Set(found.map(({ pursuitId }) => pursuitId))
}

export const allSpends = async (db: Db) =>
  await db
    .select({ id: triggerSpends.id, triggerId: triggerSpends.triggerId, reason: triggerSpends.reason, by: users.name })
    .from(triggerSpends)
    .leftJoin(users, eq(users.id, triggerSpends.by))

export const fitCorrections = async (db: Db) =>
  await db.select().from(corrections).where(eq(corrections.what, 'fit')).orderBy(asc(corrections.at))

/** What was shown for a first touch from one day up to, not including, another. */
export const shownBetween = async (db: Db, from: LocalDay, to: LocalDay) =>
  await db
    .select({ day: queueItems.day, pursuitId: queueItems.pursuitId, why: queueItems.why })
    .from(queueItems)
    .where(and(gte(queueItems.day, from), lt(queueItems.day, to), inArray(queueItems.lane, ['new', 'still_warm'])))

/** Accounts that are in somebody's queue for a first touch on that date already. */
export const queuedOn = async (db: Db, day: LocalDay) =>
  await db
    .select({ accountId: queueItems.accountId, ownerId: queueItems.ownerKey })
    .from(queueItems)
    .where(and(eq(queueItems.day, day), inArray(queueItems.lane, ['new', 'still_warm', 'needs_contact'])))

/** Tier 1 accounts with news first seen after an instant: only they can join a day that is frozen. */
export const tier1NewsSince = async (db: Db, since: Instant): Promise<string[]> => {
  const found = await db
    .selectDistinct({ accountId: triggers.accountId })
    .from(triggers)
    .innerJoin(fits, eq(fits.accountId, triggers.accountId))
    .where(and(gt(triggers.firstSeenAt, since), isNull(triggers.removedAt), isNull(fits.to), eq(fits.tier, 1)))
  return found.map(({ accountId }) => accountId)
}

export const allTerritories = async (db: Db) => await db.select().from(territories).orderBy(asc(territories.position))

export const insertTerritory = (tx: Tx, row: typeof territories.$inferInsert) => tx.insert(territories).values(row)

export const changeTerritory = (tx: Tx, id: string, change: Partial<typeof territories.$inferInsert>) =>
  tx.update(territories).set(change).where(eq(territories.id, id))

export const deleteTerritory = (tx: Tx, id: string) => tx.delete(territories).where(eq(territories.id, id))

export type Absence = typeof absences.$inferSelect

/** Those that last until a day or longer, the first to begin first. */
export const absencesUntil = async (db: Db, day: LocalDay): Promise<Absence[]> =>
  await db.select().from(absences).where(gte(absences.toDay, day)).orderBy(asc(absences.fromDay), asc(absences.id))

export const insertAbsence = (tx: Tx, row: typeof absences.$inferInsert) => tx.insert(absences).values(row)

/** They are back after that day; one that would end before it began is gone. */
export const endAbsence = (tx: Tx, { id, fromDay }: Absence, lastDay: LocalDay) =>
  lastDay < fromDay
    ? tx.delete(absences).where(eq(absences.id, id))
    : tx.update(absences).set({ toDay: lastDay }).where(eq(absences.id, id))
