import { afterAll, beforeAll, expect, test } from 'vitest'
import { close, type Db } from '#dialect'
import * as columns from '../../src/store/columns.ts'
import { now } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

test('columns hold what is live, of all accounts or of those that are named', async () => {
  const ids = await columns.scorableIds(db, null)
  expect(ids).toContain('north')
  expect(ids).toEqual([...ids].sort())
  expect(await columns.scorableIds(db, ['north', 'nobody'])).toEqual(['north'])
  const all = { first: ids[0]!, last: ids.at(-1)! }
  const employees = await columns.fieldValues(db, ['employees'], all, null)
  expect(employees.length).toBeGreaterThan(0)
  expect(await columns.fieldValues(db, ['employees'], all, [employees[0]!.accountId])).toEqual([employees[0]])
  expect(await columns.fieldValues(db, ['employees'], { first: 'zz', last: 'zzz' }, null)).toEqual([])
  expect((await columns.triggerTimes(db, null)).map(({ accountId, kind }) => [accountId, kind])).toEqual([
    ['north', 'funding'],
  ])
  expect(await columns.triggerTimes(db, ['nobody'])).toEqual([])
  expect((await columns.titlesNow(db, null)).length).toBeGreaterThan(0)
  expect(await columns.titlesNow(db, ['nobody'])).toEqual([])
  expect(await columns.customerIds(db, now, ['nobody'])).toEqual([])
  expect(Array.isArray(await columns.customerIds(db, now, null))).toBe(true)
})
