import { expect, test } from 'vitest'
import { type PastPlace, pastQueues } from '../../../src/core/icp/past-queues.ts'

const place = (accountId: string, over: Partial<PastPlace> = {}): PastPlace => ({
  day: '2026-11-23',
  accountId,
  name: `Company ${accountId}`,
  before: 50,
  after: 50,
  result: null,
  ...over,
})

test('an account counts once, by its first place, however many days it was queued', () => {
  const result = pastQueues(2, [
    place('a', { day: '2026-11-24', before: 40, result: 'nothing' }),
    place('a', { before: 60, result: 'meeting' }),
  ])
  expect(result).toMatchObject({ before: 2, after: 2, judged: { good: 1, other: 0 }, enters: [], leaves: [] })
})

test('an account that the draft queues on another day was not lost', () => {
  const left = place('a', { after: null, result: 'won' })
  expect(pastQueues(1, [left]).wouldHaveLost).toMatchObject([{ accountId: 'a', result: 'won', priority: 50 }])
  expect(pastQueues(2, [left, place('a', { day: '2026-11-24', before: null })]).wouldHaveLost).toEqual([])
})

test('what was left out without a result leaves, and is not called lost', () => {
  const { leaves, wouldHaveLost } = pastQueues(1, [place('a', { after: null, result: 'nothing' }), place('b')])
  expect(leaves.map(({ accountId }) => accountId)).toEqual(['a'])
  expect(wouldHaveLost).toEqual([])
})

test('what nobody saw enters, the best first, and judges nothing', () => {
  const { enters, judged } = pastQueues(1, [
    place('a', { before: null, after: 30, result: 'won' }),
    place('b', { before: null, after: 70 }),
  ])
  expect(enters.map(({ accountId, priority }) => [accountId, priority])).toEqual([
    ['b', 70],
    ['a', 30],
  ])
  expect(judged).toEqual({ good: 0, other: 0 })
})

test('ranking quality follows the priorities; one left out stands below all', () => {
  const good = Array.from({ length: 20 }, (_, i) =>
    place(`g${i}`, { before: 10 + i, after: 80 + i / 2, result: 'won' }),
  )
  const other = Array.from({ length: 20 }, (_, i) => place(`o${i}`, { before: 40 + i, after: null, result: 'nothing' }))
  const { auc, enough } = pastQueues(1, [...good, ...other])
  expect(enough).toBe(true)
  expect(auc.before.auc).toBe(0)
  expect(auc.after.auc).toBe(1)
  expect(pastQueues(1, good).enough).toBe(false)
})
