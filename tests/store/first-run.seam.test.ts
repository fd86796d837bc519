import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import { findFeed, updateFeed, watchCategory } from '../../src/store/feeds.ts'
import { packs, standingOf } from '../../src/store/pages/start.ts'
import * as queue from '../../src/store/queue.ts'
import { now, today } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

test('what is new on a list is counted from an instant on', async () => {
  const { builtAt } = (await queue.findQueueDay(db, 'ida', today))!
  expect(await queue.itemsSince(db, 'ida', today, builtAt - 1)).toBe(
    (await queue.queueItemsOf(db, 'ida', today)).length,
  )
  expect(await queue.itemsSince(db, 'ida', today, now)).toBe(0)
  expect(await queue.itemsSince(db, 'ben', today, 0)).toBe(0)
})

test('what a house has is counted', async () => {
  const standing = await standingOf(db)
  expect(standing).toMatchObject({ people: 3, items: 1 })
  expect(standing.accounts).toBeGreaterThan(0)
  expect(standing.withDomain).toBeLessThanOrEqual(standing.accounts)
  expect(standing.answered).toBeLessThanOrEqual(standing.watched)
})

test('a kind of news is turned on as one, boards of accounts left as they are', async () => {
  const wire = (await findFeed(db, 'wire'))!
  await atomically(db, (tx) => [updateFeed(tx, wire.id, { enabled: false })])
  const of = async () => (await packs(db)).find(({ category }) => category === wire.category)!
  expect((await of()).on).toBeLessThan((await of()).all)
  await atomically(db, (tx) => [watchCategory(tx, wire.category, { nextPollAt: now })])
  expect((await of()).on).toBe((await of()).all)
  expect((await findFeed(db, 'wire'))?.nextPollAt).toBe(now)
})
