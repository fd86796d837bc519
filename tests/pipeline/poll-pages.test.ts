import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FetchAnswer } from '../../src/adapters/fetch.ts'
import { dayMs, hourMs, makeWorld, sends, type World } from './poll/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(async () => world.close())

const fixture = (name: string) =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, '../fixtures/sources', name)))

/** EDGAR with one filing to follow: the list, its index page, its text; each page may answer otherwise. */
const watchFilings = async () => {
  const broken = new Map<string, number>()
  const asked: string[] = []
  const pageOf = (url: string) => {
    if (url.includes('getcurrent')) return 'edgar-8k.xml'
    return url.endsWith('-index.htm') ? 'edgar-8k.index.html' : 'edgar-8k.filing.html'
  }
  const fetch = async ({ url }: { url: string }): Promise<FetchAnswer> => {
    asked.push(pageOf(url))
    const status = broken.get(pageOf(url))
    if (status)
      return {
        kind: 'status',
        status,
        url,
        retryAfterMs: null,
        movedTo: null,
        message: `The server answered ${status}`,
      }
    const body = { bytes: fixture(pageOf(url)), url, status: 200, headers: {}, fetchedAt: world.state.now }
    return { kind: 'ok', body, movedTo: null }
  }
  Object.assign(world.app, { contact: 'Example Inc ops@example.com', fetcher: { fetch, close: async () => {} } })
  await world.watch('sec', sends(''), { kind: 'edgar-8k', settings: {} })
  return { broken, asked }
}

test('a page that was missed is read by the next poll, though the list names it no more', async () => {
  const { broken, asked } = await watchFilings()
  broken.set('edgar-8k.filing.html', 500)
  await world.pollAfter(0)
  expect(await world.documents('sec')).toEqual([])
  expect(await world.feed('sec')).toMatchObject({ state: 'ok', lastPolledAt: world.state.now, backlog: [{ tries: 1 }] })
  broken.clear()
  asked.length = 0
  await world.pollAfter(dayMs)
  expect(asked).toEqual(['edgar-8k.xml', 'edgar-8k.filing.html'])
  expect(await world.documents('sec')).toHaveLength(1)
  expect(await world.feed('sec')).toMatchObject({ backlog: null })
})

test('a page that cannot be made sense of is given up alone, and the others are read', async () => {
  await watchFilings()
  const url = 'https://www.sec.gov/Archives/edgar/data/1/old-filing.htm'
  await world.change('sec', { backlog: [{ url, note: '{', tries: 2 }] })
  await world.pollAfter(0)
  expect(await world.documents('sec')).toHaveLength(1)
  expect(await world.feed('sec')).toMatchObject({
    ...{ state: 'ok', backlog: null },
    lastAnswer: expect.stringMatching(/old-filing.*given up/),
  })
})

test('what the last poll left comes first, and what both name is asked for once', async () => {
  const { broken, asked } = await watchFilings()
  broken.set('edgar-8k.index.html', 500)
  await world.pollAfter(0)
  const [left] = (await world.feed('sec')).backlog!
  const old = { ...left!, url: left!.url.replace(/[^/]*-index/, 'old-index') }
  await world.change('sec', { backlog: [old, left!], lastSuccessAt: null })
  broken.clear()
  asked.length = 0
  await world.pollAfter(dayMs)
  expect(asked).toEqual(['edgar-8k.xml', 'edgar-8k.index.html', 'edgar-8k.index.html', 'edgar-8k.filing.html'])
  expect(await world.documents('sec')).toHaveLength(1)
})

test('a page that is missed three times is given up, in words', async () => {
  const { broken } = await watchFilings()
  broken.set('edgar-8k.filing.html', 404)
  for (let i = 0; i < 3; i++) await world.pollAfter(dayMs)
  expect(await world.feed('sec')).toMatchObject({ backlog: null, lastAnswer: expect.stringContaining('given up') })
})

test('a host that says "not now" half-way is asked for nothing more, and the rest is read later', async () => {
  const { broken, asked } = await watchFilings()
  broken.set('edgar-8k.index.html', 429)
  await world.pollAfter(0)
  expect(await world.hosts()).toMatchObject([{ host: 'www.sec.gov', refusals: 1 }])
  expect(await world.feed('sec')).toMatchObject({ failures: 0, backlog: [{ tries: 0 }] })
  broken.clear()
  asked.length = 0
  await world.pollAfter(2 * hourMs)
  expect(await world.documents('sec')).toHaveLength(1)
  expect(await world.hosts()).toEqual([])
})

test('what was filed while polls failed is read by the first one that works', async () => {
  const { broken, asked } = await watchFilings()
  world.state.now = Date.UTC(2026, 2, 3, 20) // two hours before the filing
  await world.change('sec', { lastSuccessAt: world.state.now, nextPollAt: world.state.now })
  broken.set('edgar-8k.xml', 500)
  for (let day = 0; day < 3; day++) await world.pollAfter(dayMs / 4)
  broken.clear()
  asked.length = 0
  await world.pollAfter(dayMs / 4)
  expect(asked).toContain('edgar-8k.filing.html')
  expect(await world.documents('sec')).toHaveLength(1)
})
