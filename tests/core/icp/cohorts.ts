import type { FactValue } from '../../../src/core/account.ts'
import type { Case } from '../../../src/core/icp/learn.ts'

/** Mulberry32: the same cohorts on every machine. */
export const chanceFrom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Kind = 'yes_no' | 'category' | 'number' | 'list'
/** `odds`: how many times the odds of the attribute's property (true, the first value, the upper half) are higher among the won. */
export type Planted = { name: string; kind: Kind; odds: number; share: number }

/** Twelve attributes of four kinds, `planted` of them telling; odds ratios from 2 to 4, half of them below one. */
export const attributesFrom = (chance: () => number, planted: number, kinds: readonly Kind[]): Planted[] =>
  Array.from({ length: 12 }, (_, index) => {
    const size = 2 + 2 * chance()
    const odds = index >= planted ? 1 : chance() < 0.5 ? size : 1 / size
    return { name: `field${index}`, kind: kinds[index % kinds.length]!, odds, share: 0.3 + 0.4 * chance() }
  })

export const cohort = (chance: () => number, count: number, attributes: readonly Planted[], isWon: boolean): Case[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${isWon ? 'won' : 'lost'}-${index}`,
    events: null,
    fields: Object.fromEntries(
      attributes.flatMap(({ name, kind, odds, share }) => {
        if (chance() < 0.05) return []
        const usual = kind === 'number' ? 0.5 : share
        const raised = isWon ? (usual * odds) / (1 - usual + usual * odds) : usual
        return [[name, drawn(kind, chance() < raised, chance)] as [string, FactValue]]
      }),
    ),
  }))

const drawn = (kind: Kind, has: boolean, chance: () => number): FactValue => {
  if (kind === 'yes_no') return has
  if (kind === 'category') return has ? 'first' : chance() < 0.5 ? 'second' : 'third'
  if (kind === 'number') return Math.round(has ? 500 + 4500 * chance() : 10 + 490 * chance())
  return [...(has ? ['wanted'] : []), ...(chance() < 0.5 ? ['common'] : []), 'always']
}
