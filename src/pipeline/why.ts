import { dayInWords, type LocalDay, localDay } from '../core/day.ts'
import { registrableDomain } from '../core/domain.ts'
import { Refusal } from '../core/errors.ts'
import type { FitResult } from '../core/fit.ts'
import { type Candidate, type GateReason, gate, leadingTriggers, type Owner, workerOf } from '../core/gates.ts'
import { headline } from '../core/headline.ts'
import { heatOf, priorityOf, type Strength } from '../core/heat.ts'
import type { Lane } from '../core/rank.ts'
import { type Account, accountIndex, allAccounts, findAccount } from '../store/accounts.ts'
import { findQueueDay, type QueueDay, type QueueItem, queueItemsOf } from '../store/queue.ts'
import { triggersOf } from '../store/signals.ts'
import { queuedAt } from '../store/why.ts'
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
  queued: { owner: string; lane: Lane; rank: number } | null
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
  const account = await accountCalled(app, words)
  const { settings, timeZone } = await getWorkspace(app.db)
  const today = localDay(app.now(), timeZone)
  const asked = day ?? today
  const owners = new Map((await loadOwners(app.db, asked, settings)).map((owner) => [owner.id, owner]))
  const when = { now: app.now(), day: asked, zone: timeZone, settings }
  const candidate = (await loadCandidates(app.db, when)).find(({ accountId }) => accountId === account.id)!
  const item = await queuedAt(app.db, account.id, asked)
  const worker = workerOf(candidate.ownerId, owners)
  const base = { account: { id: account.id, name: account.name }, day: asked, owner: worker?.name ?? null }
  if (item) return { ...base, ...(await asFrozen(app, item, owners)) }
  if (asked < today) {
    const past = await verdictOn(app, account.id, asked)
    if (past) return { ...base, ...(await asJudgedThen(app, past)) }
  }
  return {
    ...base,
    basis: 'now',
    queued: null,
    reason: await reasonOf(app, candidate, asked, owners, worker),
    ...(await numbersOf(app, candidate)),
  }
}

const accountCalled = async (app: App, words: string): Promise<Account> => {
  const byId = await findAccount(app.db, words)
  if (byId) return byId
  const index = await accountIndex(app.db)
  const domain = registrableDomain(words)
  const direct = index.byExternalId.get(words) ?? (domain ? index.byDomain.get(domain) : undefined)
  if (direct) return direct
  const wanted = words.normalize('NFKC').trim().toLowerCase()
  const named = (await allAccounts(app.db)).filter(({ name }) => name.normalize('NFKC').toLowerCase() === wanted)
  if (named.length === 1) return named[0]!
  throw new Refusal(
    'not_found',
    named.length === 0
      ? `There is no account with the id, domain or name "${words}"`
      : `${named.length} accounts are called "${words}": ask by domain`,
  )
}

type Numbers = Pick<Why, 'fit' | 'heat' | 'alpha' | 'priority' | 'triggers'>

const numbersOf = async (app: App, { accountId, fit, alpha, triggers }: Candidate): Promise<Numbers> => {
  const heat = heatOf(triggers.map(({ strength }) => strength))
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
const asFrozen = async (app: App, item: QueueItem, owners: ReadonlyMap<string, Owner>) => {
  const triggers = item.why.strengths.map((strength) => ({
    ...strength,
    firstSeenAt: item.firstSeenAt,
    spent: null,
    shownDays: 0,
  }))
  return {
    basis: 'frozen' as const,
    queued: { owner: owners.get(item.ownerKey)?.name ?? item.ownerKey, lane: item.lane, rank: item.rank },
    reason: null,
    fit: item.why.fit,
    heat: item.heat,
    alpha: item.why.alpha,
    priority: item.priority,
    triggers: await withHeadlines(app, item.accountId, triggers),
  }
}

/** What the frozen inputs of a past day say of an account that was not queued. */
const asJudgedThen = async (app: App, { row, candidate, ownerName }: PastVerdict) => ({
  basis: 'frozen' as const,
  owner: ownerName,
  queued: null,
  reason: row.queued
    ? {
        gate: 'next_day' as const,
        sentence: "Passed every gate, for the queue of somebody whose day wasn't built with it",
      }
    : { gate: row.reason, sentence: row.sentence },
  ...(await numbersOf(app, candidate)),
})

/** The first gate that stops it now; when none does, what kept it out of a list that is built already. */
const reasonOf = async (
  app: App,
  candidate: Candidate,
  day: LocalDay,
  owners: ReadonlyMap<string, Owner>,
  worker: Owner | null,
): Promise<Why['reason']> => {
  const stop = gate(candidate, day, owners)
  if (stop) return { gate: stop.reason, sentence: stop.sentence }
  const built = await findQueueDay(app.db, worker!.id, day)
  if (!built) return { gate: 'next_day', sentence: `${worker!.name}'s queue for ${dayInWords(day)} is not built yet` }
  return await outOfSeats(app, candidate, built, worker!)
}

const outOfSeats = async (app: App, candidate: Candidate, built: QueueDay, worker: Owner): Promise<Why['reason']> => {
  const leading = leadingTriggers(candidate).sort((a, b) => b.strength.points - a.strength.points)
  if (leading.every(({ firstSeenAt }) => firstSeenAt > built.builtAt))
    return { gate: 'next_day', sentence: `Passes every gate; its trigger came after ${worker.name}'s queue was built` }
  const seated = (await queueItemsOf(app.db, worker.id, built.day)).filter(({ lane }) =>
    ['new', 'still_warm'].includes(lane),
  )
  const kind = leading[0]!.strength.kind
  const { perKindLimit } = (await getWorkspace(app.db)).settings
  const ofKind = seated.filter(({ why: { strengths } }) => strengths[0]?.kind === kind).length
  if (ofKind >= perKindLimit)
    return { gate: 'kind_limit', sentence: `${worker.name} has ${ofKind} led by ${kind.replaceAll('_', ' ')} that day` }
  if (seated.length >= worker.capacity)
    return { gate: 'capacity', sentence: `${worker.name}'s queue of ${worker.capacity} was full without it` }
  return { gate: 'next_day', sentence: `Passes every gate now; it did not when ${worker.name}'s queue was built` }
}
