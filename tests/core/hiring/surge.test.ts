import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paceOf } from '../../../src/core/hiring/surge.ts'

test('the chance is that of the exact test of two rates', () => {
  // Binomial tails, worked out by hand: 14 of 104 days hold 7/52 of all openings at an even pace.
  expect(paceOf(3, 14, 0, 90).p).toBeCloseTo((7 / 52) ** 3, 4)
  expect(paceOf(1, 14, 1, 90).p).toBeCloseTo(1 - (45 / 52) ** 2, 2)
  expect(paceOf(0, 28, 20, 90)).toMatchObject({ direction: 'slower', expected: 6.2 })
  expect(paceOf(0, 28, 20, 90).p).toBeCloseTo((90 / 118) ** 20, 4)
})

test('more in the window is never likelier, a busier past never less so, and counts of any size stay chances', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 0, max: 3_000 }), (inWindow, before) => {
      const pace = paceOf(inWindow, 14, before, 90)
      expect(pace.p).toBeGreaterThanOrEqual(0)
      expect(pace.p).toBeLessThanOrEqual(1)
      if (pace.direction === 'slower') return
      expect(paceOf(inWindow + 1, 14, before, 90).p).toBeLessThanOrEqual(pace.p)
      const busier = paceOf(inWindow, 14, before + 1, 90)
      if (busier.direction === 'faster') expect(busier.p).toBeGreaterThanOrEqual(pace.p)
    }),
    { numRuns: 300 },
  )
})
