import type { Fact } from '../account.ts'
import type { AddSource, BriefLine } from '../brief.ts'
import { grouped } from '../draft/english.ts'
import { moneyText } from '../draft/money.ts'

type Told = { fact: Fact; text: string }

const maxLines = 5

/** The account in at most five lines, in a rep's order of interest; facts without a source are left out. */
export const accountLines = (facts: readonly Fact[], add: AddSource): BriefLine[] => {
  const known = facts.filter((fact) => fact.source.trim() !== '' && fact.to === null)
  return tellers
    .flatMap((tell) => tell((field) => known.find((fact) => fact.field === field)) ?? [])
    .slice(0, maxLines)
    .map(({ fact, text }) => ({
      text,
      sourceId: add({
        kind: 'account_fact',
        quote: text,
        label: fact.source,
        url: null,
        at: fact.from,
        signalId: null,
      }),
    }))
}

type Find = (field: string) => Fact | undefined

const one =
  (field: string, text: (value: string) => string) =>
  (find: Find): Told | null => {
    const fact = find(field)
    const value = fact && valueText(fact)
    return fact && value ? { fact, text: text(value) } : null
  }

const valueText = ({ value }: Fact): string =>
  Array.isArray(value)
    ? value.slice(0, 6).join(', ')
    : typeof value === 'number'
      ? grouped(value)
      : String(value).slice(0, 200)

const place = (find: Find): Told | null => {
  const parts = ['city', 'region', 'country'].flatMap((field) => find(field) ?? [])
  const first = parts[0]
  if (!first) return null
  const together = parts.filter(({ source }) => source === first.source).map(valueText)
  return { fact: first, text: `Based in ${[...new Set(together)].join(', ')}` }
}

const revenue = (find: Find): Told | null => {
  const fact = find('revenueUsd')
  return typeof fact?.value === 'number'
    ? { fact, text: `Revenue ${moneyText({ value: fact.value, currency: 'USD' })}` }
    : null
}

const tellers: ((find: Find) => Told | null)[] = [
  one('industry', (value) => `Industry: ${value}`),
  one('employees', (value) => `${value} people`),
  place,
  one('technologies', (value) => `Uses ${value}`),
  one('stage', (value) => `Stage: ${value}`),
  revenue,
  one('description', (value) => value),
  (find) => {
    const fact = find('founded')
    return fact ? { fact, text: `Founded ${String(fact.value)}` } : null
  },
]
