import { and, asc, count, desc, eq, gte, inArray, isNull } from 'drizzle-orm'
import { type Db, rows } from '#dialect'
import type { Instant } from '../../core/document.ts'
import type { CameCell } from '../../core/insights.ts'
import type { SignalKind } from '../../core/signal.ts'
import { drafts, fits, icpVersions, pursuits, revisions, revisionTexts, triggers } from '../schema/index.ts'

/** How many accounts hold each tier of each ICP now. */
export const tierCounts = async (db: Db) =>
  (
    await db
      .select({ icpVersionId: fits.icpVersionId, tier: fits.tier, n: count() })
      .from(fits)
      .where(isNull(fits.to))
      .groupBy(fits.icpVersionId, fits.tier)
  ).map(({ n, ...row }) => ({ ...row, n: Number(n) }))

/** What a figure is about: since when, whose ('' = everybody's), of which segment and kind of trigger ('' = all). */
export type InsightFilter = { since: Instant; ownerId: string; segment: string; kind: string }

/**
 * What came of the touches of a span, by the trigger, segment and tier they were made for. Each touch counts once per
 * column; a hand-out that nobody confirmed is no touch. Reads the touches of the span by their index, and a few
 * outcomes each.
 */
export const cameOfTouches = async (db: Db, { since, ownerId, segment, kind }: InsightFilter): Promise<CameCell[]> =>
  (
    await rows<CameCell>(
      db,
      `select kind, segment, tier, count(*) as touches, sum(replied) as replies, sum(met) as meetings, sum(won) as won
       from (
         select coalesce(touches.trigger_kind, '') as kind, coalesce(v.icp_key, '') as segment, touches.tier as tier,
           case when exists (select 1 from outcomes o where o.touch_id = touches.id and o.kind = 'reply'
             and coalesce(o.reply_class, '') not in ('out_of_office', 'unsubscribe')) then 1 else 0 end as replied,
           case when exists (select 1 from outcomes o where o.touch_id = touches.id and (o.kind in ('meeting', 'opportunity', 'won')
             or o.reply_class = 'meeting')) then 1 else 0 end as met,
           case when exists (select 1 from outcomes o where o.touch_id = touches.id and o.kind = 'won') then 1 else 0 end as won
         from touches left join icp_versions v on v.id = touches.icp_version_id
         where touches.at >= ? and (? = '' or touches.owner_id = ?) and (? = '' or v.icp_key = ?)
           and (? = '' or touches.trigger_kind = ?)
       ) t
       group by kind, segment, tier order by kind, segment, coalesce(tier, 9)`,
      [since, ownerId, ownerId, segment, segment, kind, kind],
    )
  ).map((row) => ({
    ...row,
    tier: row.tier === null ? null : Number(row.tier),
    touches: Number(row.touches),
    replies: Number(row.replies),
    meetings: Number(row.meetings),
    won: Number(row.won),
  }))

/** Every segment there ever was, by its key, with its newest name. */
export const segments = async (db: Db): Promise<Map<string, string>> =>
  new Map(
    (
      await db
        .select({ key: icpVersions.icpKey, name: icpVersions.name })
        .from(icpVersions)
        .orderBy(asc(icpVersions.icpKey), asc(icpVersions.number))
    ).map(({ key, name }) => [key, name]),
  )

/** Why drafts were rejected in a span; reads its rejections by their index. */
export const rejections = async (db: Db, { since, ownerId, segment, kind }: InsightFilter) =>
  (
    await rows<{ reason: string; n: number }>(
      db,
      `select c.reason, count(*) as n from decisions c join drafts d on d.id = c.draft_id
       join pursuits p on p.id = d.pursuit_id join triggers g on g.id = p.lead_trigger_id
       join icp_versions v on v.id = p.icp_version_id
       where c.kind = 'reject' and c.at >= ? and (? = '' or d.owner_id = ?) and (? = '' or v.icp_key = ?)
         and (? = '' or g.kind = ?)
       group by c.reason order by 2 desc, 1`,
      [since, ownerId, ownerId, segment, segment, kind, kind],
    )
  ).map(({ reason, n }) => ({ reason, n: Number(n) }))

export type WaitedRow = {
  accountId: string
  ownerKey: string
  seenAt: number
  eventAt: number
  touchedAt: number | null
}

/** So many are read at most, the last seen first; a page that reaches it says so. */
export const mostWaited = 5000

/** What stood on lists for a first touch and was first seen since an instant: its news, and the first touch after it. */
export const waitedSince = async (db: Db, { since, ownerId, segment, kind }: InsightFilter): Promise<WaitedRow[]> =>
  (
    await rows<{ account_id: string; owner_key: string; seen_at: number; event_at: number; touched_at: number | null }>(
      db,
      `select s.*, (select min(t.at) from touches t where t.account_id = s.account_id and t.at >= s.seen_at) as touched_at
       from (
         select q.account_id, q.lead_trigger_id, q.owner_key, min(q.first_seen_at) as seen_at, min(g.at) as event_at
         from queue_items q join triggers g on g.id = q.lead_trigger_id
         where q.first_seen_at >= ? and (? = '' or q.owner_key = ?) and q.lane in ('new', 'still_warm', 'needs_contact')
           and (? = '' or g.kind = ?) and (? = '' or exists (select 1 from pursuits p
             join icp_versions v on v.id = p.icp_version_id where p.id = q.pursuit_id and v.icp_key = ?))
         group by q.account_id, q.lead_trigger_id, q.owner_key
       ) s order by s.seen_at desc, s.account_id limit ${mostWaited}`,
      [since, ownerId, ownerId, kind, kind, segment, segment],
    )
  ).map((row) => ({
    accountId: row.account_id,
    ownerKey: row.owner_key,
    seenAt: Number(row.seen_at),
    eventAt: Number(row.event_at),
    touchedAt: row.touched_at === null ? null : Number(row.touched_at),
  }))

/** Every text of the newest drafts that a person approved since an instant, in the order of their revisions. */
export const approvedTexts = async (db: Db, { since, ownerId, segment, kind }: InsightFilter) =>
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
        kind ? eq(triggers.kind, kind as SignalKind) : undefined,
        segment
          ? inArray(
              pursuits.icpVersionId,
              db.select({ id: icpVersions.id }).from(icpVersions).where(eq(icpVersions.icpKey, segment)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(drafts.id), asc(revisions.number))
    .limit(5000)
