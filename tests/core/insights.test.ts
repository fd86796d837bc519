import { describe, expect, test } from 'vitest'
import { histogram, rateOf, reached, sumOf, tierVerdicts } from '../../src/core/insights.ts'

const hourMs = 3_600_000
const came = (touches: number, replies: number) => ({ touches, replies, meetings: 0, won: 0 })

describe('a rate', () => {
  test('comes with its interval, and is enough from twenty on', () => {
    expect(rateOf(5, 20)).toMatchObject({ met: 5, of: 20, share: 0.25, enough: true })
    expect(rateOf(5, 20).low).toBeCloseTo(0.1119, 4) // Wilson 1927, 5 of 20
    expect(rateOf(5, 20).high).toBeCloseTo(0.4687, 4)
    expect(rateOf(5, 19).enough).toBe(false)
  })

  test('of nothing says nothing', () => {
    expect(rateOf(0, 0)).toEqual({ met: 0, of: 0, share: 0, low: 0, high: 1, enough: false })
  })
})

test('what came of touches adds up', () => {
  expect(sumOf([came(3, 1), { touches: 2, replies: 0, meetings: 1, won: 1 }])).toEqual({
    touches: 5,
    replies: 1,
    meetings: 1,
    won: 1,
  })
})

test('a step counts whatever came at least so far, so that no line is longer than the one above', () => {
  const counts = reached(
    new Map([
      [0, 10],
      [3, 2],
      [7, 1],
    ]),
  )
  expect(counts.map(({ n }) => n)).toEqual([13, 3, 3, 3, 1, 1, 1, 1])
  expect(reached(new Map()).every(({ n }) => n === 0)).toBe(true)
})

test('the histogram holds every span once, the long ones in its last bar', () => {
  const bins = histogram([0, 4 * hourMs - 1, 4 * hourMs, 47 * hourMs, 48 * hourMs, 500 * hourMs])
  expect(bins.map(({ n }) => n)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2])
  expect([bins[0], bins.at(-1)]).toEqual([
    { from: 0, to: 4, n: 2 },
    { from: 48, to: null, n: 2 },
  ])
})

describe('tiers against what the ICP predicts', () => {
  const verdict = (...tiers: [number, ReturnType<typeof came>][]) =>
    tierVerdicts(new Map(tiers)).map(({ tier, next, says }) => `${tier}-${next} ${says}`)

  test('are told apart only where the interval leaves zero', () => {
    expect(verdict([1, came(60, 30)], [2, came(60, 6)])).toEqual(['1-2 as_predicted'])
    expect(verdict([1, came(60, 6)], [2, came(60, 30)])).toEqual(['1-2 against'])
    expect(verdict([1, came(60, 9)], [2, came(60, 8)])).toEqual(['1-2 open'])
  })

  test('say nothing of few, and compare neighbours in order', () => {
    expect(verdict([2, came(60, 6)], [1, came(19, 19)])).toEqual(['1-2 too_few'])
    expect(verdict([3, came(60, 6)], [1, came(60, 6)])).toEqual(['1-3 open'])
    expect(verdict([1, came(60, 6)])).toEqual([])
  })
})
