import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import * as t from '../../src/store/schema/index.ts'
import { hourMs, tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

/** Signals of one batch: all were found at the same instant. */
const addBatch = async (count: number) => {
  const [{ signal } = { signal: null! }] = await desk.app.db.select().from(t.signals)
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `batch-${String(index).padStart(4, '0')}`,
    documentId: 'document',
    extractor: 'sample',
    fingerprint: `batch ${index}`,
    kind: 'funding' as const,
    company: `Company ${index}.`,
    signal,
    confidence: 0.9,
    lite: false,
    foundAt: tuesday - hourMs,
    matchedAt: tuesday,
  }))
  await atomically(desk.app.db, (tx) => [tx.insert(t.signals).values(rows)])
}

test('"Older" goes through a batch found at one instant without skipping or repeating a signal', async () => {
  desk = await makeDesk()
  await addBatch(150)
  const manager = await desk.as('manager')
  const seen: string[] = []
  for (let address: string | undefined = '/signals'; address; ) {
    const html = await manager.page(address)
    seen.push(...[...html.matchAll(/Company (\d+)\./g)].map(([, number]) => number!))
    address = /href="(\/signals\?[^"]*before=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(seen).toEqual(Array.from({ length: 150 }, (_, index) => String(149 - index)))
})

test('the last told stands first, whenever it was found', async () => {
  desk = await makeDesk()
  await addBatch(2)
  const [told] = await desk.app.db.select().from(t.documents)
  const publishedAt = (told!.publishedAt ?? told!.fetchedAt) + hourMs
  await atomically(desk.app.db, (tx) => [
    tx.insert(t.documents).values({ ...told!, id: 'later', identity: 'later', contentHash: 'later', publishedAt }),
    tx.update(t.signals).set({ documentId: 'later' }).where(eq(t.signals.id, 'batch-0000')),
  ])
  const html = await (await desk.as('manager')).page('/signals')
  expect([...html.matchAll(/Company (\d)\./g)].map(([, number]) => number)).toEqual(['0', '1'])
})
