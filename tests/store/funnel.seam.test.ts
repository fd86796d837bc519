import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import * as funnel from '../../src/store/pages/funnel.ts'
import * as t from '../../src/store/schema/index.ts'
import { addYields } from '../../src/store/yields.ts'
import { dayMs, now } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const all = { since: now - dayMs, ownerId: '', segment: '', kind: '' }
const others = [{ ownerId: 'ben' }, { segment: 'nobody' }, { kind: 'layoff' }, { since: now + dayMs }]

test('signals count while they stand, and as matched while a rule or a person says so', async () => {
  expect(await funnel.signalsFound(db, all)).toBe(2)
  expect(await funnel.signalsFound(db, { ...all, kind: 'layoff' })).toBe(0)
  expect(await funnel.signalsMatched(db, all)).toBe(1)
  expect(await funnel.signalsMatched(db, { ...all, ownerId: 'ida', segment: 'warehouses' })).toBe(1)
  for (const other of others) expect(await funnel.signalsMatched(db, { ...all, ...other })).toBe(0)
})

test('a trigger stands where the furthest of its story is, and removed ones stand nowhere', async () => {
  expect([...(await funnel.furthestSteps(db, all))]).toEqual([[6, 1]])
  expect([...(await funnel.furthestSteps(db, { ...all, ownerId: 'ida', segment: 'warehouses' }))]).toEqual([[6, 1]])
  for (const other of others) expect((await funnel.furthestSteps(db, { ...all, ...other })).size).toBe(0)
})

test('a signal is judged by an answer or by a decision on the message it led', async () => {
  expect(await funnel.judgedSignals(db, all)).toEqual([{ kind: 'funding', judged: 1, wrong: 0 }])
  for (const other of others) expect(await funnel.judgedSignals(db, { ...all, ...other })).toEqual([])
  await atomically(db, (tx) => [tx.update(t.matches).set({ answer: 'not_us', answeredBy: 'ida', answeredAt: now })])
  expect(await funnel.judgedSignals(db, all)).toEqual([{ kind: 'funding', judged: 2, wrong: 2 }])
  expect(await funnel.signalsMatched(db, all)).toBe(0)
})

test('feeds come by what they brought onto lists, stored or come since', async () => {
  const brought = async () =>
    (await funnel.bestFeeds(db)).map(({ id, items, signals, queued }) => [id, items, signals, queued])
  const before = await brought()
  expect(before).toEqual([['wire', 2, 2, 1]])
  await atomically(db, (tx) => [
    addYields(tx, [
      { feedId: 'board', items: 9, signals: 1, queued: 0 },
      { feedId: 'wire', items: 4, signals: 2, queued: 1 },
    ]),
  ])
  expect(await brought()).toEqual([
    ['wire', 6, 4, 2],
    ['board', 9, 1, 0],
  ])
})
