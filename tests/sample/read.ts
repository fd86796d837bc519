import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'
import { renderRelativeDates } from '../../src/adapters/relative-dates.ts'
import type { FactValue } from '../../src/core/account.ts'
import type { FitSubject } from '../../src/core/icp/condition.ts'

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
