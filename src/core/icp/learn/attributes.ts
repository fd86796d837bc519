import type { FactValue } from '../../account.ts'
import type { Condition } from '../../icp.ts'
import { type SignalKind, signalKinds } from '../../signal.ts'
import { quantileCuts } from '../../statistics.ts'
import { type Answer, type FitSubject, fieldQuestion } from '../condition.ts'

/** A company that decided. `events`: kinds of news before it did; null = nobody watched. */
export type Case = { id: string; fields: FitSubject['fields']; events: readonly SignalKind[] | null }

/** One yes-or-no question about an attribute, as an ICP could ask it. */
export type Cell = {
  label: string
  when: Condition
  ask: (one: Case) => Answer
  /** The question with the opposite answer, where it can be asked as plainly: "up to 49" for "from 50". */
  opposite?: { label: string; when: Condition }
}

export type AttributeKind = 'yes_no' | 'number' | 'category' | 'list' | 'event'
export type Attribute = {
  name: string
  kind: AttributeKind
  cells: Cell[]
  /** The amounts themselves; null where there are none. */
  amountOf: ((one: Case) => number | null) | null
}

/** What names a company, or is written about it, tells nothing about the next one. */
const identifying = new Set(['name', 'domain', 'description', 'ticker', 'timeZone', 'aliases', 'notes', 'url'])
/** Rarer values, and those after the most frequent, are left alone. */
const leastCases = 8
const leastShare = 0.03
const mostValues = 10
const groups = 4
/** News counts when it came at most this long before the decision. */
export const eventWindowDays = 180

/** Everything the cases can be asked about: their fields and the kinds of news before the decision. */
export const attributesOf = (cases: readonly Case[]): Attribute[] => {
  const fields = [...new Set(cases.flatMap((one) => Object.keys(one.fields)))].filter((name) => !identifying.has(name))
  return [
    ...fields.sort().map((name) => fieldAttribute(name, cases)),
    ...signalKinds.map((kind) => eventAttribute(kind, cases)),
  ].filter(({ cells }) => cells.length > 0)
}

const eventAttribute = (kind: SignalKind, cases: readonly Case[]): Attribute => {
  const ask = ({ events }: Case): Answer => events?.includes(kind) ?? null
  const seen = cases.filter((one) => ask(one)).length
  const when = { events: kind, within_days: eventWindowDays, at_least: 1 }
  const label = `News before: ${kind.replaceAll('_', ' ')}`
  return {
    name: kind,
    kind: 'event',
    cells: seen < leastCases ? [] : [{ label, when, ask }],
    amountOf: null,
  }
}

const fieldAttribute = (name: string, cases: readonly Case[]): Attribute => {
  const values = cases.flatMap((one) => known(one, name))
  const amounts = values.flatMap((value) => amountIn(value) ?? [])
  const isList = cases.some(({ fields }) => Object.hasOwn(fields, name) && Array.isArray(fields[name]))
  if (!isList && amounts.length >= 0.9 * values.length && new Set(amounts).size > 2)
    return numberAttribute(name, amounts)
  const cells = valueCells(name, values, isList ? 'includes_any' : 'is', cases.length)
  const kind = isList ? 'list' : values.every((value) => typeof value === 'boolean') ? 'yes_no' : 'category'
  const two = !isList && new Set(values.map(fold)).size === 2
  return { name, kind, cells: two ? cells.slice(-1) : cells, amountOf: null }
}

/** Single values; an empty one is not known. */
const known = ({ fields }: Case, name: string): (string | number | boolean)[] => {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  const list = value === undefined ? [] : Array.isArray(value) ? value : [value]
  return list.filter((each) => (typeof each === 'number' ? Number.isFinite(each) : String(each).trim() !== ''))
}
const amountIn = (value: FactValue): number | null => {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d{1,15}(\.\d{1,9})?$/.test(value.trim()) ? Number(value) : null
}
const fold = (value: string | number | boolean) => String(value).normalize('NFKC').trim().toLowerCase()

const fieldCell = (label: string, when: Extract<Condition, { field: string }>): Cell => {
  const ask = fieldQuestion(when)
  return { label, when, ask: (one) => ask(one, 0) }
}

/** Each frequent value; of a yes or no, the yes last. */
const valueCells = (
  field: string,
  values: readonly (string | number | boolean)[],
  operator: 'is' | 'includes_any',
  cases: number,
): Cell[] => {
  const written = new Map(values.map((value) => [fold(value), value]))
  return [...Map.groupBy(values, fold)]
    .map(([key, { length }]) => ({ value: written.get(key)!, length }))
    .filter(({ length }) => length >= Math.max(leastCases, leastShare * cases) && length < cases * (1 - leastShare))
    .sort((a, b) => b.length - a.length || (fold(a.value) < fold(b.value) ? -1 : 1))
    .slice(0, mostValues)
    .sort((a, b) => Number(a.value === true) - Number(b.value === true))
    .map(({ value }) => {
      const test = operator === 'is' ? { is: value } : { includes_any: [String(value)] }
      return fieldCell(value === true ? field : `${field}: ${value}`, { field, test })
    })
}

/** Like-sized groups of the pooled amounts, and runs of neighbouring ones. */
const numberAttribute = (field: string, amounts: readonly number[]): Attribute => {
  const cuts = quantileCuts(amounts, groups)
  const last = cuts.length
  const highest = (group: number) =>
    amounts.reduce((most, amount) => (amount < cuts[group]! ? Math.max(most, amount) : most), Number.NEGATIVE_INFINITY)
  const cells = runs(last + 1).map(([from, to]): Cell => {
    const low = cuts[from - 1]!
    if (to < last)
      return fieldCell(`${field} ${low} to ${highest(to)}`, { field, test: { between: [low, highest(to)] } })
    const below = highest(from - 1)
    const opposite = { label: `${field} up to ${below}`, when: { field, test: { at_most: below } } }
    return { ...fieldCell(`${field} from ${low}`, { field, test: { at_least: low } }), opposite }
  })
  const amountOf = (one: Case) => known(one, field).map(amountIn)[0] ?? null
  return { name: field, kind: 'number', cells, amountOf }
}

/** First and last of every run of neighbouring groups that leaves out the first: what it says of that is the opposite. */
const runs = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, from) =>
    Array.from({ length: count - from }, (_, length): [number, number] => [from, from + length]),
  )
    .flat()
    .filter(([from]) => from > 0)
