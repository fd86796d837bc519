import { expect, test } from 'vitest'
import { openingFacts } from '../../../src/core/hiring/opening-facts.ts'
import type { KnownPosting } from '../../../src/core/hiring/reading.ts'

const day = 86_400_000
const now = 1_000 * day
const posting = (title: string, firstSeenDaysAgo: number, goneDaysAgo: number | null = null): KnownPosting => ({
  id: title,
  externalId: `${title} ${firstSeenDaysAgo}`,
  title,
  url: null,
  department: null,
  location: null,
  description: null,
  postedAt: null,
  missed: 0,
  firstSeenAt: now - firstSeenDaysAgo * day,
  lastSeenAt: now,
  goneAt: goneDaysAgo === null ? null : now - goneDaysAgo * day,
})
const several = (count: number, ...rest: [number, (number | null)?]) =>
  Array.from({ length: count }, () => posting('Account Executive', ...rest))

test('openings are counted as they are listed, by their work; work that has none left says 0', () => {
  expect(openingFacts([...several(2, 10), posting('Security Engineer', 40, 5)], now)).toEqual({
    openings: 2,
    openings_sales: 2,
    openings_security: 0,
  })
})

test('growth compares with 90 days ago, and is not known before', () => {
  expect(openingFacts([...several(10, 120), ...several(6, 20)], now).openingsGrowthPercent).toBe(60)
  expect(openingFacts([...several(10, 120, 30), ...several(4, 20)], now).openingsGrowthPercent).toBe(-60)
  expect(openingFacts(several(10, 89), now)).not.toHaveProperty('openingsGrowthPercent')
})

test('two jobs after one are no growth by a hundred percent', () => {
  expect(openingFacts([...several(1, 120), ...several(1, 20)], now).openingsGrowthPercent).toBe(20)
})

test('a board that never listed anything says nothing', () => {
  expect(openingFacts([], now)).toEqual({})
})
