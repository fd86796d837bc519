import { beforeAll, expect, test } from 'vitest'
import type { Document } from '../../src/core/document.ts'
import { extract } from '../../src/core/extract.ts'
import type { Signal, SignalFields } from '../../src/core/signal.ts'
import { anchor, expected, readSample, type SampleReading, sampleRows, type Told } from './read.ts'

const names = new Map(sampleRows('accounts.csv').map(({ name, domain }) => [domain ?? '', name ?? '']))

let read: SampleReading

beforeAll(async () => {
  read = await readSample()
})

const documents = (reading = read): Document[] => [...reading.values()].flatMap(({ parsed }) => parsed.documents)
const signalsByCompany = (reading = read): Map<string, Signal[]> =>
  Map.groupBy(
    documents(reading).flatMap((document) => extract(document).signals),
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
    ...Object.entries({ ...expected.incomplete, ...expected.strangers, ...expected.unsure }),
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
  const boards = new Map([...read.values()].map(({ feed, parsed }) => [feed.accountDomain, parsed]))
  for (const [domain, { hiring }] of Object.entries(expected.accounts)) {
    if (!hiring) continue
    const postings = boards.get(domain)?.snapshot?.postings ?? []
    const recent = postings.filter(({ postedAt }) => postedAt !== null && postedAt > anchor - 14 * 86_400_000)
    expect([postings.length, recent.length], domain).toEqual([hiring.open, hiring.in_14_days])
  }
})

test('new events come out in the days after', async () => {
  const found = signalsByCompany(await readSample(anchor + 3 * 86_400_000))
  for (const [domain, told] of Object.entries(expected.later))
    expect(summary(found.get(names.get(domain) ?? '') ?? []), domain).toEqual(wanted(told))
})
