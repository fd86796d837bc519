import { and, count, desc, eq, gt, gte, inArray, isNull, lte, ne } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { sessions, signInFailures, signInLinks, users } from './schema/index.ts'
import type { User } from './users.ts'

export type Session = typeof sessions.$inferSelect
export type SignInLink = typeof signInLinks.$inferSelect

/** The session and its person, when both are alive. */
export const liveSession = async (
  db: Db,
  tokenHash: string,
  now: Instant,
): Promise<{ session: Session; user: User } | null> => {
  const [found] = await db
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, now), eq(users.active, true)))
  return found ?? null
}

export const addSession = (tx: Tx, session: Session) => tx.insert(sessions).values(session)
export const touchSession = (tx: Tx, id: string, lastSeenAt: Instant) =>
  tx.update(sessions).set({ lastSeenAt }).where(eq(sessions.id, id))
export const endSession = (tx: Tx, id: string) => tx.delete(sessions).where(eq(sessions.id, id))
export const endSessionByToken = (tx: Tx, tokenHash: string) =>
  tx.delete(sessions).where(eq(sessions.tokenHash, tokenHash))
export const endSessionsOf = (tx: Tx, userId: string) => tx.delete(sessions).where(eq(sessions.userId, userId))
export const endOtherSessions = (tx: Tx, userId: string, keptId: string) =>
  tx.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.id, keptId)))
/** One of this person's own. */
export const endOwnSession = (tx: Tx, userId: string, id: string) =>
  tx.delete(sessions).where(and(eq(sessions.userId, userId), eq(sessions.id, id)))
/** Those that are not over, the one used last first. */
export const sessionsOf = async (db: Db, userId: string, now: Instant, seenSince: Instant): Promise<Session[]> =>
  await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now), gte(sessions.lastSeenAt, seenSince)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
export const endExpiredSessions = (tx: Tx, now: Instant) => tx.delete(sessions).where(lte(sessions.expiresAt, now))

export const openLink = async (db: Db, tokenHash: string, now: Instant): Promise<SignInLink | null> =>
  (
    await db
      .select()
      .from(signInLinks)
      .where(and(eq(signInLinks.tokenHash, tokenHash), isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, now)))
  )[0] ?? null

export const addLink = (tx: Tx, link: SignInLink) => tx.insert(signInLinks).values(link)

/** Changes a row only while the link is unused: used twice at once, it opens once. */
export const useLink = (tx: Tx, id: string, now: Instant) =>
  tx
    .update(signInLinks)
    .set({ usedAt: now })
    .where(and(eq(signInLinks.id, id), isNull(signInLinks.usedAt)))

/** Attempts by key since an instant, up to and with the one of this id; ids are ordered by time. */
export const attemptsUpTo = async (
  db: Db,
  keys: readonly string[],
  since: Instant,
  id: string,
): Promise<ReadonlyMap<string, number>> => {
  const counted = await db
    .select({ key: signInFailures.key, n: count() })
    .from(signInFailures)
    .where(and(inArray(signInFailures.key, [...keys]), gt(signInFailures.at, since), lte(signInFailures.id, id)))
    .groupBy(signInFailures.key)
  return new Map(counted.map(({ key, n }) => [key, Number(n)]))
}

export const addFailure = (tx: Tx, failure: typeof signInFailures.$inferInsert) =>
  tx.insert(signInFailures).values(failure)
export const forgetFailures = (tx: Tx, before: Instant) =>
  tx.delete(signInFailures).where(lte(signInFailures.at, before))
export const forgetFailuresOf = (tx: Tx, key: string) => tx.delete(signInFailures).where(eq(signInFailures.key, key))
export const forgetFailure = (tx: Tx, id: string) => tx.delete(signInFailures).where(eq(signInFailures.id, id))
