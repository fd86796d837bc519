import { and, count, eq, gte, inArray, isNull } from 'drizzle-orm'
import { type Db, rows } from '#dialect'
import type { Instant } from '../../core/document.ts'
import { drafts, fits, ownerships, touches, triggers } from '../schema/index.ts'

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
