import { describe, expect, test } from 'vitest'
import { type Case, type Learning, learn } from '../../../src/core/icp/learn.ts'
import { attributesFrom, chanceFrom, cohort, type Planted } from './cohorts.ts'

const kinds = ['yes_no', 'category', 'number', 'list'] as const

const run = (seed: number, size: number, planted: number, odds?: number) => {
  const chance = chanceFrom(seed)
  const attributes = attributesFrom(chance, planted, kinds).map((each, index) =>
    odds && index < planted ? { ...each, odds: each.odds > 1 ? odds : 1 / odds } : each,
  )
  return {
    attributes,
    learning: learn(cohort(chance, size, attributes, true), cohort(chance, size, attributes, false), null),
  }
}

/** Which way a planted attribute was found to tell; null when it was not. */
const signOf = ({ proposals }: Learning, { name, kind }: Planted): number | null => {
  for (const proposal of proposals) {
    if (proposal.what === 'trigger' || !('field' in proposal.when) || proposal.when.field !== name) continue
    const sign = proposal.what === 'criterion' ? Math.sign(proposal.weight) : -1
    const { test } = proposal.when
    const values = [test.is, ...(test.in ?? []), ...(test.includes_any ?? [])]
    if (kind === 'number') return sign * (test.at_most !== undefined ? -1 : 1)
    if (kind === 'yes_no' || values.includes('first') || values.includes('wanted')) return sign
    return -sign // the other values
  }
  return null
}

describe('learning', () => {
  test.each([
    ['from two to four', undefined],
    ['exactly two', 2],
  ])('of odds %s, finds four in five, with the right sign nineteen times in twenty', (_, odds) => {
    const found = Array.from({ length: 120 }, (_, seed) => run(seed + 1, 200, 4, odds)).flatMap(
      ({ attributes, learning }) =>
        attributes.slice(0, 4).map((planted) => ({ planted, sign: signOf(learning, planted) })),
    )
    const seen = found.filter(({ sign }) => sign !== null)
    const right = seen.filter(({ planted, sign }) => sign === Math.sign(Math.log(planted.odds)))
    expect(seen.length / found.length).toBeGreaterThanOrEqual(0.8)
    expect(right.length / seen.length).toBeGreaterThanOrEqual(0.95)
  })

  test('of 200 random cohorts at most one in twenty gets any proposal', () => {
    const some = Array.from({ length: 200 }, (_, seed) => run(seed + 1000, 200, 0)).filter(
      ({ learning }) => learning.proposals.length > 0,
    )
    expect(some.length).toBeLessThanOrEqual(10)
  })

  test('below twenty of each it says that this is not enough data', () => {
    for (const [won, lost] of [
      [19, 200],
      [200, 19],
      [0, 0],
    ] as const) {
      const chance = chanceFrom(7)
      const attributes = attributesFrom(chance, 4, kinds)
      const learning = learn(cohort(chance, won, attributes, true), cohort(chance, lost, attributes, false), null)
      expect(learning).toMatchObject({ enough: false, proposals: [], won, lost })
      expect(learning.sentence).toMatch(/^Not enough data/)
    }
  })

  test('every lift states its counts, and its intervals hold its estimates', () => {
    for (const { lifts } of run(3, 200, 4).learning.attributes)
      for (const { won, lost, difference, odds } of lifts) {
        expect(won.of).toBeGreaterThan(150)
        expect(lost.met).toBeLessThanOrEqual(lost.of)
        for (const { low, value, high } of [difference, odds]) expect(low <= value && value <= high).toBe(true)
      }
  })

  const plain = (id: string, fields: Case['fields'], events: Case['events'] = null): Case => ({ id, fields, events })
  const many = (count: number, make: (index: number) => Case): Case[] =>
    Array.from({ length: count }, (_, i) => make(i))

  test('what hardly ever wins becomes a disqualifier rather than a weight', () => {
    const won = many(100, (i) => plain(`w${i}`, { industry: i % 2 ? 'robotics' : 'energy' }))
    const lost = many(100, (i) => plain(`l${i}`, { industry: i < 60 ? 'agency' : i % 2 ? 'robotics' : 'energy' }))
    const [out] = learn(won, lost, null).proposals.filter(({ what }) => what === 'disqualifier')
    expect(out).toMatchObject({ when: { field: 'industry', test: { is: 'agency' } }, lifts: [{ won: { met: 0 } }] })
  })

  test('news that came before the won raises its trigger', () => {
    const won = many(60, (i) => plain(`w${i}`, {}, i < 40 ? ['funding'] : []))
    const lost = many(60, (i) => plain(`l${i}`, {}, i < 10 ? ['funding'] : []))
    const [raised] = learn(won, lost, null).proposals
    expect(raised).toMatchObject({
      what: 'trigger',
      kind: 'funding',
      before: 60,
      lifts: [{ won: { met: 40, of: 60 } }],
    })
    expect((raised as { importance: number }).importance).toBeGreaterThan(60)
  })

  test('as many cases as a file may hold are read', () => {
    const cases = many(150_000, (i) => plain(`c${i}`, { employees: i % 997 }))
    expect(learn(cases, cases.slice(0, 30), null)).toMatchObject({ enough: true, won: 150_000 })
  })

  test('what a job board tells is proposed as behaviour', () => {
    const won = many(80, (i) => plain(`w${i}`, { openings_sales: i < 60 ? 9 : i % 3 }))
    const lost = many(80, (i) => plain(`l${i}`, { openings_sales: i < 10 ? 9 : i % 3 }))
    expect(learn(won, lost, null).proposals).toMatchObject([{ what: 'criterion', layer: 'behavioural' }])
  })

  test('two attributes that say the same are told as such', () => {
    const fields = (big: boolean) => ({ big, crowded: big })
    const won = many(80, (i) => plain(`w${i}`, fields(i < 60)))
    const lost = many(80, (i) => plain(`l${i}`, fields(i < 20)))
    const [first, second] = learn(won, lost, null).proposals
    expect(first).toMatchObject({ alike: [] })
    expect(second).toMatchObject({ alike: [first!.label] })
  })
})
