import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { type SampleServer, sampleFeeds, serveSampleFeeds } from '../../src/adapters/sample-server.ts'
import type { Document } from '../../src/core/document.ts'
import { extract } from '../../src/core/extract.ts'
import type { Signal, SignalFields } from '../../src/core/signal.ts'
import { sourceOf } from '../../src/sources/index.ts'
import type { Parsed } from '../../src/sources/source.ts'
import { anchor, root, sampleRows } from './read.ts'

type Told = {
  kind: string
  documents: number
  publishers?: number
  round?: string
  amounts?: number[]
  currency?: string
  person?: string
  role?: string
  place?: string
  counterpart?: string
  headcount?: number
}
type Expected = {
  accounts: Record<string, { signals: Told[]; hiring?: { kind: string; open: number; in_14_days: number } }>
  incomplete: Record<string, Told[]>
  strangers: Record<string, Told[]>
  silent: string[]
}
const expected = parseYaml(readFileSync(new URL('expected.yaml', import.meta.url), 'utf8')) as Expected
const names = new Map(sampleRows('accounts.csv').map(({ name, domain }) => [domain ?? '', name ?? '']))

let server: SampleServer
const read = new Map<string, Parsed>()

beforeAll(async () => {
  server = await serveSampleFeeds({ root, anchor, now: () => anchor })
  for (const feed of sampleFeeds(root, server.origin)) {
    const source = sourceOf(feed.kind)
    if (!source) throw new Error(`No source reads ${feed.kind}`)
    const settings = source.settings(feed.settings)
    const state = { etag: null, lastModified: null, bodyHash: null, lastPolledAt: null }
    for (const request of source.request(settings, state)) {
      const response = await fetch(request.url, request.headers ? { headers: request.headers } : {})
      const bytes = new Uint8Array(await response.arrayBuffer())
      if (!response.ok) continue
      const { url } = request
      const headers = Object.fromEntries(response.headers)
      read.set(feed.key, await source.parse({ bytes, url, status: 200, headers, fetchedAt: anchor }, settings))
    }
  }
})
afterAll(() => server.close())

const documents = (): Document[] => [...read.values()].flatMap((parsed) => parsed.documents)
const signalsByCompany = (): Map<string, Signal[]> =>
  Map.groupBy(
    documents().flatMap((document) => extract(document).signals),
    ({ company }) => company,
  )

const summary = (signals: readonly Signal[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(signals, ({ kind }) => kind)].map(([kind, each]) => [kind, each.length]))
const wanted = (told: readonly Told[]): Record<string, number> =>
  Object.fromEntries(told.map(({ kind, documents: count }) => [kind, count]))

test('every document of every feed has a title, a link, a summary and a date', () => {
  expect(documents().length).toBeGreaterThan(85)
  for (const { title, url, summary: text, publishedAt } of documents()) {
    expect(title && url?.startsWith('https://') && text, title).toBeTruthy()
    expect(publishedAt, title).toBeLessThanOrEqual(anchor)
  }
})

test('each account has the events that a reader finds, and no others', () => {
  const found = signalsByCompany()
  const told = new Map<string, Told[]>([
    ...Object.entries(expected.accounts).map(
      ([domain, { signals }]) => [names.get(domain) ?? domain, signals] as const,
    ),
    ...Object.entries({ ...expected.incomplete, ...expected.strangers }),
  ])
  for (const company of new Set([...found.keys(), ...told.keys()]))
    expect(summary(found.get(company) ?? []), company).toEqual(wanted(told.get(company) ?? []))
})

test('each event carries the fields that the text states', () => {
  const found = signalsByCompany()
  const textOf = (signal: Signal, field: keyof SignalFields) => signal.fields[field]?.value
  for (const [domain, { signals }] of Object.entries(expected.accounts)) {
    for (const told of signals) {
      const those = (found.get(names.get(domain) ?? '') ?? []).filter(({ kind }) => kind === told.kind)
      for (const field of ['round', 'person', 'role', 'place', 'counterpart', 'headcount'] as const)
        if (told[field])
          expect(new Set(those.map((each) => textOf(each, field))), domain).toEqual(new Set([told[field]]))
      if (!told.amounts) continue
      const amounts = those.map((each) => each.fields.amount?.value)
      expect(new Set(amounts.map((amount) => amount?.value)), domain).toEqual(new Set(told.amounts))
      expect(new Set(amounts.map((amount) => amount?.currency)), domain).toEqual(new Set([told.currency]))
    }
  }
})

test('accounts in rumours, lists and village news stay silent', () => {
  const found = signalsByCompany()
  for (const domain of expected.silent) expect(found.get(names.get(domain) ?? ''), domain).toBeUndefined()
})

test('each board lists its jobs with their dates, enough of them new', () => {
  const boards = new Map(sampleFeeds(root, server.origin).map((feed) => [feed.accountDomain, feed.key]))
  for (const [domain, { hiring }] of Object.entries(expected.accounts)) {
    if (!hiring) continue
    const postings = read.get(boards.get(domain) ?? '')?.snapshot?.postings ?? []
    const recent = postings.filter(({ postedAt }) => postedAt !== null && postedAt > anchor - 14 * 86_400_000)
    expect([postings.length, recent.length], domain).toEqual([hiring.open, hiring.in_14_days])
  }
})
