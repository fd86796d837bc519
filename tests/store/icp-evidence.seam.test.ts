import { afterAll, beforeAll, expect, test } from 'vitest'
import { close, type Db } from '#dialect'
import * as evidence from '../../src/store/icp-evidence.ts'
import { dayMs, now } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

test('what an ICP is judged by is read with its dates', async () => {
  for (const { kind } of await evidence.decidedOutcomes(db)) expect(['won', 'lost']).toContain(kind)
  const history = await evidence.factHistory(db, ['north'])
  expect(history.length).toBeGreaterThan(0)
  expect([...history].sort((a, b) => a.from - b.from)).toEqual(history)
  expect(await evidence.factHistory(db, [])).toEqual([])
  expect((await evidence.newsOf(db, ['north'])).map(({ kind }) => kind)).toContain('funding')
  expect(await evidence.newsOf(db, [])).toEqual([])
  expect((await evidence.targetedSince(db, now - 365 * dayMs)).map(({ at }) => at)).toContain(now)
  expect(await evidence.targetedSince(db, now + dayMs)).toEqual([])
  const { touched, came } = await evidence.resultsOf(db, ['north'])
  expect(touched.map(({ at }) => at)).toContain(now)
  expect(came.every(({ accountId }) => accountId === 'north')).toBe(true)
  expect(await evidence.resultsOf(db, [])).toEqual({ touched: [], came: [] })
  expect(await evidence.rejectionsSince(db, now + dayMs)).toEqual([])
  expect(Array.isArray(await evidence.rejectionsSince(db, 0))).toBe(true)
})
