import { and, asc, count, eq, gte, inArray, isNull } from 'drizzle-orm'
import { type Db, rows } from '#dialect'
import type { Instant } from '../../core/document.ts'
import { drafts, fits, ownerships, pursuits, revisions, revisionTexts, touches, triggers } from '../schema/index.ts'

/** How many accounts hold each tier of each ICP now. */
export const tierCounts = async (db: Db) =>
  (
    await db
      .select({ icpVersionId: fits.icpVersionId, tier: fits.tier, n: count() })
      .from(fits)
      .where(isNull(fits.to))
      .groupBy(fits.icpVersionId, fits.tier)
  ).map(({ n, ...row }) => ({ ...row, n: Number(n) }))

export type KindTierCell = {
  kind: string
  tier: number | null
  touches: number
  replies: number
  meetings: number
  won: number
}

/** What came of touches since an instant, by the trigger and tier they were made for. Each touch counts once per column. */
export const outcomesByKindAndTier = async (db: Db, since: Instant, ownerId: string | null): Promise<KindTierCell[]> =>
  (
    await rows<KindTierCell>(
      db,
      `select coalesce(t.trigger_kind, '') as kind, t.tier as tier, count(*) as touches,
              sum(t.replied) as replies, sum(t.met) as meetings, sum(t.won) as won
       from (
         select touches.trigger_kind, touches.tier,
           case when exists (select 1 from outcomes o where o.touch_id = touches.id and o.kind = 'reply'
             and coalesce(o.reply_class, '') not in ('out_of_office', 'unsubscribe')) then 1 else 0 end as replied,
           case when exists (select 1 from outcomes o where o.touch_id = touches.id and (o.kind in ('meeting', 'opportunity', 'won')
             or o.reply_class = 'meeting')) then 1 else 0 end as met,
           case when exists (select 1 from outcomes o where o.touch_id = touches.id and o.kind = 'won') then 1 else 0 end as won
         from touches where touches.at >= ? and (? = '' or touches.owner_id = ?)
       ) t
       group by coalesce(t.trigger_kind, ''), t.tier
       order by 1, 2`,
      [since, ownerId ?? '', ownerId ?? ''],
    )
  ).map((row) => ({
    ...row,
    touches: Number(row.touches),
    replies: Number(row.replies),
    meetings: Number(row.meetings),
    won: Number(row.won),
  }))

/** The way from an event to a touch, counted since an instant; `ownerId` limits it to one person's accounts and work. */
export const funnelSince = async (db: Db, since: Instant, ownerId: string | null) => {
  const theirs = ownerId
    ? inArray(
        triggers.accountId,
        db
          .select({ id: ownerships.accountId })
          .from(ownerships)
          .where(and(eq(ownerships.userId, ownerId), isNull(ownerships.to))),
      )
    : undefined
  const [seen] = await db
    .select({ n: count() })
    .from(triggers)
    .where(and(gte(triggers.firstSeenAt, since), theirs))
  const [written] = await db
    .select({ n: count() })
    .from(drafts)
    .where(and(gte(drafts.createdAt, since), ownerId ? eq(drafts.ownerId, ownerId) : undefined))
  const [left] = await db
    .select({ n: count() })
    .from(touches)
    .where(and(gte(touches.at, since), ownerId ? eq(touches.ownerId, ownerId) : undefined))
  return { triggers: Number(seen?.n ?? 0), drafts: Number(written?.n ?? 0), touches: Number(left?.n ?? 0) }
}

/** Why drafts were rejected since an instant; `ownerId` limits it to one person's drafts. */
export const rejections = async (db: Db, since: Instant, ownerId: string | null) =>
  (
    await rows<{ reason: string; n: number }>(
      db,
      `select decisions.reason, count(*) as n from decisions join drafts on drafts.id = decisions.draft_id
       where decisions.kind = 'reject' and decisions.at >= ? and (? = '' or drafts.owner_id = ?)
       group by decisions.reason order by 2 desc`,
      [since, ownerId ?? '', ownerId ?? ''],
    )
  ).map(({ reason, n }) => ({ reason, n: Number(n) }))

export type WaitedRow = {
  accountId: string
  ownerKey: string
  seenAt: number
  eventAt: number
  touchedAt: number | null
}

/** What stood on lists for a first touch and was first seen since an instant: its news, and the first touch after it. */
export const waitedSince = async (db: Db, since: Instant, ownerId: string | null): Promise<WaitedRow[]> =>
  (
    await rows<{ account_id: string; owner_key: string; seen_at: number; event_at: number; touched_at: number | null }>(
      db,
      `select s.*, (select min(t.at) from touches t where t.account_id = s.account_id and t.at >= s.seen_at) as touched_at
       from (
         select q.account_id, q.lead_trigger_id, q.owner_key, min(q.first_seen_at) as seen_at, min(g.at) as event_at
         from queue_items q join triggers g on g.id = q.lead_trigger_id
         where q.first_seen_at >= ? and (? = '' or q.owner_key = ?) and q.lane in ('new', 'still_warm', 'needs_contact')
         group by q.account_id, q.lead_trigger_id, q.owner_key
       ) s order by s.seen_at, s.account_id limit 5000`,
      [since, ownerId ?? '', ownerId ?? ''],
    )
  ).map((row) => ({
    accountId: row.account_id,
    ownerKey: row.owner_key,
    seenAt: Number(row.seen_at),
    eventAt: Number(row.event_at),
    touchedAt: row.touched_at === null ? null : Number(row.touched_at),
  }))

/** Every text of the drafts that a person approved since an instant, in the order of their revisions. */
export const approvedTexts = async (db: Db, since: Instant, ownerId: string | null) =>
  await db
    .select({
      draftId: drafts.id,
      ownerId: drafts.ownerId,
      kind: triggers.kind,
      writer: revisions.writer,
      text: revisionTexts.text,
    })
    .from(drafts)
    .innerJoin(pursuits, eq(pursuits.id, drafts.pursuitId))
    .innerJoin(triggers, eq(triggers.id, pursuits.leadTriggerId))
    .innerJoin(revisions, eq(revisions.draftId, drafts.id))
    .innerJoin(revisionTexts, eq(revisionTexts.revisionId, revisions.id))
    .where(
      and(
        gte(drafts.changedAt, since),
        inArray(drafts.state, ['approved', 'queued', 'sending', 'sent', 'unknown', 'failed']),
        isNull(revisionTexts.erasedAt),
        ownerId ? eq(drafts.ownerId, ownerId) : undefined,
      ),
    )
    .orderBy(asc(drafts.id), asc(revisions.number))
    .limit(5000)
