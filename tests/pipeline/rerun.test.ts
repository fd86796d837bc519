import { afterEach, beforeEach, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { morning, stages } from '../../src/pipeline/index.ts'
import { runStages } from '../../src/pipeline/runs.ts'
import { updateFeed } from '../../src/store/feeds.ts'
import { feeds } from '../../src/store/schema/index.ts'
import { allTables, openSampleWorkspace, type SampleWorkspace } from '../support/sample.ts'

let w: SampleWorkspace
beforeEach(async () => {
  w = await openSampleWorkspace()
})
afterEach(() => w.close())

/** What a rerun may touch: the ledger of runs, how far each stage has read, and when each feed was asked. */
const ledgers = ['runs', 'watermarks', 'feeds']

it('every machine stage run again leaves every table as it was', async () => {
  const first = await runStages(w.app, stages, 1)
  expect(first.filter(({ error }) => error)).toEqual([])
  const before = await allTables(w, ledgers)
  expect(before.documents!.length).toBeGreaterThan(50)
  expect(before.queue_items!.length).toBeGreaterThan(20)
  expect(before.revisions!.length).toBeGreaterThan(15)
  const all = await w.db.select({ id: feeds.id }).from(feeds)
  await atomically(w.db, (tx) => all.map(({ id }) => updateFeed(tx, id, { nextPollAt: 0, etag: null, bodyHash: null })))
  const second = await runStages(w.app, stages, 2)
  expect(second.find(({ stage }) => stage === 'poll')!.counts.feeds).toBeGreaterThan(10)
  expect(second.filter(({ error }) => error)).toEqual([])
  expect(await allTables(w, ledgers)).toEqual(before)
})

it('each stage run twice before the next leaves what running each once leaves', async () => {
  const once = await openSampleWorkspace()
  try {
    for (const stage of morning) await stage.run(once.app)
    for (const stage of morning) {
      await stage.run(w.app)
      await stage.run(w.app)
    }
    const [a, b] = [await allTables(once, ledgers), await allTables(w, ledgers)]
    const sizes = (tables: Record<string, unknown[]>) =>
      Object.fromEntries(Object.entries(tables).map(([name, all]) => [name, all.length]))
    expect(sizes(b)).toEqual(sizes(a))
  } finally {
    await once.close()
  }
})

it('a scheduled run is taken once, whoever else tries', async () => {
  const [first, second] = [await runStages(w.app, morning, 7), await runStages(w.app, morning, 7)]
  expect(first).toHaveLength(morning.length)
  expect(second).toEqual([])
})
