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
 * Merges everything known about one account into triggers: evidence of the same event becomes one. The order of the
 * input does not matter: evidence is taken in the order in which it was fetched, so that what came later attaches to
 * what was there and never regroups it. `known` triggers keep their members and ids, also when evidence with an older
 * date turns up, and when an item that told them is edited.
 */
export const mergeTriggers = (
  accountId: string,
  evidence: readonly Evidence[],
  known: readonly KnownTrigger[] = [],
): Trigger[] => {
  const clusters = new Map<string, Cluster[]>()
  const clustersLike = ({ signal, side }: Evidence) => {
    const key = `${signal.kind} ${side}`
    if (!clusters.has(key)) clusters.set(key, [])
    return clusters.get(key)!
  }
  const arrived = inOrderOfArrival(evidence)
  const trigger = knownTriggerOf(known, arrived)
  for (const one of arrived) {
    const id = trigger.get(one.signalId)
    if (id === undefined) continue
    const alike = clustersLike(one)
    const cluster = alike.find((candidate) => candidate.id === id)
    if (cluster) cluster.members.push(one)
    else alike.push({ id, members: [one] })
  }
  for (const one of arrived) {
    if (trigger.has(one.signalId)) continue
    const alike = clustersLike(one)
    const cluster = nearest(one, alike)
    if (cluster) cluster.members.push(one)
    else alike.push({ id: null, members: [one] })
  }
  return named(accountId, [...clusters.values()].flat(), known)
    .map(({ id, members }) => triggerOf(accountId, id, members))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
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
