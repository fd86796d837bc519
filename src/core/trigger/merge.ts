import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Instant } from '../document.ts'
import type { Evidence, KnownTrigger, Trigger } from '../trigger.ts'
import { agreeOnFields } from './agree.ts'
import { knownTriggerOf } from './retold.ts'
import { eventKey, sameEvent, timeOf } from './same-event.ts'
import { voicesOf } from './voices.ts'

type Cluster = { id: string | null; members: Evidence[] }

/**
 * Merges everything known about one account into triggers: evidence of the same event becomes one. Neither the order of
 * the input matters nor in how many runs it came: evidence is taken in the order in which it was fetched, so that what
 * came later attaches to what was there. `known` triggers keep their ids, also when an item that told them is edited,
 * and their members unless something turns up that was fetched before them.
 */
export const mergeTriggers = (
  accountId: string,
  evidence: readonly Evidence[],
  known: readonly KnownTrigger[] = [],
): Trigger[] => {
  const arrived = inOrderOfArrival(evidence)
  const trigger = knownTriggerOf(known, arrived)
  const clusters = [...Map.groupBy(arrived, sortOf).values()].flatMap((alike) =>
    cameLate(alike, trigger, known) ? withKnownIds(clustersOf(alike, new Map()), trigger) : clustersOf(alike, trigger),
  )
  return named(accountId, clusters, known)
    .map(({ id, members }) => triggerOf(accountId, id, members))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

const sortOf = ({ signal, side }: Evidence): string => `${signal.kind} ${side}`

/** Those with a known trigger stay there, the others attach to what was there before them. */
const clustersOf = (arrived: readonly Evidence[], trigger: ReadonlyMap<string, string>): Cluster[] => {
  const clusters: Cluster[] = []
  for (const one of arrived) {
    const id = trigger.get(one.signalId)
    if (id === undefined) continue
    const cluster = clusters.find((candidate) => candidate.id === id)
    if (cluster) cluster.members.push(one)
    else clusters.push({ id, members: [one] })
  }
  for (const one of arrived) {
    if (trigger.has(one.signalId)) continue
    const cluster = nearest(one, clusters)
    if (cluster) cluster.members.push(one)
    else clusters.push({ id: null, members: [one] })
  }
  return clusters
}

/** Whether something new was fetched before what is merged already: then all is merged as if it had been there. */
const cameLate = (
  arrived: readonly Evidence[],
  trigger: ReadonlyMap<string, string>,
  known: readonly KnownTrigger[],
): boolean => {
  const members = new Set(known.flatMap(({ evidence }) => evidence.map(({ signalId }) => signalId)))
  const last = arrived.findLastIndex(({ signalId }) => members.has(signalId))
  return arrived.slice(0, last + 1).some(({ signalId }) => !trigger.has(signalId))
}

/** Each cluster takes the id that most of its members had, the one with more of them first; no id is taken twice. */
const withKnownIds = (clusters: readonly Cluster[], trigger: ReadonlyMap<string, string>): Cluster[] => {
  const claims = clusters
    .flatMap((cluster) => {
      const ids = cluster.members.flatMap(({ signalId }) => trigger.get(signalId) ?? [])
      return [...Map.groupBy(ids, (id) => id)].map(([id, votes]) => ({ cluster, id, votes: votes.length }))
    })
    .sort((a, b) => b.votes - a.votes) // of equals the one that arrived first: the sort is stable
  const idOf = new Map<Cluster, string>()
  const taken = new Set<string>()
  for (const { cluster, id } of claims) {
    if (taken.has(id) || idOf.has(cluster)) continue
    idOf.set(cluster, id)
    taken.add(id)
  }
  return clusters.map((cluster) => ({ ...cluster, id: idOf.get(cluster) ?? null }))
}

const inOrderOfArrival = (evidence: readonly Evidence[]): Evidence[] =>
  [...evidence].sort((a, b) => a.fetchedAt - b.fetchedAt || timeOf(a) - timeOf(b) || (a.signalId < b.signalId ? -1 : 1))

/** Among the clusters that tell the same event, the one closest in time. */
const nearest = (one: Evidence, clusters: readonly Cluster[]): Cluster | undefined => {
  let best: Cluster | undefined
  let bestMs = Number.POSITIVE_INFINITY
  for (const cluster of clusters) {
    if (!cluster.members.every((member) => sameEvent(member, one))) continue
    const apartMs = Math.abs(timeOf(cluster.members[0]!) - timeOf(one))
    if (apartMs < bestMs) {
      best = cluster
      bestMs = apartMs
    }
  }
  return best
}

/** Every cluster gets an id of its own: the known one, else one derived from its first evidence. */
const named = (
  accountId: string,
  clusters: readonly Cluster[],
  known: readonly KnownTrigger[],
): { id: string; members: Evidence[] }[] => {
  const taken = new Set([...known, ...clusters].flatMap(({ id }) => id ?? []))
  return clusters.map(({ id, members }) => {
    const first = members[0]!
    const derived = derivedId(accountId, first, [])
    const own = id ?? (taken.has(derived) ? derivedId(accountId, first, [first.signalId]) : derived)
    taken.add(own)
    return { id: own, members }
  })
}

/** Named by the item that told the event first, so that an edit and a newer extractor arrive at the same name. */
const derivedId = (accountId: string, first: Evidence, extra: string[]): string => {
  const name = JSON.stringify([accountId, first.signal.kind, first.side, first.item, eventKey(first.signal), ...extra])
  return bytesToHex(sha256(utf8ToBytes(name))).slice(0, 32)
}

const triggerOf = (accountId: string, id: string, members: Evidence[]): Trigger => {
  const evidence = inOrderOfArrival(members)
  const first = evidence[0]!
  return {
    id,
    accountId,
    kind: first.signal.kind,
    side: first.side,
    at: whenOf(evidence),
    firstSeenAt: first.fetchedAt,
    evidence,
    publishers: voicesOf(evidence),
    ...agreeOnFields(evidence),
    confidence: Math.max(...evidence.map((one) => one.signal.confidence)),
    lite: evidence.every((one) => one.signal.lite),
  }
}

const whenOf = (evidence: readonly Evidence[]): Instant => {
  const least = (instants: (Instant | null)[]) => instants.filter((at) => at !== null).sort((a, b) => a - b)[0]
  return (
    least(evidence.map((one) => one.signal.occurredAt)) ??
    least(evidence.map((one) => one.publishedAt)) ??
    least(evidence.map((one) => one.fetchedAt))!
  )
}
