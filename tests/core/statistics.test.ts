import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  auc,
  aucInterval,
  benjaminiHochberg,
  discoveries,
  fisherMidP,
  newcombe,
  normalBelow,
  quantileCuts,
  rankSumP,
  shrunkLogOdds,
  simes,
  wilson,
} from '../../src/core/statistics.ts'

const share = fc.integer({ min: 1, max: 60 }).chain((of) => fc.record({ of: fc.constant(of), met: fc.nat(of) }))

describe('statistics', () => {
  test("Wilson's and Newcombe's intervals are those of the published examples", () => {
    const one = wilson({ met: 56, of: 70 })
    const other = wilson({ met: 48, of: 80 })
    expect([one.low, one.high]).toEqual([expect.closeTo(0.6917, 3), expect.closeTo(0.8768, 3)])
    expect([other.low, other.high]).toEqual([expect.closeTo(0.4904, 3), expect.closeTo(0.7006, 3)])
    const difference = newcombe({ met: 56, of: 70 }, { met: 48, of: 80 })
    expect([difference.low, difference.high]).toEqual([expect.closeTo(0.0524, 3), expect.closeTo(0.3339, 3)])
  })

  test('an interval holds its estimate and stays in range', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const { low, high } = wilson(a)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low - 1e-12 <= a.met / a.of && a.met / a.of <= high + 1e-12).toBe(true)
        const difference = newcombe(a, b)
        const seen = a.met / a.of - b.met / b.of
        expect(difference.low - 1e-12 <= seen && seen <= difference.high + 1e-12).toBe(true)
      }),
    )
  })

  test("Fisher's mid-p is half the seen table plus all less likely ones", () => {
    // Tables of the lady tasting tea: 1, 16, 36, 16, 1 of 70.
    expect(fisherMidP({ met: 3, of: 4 }, { met: 1, of: 4 })).toBeCloseTo(2 / 70 + 16 / 70, 9)
    expect(fisherMidP({ met: 4, of: 4 }, { met: 0, of: 4 })).toBeCloseTo(1 / 70, 9)
  })

  test('the exact test does not care which share comes first, and finds nothing between equal ones', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        expect(fisherMidP(a, b)).toBeCloseTo(fisherMidP(b, a), 9)
      }),
    )
    expect(fisherMidP({ met: 300, of: 600 }, { met: 300, of: 600 })).toBeGreaterThan(0.9)
  })

  test('the area is the share of pairs in order, ties half', () => {
    const values = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(values, values, (above, below) => {
        const pairs = above.flatMap((a) => below.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)))
        expect(auc(above, below)).toBeCloseTo(pairs.reduce<number>((sum, each) => sum + each, 0) / pairs.length, 9)
        const { low, high, auc: area } = aucInterval(above, below)
        expect(low <= area && area <= high).toBe(true)
      }),
    )
  })

  test('the rank-sum test sees a shift and no shift', () => {
    const list = Array.from({ length: 40 }, (_, i) => i)
    expect(rankSumP(list, list)).toBeGreaterThan(0.95)
    expect(
      rankSumP(
        list.map((value) => value + 20),
        list,
      ),
    ).toBeLessThan(1e-5)
    expect(rankSumP([1, 1, 1], [1, 1])).toBe(1)
  })

  test('the normal distribution function is that of the tables', () => {
    expect(normalBelow(0)).toBeCloseTo(0.5, 6)
    expect(normalBelow(1.959964)).toBeCloseTo(0.975, 6)
    expect(normalBelow(-3)).toBeCloseTo(0.00135, 5)
  })

  test('adjusted p never fall below the raw ones and keep their order', () => {
    expect(benjaminiHochberg([0.01, 0.04, 0.03, 0.005])).toEqual([0.02, 0.04, 0.04, 0.02])
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (ps) => {
        const adjusted = benjaminiHochberg(ps)
        for (const [i, p] of ps.entries()) {
          expect(adjusted[i]!).toBeGreaterThanOrEqual(p - 1e-12)
          for (const [j, other] of ps.entries()) if (p < other) expect(adjusted[i]!).toBeLessThanOrEqual(adjusted[j]!)
        }
      }),
    )
  })

  test('what is picked is the same whatever the order, and nothing when nothing is small', () => {
    expect(discoveries([0.001, 0.9, 0.02, 0.8], 0.1)).toEqual([true, false, true, false])
    expect(discoveries([0.02, 0.9, 0.001, 0.8], 0.1)).toEqual([true, false, true, false])
    expect(discoveries([0.5, 0.9, 0.3], 0.1)).toEqual([false, false, false])
    expect(simes([0.02, 0.04, 0.9])).toBeCloseTo(0.06, 9)
  })

  test('a small sample is drawn further towards no difference than a large one', () => {
    const small = shrunkLogOdds({ met: 6, of: 9 }, { met: 3, of: 9 })
    const large = shrunkLogOdds({ met: 600, of: 900 }, { met: 300, of: 900 })
    expect(small.value).toBeLessThan(large.value)
    expect(large.value).toBeCloseTo(Math.log(4), 1)
    expect(small.low).toBeLessThan(0)
    expect(large.low).toBeGreaterThan(0)
  })

  test('quantile cuts part values into like-sized groups, and repeat none', () => {
    expect(quantileCuts([8, 1, 2, 3, 4, 5, 6, 7], 4)).toEqual([3, 5, 7])
    expect(quantileCuts([1, 1, 1, 1, 9], 4)).toEqual([9])
    expect(quantileCuts([2, 2, 2], 4)).toEqual([])
  })
})
