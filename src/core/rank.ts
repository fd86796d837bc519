import { addWorkingDays, type Holidays, type LocalDay, startOfDay } from './day.ts'
import type { Instant } from './document.ts'
import type { Tier } from './fit.ts'
import {
  type Candidate,
  type CandidateTrigger,
  type GateReason,
  gate,
  heatingTriggers,
  leadingTriggers,
  newsTriggers,
  type Owner,
  type Owners,
  relationshipOf,
  type Stop,
  workerOf,
} from './gates.ts'
import { heatOf, priorityOf, type Strength } from './heat.ts'

/** Stored with every queue day; a replay under another version says so. */
export const formulaVersion = 1

export const lanes = ['new', 'still_warm', 'needs_contact', 'your_accounts', 'unowned'] as const
export type Lane = (typeof lanes)[number]

export type RankedItem = {
  accountId: string
  /** Who works it; null in the unowned lane of the managers. */
  ownerId: string | null
  /** The absent owner it is covered for. */
  forOwnerId: string | null
  lane: Lane
  /** From 1 within its owner's lane; New and Still warm count on as one list. */
  position: number
  /** 0–100 in tenths, all three. Fit null only in the lane of customers without an expansion ICP. */
  priority: number
  fit: number | null
  heat: number
  tier: Tier | null
  /** What heat is made of: the lead first, then by strength, bad news last. */
  strengths: Strength[]
  leadTriggerId: string
  firstSeenAt: Instant
  pursuitId: string | null
  /** When it was added to a day that was already frozen. */
  appendedAt: Instant | null
}

/** Every account has exactly one: queued (with its lane), or one reason. A lane beside a reason is not a first touch. */
export type LedgerRow =
  | { accountId: string; queued: true; ownerId: string; lane: Lane; reason: null; sentence: null }
  | {
      accountId: string
      queued: false
      ownerId: string | null
      lane: Lane | null
      reason: GateReason
      sentence: string
    }

export type RankInput = {
  day: LocalDay
  /** Zone and holidays of the accounts without an owner; the others have their owner's. */
  zone: string
  holidays: Holidays
  owners: readonly Owner[]
  candidates: readonly Candidate[]
  /** At most this many of one owner's items are led by one kind. */
  perKindLimit: number
}

export type Ranking = { items: RankedItem[]; ledger: LedgerRow[] }

/** First seen within this many working days is New. */
const newWorkingDays = 2

/**
 * One day's queues. Gates first; then New before Still warm, each by priority (ties: first seen, account id), until
 * the owner's capacity is full, at most `perKindLimit` per kind and one account of a family. A pursuit that a person
 * has edited keeps its seat. Items come by owner, lane and position; the ledger by account id.
 */
export const rank = (input: RankInput): Ranking => {
  const owners: Owners = new Map(input.owners.map((owner) => [owner.id, owner]))
  const newSince = newSinceOf(input, owners)
  const verdicts: Verdict[] = input.candidates.map((candidate) => {
    const stop = gate(candidate, input.day, owners)
    return {
      candidate,
      stop,
      item: stop ? aside(candidate, stop.reason, owners) : firstTouch(candidate, owners, newSince),
    }
  })
  const contenders = verdicts.filter(({ stop }) => stop === null).sort(seatingOrder)
  seat(contenders, owners, input.perKindLimit)
  return {
    items: placed(verdicts.flatMap(({ item }) => item ?? [])),
    ledger: verdicts.map(ledgerRow).sort((a, b) => compare(a.accountId, b.accountId)),
  }
}

/** A day as it was frozen: what was queued for a first touch, and when. */
export type FrozenDay = { frozenAt: Instant; items: readonly Pick<RankedItem, 'accountId' | 'ownerId' | 'lane'>[] }

/**
 * What joins a day that is already frozen: Tier 1 accounts that pass every gate and have a trigger first seen after
 * the freeze. Above capacity and the per-kind limit, because it will be old news tomorrow. Returns only what is
 * added, with positions after the existing ones, and the ledger rows that replace the morning's.
 */
export const append = (frozen: FrozenDay, input: RankInput, at: Instant): Ranking => {
  const queued = frozen.items.filter(({ lane }) => firstTouchLanes.includes(lane))
  const present = new Set(queued.map(({ accountId }) => accountId))
  const fresh = input.candidates.filter(
    (candidate) =>
      candidate.fit?.tier === 1 &&
      [candidate, ...candidate.relatives].every(({ accountId }) => !present.has(accountId)) &&
      leadingTriggers(candidate).some(({ firstSeenAt }) => firstSeenAt > frozen.frozenAt),
  )
  const owners = input.owners.map((owner) => ({ ...owner, capacity: Number.POSITIVE_INFINITY }))
  const added = rank({ ...input, owners, candidates: fresh, perKindLimit: Number.POSITIVE_INFINITY })
  const before = (item: RankedItem) => queued.filter((each) => sameList(each, item)).length
  return {
    items: added.items
      .filter(({ lane }) => firstTouchLanes.includes(lane))
      .map((item) => ({ ...item, position: before(item) + item.position, appendedAt: at })),
    ledger: added.ledger.filter((row) => row.queued),
  }
}

type Unplaced = Omit<RankedItem, 'position'>
/** Stop and no item, stop and an item beside first touches, or no stop and a first touch. */
type Verdict = { candidate: Candidate; stop: Stop | null; item: Unplaced | null }

const firstTouchLanes: readonly Lane[] = ['new', 'still_warm', 'needs_contact']

/** Gives out the seats in order; whoever finds none gets the reason. One account of a family a day. */
const seat = (contenders: readonly Verdict[], owners: Owners, perKindLimit: number): void => {
  const taken = new Map<string, number>()
  const take = (key: string) => taken.set(key, (taken.get(key) ?? 0) + 1)
  const queuedFor = new Map<string, Owner>()
  for (const contender of contenders) {
    const { candidate, item } = contender
    const owner = owners.get(item!.ownerId!)!
    const kind = item!.strengths[0]!.kind
    const seated = item!.lane !== 'needs_contact'
    const relative = candidate.relatives.find(({ accountId }) => queuedFor.has(accountId))
    if (relative) contender.stop = sibling(relative.name, queuedFor.get(relative.accountId)!)
    else if (seated && (taken.get(`${owner.id} ${kind}`) ?? 0) >= perKindLimit)
      contender.stop = fullKind(owner, kind, perKindLimit)
    else if (seated && (taken.get(owner.id) ?? 0) >= owner.capacity) contender.stop = fullQueue(owner)
    if (contender.stop) contender.item = null
    else {
      queuedFor.set(candidate.accountId, owner)
      if (seated) for (const key of [owner.id, `${owner.id} ${kind}`]) take(key)
    }
  }
}

const sibling = (name: string, owner: Owner): Stop => ({
  reason: 'in_flight',
  sentence: `${name}, of the same family, is in ${owner.name}'s queue today`,
})
const fullKind = (owner: Owner, kind: string, limit: number): Stop => ({
  reason: 'kind_limit',
  sentence: `${owner.name} already has ${limit} led by ${kind.replaceAll('_', ' ')} today`,
})
const fullQueue = (owner: Owner): Stop => ({
  reason: 'capacity',
  sentence: `${owner.name}'s queue of ${owner.capacity} is full without it`,
})

const ledgerRow = ({ candidate, stop, item }: Verdict): LedgerRow => {
  const { accountId } = candidate
  if (stop) return { accountId, queued: false, ownerId: candidate.ownerId, lane: item?.lane ?? null, ...stop }
  return { accountId, queued: true, ownerId: item!.ownerId!, lane: item!.lane, reason: null, sentence: null }
}

/** Customers and open opportunities with news go to their owner's lane, good accounts without owner to the managers'. */
const aside = (candidate: Candidate, reason: GateReason, owners: Owners): Unplaced | null => {
  if (reason === 'no_owner') return itemOf(candidate, { lane: 'unowned', ownerId: null, forOwnerId: null })
  if (reason !== 'relationship' || newsTriggers(candidate).length === 0) return null
  const { kind, ownerId } = relationshipOf(candidate)!
  if (kind !== 'customer' && kind !== 'open_opportunity') return null
  return itemOf(candidate, { lane: 'your_accounts', ...worked(ownerId ?? candidate.ownerId, owners) })
}

const firstTouch = (candidate: Candidate, owners: Owners, newSince: NewSince): Unplaced => {
  const newest = Math.max(...leadingTriggers(candidate).map(({ firstSeenAt }) => firstSeenAt))
  const place = worked(candidate.ownerId, owners)
  const warmth = newest >= newSince(place.ownerId) ? 'new' : 'still_warm'
  return itemOf(candidate, { lane: candidate.reachable ? warmth : 'needs_contact', ...place })
}

type Place = Pick<RankedItem, 'lane' | 'ownerId' | 'forOwnerId'>

const worked = (ownerId: string | null, owners: Owners): Omit<Place, 'lane'> => {
  const worker = workerOf(ownerId, owners)
  return { ownerId: worker?.id ?? null, forOwnerId: worker && worker.id !== ownerId ? ownerId : null }
}

const itemOf = (candidate: Candidate, place: Place): Unplaced => {
  const heating = heatingTriggers(candidate).sort(leadFirst)
  const strengths = heating.map(({ strength }) => strength)
  const lead = heating[0]!
  const heat = heatOf(strengths)
  const fit = candidate.fit?.fit ?? null
  return {
    accountId: candidate.accountId,
    ...place,
    priority: fit === null ? 0 : priorityOf(fit, heat, candidate.alpha),
    fit,
    heat,
    tier: candidate.fit?.tier ?? null,
    strengths,
    leadTriggerId: lead.strength.triggerId,
    firstSeenAt: lead.firstSeenAt,
    pursuitId: candidate.pursuit?.id ?? null,
    appendedAt: null,
  }
}

type NewSince = (ownerId: string | null) => Instant

/** The start of the day from which a first sight is New, by each owner's own zone and holidays; reckoned once each. */
const newSinceOf = (input: RankInput, owners: Owners): NewSince => {
  const made = new Map<string | null, Instant>()
  return (ownerId) => {
    const { zone, holidays } = owners.get(ownerId ?? '') ?? input
    const since = made.get(ownerId) ?? startOfDay(addWorkingDays(input.day, -newWorkingDays, holidays), zone)
    made.set(ownerId, since)
    return since
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Good news that may lead, then mentions, then bad news; the strongest first in each. */
const leadFirst = (a: CandidateTrigger, b: CandidateTrigger): number =>
  leadGroup(a.strength) - leadGroup(b.strength) ||
  Math.abs(b.strength.points) - Math.abs(a.strength.points) ||
  a.firstSeenAt - b.firstSeenAt ||
  compare(a.strength.triggerId, b.strength.triggerId)
const leadGroup = ({ points, lite }: Strength): number => (points < 0 ? 2 : lite ? 1 : 0)

/** At a customer bad news matters as much as good. Good news weighs as priority where an ICP applies, else by itself. */
const weightOf = ({ lane, fit, priority, strengths }: Unplaced): number => {
  if (lane !== 'your_accounts') return priority
  const worst = Math.max(...strengths.map(({ points }) => -points))
  const best = fit === null ? Math.max(...strengths.map(({ points }) => points)) : priority
  return Math.max(worst, best)
}

const byWeight = (a: Unplaced, b: Unplaced): number =>
  lanes.indexOf(a.lane) - lanes.indexOf(b.lane) ||
  weightOf(b) - weightOf(a) ||
  a.firstSeenAt - b.firstSeenAt ||
  compare(a.accountId, b.accountId)

const seatingOrder = (a: Verdict, b: Verdict): number =>
  Number(b.candidate.pursuit?.edited ?? false) - Number(a.candidate.pursuit?.edited ?? false) ||
  byWeight(a.item!, b.item!)

/** New and Still warm are one list that counts on. */
const listOf = (lane: Lane): Lane => (lane === 'still_warm' ? 'new' : lane)
const sameList = (a: Pick<RankedItem, 'ownerId' | 'lane'>, b: Pick<RankedItem, 'ownerId' | 'lane'>): boolean =>
  a.ownerId === b.ownerId && listOf(a.lane) === listOf(b.lane)

const placed = (items: readonly Unplaced[]): RankedItem[] => {
  const inOrder = [...items].sort((a, b) => compare(a.ownerId ?? '', b.ownerId ?? '') || byWeight(a, b))
  let position = 0
  return inOrder.map((item, index) => {
    const previous = inOrder[index - 1]
    position = previous && sameList(previous, item) ? position + 1 : 1
    return { ...item, position }
  })
}
