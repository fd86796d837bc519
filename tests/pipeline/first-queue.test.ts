import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { fit } from '../../src/pipeline/fit.ts'
import { rank } from '../../src/pipeline/rank.ts'
import * as t from '../../src/store/schema/index.ts'
import { hourMs, makeWorkspace, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
  await forgetFits()
})
afterEach(() => w.close())

const built = async () => (await w.db.select().from(t.queueDays)).length
const forgetFits = async () => await atomically(w.db, (tx) => [tx.delete(t.fits)])

test('the first queue of all waits until something is on it, also past the hour, and is then built the same day', async () => {
  expect(await rank.run(w.app)).toMatchObject({ days: 0, items: 0 })
  w.state.now = tuesday + hourMs
  expect(await rank.run(w.app)).toMatchObject({ days: 0, items: 0 })
  expect(await built()).toBe(0)
  await fit.run(w.app)
  expect(await rank.run(w.app)).toMatchObject({ items: 1 })
  expect(await built()).toBeGreaterThan(0)
})

test('a later morning without news is built and stays empty', async () => {
  await fit.run(w.app)
  await rank.run(w.app)
  const first = await built()
  await forgetFits()
  w.state.now = tuesday + 24 * hourMs
  expect(await rank.run(w.app)).toMatchObject({ days: first, items: 0 })
})
