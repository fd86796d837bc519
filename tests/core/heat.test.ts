import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heatOf, measured, priorityOf, strengthFrom } from '../../src/core/heat.ts'
import { triggerWeight } from '../../src/core/icp.ts'
import { magnitudeOf } from '../../src/core/magnitude.ts'
import type { SignalFields } from '../../src/core/signal.ts'
import { icpOf } from './icp-builders.ts'

const at = Date.UTC(2026, 10, 23, 6)
const day = 86_400_000
const quoted = <T>(value: T) => ({ value, quote: 'q' })
const weight = { importance: 60, halfLifeDays: 30, expiresDays: 90 }
type Strong = Parameters<typeof measured>[0]
const strengthOf = (of: Strong, by: Parameters<typeof strengthFrom>[1], now: number) =>
  strengthFrom(measured(of), by, now)
const trigger = (parts: Partial<Strong> = {}) => ({
  id: 't1',
  kind: 'funding' as const,
  at,
  publishers: ['Example Wire'],
  fields: {},
  confidence: 1,
  lite: false,
  side: 'subject' as const,
  ...parts,
})

describe('strength', () => {
  test('is the product of the factors that are shown', () => {
    const fields: SignalFields = { amount: quoted({ value: 40_000_000, currency: 'USD' }) }
    const publishers = ['One', 'Two', 'Three']
    const strength = strengthOf(trigger({ fields, publishers, confidence: 0.9, at: at - 10 * day }), weight, at)
    expect(strength).toMatchObject({
      importance: 60,
      magnitude: 1.3,
      confidence: 0.9,
      corroboration: 1.2,
      decay: 0.794,
      ageDays: 10,
      cappedBy: null,
      points: 66.9,
    })
  })

  test('halves in a half-life and is gone after three', () => {
    const aged = (days: number) => strengthOf(trigger({ at: at - days * day }), weight, at)
    expect(aged(0).points).toBe(60)
    expect(aged(30).points).toBe(30)
    expect(aged(90)).toMatchObject({ points: 7.5, expired: false })
    expect(aged(90.01)).toMatchObject({ points: 0, expired: true })
  })

  test('an event dated ahead of us is fresh, not stronger', () => {
    expect(strengthOf(trigger({ at: at + 5 * day }), weight, at)).toMatchObject({ points: 60, ageDays: 0 })
  })

  test('is at most 95, a lite one at most 10', () => {
    const big = { ...weight, importance: 100 }
    const fields = { amount: quoted({ value: 1e9, currency: 'USD' }) }
    expect(strengthOf(trigger({ fields }), big, at)).toMatchObject({ points: 95, cappedBy: 'most' })
    expect(strengthOf(trigger({ fields, lite: true }), big, at)).toMatchObject({ points: 10, cappedBy: 'lite' })
  })

  test('an event of which the account is only the other side supports and never leads', () => {
    const acquired = trigger({ kind: 'acquisition', side: 'counterpart' })
    expect(strengthOf(acquired, weight, at)).toMatchObject({ points: 10, lite: true, cappedBy: 'lite' })
  })

  test('bad news is negative and bounded alike', () => {
    const bad = { ...weight, importance: -80 }
    expect(strengthOf(trigger({ kind: 'layoff' }), bad, at).points).toBe(-80)
    const fields = { percentage: quoted(30) }
    expect(strengthOf(trigger({ kind: 'layoff', fields }), bad, at).points).toBe(-95)
  })

  test('a story told a thousand times adds no more than corroboration may', () => {
    const publishers = (count: number) => Array.from({ length: count }, (_, index) => `Publisher ${index}`)
    const points = (count: number) => strengthOf(trigger({ publishers: publishers(count) }), weight, at).points
    expect([0, 1, 2, 4, 5, 1000].map(points)).toEqual([60, 60, 66, 78, 78, 78])
  })

  test("an ICP's own weights replace ours, and expiry follows the half-life unless set", () => {
    const icp = icpOf({ triggers: { layoff: { importance: 20, half_life_days: 10 } } })
    expect(triggerWeight(icp, 'layoff')).toEqual({ importance: 20, halfLifeDays: 10, expiresDays: 30 })
    expect(triggerWeight(icp, 'funding')).toEqual({ importance: 60, halfLifeDays: 30, expiresDays: 90 })
    expect(triggerWeight(null, 'funding')).toEqual(triggerWeight(icpOf(), 'funding'))
    const expiring = icpOf({ triggers: { funding: { importance: 20, half_life_days: 10, expires_days: 7 } } })
    expect(triggerWeight(expiring, 'funding').expiresDays).toBe(7)
  })
})

describe('magnitude', () => {
  const usd = (value: number, currency = 'USD') => ({ amount: quoted({ value, currency }) })

  test.each<[Parameters<typeof magnitudeOf>[0], SignalFields, number]>([
    ['funding', usd(1_000_000), 0.5],
    ['funding', usd(10_000_000), 1],
    ['funding', usd(100_000_000), 1.5],
    ['funding', usd(5_000_000_000), 1.5],
    ['funding', usd(1_000_000_000, 'INR'), 1],
    ['funding', usd(1_000, 'XXX'), 1],
    ['funding', { round: quoted('Series B') }, 1.2],
    ['funding', { round: quoted('pre-seed') }, 0.6],
    ['funding', {}, 1],
    ['acquisition', usd(100_000_000), 1],
    ['funding', { round: quoted('pre-Series A') }, 0.85],
    ['hiring', { openings: quoted(10) }, 1],
    ['hiring', { openings: quoted(3), baseline: quoted(1) }, 0.74],
    ['hiring', { openings: quoted(10), baseline: quoted(8) }, 0.63],
    ['hiring', { openings: quoted(30), baseline: quoted(300) }, 0.5],
    ['hiring', { headcount: quoted(1000) }, 1.5],
    ['executive_hire', { role: quoted('Chief Revenue Officer') }, 1.3],
    ['executive_hire', { role: quoted('CRO') }, 1.3],
    ['executive_hire', { role: quoted('Vice President of Sales') }, 1.1],
    ['executive_hire', { role: quoted('Head of Sales') }, 1],
    ['executive_hire', { role: quoted('x'), seniority: quoted('director') }, 0.9],
    ['layoff', { percentage: quoted(10) }, 1],
    ['layoff', { headcount: quoted(1000) }, 1.5],
    ['product_launch', {}, 1],
  ])('of %s with %j is %d', (kind, fields, magnitude) => {
    expect(magnitudeOf(kind, fields)).toBe(magnitude)
  })
})

const pointsArbitrary = fc.integer({ min: -950, max: 950 }).map((value) => value / 10)
const strengthsArbitrary = fc
  .array(pointsArbitrary, { maxLength: 8 })
  .map((points) => points.map((value, index) => ({ triggerId: `t${index}`, points: value })))

describe('heat and priority', () => {
  test('volume saturates and bad news cools', () => {
    const heat = (...points: number[]) =>
      heatOf(points.map((value, index) => ({ triggerId: `t${index}`, points: value })))
    expect(heat()).toBe(0)
    expect(heat(60)).toBe(60)
    expect(heat(60, 60)).toBe(84)
    expect(heat(60, -30)).toBe(42)
    expect(heat(60, -30, -50)).toBe(21)
    expect(heat(-30)).toBe(0)
  })

  test('priority is their weighted geometric mean, and 0 when either is', () => {
    expect(priorityOf(82, 90, 0.5)).toBe(85.9)
    expect(priorityOf(100, 1, 0.9)).toBe(63.1)
    expect(priorityOf(0, 90, 0.5)).toBe(0)
    expect(priorityOf(82, 0, 0.5)).toBe(0)
  })

  test('one more good trigger never lowers priority, wherever it stands in the order', () => {
    let raised = 0
    const place = fc.record({ points: fc.integer({ min: 0, max: 950 }), before: fc.boolean() })
    fc.assert(
      fc.property(strengthsArbitrary, place, fc.integer({ min: 1, max: 1000 }), (strengths, added, fitTenths) => {
        const more = [...strengths, { triggerId: added.before ? 'a' : 'z', points: added.points / 10 }]
        const [before, after] = [strengths, more].map((each) => priorityOf(fitTenths / 10, heatOf(each), 0.5))
        expect(after).toBeGreaterThanOrEqual(before!)
        if (after! > before!) raised++
      }),
      { numRuns: 500 },
    )
    expect(raised).toBeGreaterThan(100)
  })

  test('heat does not depend on the order it is given in', () => {
    fc.assert(
      fc.property(strengthsArbitrary, (strengths) => {
        expect(heatOf([...strengths].reverse())).toBe(heatOf(strengths))
      }),
    )
  })

  test('ageing a good trigger never raises priority', () => {
    let fell = 0
    const days = fc.integer({ min: 1, max: 1440 }).map((hours) => hours / 24)
    const fewStrengths = strengthsArbitrary.map((strengths) => strengths.slice(0, 3))
    const half = fc.integer({ min: 14, max: 60 })
    fc.assert(
      fc.property(fewStrengths, days, days, half, (others, age, later, halfLifeDays) => {
        const own = { importance: 55, halfLifeDays, expiresDays: 3 * halfLifeDays }
        const priorityAt = (moment: number) =>
          priorityOf(71.3, heatOf([...others, strengthOf(trigger({ id: 't4b' }), own, moment)]), 0.4)
        const [before, after] = [priorityAt(at + age * day), priorityAt(at + (age + later) * day)]
        expect(after).toBeLessThanOrEqual(before!)
        if (after! < before!) fell++
      }),
      { numRuns: 500 },
    )
    expect(fell).toBeGreaterThan(100)
  })
})
