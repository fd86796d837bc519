import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderRelativeDates } from '../../src/adapters/relative-dates.ts'
import { type SampleServer, sampleFeeds, serveSampleFeeds } from '../../src/adapters/sample-server.ts'

const root = new URL('../../feeds/sample', import.meta.url).pathname
const anchor = Date.UTC(2026, 10, 23, 9, 0)
const dayMs = 86_400_000
let now = anchor
let server: SampleServer

beforeAll(async () => {
  server = await serveSampleFeeds({ root, anchor, now: () => now })
})
afterAll(() => server.close())

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.origin + path, { headers })

test('a relative date is written as each format wants it', () => {
  expect(renderRelativeDates('{{-1d6h}}', anchor, 'rfc822')).toBe('Sun, 22 Nov 2026 03:00:00 GMT')
  expect(renderRelativeDates('{{+30m}}', anchor, 'iso')).toBe('2026-11-23T09:30:00.000Z')
  expect(renderRelativeDates('{"createdAt":"{{-2h}}"}', anchor, 'epoch')).toBe(`{"createdAt":${anchor - 7_200_000}}`)
})

test('every listed feed answers on loopback with its own type, and no placeholder is left', async () => {
  expect(server.host).toBe('127.0.0.1')
  for (const feed of sampleFeeds(root, server.origin)) {
    const url = feed.settings.url ?? feed.settings.baseUrl ?? ''
    expect(url.startsWith(server.origin), feed.key).toBe(true)
  }
  const atom = await get('/capital-courier/feed.atom')
  expect(atom.headers.get('content-type')).toContain('atom+xml')
  expect(await atom.text()).not.toContain('{{')
  const board = await get('/lever/v0/postings/lindqvale?mode=json')
  expect(((await board.json()) as { createdAt: number }[])[0]?.createdAt).toBe(anchor - 30 * 3_600_000)
})

test('an unchanged feed is answered with 304', async () => {
  const first = await get('/ledgerline/feed.xml')
  await first.text()
  const again = await get('/ledgerline/feed.xml', { 'if-none-match': first.headers.get('etag') ?? '' })
  expect(again.status).toBe(304)
})

test('an item dated later is not out yet, and boards grow as days pass', async () => {
  const titles = async () => {
    const board = (await (await get('/greenhouse/v1/boards/brightloom/jobs?content=true')).json()) as {
      jobs: unknown[]
    }
    return { jobs: board.jobs.length, news: await (await get('/ledgerline/feed.xml')).text() }
  }
  const today = await titles()
  expect(today.news).not.toContain('Wexcombe Data secures')
  now = anchor + 2 * dayMs
  const later = await titles()
  now = anchor
  expect(later.news).toContain('Wexcombe Data secures')
  expect(later.jobs).toBe(today.jobs + 1)
})

test('the broken outlet answers 500 and an unknown path 404', async () => {
  expect((await get('/quayside/feed.xml')).status).toBe(500)
  expect((await get('/feeds.yaml')).status).toBe(404)
  expect((await get('/../package.json')).status).toBe(404)
})
