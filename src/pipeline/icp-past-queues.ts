import type { Db } from '#dialect'
import { msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { fit as bestFit, type FitResult } from '../core/fit.ts'
import type { FrozenAccount, Words } from '../core/frozen.ts'
import { parseIcp } from '../core/icp/parse.ts'
import { type PastPlace, type PastQueues, pastQueues } from '../core/icp/past-queues.ts'
import type { IcpVersion } from '../core/icp.ts'
import { rank } from '../core/rank.ts'
import { groupBy } from '../store/accounts.ts'
import { resultsOf } from '../store/icp-evidence.ts'
import { asVersion, icpVersionsByIds } from '../store/icps.ts'
import { lastQueueDays, type QueueDay } from '../store/queue.ts'
import type { App } from './app.ts'
import type { FrozenInput } from './freeze.ts'
import { casesAt } from './icp-cases.ts'
import { inputFrom, ownerKeyOf } from './rank.ts'
import { keptInputs, readAtOf } from './replay.ts'
import { chunks } from './stage.ts'
import { loadWords } from './words.ts'

/** A touch this long after the day, and what came of it this long, counts for that day's place. */
const touchDays = 14
const resultDays = 90

/** What a draft would have made of the last `days` days' queues, ranked again from what was frozen with them. */
export const backtestQueues = async (app: App, yaml: string, days = 20): Promise<PastQueues> => {
  const draft: IcpVersion = { id: 'draft', number: 0, icp: parseIcp(yaml) }
  const lists = await lastQueueDays(app.db, days)
  const places: Place[] = []
  const daysRead = new Set<string>()
  // Lists that were frozen in one go were ranked as one.
  for (const together of groupBy(lists, (list) => `${list.day} ${list.builtAt} ${readAtOf(list)}`).values()) {
    const kept = await keptInputs(app, readAtOf(together[0]!), null)
    if (!kept) continue
    daysRead.add(together[0]!.day)
    places.push(...(await placesOn(app, together, kept, draft)))
  }
  const results = await resultsFor(app.db, places)
  return pastQueues(
    daysRead.size,
    places.map((place) => ({ ...place, result: results(place) })),
  )
}

type Place = Omit<PastPlace, 'result'> & { at: Instant }

const placesOn = async (
  app: App,
  lists: readonly QueueDay[],
  { accounts, rules }: FrozenInput,
  draft: IcpVersion,
): Promise<Place[]> => {
  const { day, builtAt, icpVersionIds } = lists[0]!
  const words = await loadWords(app.db, accounts, rules.zone)
  const inForce = (await icpVersionsByIds(app.db, icpVersionIds)).map(asVersion)
  const versions = [...inForce.filter(({ icp }) => icp.key !== draft.icp.key), draft]
  const again = await fitsOf(app.db, accounts, versions, builtAt)
  const ownerKeys = new Set(lists.map(({ ownerKey }) => ownerKey))
  const prioritiesWith = (some: ReadonlyMap<string, FrozenAccount>, as: Words) =>
    new Map(
      rank(inputFrom({ accounts: some, rules }, day, as, builtAt))
        .items.filter((item) => (item.lane === 'new' || item.lane === 'still_warm') && ownerKeys.has(ownerKeyOf(item)))
        .map(({ accountId, priority }) => [accountId, priority]),
    )
  const before = prioritiesWith(accounts, words)
  const after = prioritiesWith(refitted(accounts, again), {
    ...words,
    fit: (id) => again.get(id) ?? null,
    icp: (id) => versions.find((version) => version.id === id)?.icp ?? null,
  })
  return [...new Set([...before.keys(), ...after.keys()])].map((accountId) => ({
    day,
    at: builtAt,
    accountId,
    name: words.accountName(accountId),
    before: before.get(accountId) ?? null,
    after: after.get(accountId) ?? null,
  }))
}

/** Fits as they would have been: only accounts with news could be queued, so only they are asked. */
const fitsOf = async (
  db: Db,
  accounts: ReadonlyMap<string, FrozenAccount>,
  versions: readonly IcpVersion[],
  at: Instant,
): Promise<Map<string, FitResult>> => {
  const asked = [...accounts].filter(([, { triggers, mergedInto }]) => triggers.length > 0 && mergedInto === null)
  const cases = await casesAt(
    db,
    asked.map(([accountId]) => ({ accountId, at })),
  )
  return new Map(
    cases.flatMap(({ id, fields, news, contacts }) => {
      const isCustomer = accounts.get(id)!.relationship?.kind === 'customer'
      const result = bestFit({ id, fields, events: news, contacts, isCustomer }, versions, at)
      return result ? [[id, result] as const] : []
    }),
  )
}

const refitted = (accounts: ReadonlyMap<string, FrozenAccount>, fits: ReadonlyMap<string, FitResult>) =>
  new Map(
    [...accounts].map(([id, account]): [string, FrozenAccount] => {
      const fit = fits.get(id)
      return [id, { ...account, fitId: fit ? id : null, icpVersionId: fit?.icpVersionId ?? null }]
    }),
  )

const goodOf = ({ kind, replyClass }: { kind: string; replyClass: string | null }): string | null => {
  if (kind === 'reply') return replyClass === 'interested' || replyClass === 'meeting' ? `reply: ${replyClass}` : null
  return kind === 'meeting' || kind === 'opportunity' || kind === 'won' ? kind : null
}

const resultsFor = async (db: Db, places: readonly Place[]) => {
  const ids = [...new Set(places.map(({ accountId }) => accountId))]
  const parts = await Promise.all(chunks(ids, 500).map((part) => resultsOf(db, part)))
  const touches = groupBy(
    parts.flatMap(({ touched }) => touched),
    ({ accountId }) => accountId,
  )
  const outcomes = groupBy(
    parts.flatMap(({ came }) => came),
    ({ accountId }) => accountId,
  )
  return ({ accountId, at }: Place): PastPlace['result'] => {
    const touch = (touches.get(accountId) ?? []).find((one) => one.at >= at && one.at < at + touchDays * msPerDay)
    if (!touch) return null
    const after = (outcomes.get(accountId) ?? []).filter(
      (one) => one.at >= touch.at && one.at < touch.at + resultDays * msPerDay,
    )
    return after.map(goodOf).find((good) => good !== null) ?? 'nothing'
  }
}
