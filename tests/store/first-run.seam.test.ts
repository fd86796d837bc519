import { afterAll, beforeAll, expect, test } from 'vitest'
import { close, type Db } from '#dialect'
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
