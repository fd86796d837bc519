import type { Fact } from '../account.ts'
import type { AddSource, BriefLine } from '../brief.ts'
import { grouped } from '../draft/english.ts'

/** A customer as our records have it. */
export type Customer = {
  accountId: string
  name: string
  industry: string | null
  employees: number | null
  /** Where that stands, with its day. */
  source: string
}

const mostShown = 3

/** Customers of the same industry, the nearest in size first: for the person who writes, never for the text. */
export const alikeLines = (
  accountId: string,
  facts: readonly Fact[],
  customers: readonly Customer[],
  add: AddSource,
): BriefLine[] => {
  const industry = knownAs(facts, 'industry')
  const size = knownAs(facts, 'employees')
  if (typeof industry !== 'string') return []
  return customers
    .filter((customer) => customer.accountId !== accountId && customer.source.trim() !== '')
    .filter((customer) => customer.industry?.toLowerCase() === industry.toLowerCase())
    .sort((a, b) => farFrom(size, a) - farFrom(size, b) || (a.name < b.name ? -1 : 1))
    .slice(0, mostShown)
    .map(({ name, employees, source }) => {
      const text = employees ? `${name}, ${grouped(employees)} people` : name
      return {
        text,
        sourceId: add({ kind: 'history', quote: text, label: source, url: null, at: null, signalId: null }),
      }
    })
}

const knownAs = (facts: readonly Fact[], field: string) =>
  facts.find((fact) => fact.field === field && fact.to === null && fact.source.trim() !== '')?.value

/** How many times larger or smaller, as a logarithm; sizes that are not known come last. */
const farFrom = (size: unknown, { employees }: Customer): number =>
  typeof size === 'number' && size > 0 && employees !== null && employees > 0
    ? Math.abs(Math.log(employees / size))
    : Number.MAX_VALUE
