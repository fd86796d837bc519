import type { LocalDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import type { FrozenAccount, FrozenRules } from '../core/frozen.ts'
import type { Candidate } from '../core/gates.ts'
import { append, formulaVersion, type LedgerRow, type RankedItem, rank } from '../core/rank.ts'
import { type Difference, differencesOf } from '../core/replay.ts'
import { familyOf } from '../store/family.ts'
import { inputOf, inputsAt, inputsOf, userNamesById } from '../store/frozen.ts'
import { firstTouchesOn, type QueueDay, type QueueItem, queueDaysOn, queueItemsOf } from '../store/queue.ts'
import { RULES, UNOWNED } from '../store/schema/index.ts'
import type { App } from './app.ts'
import { type FrozenInput, inputHash } from './freeze.ts'
import { appendedMark, type Input, inputFrom, ownerKeyOf, reasonCounts } from './rank.ts'
import { loadWords } from './words.ts'

export type ReplayedDay = {
  ownerKey: string
  owner: string
  builtAt: Instant
  items: number
  /** Under another version the formula itself has changed: then both results stand in `differences`. */
  formula: { kept: string; current: string }
  /** Kept inputs whose content is not what was hashed. */
  altered: string[]
  identical: boolean
  differences: Difference[]
}

/** Builds the queues of a past day again from what was frozen with them, and compares. */
export const replay = async (app: App, day: LocalDay, ownerKey?: string): Promise<ReplayedDay[]> => {
  const days = (await queueDaysOn(app.db, day)).filter((each) => ownerKey === undefined || each.ownerKey === ownerKey)
  if (days.length === 0)
    throw new Refusal('not_found', `No queue was built for ${day}${ownerKey ? ' and this owner' : ''}`)
  const names = await userNamesById(app.db)
  const read = remembering((readAt: Instant) => readInputs(app, readAt, null))
  const replayed: ReplayedDay[] = []
  for (const each of days) {
    const owner = each.ownerKey === UNOWNED ? 'Unowned' : (names.get(each.ownerKey) ?? each.ownerKey)
    replayed.push({ owner, ...(await replayDay(app, each, read)) })
  }
  return replayed
}

/** Whether, and why not, the account was queued on a past day: computed from that day's frozen inputs. */
export type PastVerdict = {
  queueDay: QueueDay
  ownerName: string | null
  row: LedgerRow
  candidate: Candidate
  fitId: string | null
}

/**
 * Null where no list that could have held the account was built that day. `near` reads no more than its family, as it
 * is now, and those that found a seat: who found none took none, so the verdict is the same.
 */
export const verdictOn = async (
  app: App,
  accountId: string,
  day: LocalDay,
  { near = false } = {},
): Promise<PastVerdict | null> => {
  for (const queueDay of await queueDaysOn(app.db, day)) {
    const readAt = readAtOf(queueDay)
    const account = (await inputOf(app.db, accountId, readAt))?.value as FrozenAccount | undefined
    const rules = (await inputOf(app.db, RULES, readAt))?.value as FrozenRules | undefined
    if (!account || !rules) continue
    const known = rules.owners.some(({ id }) => id === account.ownerId)
    if ((known ? account.ownerId : UNOWNED) !== queueDay.ownerKey) continue
    const seated = near ? await firstTouchesOn(app.db, day, queueDay.builtAt) : []
    const subjects = near ? [RULES, ...seated, ...(await familyOf(app.db, accountId))] : null
    const input = await rebuild(app, await readInputs(app, readAt, subjects), queueDay.day, queueDay.builtAt)
    const asked = new Set([accountId, ...seated])
    const candidates = near ? input.candidates.filter((each) => asked.has(each.accountId)) : input.candidates
    const row = rank({ ...input, candidates }).ledger.find((each) => each.accountId === accountId)!
    const owner = input.owners.find(({ id }) => id === account.ownerId)
    return {
      queueDay,
      ownerName: owner?.name ?? null,
      row,
      candidate: input.fitOf.get(accountId)!,
      fitId: account.fitId,
    }
  }
  return null
}

type Read = FrozenInput & { altered: string[] }

const readInputs = async (app: App, readAt: Instant, subjects: readonly string[] | null): Promise<Read> => {
  const kept = await keptInputs(app, readAt, subjects)
  if (!kept) throw new Refusal('not_found', 'What that day was ranked from was not kept')
  return kept
}

/** What a day was ranked from, null where it was not kept. `subjects` null = everything. */
export const keptInputs = async (
  app: App,
  readAt: Instant,
  subjects: readonly string[] | null,
): Promise<Read | null> => {
  const rows = subjects ? await inputsOf(app.db, subjects, readAt) : await inputsAt(app.db, readAt)
  const rules = rows.find(({ subject }) => subject === RULES)
  if (!rules) return null
  return {
    rules: rules.value as FrozenRules,
    accounts: new Map(
      rows.flatMap(({ subject, value }) => (subject === RULES ? [] : [[subject, value as FrozenAccount] as const])),
    ),
    altered: rows.filter(({ value, hash }) => inputHash(value) !== hash).map(({ subject }) => subject),
  }
}

export const readAtOf = ({ watermarks, builtAt }: QueueDay): Instant => watermarks.readAt ?? builtAt

const rebuild = async (app: App, read: Read, day: LocalDay, at: Instant): Promise<Input> =>
  inputFrom(read, day, await loadWords(app.db, read.accounts, read.rules.zone), at)

type Reader = (readAt: Instant) => Promise<Read>

const replayDay = async (app: App, queueDay: QueueDay, read: Reader): Promise<Omit<ReplayedDay, 'owner'>> => {
  const { ownerKey, day, builtAt } = queueDay
  const kept = await queueItemsOf(app.db, ownerKey, day)
  const frozen = await read(readAtOf(queueDay))
  const input = await rebuild(app, frozen, day, builtAt)
  const ranking = rank(input)
  const mine = ranking.items.filter((item) => ownerKeyOf(item) === ownerKey).map((item) => plain(item, input))
  const later = await appended(app, queueDay, kept, read)
  const differences = differencesOf(
    { items: kept.map(plainKept), reasons: queueDay.reasons },
    { items: [...mine, ...later.items], reasons: reasonCounts(ranking.ledger, input.owners, ownerKey) },
  )
  return {
    ownerKey,
    builtAt,
    items: kept.length,
    formula: { kept: queueDay.formulaVersion, current: String(formulaVersion) },
    altered: [...new Set([...frozen.altered, ...later.altered])],
    identical: differences.length === 0,
    differences,
  }
}

/** What joined the day after its freeze, hour by hour, each on top of what stood there before. */
const appended = async (
  app: App,
  { day, ownerKey, builtAt, watermarks }: QueueDay,
  kept: readonly QueueItem[],
  read: Reader,
) => {
  const items: ReturnType<typeof plain>[] = []
  const altered: string[] = []
  const hours = Object.keys(watermarks).filter((name) => name.startsWith(appendedMark))
  for (const [name, at] of hours.map((name) => [name, Number(name.slice(appendedMark.length))] as const)) {
    const inputs = await read(watermarks[name]!)
    altered.push(...inputs.altered)
    const input = await rebuild(app, inputs, day, at)
    const before = kept
      .filter((item) => item.appendedAt === null || item.appendedAt < at)
      .map((item) => ({ accountId: item.accountId, ownerId: item.ownerKey, lane: item.lane }))
    const added = append({ frozenAt: builtAt, items: before }, input, at)
    items.push(...added.items.filter((item) => ownerKeyOf(item) === ownerKey).map((item) => plain(item, input)))
  }
  return { items, altered }
}

const plain = (item: RankedItem, input: Input) => {
  const { accountId, lane, position, leadTriggerId, priority, fit, heat, tier, firstSeenAt, appendedAt } = item
  const { alpha } = input.fitOf.get(accountId)!
  const numbers = { rank: position, priority, fit, heat, tier, alpha, strengths: item.strengths }
  return { accountId, lane, leadTriggerId, firstSeenAt, appendedAt, forOwnerId: item.forOwnerId, ...numbers }
}

const plainKept = (item: QueueItem): ReturnType<typeof plain> => {
  const { accountId, lane, rank: place, leadTriggerId, priority, fit, heat, firstSeenAt, appendedAt, why } = item
  const { alpha, strengths, forOwnerId } = why
  const tier = item.tier as RankedItem['tier']
  return {
    accountId,
    lane,
    leadTriggerId,
    firstSeenAt,
    appendedAt,
    forOwnerId,
    rank: place,
    priority,
    fit,
    heat,
    tier,
    alpha,
    strengths,
  }
}

const remembering = <K, V>(make: (key: K) => Promise<V>): ((key: K) => Promise<V>) => {
  const made = new Map<K, Promise<V>>()
  return (key) => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}
