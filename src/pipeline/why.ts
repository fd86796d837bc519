import { dayInWords, type LocalDay, localDay } from '../core/day.ts'
import { registrableDomain } from '../core/domain.ts'
import { Refusal } from '../core/errors.ts'
import type { FitResult } from '../core/fit.ts'
import { type Candidate, type GateReason, gate, heatingTriggers, type Owner, workerOf } from '../core/gates.ts'
import { headline } from '../core/headline.ts'
import { heatOf, priorityOf, type Strength } from '../core/heat.ts'
import type { Lane, LedgerRow } from '../core/rank.ts'
import type { DraftState } from '../core/review.ts'
import { accountByExternalId, accountOfDomain, accountsNamed } from '../store/account-lookup.ts'
import { type Account, findAccount } from '../store/accounts.ts'
import { fitOfAccount } from '../store/fits.ts'
import { fitResults } from '../store/frozen.ts'
import { draftsOfAccount } from '../store/pages/account.ts'
import { userName } from '../store/pages/people.ts'
import { findQueueDay, type QueueDay, type QueueItem } from '../store/queue.ts'
import { triggersOf } from '../store/signals.ts'
import { ownerOf, queuedAt } from '../store/why.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { loadCandidates, loadOwners } from './candidates.ts'
import { type PastVerdict, verdictOn } from './replay.ts'

export type WhyTrigger = Strength & { headline: string; firstSeenAt: number; spent: string | null; shownDays: number }

/** Why an account stands where it stands on a day: every number with what it is made of. */
export type Why = {
  account: { id: string; name: string }
  day: LocalDay
  owner: string | null
  /** `frozen`: as the day's queue was built; else reckoned now. */
  basis: 'frozen' | 'now'
  queued: { owner: string; lane: Lane; rank: number; message: DraftState | null } | null
  /** The first gate that stops it; null when it is queued. */
  reason: { gate: GateReason | 'next_day'; sentence: string } | null
  fit: FitResult | null
  heat: number
  alpha: number
  priority: number
  triggers: WhyTrigger[]
}

/** Finds the account by id, domain or name, and says why it is, or is not, in its owner's queue that day. */
export const why = async (app: App, words: string, day?: LocalDay): Promise<Why> => {
  const { id, name } = await accountCalled(app, words)
  const { timeZone } = await getWorkspace(app.db)
  const today = localDay(app.now(), (await ownerOf(app.db, id))?.timeZone ?? timeZone)
  const asked = day ?? today
  const base = { account: { id, name }, day: asked }
  const item = await queuedAt(app.db, id, asked)
  if (item) return { ...base, ...(await asFrozen(app, item)) }
  const judged = asked <= today ? await verdictOn(app, id, asked, { near: asked === today }) : null
  return { ...base, ...(judged ? await asJudgedThen(app, judged) : await asJudgedNow(app, id, asked)) }
}

/** The account with this id, domain or name. */
export const accountCalled = async (app: App, words: string): Promise<Account> => {
  const byId = await findAccount(app.db, words)
  if (byId) return byId
  const domain = registrableDomain(words)
  const direct =
    (await accountByExternalId(app.db, words)) ?? (domain ? await accountOfDomain(app.db, domain) : undefined)
  if (direct) return direct
  const named = await accountsNamed(app.db, words)
  if (named.length === 1) return named[0]!
  throw new Refusal(
    'not_found',
    named.length === 0
      ? `There is no account with the id, domain or name "${words}"`
      : `${named.length} accounts are called "${words}": ask by domain`,
  )
}

type Told = Omit<Why, 'account' | 'day'>
type Numbers = Pick<Why, 'fit' | 'heat' | 'alpha' | 'priority' | 'triggers'>

const numbersOf = async (app: App, candidate: Candidate, fitId: string | null): Promise<Numbers> => {
  const fit = fitId === null ? null : ((await fitResults(app.db, [fitId]))[0]?.result ?? null)
  const { accountId, alpha, triggers } = candidate
  const heat = heatOf(heatingTriggers(candidate).map(({ strength }) => strength))
  const told = triggers.map(({ strength, ...rest }) => ({ ...strength, ...rest }))
  return {
    fit,
    heat,
    alpha,
    priority: fit?.fit ? priorityOf(fit.fit, heat, alpha) : 0,
    triggers: await withHeadlines(app, accountId, told),
  }
}

const withHeadlines = async (
  app: App,
  accountId: string,
  triggers: Omit<WhyTrigger, 'headline'>[],
): Promise<WhyTrigger[]> => {
  const stored = new Map((await triggersOf(app.db, [accountId])).map((row) => [row.id, row]))
  return triggers
    .map((trigger) => {
      const row = stored.get(trigger.triggerId)
      return { ...trigger, headline: row ? headline(row.kind, row.trigger.fields) : trigger.kind }
    })
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
}

/** What the day's queue says of an item: the numbers it was frozen with. */
const asFrozen = async (app: App, item: QueueItem): Promise<Told> => {
  const owner = (await userName(app.db, item.ownerKey)) ?? item.ownerKey
  const triggers = item.why.strengths.map((strength) => ({
    ...strength,
    firstSeenAt: item.firstSeenAt,
    spent: null,
    shownDays: 0,
  }))
  return {
    basis: 'frozen',
    owner,
    queued: { owner, lane: item.lane, rank: item.rank, message: await overWith(app, item) },
    reason: null,
    fit: item.why.fit,
    heat: item.heat,
    alpha: item.why.alpha,
    priority: item.priority,
    triggers: await withHeadlines(app, item.accountId, triggers),
  }
}

const over: readonly DraftState[] = ['cancelled', 'rejected', 'sent']

/** How the newest message of a listed item ended; null while it has none or it is open. */
const overWith = async (app: App, { accountId, pursuitId }: QueueItem): Promise<DraftState | null> => {
  const newest = (await draftsOfAccount(app.db, accountId)).find((draft) => draft.pursuitId === pursuitId)
  return newest && over.includes(newest.state) ? newest.state : null
}

/** What the frozen inputs of a built day say of an account that is not on its lists. */
const asJudgedThen = async (app: App, { row, candidate, fitId, queueDay, ownerName }: PastVerdict): Promise<Told> => ({
  basis: 'frozen',
  owner: ownerName,
  queued: null,
  reason: (await cameAfter(app, candidate, row, queueDay)) ?? reasonIn(row),
  ...(await numbersOf(app, candidate, fitId)),
})

const reasonIn = (row: LedgerRow): Why['reason'] =>
  row.queued
    ? {
        gate: 'next_day',
        sentence: "Passed every gate, for the queue of somebody whose day wasn't built with it",
      }
    : { gate: row.reason, sentence: row.sentence }

/** News that was first seen when the list was built already counts from the next one. */
const cameAfter = async (app: App, candidate: Candidate, row: LedgerRow, day: QueueDay): Promise<Why['reason']> => {
  if (row.reason !== 'no_trigger' && row.reason !== 'trigger_spent') return null
  const known = new Set(candidate.triggers.map(({ strength }) => strength.triggerId))
  const fresh = (await triggersOf(app.db, [candidate.accountId])).find(
    ({ id, firstSeenAt, removedAt, trigger }) =>
      removedAt === null && !trigger.lite && firstSeenAt > day.builtAt && !known.has(id),
  )
  if (!fresh) return null
  return {
    gate: 'next_day',
    sentence: `Its news, ${headline(fresh.kind, fresh.trigger.fields)}, came after the queue for ${dayInWords(day.day)} was built`,
  }
}

/** For a day that is not built, or an account that came since: as it would be judged now. */
const asJudgedNow = async (app: App, accountId: string, day: LocalDay): Promise<Told> => {
  const { settings, timeZone: zone } = await getWorkspace(app.db)
  const owners = new Map((await loadOwners(app.db, day, settings)).map((owner) => [owner.id, owner]))
  const candidates = await loadCandidates(app.db, { now: app.now(), day, zone, settings })
  const candidate = candidates.find((each) => each.accountId === accountId)!
  const worker = workerOf(candidate.ownerId, owners)
  const stop = gate(candidate, day, owners)
  return {
    basis: 'now',
    owner: worker?.name ?? null,
    queued: null,
    reason: stop
      ? { gate: stop.reason, sentence: stop.sentence }
      : { gate: 'next_day', sentence: await notInTheList(app, worker!, day) },
    ...(await numbersOf(app, candidate, (await fitOfAccount(app.db, accountId))?.id ?? null)),
  }
}

const notInTheList = async (app: App, { id, name }: Owner, day: LocalDay): Promise<string> =>
  (await findQueueDay(app.db, id, day))
    ? `Passes every gate now; it did not when ${name}'s queue was built`
    : `${name}'s queue for ${dayInWords(day)} is not built yet`
