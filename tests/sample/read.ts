import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'
import { parse as parseYaml } from 'yaml'
import { renderRelativeDates } from '../../src/adapters/relative-dates.ts'
import { sampleFeeds, serveSampleFeeds } from '../../src/adapters/sample-server.ts'
import type { FactValue } from '../../src/core/account.ts'
import type { FitSubject } from '../../src/core/icp/condition.ts'
import { sourceOf } from '../../src/sources/index.ts'
import type { Parsed } from '../../src/sources/source.ts'

export const root = new URL('../../feeds/sample', import.meta.url).pathname
export const anchor = Date.UTC(2026, 10, 23, 9, 0)

export const sampleText = (file: string): string =>
  renderRelativeDates(readFileSync(join(root, file), 'utf8'), anchor, 'iso')

export const sampleRows = (file: string): Record<string, string>[] => parseCsv(sampleText(file), { columns: true })

const number = (value: string | undefined): number | undefined => (value ? Number(value) : undefined)
const list = (value: string | undefined): string[] => (value ? value.split('|') : [])

/** The sample accounts as an ICP sees them before any event, by name and domain. */
export const sampleSubjects = (): (FitSubject & { domain: string; name: string })[] => {
  const contacts = Map.groupBy(sampleRows('contacts.csv'), (row) => row.account_domain ?? '')
  const customers = new Set(
    sampleRows('opportunities.csv')
      .filter(({ kind }) => kind === 'customer')
      .map((row) => row.account_domain),
  )
  return sampleRows('accounts.csv').map((row) => ({
    id: row.external_id ?? '',
    name: row.name ?? '',
    domain: row.domain ?? '',
    fields: facts(row),
    events: [],
    contacts: (row.domain ? (contacts.get(row.domain) ?? []) : []).map(({ title }) => ({ title: title ?? null })),
    isCustomer: customers.has(row.domain ?? ''),
  }))
}

const facts = (row: Record<string, string>): Record<string, FactValue | undefined> => ({
  industry: row.industry,
  employees: number(row.employees),
  revenueUsd: number(row.revenue_usd),
  city: row.city,
  country: row.country,
  founded: number(row.founded),
  stage: row.stage,
  technologies: list(row.technologies),
  tags: list(row.tags),
  description: row.description,
})

/** One event as expected.yaml tells it. */
export type Told = {
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
  accounts: Record<
    string,
    { fate: string; signals: Told[]; hiring?: { kind: string; open: number; in_14_days: number } }
  >
  incomplete: Record<string, Told[]>
  strangers: Record<string, Told[]>
  unsure: Record<string, Told[]>
  later: Record<string, Told[]>
  silent: string[]
}
export const expected = parseYaml(readFileSync(new URL('expected.yaml', import.meta.url), 'utf8')) as Expected

type SampleFeed = ReturnType<typeof sampleFeeds>[number]
export type SampleReading = Map<string, { feed: SampleFeed; parsed: Parsed }>

/** Every sample feed that answers, as its source reads it; the day the sample is made unless given. */
export const readSample = async (now = anchor): Promise<SampleReading> => {
  const server = await serveSampleFeeds({ root, anchor, now: () => now })
  const reading: SampleReading = new Map()
  for (const feed of sampleFeeds(root, server.origin)) {
    const source = sourceOf(feed.kind)
    if (!source) throw new Error(`No source reads ${feed.kind}`)
    const settings = source.settings(feed.settings)
    const state = { etag: null, lastModified: null, bodyHash: null, lastSuccessAt: null }
    for (const { url, headers } of source.request(settings, state)) {
      const response = await fetch(url, headers ? { headers } : {})
      const bytes = new Uint8Array(await response.arrayBuffer())
      if (!response.ok) continue
      const body = { bytes, url, status: 200, headers: Object.fromEntries(response.headers), fetchedAt: anchor }
      reading.set(feed.key, { feed, parsed: await source.parse(body, settings) })
    }
  }
  await server.close()
  return reading
}
