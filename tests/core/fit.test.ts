import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fit as bestFit, type FitResult, fitHash, fitOne } from '../../src/core/fit.ts'
import { criterion, icpOf, subjectOf, versionOf } from './icp-builders.ts'

const at = Date.UTC(2026, 10, 23, 6)
const flag = (id: string, weight: number, more = {}) => criterion(id, weight, { field: id, test: { is: true } }, more)
const sumOf = (result: FitResult) => result.contributions.reduce((total, { pointsTenths }) => total + pointsTenths, 0)
const pointsOf = (result: FitResult) =>
  Object.fromEntries(result.contributions.map(({ id, pointsTenths }) => [id, pointsTenths]))

describe('fit', () => {
  test('an unknown field counts neither for nor against', () => {
    const version = versionOf({ criteria: [flag('a', 6), flag('b', 4)] })
    const half = fitOne(subjectOf({ fields: { a: true } }), version, at)
    expect(half).toMatchObject({ fit: 100, coverage: 0.6 })
    expect(half.contributions).toMatchObject([
      { id: 'a', met: true, pointsTenths: 1000 },
      { id: 'b', met: null, pointsTenths: 0 },
    ])
    expect(fitOne(subjectOf({ fields: { a: true, b: false } }), version, at)).toMatchObject({ fit: 60, coverage: 1 })
  })

  test('with nothing known that counts for it, the fit is not known rather than zero', () => {
    const version = versionOf({ criteria: [flag('a', 6), flag('b', -4)] })
    expect(fitOne(subjectOf(), version, at)).toMatchObject({ fit: null, tier: null, coverage: 0 })
    expect(fitOne(subjectOf({ fields: { b: true } }), version, at)).toMatchObject({ fit: null, coverage: 0.4 })
  })

  test('remainders go to the largest, ties to the lower id', () => {
    const version = versionOf({ criteria: [flag('c', 1), flag('a', 1), flag('b', 1)] })
    const result = fitOne(subjectOf({ fields: { a: true, b: true, c: true } }), version, at)
    expect(pointsOf(result)).toEqual({ a: 334, b: 333, c: 333 })
    const uneven = versionOf({ criteria: [flag('c', 3), flag('b', 3), flag('a', 1)] })
    const shares = fitOne(subjectOf({ fields: { a: true, b: true, c: true } }), uneven, at)
    expect(pointsOf(shares)).toEqual({ a: 143, b: 429, c: 428 })
  })

  test('a sum below zero is lifted by a named row', () => {
    const version = versionOf({ criteria: [flag('a', 3), flag('b', -5)] })
    const result = fitOne(subjectOf({ fields: { a: true, b: true } }), version, at)
    expect(result.fit).toBe(0)
    expect(pointsOf(result)).toEqual({ a: 1000, b: -1667, floor: 667 })
  })

  test('Tier 1 needs coverage and every required criterion known and met', () => {
    const version = versionOf({ criteria: [flag('a', 6, { required_for_tier_1: true }), flag('b', 6)] })
    expect(fitOne(subjectOf({ fields: { a: true, b: true } }), version, at).tier).toBe(1)
    const half = fitOne(subjectOf({ fields: { a: true } }), version, at)
    expect(half).toMatchObject({ fit: 100, tier: 2, missingRequired: [] })
    const unmet = fitOne(subjectOf({ fields: { b: true } }), version, at)
    expect(unmet).toMatchObject({ tier: 2, missingRequired: [{ id: 'a', met: null }] })
  })

  test('a disqualifier fires only on a known value', () => {
    const disqualifiers = [{ id: 'agency', label: 'Agency', when: { field: 'industry', test: { not_in: ['saas'] } } }]
    const version = versionOf({ criteria: [flag('a', 6)], disqualifiers })
    expect(fitOne(subjectOf({ fields: { a: true } }), version, at).disqualifiedBy).toEqual([])
    const agency = fitOne(subjectOf({ fields: { a: true, industry: 'Agency' } }), version, at)
    expect(agency).toMatchObject({ tier: null, disqualifiedBy: [{ id: 'agency', label: 'Agency' }] })
  })

  test('an account takes its best ICP, and a disqualified one only when no other is left', () => {
    const out = [{ id: 'out', label: 'Out', when: { field: 'a', test: { is: true } } }]
    const strict = versionOf({ key: 'a_strict', criteria: [flag('a', 6)], disqualifiers: out })
    const poor = versionOf({ key: 'b_poor', criteria: [flag('a', 1), flag('b', 9)] })
    const subject = subjectOf({ fields: { a: true, b: false } })
    expect(bestFit(subject, [strict, poor], at)).toMatchObject({ icpKey: 'b_poor', fit: 10, tier: null })
    expect(bestFit(subject, [strict], at)).toMatchObject({ icpKey: 'a_strict', fit: 100, tier: null })
  })

  test('among ICPs the tier decides, then fit, then coverage, then the key', () => {
    const of = (key: string, a: number, b: number, more = {}) =>
      versionOf({ key, criteria: [flag('a', a), flag('b', b)], ...more })
    const best = (fields: object, ...versions: ReturnType<typeof versionOf>[]) =>
      bestFit(subjectOf({ fields: { ...fields } }), versions, at)?.icpKey
    const lenient = { tiers: { tier_1: 10, tier_2: 5, tier_3: 1 } }
    expect(best({ a: true, b: false }, of('high', 7, 3), of('lenient', 2, 8, lenient))).toBe('lenient')
    expect(best({ a: true, b: false }, of('low', 6, 4), of('high', 7, 3))).toBe('high')
    expect(best({ a: true }, of('little', 6, 4), of('much', 9, 1), of('none', 1, 9))).toBe('much')
    expect(best({ a: true }, of('z', 6, 4), of('a', 6, 4))).toBe('a')
  })

  test('expansion ICPs see customers only, the others never do', () => {
    const first = versionOf({ key: 'first', criteria: [flag('a', 6)] })
    const more = versionOf({ key: 'more', kind: 'expansion', criteria: [flag('a', 6)] })
    expect(bestFit(subjectOf({ fields: { a: true } }), [first, more], at)?.icpKey).toBe('first')
    expect(bestFit(subjectOf({ fields: { a: true }, isCustomer: true }), [first, more], at)?.icpKey).toBe('more')
    expect(bestFit(subjectOf({ isCustomer: true }), [first], at)).toBeNull()
  })

  test('the hash changes when the result does and only then', () => {
    const version = versionOf({ criteria: [flag('a', 6), flag('b', 6)] })
    const hashOf = (fields: Record<string, boolean>) => fitHash(fitOne(subjectOf({ fields }), version, at))
    expect(hashOf({ a: true, other: true })).toBe(hashOf({ a: true }))
    expect(hashOf({ a: true, b: false })).not.toBe(hashOf({ a: true }))
  })

  test('contributions sum exactly to the fit, whatever the weights and answers', () => {
    const reached = { floor: 0, uneven: 0, unknown: 0, zero: 0 }
    const row = fc.record({ weight: fc.integer({ min: -10, max: 10 }), met: fc.constantFrom(true, false, undefined) })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        fc.pre(rows.some(({ weight }) => weight > 0))
        const criteria = rows.map(({ weight }, index) => flag(`c${index}`, weight))
        const fields = Object.fromEntries(rows.map(({ met }, index) => [`c${index}`, met]))
        const result = fitOne(subjectOf({ fields }), { id: 'v', number: 1, icp: icpOf({ criteria }) }, at)
        expect(sumOf(result)).toBe(Math.round((result.fit ?? 0) * 10))
        if (result.fit === null) reached.unknown++
        else if (result.contributions.at(-1)?.id === 'floor') reached.floor++
        else if (result.fit === 0) reached.zero++
        else if (result.contributions.some(({ pointsTenths }) => pointsTenths % 10 !== 0)) reached.uneven++
      }),
      { numRuns: 400 },
    )
    for (const [name, count] of Object.entries(reached)) expect(count, name).toBeGreaterThan(5)
  })

  test('the order of the criteria does not change the fit', () => {
    const rows = [flag('a', 7), flag('b', 3), flag('c', -2), flag('d', 5)]
    const subject = subjectOf({ fields: { a: true, b: true, c: true, d: false } })
    const one = fitOne(subject, versionOf({ criteria: rows }), at)
    const other = fitOne(subject, versionOf({ criteria: [...rows].reverse() }), at)
    expect(pointsOf(other)).toEqual(pointsOf(one))
    expect(other.fit).toBe(one.fit)
  })
})
