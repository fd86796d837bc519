import { expect, test } from 'vitest'
import { dataAges } from '../../src/core/data-age.ts'
import { queueChange } from '../../src/core/queue-change.ts'

const place = (accountId: string, rank: number) => ({ accountId, rank, priority: 100 - rank })
const dayMs = 86_400_000

test('every place of two days is new, gone, moved or where it was', () => {
  const { fresh, gone, moved, stayed } = queueChange(
    [place('a', 1), place('b', 2), place('c', 3), place('d', 4)],
    [place('a', 1), place('c', 2), place('e', 3), place('d', 4)],
  )
  expect(fresh.map(({ accountId }) => accountId)).toEqual(['e'])
  expect(gone.map(({ accountId }) => accountId)).toEqual(['b'])
  expect(moved.map(({ from, to }) => [to.accountId, from.rank, to.rank])).toEqual([['c', 3, 2]])
  expect(stayed).toBe(2)
})

test('data older than three days warns, older than fourteen is stale, and customers never imported are', () => {
  const levels = (opportunities: number | null, touches: number | null) =>
    dataAges({ opportunities, touches }, 100 * dayMs).map(({ level }) => level)
  expect(levels(97 * dayMs, 97 * dayMs - 1)).toEqual(['fresh', 'old'])
  expect(levels(86 * dayMs, 86 * dayMs - 1)).toEqual(['old', 'stale'])
  expect(levels(null, null)).toEqual(['stale', 'fresh'])
})
