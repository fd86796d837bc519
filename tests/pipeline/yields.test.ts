import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { countYields } from '../../src/pipeline/yields.ts'
import * as t from '../../src/store/schema/index.ts'
import { countedUntil, yieldsOf } from '../../src/store/yields.ts'
import { hourMs, makeWorld, minuteMs, noon, rss, sends, type World } from './poll/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(async () => world.close())

const items = (from: number, many: number) => Array.from({ length: many }, (_, i) => ({ id: `${from + i}` }))
const brought = async () =>
  Object.fromEntries([...(await yieldsOf(world.app.db, null))].map(([id, { items }]) => [id, items]))
const stored = async () =>
  Object.fromEntries((await world.app.db.select().from(t.feedYields)).map(({ feedId, items }) => [feedId, items]))

test('counts follow the polls, and are stored once they are settled', async () => {
  await world.watch('one', sends(rss(items(0, 3))))
  await world.watch('two', sends(rss(items(0, 5))))
  await world.pollAfter(0)
  expect([await brought(), await stored()]).toEqual([{ 'feed-one': 3, 'feed-two': 5 }, {}])
  world.answer('one', sends(rss(items(0, 4))))
  await world.pollAfter(2 * hourMs)
  expect([await brought(), await stored()]).toEqual([
    { 'feed-one': 4, 'feed-two': 5 },
    { 'feed-one': 3, 'feed-two': 5 },
  ])
  world.state.now += 16 * minuteMs
  for (let i = 0; i < 3; i++) await countYields(world.app)
  expect(await stored()).toEqual(await brought())
})

test('two counters at once count nothing twice, and a long past is counted in steps', async () => {
  await world.watch('one', sends(rss([])))
  const row = (i: number) => ({
    ...{ id: `d${i}`, feedId: 'feed-one', identity: `${i}`, contentHash: '', title: 't', publisher: 'p' },
    fetchedAt: noon - hourMs + i,
  })
  await atomically(world.app.db, () => [{ into: t.documents, rows: Array.from({ length: 4_500 }, (_, i) => row(i)) }])
  await Promise.all([countYields(world.app), countYields(world.app), countYields(world.app)])
  await countYields(world.app)
  expect([await stored(), await brought()]).toEqual([{ 'feed-one': 4_500 }, { 'feed-one': 4_500 }])
  expect(await countedUntil(world.app.db)).toBe(noon - 15 * minuteMs)
})
