import { and, asc, desc, eq, getTableColumns, gt, gte, inArray, isNull, max, notExists, or } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Instant } from '../../core/document.ts'
import { cameBack } from '../../core/review.ts'
import { nullsLast } from '../order.ts'
import {
  accounts,
  contacts,
  drafts,
  employments,
  followUps,
  holds,
  ownerships,
  pursuits,
  queueDays,
  queueItems,
  revisions,
  sends,
  touches,
  triggers,
  UNOWNED,
  users,
} from '../schema/index.ts'
import { decisionsOf } from './draft.ts'

export type QueueItemRow = typeof queueItems.$inferSelect
export type TriggerRow = typeof triggers.$inferSelect
export type PursuitRow = typeof pursuits.$inferSelect

/** One line of a lane: the account, what leads, and how far its message is. */
export type Card = {
  accountId: string
  accountName: string
  pursuit: PursuitRow | null
  item: QueueItemRow | null
  /** The lead first. */
  triggers: TriggerRow[]
  draft: CardDraft | null
  /** The first touch since its news was first seen. */
  touchedAt: Instant | null
}
export type CardDraft = {
  id: string
  kind: 'first_touch' | 'follow_up'
  state: (typeof drafts.$inferSelect)['state']
  changedAt: Instant
  needsManager: string
  blocks: number
  returned: boolean
  writer: string | null
  contactName: string | null
  contactTitle: string | null
  /** How it is leaving at this moment. */
  route: (typeof sends.$inferSelect)['route'] | null
}

export const queueDay = async (db: Db, ownerKey: string, day: string) =>
  (
    await db
      .select()
      .from(queueDays)
      .where(and(eq(queueDays.ownerKey, ownerKey), eq(queueDays.day, day)))
  )[0] ?? null

/** Cards of everything on an owner's list that day, in its order. */
export const cardsOfDay = async (db: Db, ownerKey: string, day: string): Promise<Card[]> => {
  const rows = await db
    .select({ item: queueItems, accountName: accounts.name, pursuit: pursuits })
    .from(queueItems)
    .innerJoin(accounts, eq(accounts.id, queueItems.accountId))
    .leftJoin(pursuits, eq(pursuits.id, queueItems.pursuitId))
    .where(and(eq(queueItems.ownerKey, ownerKey), eq(queueItems.day, day)))
    .orderBy(asc(queueItems.lane), asc(queueItems.rank))
  return await dressed(db, rows)
}

/** Of what nobody owns there may be as much as there are accounts: the best are shown. */
const mostUnowned = 200

/** Cards of what nobody owned that morning, but for what somebody was given since; the best first. */
export const unownedCards = async (db: Db, day: string): Promise<Card[]> => {
  const owned = db
    .select({ id: ownerships.id })
    .from(ownerships)
    .where(and(eq(ownerships.accountId, queueItems.accountId), isNull(ownerships.to)))
  const rows = await db
    .select({ item: queueItems, accountName: accounts.name, pursuit: pursuits })
    .from(queueItems)
    .innerJoin(accounts, eq(accounts.id, queueItems.accountId))
    .leftJoin(pursuits, eq(pursuits.id, queueItems.pursuitId))
    .where(and(eq(queueItems.ownerKey, UNOWNED), eq(queueItems.day, day), notExists(owned)))
    .orderBy(asc(queueItems.lane), asc(queueItems.rank))
    .limit(mostUnowned)
  return await dressed(db, rows)
}

/**
 * Cards of an owner's drafts that are under way, or moved since an instant, whichever day they were queued on; not of
 * the accounts that are `listed` already.
 */
export const cardsInHand = async (
  db: Db,
  ownerId: string,
  since: Instant,
  listed: ReadonlySet<string>,
): Promise<Card[]> => {
  const inHand = await db
    .select({ pursuit: pursuits, accountName: accounts.name })
    .from(drafts)
    .innerJoin(pursuits, eq(pursuits.id, drafts.pursuitId))
    .innerJoin(accounts, eq(accounts.id, drafts.accountId))
    .where(
      and(
        eq(drafts.ownerId, ownerId),
        or(
          and(
            inArray(drafts.state, ['pending', 'submitted', 'quarantined', 'failed', 'unknown', 'expired']),
            or(isNull(pursuits.closedAt), eq(drafts.kind, 'follow_up')),
          ),
          gte(drafts.changedAt, since),
        ),
      ),
    )
    .orderBy(desc(drafts.changedAt))
    .limit(300)
  const found = inHand.filter(({ pursuit }) => !listed.has(pursuit.accountId))
  const items = await latestItems(
    db,
    found.map(({ pursuit }) => pursuit.id),
  )
  return await dressed(
    db,
    found.map((row) => ({ ...row, item: items.get(row.pursuit.id) ?? null })),
  )
}

/** One pursuit as a card. */
export const cardOf = async (db: Db, pursuitId: string): Promise<Card | null> => {
  const [row] = await db
    .select({ pursuit: pursuits, accountName: accounts.name })
    .from(pursuits)
    .innerJoin(accounts, eq(accounts.id, pursuits.accountId))
    .where(eq(pursuits.id, pursuitId))
  if (!row) return null
  const item = (await latestItems(db, [pursuitId])).get(pursuitId) ?? null
  return (await dressed(db, [{ ...row, item }]))[0] ?? null
}

/** Of each pursuit the item of its last day; one that is warm for weeks has many. */
const latestItems = async (db: Db, pursuitIds: readonly string[]): Promise<Map<string, QueueItemRow>> => {
  if (pursuitIds.length === 0) return new Map()
  const last = db
    .select({ pursuitId: queueItems.pursuitId, day: max(queueItems.day).as('last_day') })
    .from(queueItems)
    .where(inArray(queueItems.pursuitId, [...pursuitIds]))
    .groupBy(queueItems.pursuitId)
    .as('last')
  const rows = await db
    .select(getTableColumns(queueItems))
    .from(last)
    .innerJoin(queueItems, and(eq(queueItems.pursuitId, last.pursuitId), eq(queueItems.day, last.day)))
  return new Map(rows.map((row) => [row.pursuitId!, row]))
}

type Bare = { item: QueueItemRow | null; pursuit: PursuitRow | null; accountName: string }

/** Adds triggers and drafts, one query each for all. */
const dressed = async (db: Db, bare: readonly Bare[]): Promise<Card[]> => {
  const pursuitIds = bare.flatMap(({ pursuit }) => pursuit?.id ?? [])
  const triggerIds = [...new Set(bare.flatMap((row) => triggerIdsOf(row)))]
  const [found, messages, touched] = await Promise.all([
    triggersByIds(db, triggerIds),
    cardDrafts(db, pursuitIds),
    touchesOf(db, bare),
  ])
  const byId = new Map(found.map((trigger) => [trigger.id, trigger]))
  return bare.map((row) => ({
    accountId: row.pursuit?.accountId ?? row.item!.accountId,
    accountName: row.accountName,
    pursuit: row.pursuit,
    item: row.item,
    triggers: triggerIdsOf(row).flatMap((id) => byId.get(id) ?? []),
    draft: messages.get(row.pursuit?.id ?? '') ?? null,
    touchedAt:
      touched.find(({ accountId, at }) => accountId === row.item?.accountId && at >= row.item.firstSeenAt)?.at ?? null,
  }))
}

/** Touches of the accounts on these lists since the first of their news was seen, oldest first. */
const touchesOf = async (db: Db, bare: readonly Bare[]) => {
  const items = bare.flatMap(({ item }) => item ?? [])
  if (items.length === 0) return []
  return await db
    .select({ accountId: touches.accountId, at: touches.at })
    .from(touches)
    .where(
      and(
        inArray(touches.accountId, [...new Set(items.map(({ accountId }) => accountId))]),
        gte(touches.at, Math.min(...items.map(({ firstSeenAt }) => firstSeenAt))),
      ),
    )
    .orderBy(asc(touches.at))
}

/** Of the pursuit; an item without one names its triggers in its frozen strengths. */
const triggerIdsOf = ({ pursuit, item }: Bare): string[] => {
  if (pursuit) return [...new Set([pursuit.leadTriggerId, ...pursuit.triggerIds])]
  return item ? [...new Set([item.leadTriggerId, ...item.why.strengths.map(({ triggerId }) => triggerId)])] : []
}

export const triggersByIds = async (db: Db, ids: readonly string[]): Promise<TriggerRow[]> =>
  ids.length === 0
    ? []
    : await db
        .select()
        .from(triggers)
        .where(inArray(triggers.id, [...ids]))

const cardDrafts = async (db: Db, pursuitIds: readonly string[]): Promise<Map<string, CardDraft>> => {
  if (pursuitIds.length === 0) return new Map()
  const rows = await db
    .select({
      ...{ draft: drafts, revision: revisions, contactName: contacts.name, contactTitle: employments.title },
      route: sends.route,
    })
    .from(drafts)
    .leftJoin(revisions, eq(revisions.id, drafts.headRevisionId))
    .leftJoin(sends, and(eq(sends.draftId, drafts.id), eq(sends.state, 'sending')))
    .leftJoin(contacts, eq(contacts.id, revisions.contactId))
    .leftJoin(
      employments,
      and(
        eq(employments.contactId, revisions.contactId),
        eq(employments.accountId, drafts.accountId),
        isNull(employments.to),
      ),
    )
    .where(inArray(drafts.pursuitId, [...pursuitIds]))
    .orderBy(asc(drafts.createdAt), asc(drafts.id))
  const decided = await decisionsOf(
    db,
    rows.map(({ draft }) => draft.id),
  )
  const decidedOf = Map.groupBy(decided, ({ decision }) => decision.draftId)
  return new Map(
    rows.map(({ draft, revision, contactName, contactTitle, route }) => [
      draft.pursuitId,
      {
        id: draft.id,
        kind: draft.kind,
        state: draft.state,
        changedAt: draft.changedAt,
        needsManager: revision?.needsManager ?? '',
        blocks: revision?.blocks ?? 0,
        returned:
          draft.state === 'pending' && cameBack((decidedOf.get(draft.id) ?? []).map(({ decision }) => decision.kind)),
        writer: revision?.writer ?? null,
        contactName,
        contactTitle,
        route,
      },
    ]),
  )
}

/** What an owner's accounts are held for, and what they were held for until less than `since`. */
export const recentHolds = async (db: Db, ownerId: string, since: Instant) =>
  await db
    .select({ hold: holds, accountName: accounts.name, by: users.name })
    .from(holds)
    .innerJoin(accounts, eq(accounts.id, holds.accountId))
    .innerJoin(ownerships, and(eq(ownerships.accountId, holds.accountId), isNull(ownerships.to)))
    .leftJoin(users, eq(users.id, holds.by))
    .where(and(eq(ownerships.userId, ownerId), isNull(holds.endedAt), or(isNull(holds.until), gt(holds.until, since))))
    .orderBy(nullsLast(asc(holds.until)))
export type HeldRow = Awaited<ReturnType<typeof recentHolds>>[number]

/** Until its date; one that waits for news, until an item's news is newer than the hold. */
export const stillHeld = (
  { until, untilNextTrigger, createdAt }: HeldRow['hold'],
  { now, newsAt }: { now: Instant; newsAt: Instant },
): boolean => (until === null || until > now) && !(untilNextTrigger && newsAt > createdAt)

export const openFollowUps = async (db: Db, ownerId: string) =>
  await db
    .select({
      followUp: followUps,
      accountName: accounts.name,
      contactName: contacts.name,
      pursuitId: drafts.pursuitId,
      state: drafts.state,
    })
    .from(followUps)
    .innerJoin(accounts, eq(accounts.id, followUps.accountId))
    .leftJoin(drafts, eq(drafts.id, followUps.draftId))
    .leftJoin(contacts, eq(contacts.id, followUps.contactId))
    .where(and(eq(followUps.ownerId, ownerId), isNull(followUps.closedAt)))
    .orderBy(asc(followUps.dueDay), asc(followUps.id))
    .limit(200)
export type FollowUpRow = Awaited<ReturnType<typeof openFollowUps>>[number]
