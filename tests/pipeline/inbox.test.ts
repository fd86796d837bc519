import { afterEach, beforeEach, expect, test } from 'vitest'
import { extract } from '../../src/pipeline/extract.ts'
import { receiveSignal } from '../../src/pipeline/inbox.ts'
import * as tables from '../../src/store/schema/index.ts'
import { makeWorld, type World } from './poll/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(async () => world.close())

const visit = { kind: 'custom', company: 'Quillmark', text: 'Three people read the price list.', idempotency_key: 'v1' }
const stored = async () => await world.app.db.select().from(tables.documents)

test('a pushed signal joins those that were found', async () => {
  await receiveSignal(world.app, 'key', visit)
  await extract.run(world.app)
  const signals = await world.app.db.select().from(tables.signals)
  expect(signals.map(({ kind, company, signal }) => [kind, company, signal.quote])).toEqual([
    ['custom', 'Quillmark', 'Three people read the price list.'],
  ])
})

test('of one idempotency key the first signal stays, also when two come at once', async () => {
  const answers = await Promise.all([
    receiveSignal(world.app, 'key', visit),
    receiveSignal(world.app, 'key', { ...visit, text: 'Other.' }),
  ])
  const again = await receiveSignal(world.app, 'key', { ...visit, text: 'Another.' })
  expect(new Set([...answers, again].map(({ documentId }) => documentId)).size).toBe(1)
  expect([...answers, again].filter(({ isNew }) => isNew)).toHaveLength(1)
  expect((await stored()).map(({ summary }) => summary)).toEqual(['Three people read the price list.'])
})

test('an idempotency key is one client’s own: another’s same key is another signal', async () => {
  const first = await receiveSignal(world.app, 'one', visit)
  const second = await receiveSignal(world.app, 'two', { ...visit, text: 'Other.' })
  expect(second.isNew).toBe(true)
  expect(second.documentId).not.toBe(first.documentId)
  expect(await receiveSignal(world.app, 'one', visit)).toEqual({ ...first, isNew: false })
  expect((await stored()).map(({ summary }) => summary).sort()).toEqual(['Other.', 'Three people read the price list.'])
})

test('keys that look like addresses differ by every parameter', async () => {
  for (const campaign of ['a', 'b'])
    await receiveSignal(world.app, 'key', {
      ...visit,
      idempotency_key: `https://ours.example/?utm_campaign=${campaign}`,
    })
  expect(await stored()).toHaveLength(2)
})

test('what is wrong is refused with its key and leaves nothing', async () => {
  await expect(receiveSignal(world.app, 'key', { ...visit, kind: 'gossip' })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('kind'),
  })
  expect(await stored()).toEqual([])
})

test('the inbox is never polled', async () => {
  await receiveSignal(world.app, 'key', visit)
  expect((await world.pollAfter(7 * 86_400_000)).feeds).toBe(0)
})
