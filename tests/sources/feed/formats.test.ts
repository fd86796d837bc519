import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import RssParser from 'rss-parser'
import { describe, expect, test } from 'vitest'
import type { Document } from '../../../src/core/document.ts'
import { readDate } from '../../../src/sources/dates.ts'
import { parseFeed } from '../../../src/sources/feed/parse.ts'

const fixtures = path.join(import.meta.dirname, '../../fixtures/sources')
const corpus = path.join(import.meta.dirname, '../../../../shared/corpus/feeds')
const url = 'https://harbourwire.example/funding'
const captured = (file: string) =>
  file.endsWith('.gz') ? new Uint8Array(gunzipSync(readFileSync(file))) : bytesOf(file)
const bytesOf = (file: string) => new Uint8Array(readFileSync(file))

describe('one story in four formats is one document', () => {
  test.each(['feed.rss.xml', 'feed.atom.xml', 'feed.rdf.xml', 'feed.json'])('%s', async (file) => {
    const { documents, warnings } = await parseFeed(bytesOf(path.join(fixtures, file)), { url })
    expect(warnings).toEqual([])
    expect(documents[0]).toMatchObject({
      identity: 'hw-1001',
      url: 'https://harbourwire.example/quillmark-series-a',
      title: 'Quillmark & Sons raises £8m to map tidal rivers',
      summary: 'Quillmark & Sons has raised £8m in a Series A.\nIt will open an office in Leith.',
      publisher: 'Harbour Wire',
      publishedAt: Date.UTC(2026, 2, 3, 9, 30),
    })
    expect(documents[0]?.language).toMatch(/^en-gb$/i)
    if (file === 'feed.rdf.xml') return
    expect(documents[0]?.body).toMatch(/\nIt will open an office in Leith and hire twelve people\.$/)
  })
})

/** An ordinary feed, read by the library that everyone uses. */
async function asRssParser(bytes: Uint8Array) {
  const feed = await new RssParser({ defaultRSS: 2 }).parseString(new TextDecoder().decode(bytes))
  return feed.items.map((item: Record<string, unknown>) => ({
    guid: item.guid ?? item.id ?? null,
    link: item.link ?? null,
    title: typeof item.title === 'string' ? item.title : null,
    publishedAt: typeof item.isoDate === 'string' ? readDate(item.isoDate) : null,
  }))
}

const letters = (text: string) => text.replace(/<[^>]*>|&[#\w]+;/g, '').replace(/[^\p{L}\p{N}]/gu, '')

async function expectNothingWorse(bytes: Uint8Array, feedUrl: string) {
  const { documents } = await parseFeed(bytes, { url: feedUrl })
  const theirs = await asRssParser(bytes)
  expect(documents.length).toBeGreaterThanOrEqual(theirs.length)
  for (const [i, their] of theirs.entries()) {
    const ours = documents[i] as Document
    if (their.link) expect(ours.url).toBe(new URL(String(their.link).trim(), feedUrl).href)
    if (typeof their.guid === 'string') expect(ours.identity.startsWith(their.guid.trim())).toBe(true)
    // An aggregator's title ends with the outlet, which stands in our publisher instead.
    const title = letters(ours.title)
    if (their.title) expect([title, title + letters(ours.publisher ?? '')]).toContain(letters(their.title))
    if (their.publishedAt !== null) {
      const seconds = Math.floor(their.publishedAt / 1000) * 1000
      expect([ours.publishedAt, ours.updatedAt]).toContain(seconds)
    }
  }
  return theirs.length
}

describe('on an ordinary feed no field is worse than rss-parser’s', () => {
  test.each(['feed.rss.xml', 'feed.rdf.xml', 'feed.atom.xml'])('%s', async (file) => {
    expect(await expectNothingWorse(bytesOf(path.join(fixtures, file)), url)).toBeGreaterThan(0)
  })

  test.skipIf(!existsSync(corpus))('captures of real feeds (only where the evaluation folder is)', async () => {
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:xml|rss)$/.test(name),
    )
    let items = 0
    for (const file of files) items += await expectNothingWorse(captured(path.join(corpus, file)), url)
    expect(items).toBeGreaterThan(100)
  })
})
