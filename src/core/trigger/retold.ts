import type { Evidence, KnownTrigger } from '../trigger.ts'
import { eventKey, isNear, tellsSame } from './same-event.ts'

/**
 * Which known trigger each evidence belongs to, by signal id: those that it was made of, and new readings of items that
 * told it before. A signal claimed twice stays with the lower id.
 */
export const knownTriggerOf = (known: readonly KnownTrigger[], evidence: readonly Evidence[]): Map<string, string> => {
  const trigger = new Map<string, string>()
  const inOrder = [...known].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const { id, evidence: members } of inOrder)
    for (const { signalId } of members) if (!trigger.has(signalId)) trigger.set(signalId, id)
  const current = new Set(evidence.map(({ signalId }) => signalId))
  const gone = Map.groupBy(
    inOrder.flatMap(({ id, side, evidence: members }) =>
      members.filter(({ signalId }) => !current.has(signalId)).map((member) => ({ ...member, side, id })),
    ),
    readingKey,
  )
  const fresh = evidence.filter(({ signalId }) => !trigger.has(signalId))
  for (const [key, readings] of Map.groupBy(fresh, readingKey))
    for (const [signalId, id] of retold(readings, gone.get(key) ?? [])) trigger.set(signalId, id)
  return trigger
}

type Gone = Evidence & { id: string }

const readingKey = ({ item, side, signal }: Evidence): string => `${signal.kind} ${side} ${item}`

/**
 * New readings of one item beside those that they replaced. What names the event pairs them; where that was corrected,
 * the only one left that was published at the same time. A job board tells new events under an old identity: those are
 * no edit.
 */
const retold = (readings: readonly Evidence[], gone: readonly Gone[]): [string, string][] => {
  const sameName = (one: Evidence) =>
    gone.find((old) => eventKey(old.signal) === eventKey(one.signal) && isNear(old, one))
  const paired = readings.flatMap((one) => {
    const old = sameName(one)
    return old ? [{ one, old }] : []
  })
  const rest = readings.filter((one) => !paired.some((pair) => pair.one === one))
  const left = new Set(gone.map(({ id }) => id).filter((id) => !paired.some(({ old }) => old.id === id)))
  const [only] = left
  const corrected = rest.filter((one) => gone.some((old) => old.id === only && isEdit(old, one)))
  return [
    ...paired.map(({ one, old }): [string, string] => [one.signalId, old.id]),
    ...(left.size === 1 && corrected.length === 1 ? [[corrected[0]!.signalId, only!] as [string, string]] : []),
  ]
}

const isEdit = (old: Evidence, one: Evidence): boolean =>
  old.publishedAt === one.publishedAt && (one.publishedAt !== null || tellsSame(old, one))
