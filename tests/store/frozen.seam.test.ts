import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import * as fits from '../../src/store/fits.ts'
import * as frozen from '../../src/store/frozen.ts'
import * as icps from '../../src/store/icps.ts'
import * as queue from '../../src/store/queue.ts'
import * as ranking from '../../src/store/ranking.ts'
import { RULES } from '../../src/store/schema/index.ts'
import { now, today } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const rules = (capacity: number) => ({
  zone: 'UTC',
  holidays: [],
  perKindLimit: 8,
  accountCooldownDays: 60,
  owners: [{ id: 'ida', zone: 'UTC', capacity, absent: false, coverId: null }],
})

test('what a freeze read is found under its instant, also after the next one', async () => {
  const row = (capacity: number, from: number) => ({
    subject: RULES,
    from,
    to: null,
    value: rules(capacity),
    hash: `${capacity}`,
  })
  await atomically(db, () => [frozen.insertInputs([row(3, now)])])
  await atomically(db, (tx) => [frozen.endInputs(tx, [RULES], now + 10), frozen.insertInputs([row(4, now + 10)])])
  const capacityAt = async (at: number) => (await frozen.inputsAt(db, at)).map(({ hash }) => hash)
  expect(await capacityAt(now - 1)).toEqual([])
  expect(await capacityAt(now)).toEqual(['3'])
  expect(await capacityAt(now + 9)).toEqual(['3'])
  expect(await capacityAt(now + 10)).toEqual(['4'])
  expect((await frozen.inputOf(db, RULES, now + 5))?.value).toEqual(rules(3))
  expect(await frozen.inputOf(db, 'nobody', now)).toBeUndefined()
  expect(await frozen.liveInputHashes(db)).toEqual(new Map([[RULES, '4']]))
})

test('ids turn into the words they stand for', async () => {
  expect((await frozen.accountNamesById(db)).get('north')).toBe('Northwind Robotics')
  expect((await frozen.userNamesById(db)).get('ida')).toBe('Ida Example')
  expect((await frozen.suppressionReasons(db)).size).toBe(1)
  expect((await frozen.allHolds(db)).map(({ id }) => id).sort()).toContain('h1')
  expect([...(await frozen.fitNotes(db)).keys()]).toEqual(['c2'])
  expect(await frozen.fitResults(db, [])).toEqual([])
  expect(await frozen.fitResults(db, ['none'])).toEqual([])
  expect(await icps.icpVersionsByIds(db, [])).toEqual([])
  expect((await icps.icpVersionsByIds(db, ['none'])).length).toBe(0)
})

test("a day's lists are found, and remember which inputs later items came from", async () => {
  const [list] = await queue.queueDaysOn(db, today)
  expect((await queue.lastQueueDays(db, 1)).map(({ id }) => id)).toContain(list!.id)
  expect(await queue.lastQueueDays(db, 0)).toEqual([])
  await atomically(db, (tx) => [queue.setQueueDayWatermarks(tx, list!.id, { readAt: 1, 'appended 5': 4 })])
  expect((await queue.findQueueDay(db, list!.ownerKey, today))?.watermarks).toEqual({ readAt: 1, 'appended 5': 4 })
})

test("a fit's numbers are told without its reasons, and Tier 1 news by when it was first seen", async () => {
  const [live] = await fits.liveFits(db)
  const { id, accountId, icpVersionId, fit, tier, coverage, disqualified } = live!
  expect(await fits.liveFitIds(db)).toContainEqual({ id, accountId, icpVersionId })
  expect(await frozen.fitNumbers(db, [id])).toEqual([{ id, icpVersionId, fit, tier, coverage, disqualified }])
  expect(tier).toBe(1)
  expect(await ranking.tier1NewsSince(db, 0)).toContain(accountId)
  expect(await ranking.tier1NewsSince(db, now * 2)).toEqual([])
})
