import { atomically, Conflict, type Tx } from '#dialect'
import { isZone, type LocalDay, localDay, localTime } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import type { FitResult } from '../core/fit.ts'
import { candidatesFrom, ownersFrom, type Words } from '../core/frozen.ts'
import type { Candidate, Owner } from '../core/gates.ts'
import { dataHash } from '../core/hash.ts'
import {
  append,
  formulaVersion,
  type LedgerRow,
  type RankedItem,
  type RankInput,
  rank as rankDay,
} from '../core/rank.ts'
import { liveIcps } from '../store/icps.ts'
import { cancelDraftsOf, closePursuit, insertPursuit, openPursuits, updatePursuit } from '../store/pursuits.ts'
import {
  findQueueDay,
  hasQueueDay,
  insertQueueDay,
  insertQueueItems,
  type QueueDay,
  queueItemsOf,
  setQueueDayWatermarks,
} from '../store/queue.ts'
import { draftsIn, queuedOn, tier1NewsSince } from '../store/ranking.ts'
import { UNOWNED } from '../store/schema/index.ts'
import { getWorkspace, type Workspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { loadAccounts, loadOwners, loadRules } from './candidates.ts'
import { linesAt } from './commit.ts'
import { type FrozenInput, keepInputs } from './freeze.ts'
import { type Move, movePursuit } from './move.ts'
import { routeUnowned } from './route.ts'
import type { Counts, Stage } from './stage.ts'
import { loadWords, wholeFits } from './words.ts'

/** A day's queue is frozen at its first build after this local hour; the very first one once something is on it. */
const buildTime = '05:00'

/** Builds each owner's queue for their local day, and appends Tier 1 news to those that are frozen. */
export const rank: Stage = {
  name: 'rank',
  run: async (app) => {
    const workspace = await getWorkspace(app.db)
    const now = app.now()
    const counts: Counts = { routed: await routeUnowned(app), days: 0, items: 0, appended: 0 }
    await build(app, workspace, now, counts).catch((error) => {
      if (!(error instanceof Conflict)) throw error
      // Somebody decided on a pursuit while the lists were reckoned: they are reckoned again with that.
      return build(app, workspace, now, counts)
    })
    return counts
  },
}

const build = async (app: App, workspace: Workspace, now: Instant, counts: Counts) => {
  const lists = await listsDue(app, workspace, now)
  for (const [day, keys] of Map.groupBy(lists, ({ day }) => day)) {
    const fresh = keys.filter(({ frozen }) => !frozen).map(({ ownerKey }) => ownerKey)
    if (fresh.length === 0 && !(await mayJoin(app, day, keys))) continue
    const input = await rankInput(app, workspace, day, now)
    if (lists.every(({ isFirst }) => isFirst) && rankDay(input).items.length === 0) continue
    if (fresh.length > 0) await freeze(app, workspace, input, new Set(fresh), counts)
    for (const { frozen } of keys) if (frozen) await appendTo(app, frozen, input, counts)
  }
}

/** `isFirst`: no day was ever built for this owner. */
type List = { ownerKey: string; day: LocalDay; frozen: QueueDay | undefined; isFirst: boolean }

/** Whether an account may join a frozen list: the whole book is not read to find out that none does. */
const mayJoin = async (app: App, day: LocalDay, lists: readonly List[]): Promise<boolean> => {
  const since = Math.min(...lists.map(({ frozen }) => frozen!.builtAt))
  const news = await tier1NewsSince(app.db, since)
  if (news.length === 0) return false
  const queued = new Set((await queuedOn(app.db, day)).map(({ accountId }) => accountId))
  return news.some((accountId) => !queued.has(accountId))
}

const listsDue = async (app: App, workspace: Workspace, now: Instant): Promise<List[]> => {
  const owners = await loadOwners(app.db, localDay(now, workspace.timeZone), workspace.settings)
  const places = [
    ...owners.map(({ id, zone }) => ({ ownerKey: id, zone })),
    { ownerKey: UNOWNED, zone: workspace.timeZone },
  ].filter(({ zone }) => isZone(zone))
  const lists: List[] = []
  for (const { ownerKey, zone } of places) {
    const day = localDay(now, zone)
    const frozen = await findQueueDay(app.db, ownerKey, day)
    const isFirst = !frozen && !(await hasQueueDay(app.db, ownerKey))
    if (frozen || isFirst || localTime(now, zone) >= buildTime) lists.push({ ownerKey, day, frozen, isFirst })
  }
  return lists
}

/** `at`: the instant at which every trigger is as strong as it stands here. */
export type Input = RankInput & { at: Instant; fitOf: Map<string, Candidate>; frozen: FrozenInput }

/** What a day is ranked from, as it stands now. */
export const rankInput = async (app: App, workspace: Workspace, day: LocalDay, now: Instant): Promise<Input> => {
  const { settings, timeZone: zone } = workspace
  const when = { now, day, zone, settings }
  const frozen = { accounts: await loadAccounts(app.db, when), rules: await loadRules(app.db, when) }
  return inputFrom(frozen, day, await loadWords(app.db, frozen.accounts, zone), now)
}

/** What was frozen, as ranking takes it. */
export const inputFrom = (frozen: FrozenInput, day: LocalDay, words: Words, at: Instant): Input => {
  const { accounts, rules } = frozen
  const candidates = candidatesFrom(accounts, rules, words, at)
  return {
    at,
    day,
    zone: rules.zone,
    holidays: new Set(rules.holidays),
    owners: ownersFrom(rules, words),
    candidates,
    perKindLimit: rules.perKindLimit,
    fitOf: new Map(candidates.map((candidate) => [candidate.accountId, candidate])),
    frozen,
  }
}

/** A user's id, or the key of the unowned list. */
export const ownerKeyOf = ({ ownerId }: { ownerId: string | null }): string => ownerId ?? UNOWNED

/** Freezes the day for these owners: days, items, new pursuits, and the end of those that no gate lets through. */
const freeze = async (app: App, workspace: Workspace, input: Input, ownerKeys: ReadonlySet<string>, counts: Counts) => {
  const now = input.at
  const ranking = rankDay(input)
  const items = ranking.items.filter((item) => ownerKeys.has(ownerKeyOf(item)))
  const icps = await liveIcps(app.db)
  const readAt = await keepInputs(app, input.frozen)
  const days = [...ownerKeys].sort().map((ownerKey) => ({
    id: app.newId(),
    ownerKey,
    day: input.day,
    timeZone: input.owners.find(({ id }) => id === ownerKey)?.zone ?? input.zone,
    builtAt: now,
    formulaVersion: String(formulaVersion),
    icpVersionIds: icps.map(({ id }) => id),
    settingsHash: dataHash(workspace.settings),
    watermarks: { readAt },
    reasons: reasonCounts(ranking.ledger, input.owners, ownerKey),
  }))
  const dayOf = new Map(days.map(({ ownerKey, id }) => [ownerKey, id]))
  const fitOf = await wholeFits(app.db, input.frozen.accounts, items)
  const rows = items.map((item) => itemRow(app, input, item, dayOf.get(ownerKeyOf(item))!, fitOf(item.accountId)))
  const ended = await pursuitsToEnd(app, ranking.ledger, ownerKeys)
  const chases = await pursuitSteps(app, rows)
  await atomically(
    app.db,
    (tx) => [
      ...ended.flatMap(({ id, reason }) => [cancelDraftsOf(tx, id, now), ...closePursuit(tx, id, now, reason)]),
      ...days.map((day) => insertQueueDay(tx, day)),
      ...chases.steps(tx, now),
      ...rows.map(({ row }) => insertQueueItems(tx, [row])),
    ],
    linesAt(now, chases.audit),
  )
  counts.days! += days.length
  counts.items! += rows.length
}

const appendTo = async (app: App, frozen: QueueDay, input: Input, counts: Counts) => {
  const present = await queueItemsOf(app.db, frozen.ownerKey, frozen.day)
  const items = present.map((item) => ({ accountId: item.accountId, ownerId: item.ownerKey, lane: item.lane }))
  const added = append({ frozenAt: frozen.builtAt, items }, input, input.at)
  const mine = added.items.filter((item) => ownerKeyOf(item) === frozen.ownerKey)
  if (mine.length === 0) return
  const fitOf = await wholeFits(app.db, input.frozen.accounts, mine)
  const rows = mine.map((item) => itemRow(app, input, item, frozen.id, fitOf(item.accountId)))
  const readAt = await keepInputs(app, input.frozen)
  const watermarks = { ...frozen.watermarks, [`${appendedMark}${input.at}`]: readAt }
  const chases = await pursuitSteps(app, rows)
  await atomically(
    app.db,
    (tx) => [
      setQueueDayWatermarks(tx, frozen.id, watermarks),
      ...chases.steps(tx, input.at),
      ...rows.map(({ row }) => insertQueueItems(tx, [row])),
    ],
    linesAt(input.at, chases.audit),
  )
  counts.appended! += rows.length
}

/** Before the hour, in a queue day's watermarks, of what joined it after the freeze. */
export const appendedMark = 'appended '

/** New pursuits, and known ones with today's triggers and owner, unless somebody has closed them meanwhile. */
const pursuitSteps = async (app: App, rows: readonly ReturnType<typeof itemRow>[]) => {
  const open = new Map((await openPursuits(app.db)).map((pursuit) => [pursuit.id, pursuit]))
  const steps: Move['steps'][] = []
  const audit: Move['audit'][] = []
  for (const { pursuit: row } of rows) {
    if (!row) continue
    const { isNew, ...pursuit } = row
    const { triggerIds, leadTriggerId, ownerId } = pursuit
    const known = open.get(pursuit.id)
    if (isNew) steps.push((tx) => [insertPursuit(tx, pursuit)])
    else
      steps.push((tx) => [
        { must: updatePursuit(tx, pursuit.id, { triggerIds, leadTriggerId }), else: 'A pursuit was closed meanwhile' },
      ])
    if (!known || !ownerId || known.ownerId === ownerId) continue
    const move = await movePursuit(app, known, ownerId)
    steps.push(move.steps)
    audit.push(move.audit)
  }
  return { steps: (tx: Tx, at: Instant) => steps.flatMap((step) => [...step(tx, at)]), audit }
}

const firstTouchLanes = new Set(['new', 'still_warm', 'needs_contact'])

/** A first touch is a pursuit; news about customers and unowned accounts is not. */
const itemRow = (app: App, input: Input, item: RankedItem, queueDayId: string, fit: FitResult | null) => {
  const candidate = input.fitOf.get(item.accountId)!
  const pursuit = firstTouchLanes.has(item.lane) ? pursuitRow(app, candidate, item) : null
  return {
    pursuit,
    row: {
      id: app.newId(),
      queueDayId,
      ownerKey: ownerKeyOf(item),
      day: input.day,
      accountId: item.accountId,
      pursuitId: pursuit?.id ?? null,
      lane: item.lane,
      leadTriggerId: item.leadTriggerId,
      rank: item.position,
      priority: item.priority,
      fit: item.fit,
      heat: item.heat,
      tier: item.tier,
      firstSeenAt: item.firstSeenAt,
      appendedAt: item.appendedAt,
      why: { fit, strengths: item.strengths, alpha: candidate.alpha, forOwnerId: item.forOwnerId },
    },
  }
}

const pursuitRow = (app: App, candidate: Candidate, item: RankedItem) => ({
  id: item.pursuitId ?? app.newId(),
  isNew: item.pursuitId === null,
  accountId: item.accountId,
  ownerId: item.ownerId,
  leadTriggerId: item.leadTriggerId,
  triggerIds: item.strengths.map(({ triggerId }) => triggerId),
  icpVersionId: candidate.fit!.icpVersionId,
  openedAt: app.now(),
})

/** How many of the owner's accounts had each reason; those that nobody owns stand with the unowned list. */
export const reasonCounts = (
  ledger: readonly LedgerRow[],
  owners: readonly Owner[],
  ownerKey: string,
): Record<string, number> => {
  const known = new Set(owners.map(({ id }) => id))
  const counts: Record<string, number> = {}
  for (const row of ledger) {
    const key = row.ownerId !== null && known.has(row.ownerId) ? row.ownerId : UNOWNED
    if (key !== ownerKey) continue
    const reason = row.queued ? 'queued' : row.reason
    counts[reason] = (counts[reason] ?? 0) + 1
  }
  return counts
}

/** Reasons that only postpone: the pursuit lives on. */
const postponed = new Set(['in_flight', 'held', 'no_owner', 'owner_absent', 'kind_limit', 'capacity'])

/** News that grew old while a person's text waits for its approval does not take that text away. */
const grownOld = new Set(['no_trigger', 'trigger_spent'])

const pursuitsToEnd = async (app: App, ledger: readonly LedgerRow[], ownerKeys: ReadonlySet<string>) => {
  const rowOf = new Map(ledger.map((row) => [row.accountId, row]))
  const leaving = new Set(
    (await draftsIn(app.db, ['approved', 'queued', 'sending', 'failed', 'unknown'])).map((d) => d.pursuitId),
  )
  const waiting = new Set((await draftsIn(app.db, ['submitted'])).map((d) => d.pursuitId))
  return (await openPursuits(app.db)).flatMap(({ id, accountId, ownerId }) => {
    const row = rowOf.get(accountId)
    const waits = row?.reason != null && grownOld.has(row.reason) && waiting.has(id)
    const stays =
      !row || row.queued || waits || postponed.has(row.reason) || leaving.has(id) || !ownerKeys.has(ownerId ?? UNOWNED)
    return stays ? [] : [{ id, reason: row.sentence }]
  })
}
