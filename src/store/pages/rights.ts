import { and, eq, gte, inArray, isNull, or } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { LocalDay } from '../../core/day.ts'
import { followUps, handovers, outcomes, ownerships, pursuits, queueItems } from '../schema/index.ts'

/**
 * Of these accounts, those that are this person's now: they own it, chase it, have it on a list of theirs of that day or
 * later, have to follow up there, or were handed it in a conversation and have not given it back.
 */
export const ownAmong = async (
  db: Db,
  userId: string,
  accountIds: readonly string[],
  listedSince: LocalDay,
): Promise<Set<string>> => {
  const asked = [...accountIds]
  if (asked.length === 0) return new Set()
  const owned = await db
    .select({ id: ownerships.accountId })
    .from(ownerships)
    .where(and(inArray(ownerships.accountId, asked), eq(ownerships.userId, userId), isNull(ownerships.to)))
  const chased = await db
    .select({ id: pursuits.accountId })
    .from(pursuits)
    .where(and(inArray(pursuits.accountId, asked), eq(pursuits.ownerId, userId), isNull(pursuits.closedAt)))
  const listed = await db
    .select({ id: queueItems.accountId })
    .from(queueItems)
    .where(and(inArray(queueItems.accountId, asked), eq(queueItems.ownerKey, userId), gte(queueItems.day, listedSince)))
  const handed = await db
    .select({ id: outcomes.accountId })
    .from(handovers)
    .innerJoin(outcomes, eq(outcomes.id, handovers.outcomeId))
    .where(
      and(
        inArray(outcomes.accountId, asked),
        eq(handovers.toId, userId),
        or(isNull(handovers.answer), eq(handovers.answer, 'accepted')),
      ),
    )
  const toFollow = await db
    .select({ id: followUps.accountId })
    .from(followUps)
    .where(and(inArray(followUps.accountId, asked), eq(followUps.ownerId, userId), isNull(followUps.closedAt)))
  return new Set([...owned, ...chased, ...listed, ...toFollow, ...handed].map(({ id }) => id))
}
