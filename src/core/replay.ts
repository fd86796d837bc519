import { stableJson } from './hash.ts'

/** One thing that is not what it was: `kept` stands in the stored queue, `rebuilt` came out of the replay. */
export type Difference = { where: string; kept: unknown; rebuilt: unknown }

/** What a queue item must be again, to the last decimal. */
export type Replayable = { accountId: string; [number: string]: unknown }

/** Every way in which two lists of items and two ledgers of reasons differ; none = the replay is identical. */
export const differencesOf = (
  kept: { items: readonly Replayable[]; reasons: Readonly<Record<string, number>> },
  rebuilt: { items: readonly Replayable[]; reasons: Readonly<Record<string, number>> },
): Difference[] => [
  ...itemDifferences(kept.items, rebuilt.items),
  ...memberDifferences('reasons', kept.reasons, rebuilt.reasons),
]

const itemDifferences = (kept: readonly Replayable[], rebuilt: readonly Replayable[]): Difference[] => {
  const [before, after] = [kept, rebuilt].map((items) => new Map(items.map((item) => [item.accountId, item]))) as [
    Map<string, Replayable>,
    Map<string, Replayable>,
  ]
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((accountId): Difference[] => {
    const [one, other] = [before.get(accountId), after.get(accountId)]
    if (!one || !other) return [{ where: `item ${accountId}`, kept: one ?? null, rebuilt: other ?? null }]
    return memberDifferences(`item ${accountId}`, one, other)
  })
}

const memberDifferences = (
  where: string,
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .sort()
    .filter((name) => stableJson(one[name] ?? null) !== stableJson(other[name] ?? null))
    .map((name): Difference => ({ where: `${where} ${name}`, kept: one[name] ?? null, rebuilt: other[name] ?? null }))
