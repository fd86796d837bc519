import { afterAll, beforeAll, expect, test } from 'vitest'
import { close, type Db } from '#dialect'
import * as lots from '../../src/store/exports.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const all = {
  accounts: lots.accountLot,
  employments: lots.employmentLot,
  ownerships: lots.ownershipLot,
  relationships: lots.relationshipLot,
  touches: lots.touchLot,
  outcomes: lots.outcomeLot,
  suppressions: lots.suppressionLot,
  triggers: lots.triggerLot,
  fits: lots.fitLot,
  queue: lots.queueLot,
}

test.each(Object.entries(all))('%s come lot by lot, each row once', async (_, lot) => {
  const whole = await lot(db, { after: '', limit: 100 })
  expect(whole.length).toBeGreaterThan(0)
  const ids: string[] = []
  for (let after = ''; ; after = ids.at(-1)!) {
    const next = await lot(db, { after, limit: 1 })
    if (next.length === 0) break
    ids.push(...next.map(({ id }) => id))
  }
  expect(ids).toEqual(whole.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

test('an account is told with its names, facts, owner and fit', async () => {
  expect((await lots.accountLabels(db, ['north'])).get('north')).toMatchObject({
    domains: ['northwind.example', 'northwind-robotics.example'],
  })
  const { facts, owners, fits } = await lots.accountDetails(db, ['north'])
  expect(facts.length).toBeGreaterThan(0)
  expect(owners).toHaveLength(1)
  expect(fits).toHaveLength(1)
  const held = await lots.fieldsHeld(db, ['north'])
  expect(new Set(held.map(({ field }) => field))).toEqual(new Set(facts.map(({ field }) => field)))
})
