import type { Fact, FactValue } from './account.ts'
import { factChange } from './facts.ts'
import { stableJson } from './hash.ts'

/** What a signal says of a field of its account. */
export type Saying = { value: FactValue; source: string; from: number }
type Known = Fact & { id: string }
export type FactChanges = {
  dropped: string[]
  ends: { id: string; was: number | null; to: number | null }[]
  added: (Saying & { to: number | null })[]
}

/** Facts of this source follow what signals say, and go with them. */
export const taughtBy = (signalId: string): string => `signal ${signalId}`
const isTaught = ({ source }: Fact): boolean => source.startsWith(taughtBy(''))

/**
 * What to change in one field's facts, oldest first, so that they are what was stated last and, after it, what signals
 * say now, each taking the place of the one before. A fact that no signal teaches any more goes, and what it had
 * replaced holds again.
 */
export const factChanges = (facts: readonly Known[], sayings: readonly Saying[]): FactChanges => {
  const stated = facts.filter((fact) => !isTaught(fact)).at(-1)
  const since = stated?.from ?? Number.NEGATIVE_INFINITY
  const taught = facts.filter((fact) => isTaught(fact) && fact.from > since)
  const holds = stated && (stated.to === null || taught.some(({ from }) => from === stated.to)) ? stated : undefined
  const wanted = inTurn(
    holds,
    sayings.filter(({ from }) => from > since),
  )
  const endOf = (index: number): number | null => wanted[index]?.from ?? null
  const rows = wanted.map((saying, index) => {
    const row = taught.find((fact) => isSame(fact, saying))
    return { saying, row, to: endOf(index + 1) }
  })
  const kept = [
    ...(holds ? [{ row: holds, to: endOf(0) }] : []),
    ...rows.flatMap(({ row, to }) => (row ? [{ row, to }] : [])),
  ]
  return {
    dropped: taught.filter((fact) => !rows.some(({ row }) => row === fact)).map(({ id }) => id),
    ends: kept
      .filter(({ row, to }) => row.to !== to)
      .map(({ row, to }) => ({ id: row.id, was: row.to, to }))
      .sort((a, b) => Number(a.to === null) - Number(b.to === null)),
    added: rows.flatMap(({ saying, row, to }) => (row ? [] : [{ ...saying, to }])),
  }
}

/** Those that change something, in the order of their instants. */
const inTurn = (holds: Known | undefined, sayings: readonly Saying[]): Saying[] => {
  const wanted: Saying[] = []
  const inOrder = [...sayings].sort((a, b) => a.from - b.from || (a.source < b.source ? -1 : 1))
  for (const saying of inOrder) if (factChange(wanted.at(-1) ?? holds, saying)) wanted.push(saying)
  return wanted
}

const isSame = (fact: Known, saying: Saying): boolean =>
  fact.from === saying.from && fact.source === saying.source && stableJson(fact.value) === stableJson(saying.value)
