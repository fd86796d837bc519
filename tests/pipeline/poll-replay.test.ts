import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FetchAnswer, Fetcher } from '../../src/adapters/fetch.ts'
import { hourMs, makeWorld, noon, rss, sends, type World } from './poll/world.ts'

/** Captures of real feeds, where they are at hand. */
const corpus = path.join(import.meta.dirname, '../../../shared/corpus')
const captured = existsSync(path.join(corpus, 'feeds/poll_anthropic_news'))
if (!captured) console.warn('No captures at ../shared/corpus: the replays are skipped')

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(async () => world.close())

test('an item is kept once more when its title or its text changes, and not when it is only dated anew', async () => {
  const item = { id: 'a', at: noon - 3 * hourMs }
  const versions = [
    { ...item },
    { ...item, at: noon - hourMs },
    { ...item, text: 'Another text' },
    { ...item, text: 'Another text', title: 'Another title' },
    { ...item },
  ]
  const kept: number[] = []
  await world.watch('wire', sends(''))
  for (const version of versions) {
    world.answer('wire', sends(rss([version])))
    await world.test('wire')
    kept.push((await world.documents('wire')).length)
  }
  expect(kept).toEqual([1, 1, 2, 3, 3])
})

describe.skipIf(!captured)('captures of one feed, one after the other', () => {
  const folder = path.join(corpus, 'feeds/poll_anthropic_news')
  const captures = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.gz'))
      .sort()
      .map((name) => ({ at: instantIn(name), text: gunzipSync(readFileSync(path.join(folder, name))).toString() }))

  test('store each item once, each new wording once more, and nothing when read again', async () => {
    const all = captures()
    expect(all).toHaveLength(40)
    const wordings = new Set<string>()
    for (const { text } of all)
      for (const item of text.match(/<item>.*?<\/item>/gs) ?? []) wordings.add(wordingOf(item))
    const identities = new Set([...wordings].map((wording) => wording.split('\n')[0]))
    expect(wordings.size).toBeGreaterThan(identities.size) // there are edits to find
    await world.watch('captured', sends(''))
    for (let round = 0; round < 2; round++) {
      for (const { at, text } of all) {
        world.state.now = round === 0 ? at : world.state.now + hourMs
        world.answer('captured', sends(text))
        expect(await world.test('captured')).toMatchObject({ failed: false })
      }
      const stored = await world.documents('captured')
      expect(stored).toHaveLength(wordings.size)
      expect(new Set(stored.map(({ identity }) => identity))).toEqual(identities)
    }
  })
})

describe.skipIf(!captured)("pages of one day's filings", () => {
  test.each([
    ['edgar-8k', /<title>8-K(?:\/A)? - .*\(Filer\)[\s\S]*Item 5\.02/, 'edgar-8k.filing.html'],
    ['form-d', /<title>D(?:\/A)? - .*\(Filer\)/, 'form-d.offering.xml'],
  ])(
    'store each filing of %s once, however many of its filers and pages name it',
    async (kind, isWanted, file) => {
      const folder = path.join(corpus, 'sec')
      const pages = readdirSync(folder)
        .filter((name) => name.startsWith('getcurrent'))
        .map((name) => readFileSync(path.join(folder, name)))
      const filings = new Set(pages.flatMap((page) => filingsIn(page.toString('latin1'), isWanted)))
      expect(filings.size).toBeGreaterThan(2)
      world.state.now = Date.UTC(2025, 11, 12, 23, 5)
      await world.watch('sec', sends(''), { kind, settings: {} })
      const filing = readFileSync(path.join(import.meta.dirname, '../fixtures/sources', file))
      for (const page of [...pages, ...pages]) {
        await world.change('sec', { lastPolledAt: null, lastSuccessAt: null }) // the pages are of one moment: each is asked for all it names
        Object.assign(world.app, { contact: 'Example Inc ops@example.com', fetcher: edgarWith(page, filing) })
        expect(await world.test('sec')).toMatchObject({ failed: false })
      }
      expect((await world.documents('sec')).map(({ identity }) => identity).sort()).toEqual([...filings].sort())
    },
    40_000,
  )
})

/** "012_2026-05-30T125505.xml.gz" */
const instantIn = (name: string): number => {
  const [, day, hour, minute, second] = /_(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)/.exec(name)!
  return Date.parse(`${day}T${hour}:${minute}:${second}Z`)
}

/** Identity, title and text of an item, by other means than the project's own. */
const wordingOf = (item: string): string =>
  ['guid', 'title', 'description']
    .map((name) => new RegExp(`<${name}[^>]*>(.*?)</${name}>`, 's').exec(item)?.[1])
    .join('\n')

const filingsIn = (page: string, isWanted: RegExp): string[] =>
  page
    .split('<entry>')
    .filter((entry) => isWanted.test(entry))
    .map((entry) => /accession-number=([\d-]+)/.exec(entry)![1]!)

/** Answers as EDGAR does: this page of current filings, an index page for each, and always the same filing. */
const edgarWith = (page: Uint8Array, filing: Uint8Array): Fetcher => ({
  fetch: async ({ url }): Promise<FetchAnswer> => {
    const folder = url.replace('https://www.sec.gov', '').replace(/\/[^/]*$/, '')
    const index = `<html><title>EDGAR Filing Documents</title><a href="${folder}/main.htm">main.htm</a></html>`
    const bytes = url.includes('getcurrent')
      ? page
      : url.endsWith('-index.htm')
        ? new TextEncoder().encode(index)
        : filing
    return { kind: 'ok', body: { bytes, url, status: 200, headers: {}, fetchedAt: 0 }, movedTo: null }
  },
  close: async () => {},
})
