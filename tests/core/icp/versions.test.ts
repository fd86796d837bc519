import { describe, expect, test } from 'vitest'
import { backtest, type PastCase } from '../../../src/core/icp/backtest.ts'
import { icpDiff } from '../../../src/core/icp/diff.ts'
import { type Dated, drift, quarterOf } from '../../../src/core/icp/drift.ts'
import { widthOf } from '../../../src/core/icp/width.ts'
import type { Persona } from '../../../src/core/icp.ts'
import { criterion, icpOf, subjectOf, versionOf } from '../icp-builders.ts'
import { chanceFrom } from './cohorts.ts'

describe('a difference in words', () => {
  const size = { field: 'employees', test: { between: [50, 500] } }
  test('is empty between equal versions', () => {
    expect(icpDiff(icpOf(), icpOf())).toEqual([])
  })

  test('names what came, what went and what weighs otherwise', () => {
    const before = icpOf({
      criteria: [criterion('size', 5, size), criterion('old', 2, { field: 'a', test: { is: 'x' } })],
    })
    const after = icpOf({
      criteria: [
        criterion('size', -3, { field: 'employees', test: { at_least: 80 } }, { required_for_tier_1: false }),
        criterion('new', 4, { events: 'funding', within_days: 90, at_least: 2 }),
      ],
      tiers: { tier_1: 80, tier_2: 55, tier_3: 35 },
      triggers: { funding: { importance: 70, half_life_days: 20 } },
    })
    expect(icpDiff(before, after)).toEqual([
      'Tier 1 starts at 80 instead of 75',
      'Criterion "new" is new: Criterion new (funding 2 times within 90 days), weight +4',
      'Criterion "old" is gone: Criterion old (a is x), weight +2',
      '"size" weighs −3 instead of +5',
      '"size" asks employees at least 80 instead of employees 50 to 500',
      'Funding trigger: importance 70, half-life 20 days instead of the usual',
    ])
  })
})

describe('a difference in what is said', () => {
  const [persona] = icpOf().personas as [Persona]
  test('names the lines that came and went, of personas, words, answers, tests and the deal', () => {
    const before = icpOf({
      personas: [persona],
      language: { they_say: ['ramp'], avoid: [] },
      tests: { tier_1: ['a.example', 'b.example'], out: [] },
    })
    const after = icpOf({
      personas: [{ ...persona, titles: [...persona.titles, 'Head of Docks'], tone: 'direct' }],
      language: { they_say: ['quota'], avoid: [] },
      tests: { tier_1: ['b.example', 'a.example'], out: ['c.example'] },
      discovery_questions: { funding: ['Who plans it?'] },
      objections: [{ objection: 'Too dear.', answer: 'Compare it.' }],
      deal: { typical_usd: 42_000 },
    })
    expect(icpDiff(before, after)).toEqual([
      `Persona "${persona.key}": tone "${persona.tone}" became "direct"`,
      `Persona "${persona.key}", titles: now also "Head of Docks"`,
      'Words they use: now also "quota"; no longer "ramp"',
      'Questions, funding: now also "Who plans it?"',
      'Objections: now also "Too dear. Compare it."',
      'Deal: $42K instead of nothing',
      'Tests for Tier 1: in another order',
      'Tests for out: now also "c.example"',
    ])
    const [point] = persona.value_points as [Persona['value_points'][number]]
    const narrower = icpOf({ personas: [{ ...persona, value_points: [{ ...point, for: ['funding'] }] }] })
    expect(icpDiff(icpOf({ personas: [persona] }), narrower)).toEqual([
      `Persona "${persona.key}": value points are for other triggers`,
    ])
  })
})

describe('a backtest', () => {
  const at = Date.UTC(2026, 5, 1)
  const big = versionOf({
    criteria: [
      criterion('size', 5, { field: 'employees', test: { at_least: 500 } }),
      criterion('any', 1, { field: 'employees', test: { known: true } }),
    ],
  })
  const small = {
    ...versionOf({ criteria: [criterion('size', 5, { field: 'employees', test: { at_most: 499 } })] }),
    id: 'draft',
  }
  const cases: PastCase[] = Array.from({ length: 80 }, (_, i) => ({
    name: `Company ${i}`,
    at,
    won: i < 40,
    subject: subjectOf({ id: `${i}`, fields: { employees: i < 40 === (i % 5 !== 0) ? 900 : 100 } }),
  }))

  test('scores an ICP that sees what was won above one that sees the opposite', () => {
    const { before, after, won, lost, enough } = backtest([big], [small], cases, chanceFrom(1))
    expect({ won, lost, enough }).toEqual({ won: 40, lost: 40, enough: true })
    expect(before.auc).toBeCloseTo(0.8, 5)
    expect(after.auc).toBeCloseTo(0.2, 5)
    expect(before.interval.low).toBeGreaterThan(0.6)
    expect(before.topDecileLift).toBeCloseTo(1.6, 5)
    expect(before.topDecileInterval!.low).toBeGreaterThan(1)
  })

  test('names the won accounts that a draft would have kept out', () => {
    const { wouldHaveLost } = backtest([big], [small], cases, chanceFrom(1))
    expect(wouldHaveLost).toHaveLength(32)
    expect(wouldHaveLost[0]).toEqual({ name: 'Company 1', place: 'below_floor', because: 'not: Criterion size' })
  })

  test('says the same each time it draws the same', () => {
    expect(backtest([big], [small], cases, chanceFrom(4))).toEqual(backtest([big], [small], cases, chanceFrom(4)))
  })
})

describe('drift', () => {
  const dated = (id: string, at: number, industry: string): Dated => ({ id, at, fields: { industry }, events: null })
  test('shows where who buys is not who is targeted, by quarter, and stays silent on few', () => {
    const spring = Date.UTC(2026, 4, 1)
    const targeted = Array.from({ length: 60 }, (_, i) => dated(`t${i}`, spring, i % 3 ? 'robotics' : 'retail'))
    const won = Array.from({ length: 30 }, (_, i) => dated(`w${i}`, spring, i % 3 ? 'retail' : 'robotics'))
    const [second, third] = drift([...targeted, dated('late', Date.UTC(2026, 7, 1), 'retail')], won)
    expect(second).toMatchObject({ quarter: '2026 Q2', targeted: 60, won: 30, enough: true })
    expect(second!.rows[0]).toMatchObject({
      attribute: 'industry',
      drifts: true,
      targeted: { of: 60 },
      won: { of: 30 },
    })
    expect(third).toMatchObject({ quarter: '2026 Q3', enough: false, rows: [] })
    expect(quarterOf(Date.UTC(2026, 11, 31))).toBe('2026 Q4')
  })
})

test('tiers are too wide, too narrow or fit, by what the reps can work', () => {
  expect(widthOf(100_000, 30, 60).verdict).toBe('too_wide')
  expect(widthOf(200, 30, 60).verdict).toBe('too_narrow')
  expect(widthOf(5_000, 30, 60)).toMatchObject({ verdict: 'fits', round: 1286 })
  expect(widthOf(1, 0, 60)).toMatchObject({
    verdict: 'nobody',
    sentence: 'Tiers 1 to 3 hold 1 account; there is no rep with capacity to work them',
  })
})
