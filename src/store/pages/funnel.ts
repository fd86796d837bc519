import { desc, eq, inArray } from 'drizzle-orm'
import { type Db, rows } from '#dialect'
import { feeds, feedYields } from '../schema/index.ts'
import { countedUntil, yieldsBetween } from '../yields.ts'
import type { InsightFilter } from './insights.ts'

/*
 * Every query here reads by the index of its span alone: with five million documents a year brings some 400,000
 * signals and 30,000 triggers. The first count reads index rows only; the others ask a few index rows per trigger.
 */

/** Signals found in the span that still stand; nobody's alone, so only kind narrows them. */
export const signalsFound = async (db: Db, { since, kind }: InsightFilter): Promise<number> =>
  await counted(
    db,
    `select count(*) as n from signals where found_at >= ? and withdrawn_at is null and (? = '' or kind = ?)`,
    [since, kind, kind],
  )

/** Those of them that are about an account of the book, by rule or by a person's word. */
export const signalsMatched = async (db: Db, filter: InsightFilter): Promise<number> =>
  await counted(
    db,
    `select count(distinct s.id) as n from matches m join signals s on s.id = m.signal_id
     where (m.answer = 'confirmed' or (m.decision = 'auto' and m.answer is null))
       and s.found_at >= ? and s.withdrawn_at is null and (? = '' or s.kind = ?) and ${atAccount('m.account_id')}`,
    [filter.since, filter.kind, filter.kind, ...atAccountOf(filter)],
  )

/**
 * How far the triggers first seen in the span have come by now: 0 seen, 1 on a list for a first touch, 2 drafted,
 * 3 approved, 4 touched, 5 replied, 6 met, 7 won. Each counts once, at the furthest.
 */
export const furthestSteps = async (db: Db, filter: InsightFilter): Promise<Map<number, number>> => {
  const found = await rows<{ step: number; n: number }>(
    db,
    `with came as (
       select t.trigger_id, max(${cameOf('t.id')}) as step from touches t
       where t.at >= ? and t.trigger_id is not null group by t.trigger_id
     )
     select step, count(*) as n from (
       select case
         when c.step is not null then c.step
         when exists (select 1 from pursuits p join drafts d on d.pursuit_id = p.id
           join approvals a on a.draft_id = d.id and a.voided_at is null where p.lead_trigger_id = g.id) then 3
         when exists (select 1 from pursuits p join drafts d on d.pursuit_id = p.id where p.lead_trigger_id = g.id) then 2
         when exists (select 1 from queue_items q where q.lead_trigger_id = g.id
           and q.lane in ('new', 'still_warm', 'needs_contact')) then 1
         else 0 end as step
       from triggers g left join came c on c.trigger_id = g.id
       where g.first_seen_at >= ? and g.removed_at is null and (? = '' or g.kind = ?) and ${atAccount('g.account_id')}
     ) each_one group by step`,
    [filter.since, filter.since, filter.kind, filter.kind, ...atAccountOf(filter)],
  )
  return new Map(found.map(({ step, n }) => [Number(step), Number(n)]))
}

const cameOf = (touchId: string): string => `case
  when exists (select 1 from outcomes o where o.touch_id = ${touchId} and o.kind = 'won') then 7
  when exists (select 1 from outcomes o where o.touch_id = ${touchId} and (o.kind in ('meeting', 'opportunity')
    or o.reply_class = 'meeting')) then 6
  when exists (select 1 from outcomes o where o.touch_id = ${touchId} and o.kind = 'reply'
    and coalesce(o.reply_class, '') not in ('out_of_office', 'unsubscribe')) then 5
  else 4 end`

/**
 * Signals of the span that rules tied to an account and a person has judged, by kind: somebody answered the match, or
 * decided about a message that it led. Wrong: a person said that it is not this account.
 */
export const judgedSignals = async (db: Db, filter: InsightFilter) =>
  (
    await rows<{ kind: string; judged: number; wrong: number }>(
      db,
      `select kind, count(*) as judged, sum(wrong) as wrong from (
         select s.id, s.kind as kind, max(case when m.answer = 'not_us' then 1 else 0 end) as wrong
         from matches m join signals s on s.id = m.signal_id
         where m.decision = 'auto' and s.found_at >= ? and (? = '' or s.kind = ?) and ${atAccount('m.account_id')}
           and (m.answer is not null or exists (
             select 1 from trigger_evidence e join triggers g on g.id = e.trigger_id and g.account_id = m.account_id
             join pursuits p on p.lead_trigger_id = g.id join drafts d on d.pursuit_id = p.id
             join decisions c on c.draft_id = d.id where e.signal_id = s.id))
         group by s.id, s.kind
       ) each_one group by kind order by 2 desc, 1`,
      [filter.since, filter.kind, filter.kind, ...atAccountOf(filter)],
    )
  ).map(({ kind, judged, wrong }) => ({ kind, judged: Number(judged), wrong: Number(wrong) }))

const mostFeeds = 40

/**
 * The feeds that brought most onto lists, all time: by the stored counts, one row per feed, and by what came since they
 * were taken.
 */
export const bestFeeds = async (db: Db) => {
  const since = await yieldsBetween(db, await countedUntil(db), Number.MAX_SAFE_INTEGER)
  const stored = await db
    .select({ id: feedYields.feedId })
    .from(feedYields)
    .orderBy(desc(feedYields.queued), desc(feedYields.signals), desc(feedYields.items))
    .limit(mostFeeds)
  const ids = [...new Set([...stored.map(({ id }) => id), ...since.keys()])]
  if (ids.length === 0) return []
  const { items, signals, queued } = feedYields
  const found = await db
    .select({ id: feeds.id, name: feeds.name, items, signals, queued })
    .from(feeds)
    .leftJoin(feedYields, eq(feedYields.feedId, feeds.id))
    .where(inArray(feeds.id, ids))
  return found
    .map(({ id, name, ...before }) => {
      const sum = (key: 'items' | 'signals' | 'queued') => (before[key] ?? 0) + (since.get(id)?.[key] ?? 0)
      return { id, name, items: sum('items'), signals: sum('signals'), queued: sum('queued') }
    })
    .sort((a, b) => b.queued - a.queued || b.signals - a.signals || b.items - a.items || (a.id < b.id ? -1 : 1))
    .slice(0, mostFeeds)
}

/** Owned now by one person, and best served by one segment's ICP now; '' for either = all. */
const atAccount = (accountId: string): string => `(? = '' or exists (select 1 from ownerships w
  where w.account_id = ${accountId} and w.user_id = ? and w.to_at is null))
  and (? = '' or exists (select 1 from fits x join icp_versions v on v.id = x.icp_version_id
  where x.account_id = ${accountId} and x.to_at is null and v.icp_key = ?))`
const atAccountOf = ({ ownerId, segment }: InsightFilter) => [ownerId, ownerId, segment, segment]

const counted = async (db: Db, text: string, params: readonly unknown[]): Promise<number> =>
  Number((await rows<{ n: number }>(db, text, params))[0]?.n ?? 0)
