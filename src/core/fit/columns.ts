import type { FactValue } from '../account.ts'
import type { Instant } from '../document.ts'
import type { FitSubject } from '../icp/condition.ts'
import type { Condition, Icp } from '../icp.ts'
import { type SignalKind, signalKinds } from '../signal.ts'

/** Values written once each; a row holds the code of its value. Code 0 is "nothing is there". */
class Dictionary<T> {
  readonly values: (T | undefined)[] = [undefined]
  readonly #codes = new Map<T, number>()

  codeOf(value: T): number {
    const known = this.#codes.get(value)
    if (known !== undefined) return known
    const code = this.values.push(value) - 1
    this.#codes.set(value, code)
    return code
  }
}

/** Many small numbers for some of the rows: list items, titles, events. */
class Pairs {
  rows = new Int32Array(1024)
  values = new Float64Array(1024)
  length = 0
  #starts: Int32Array | null = null
  #order: Int32Array | null = null

  add(row: number, value: number): void {
    if (this.length === this.rows.length) {
      this.rows = grown(this.rows, new Int32Array(2 * this.length))
      this.values = grown(this.values, new Float64Array(2 * this.length))
    }
    this.rows[this.length] = row
    this.values[this.length++] = value
    this.#starts = null
  }

  /** The values of one row, in the order they were added. */
  of(row: number, size: number): number[] {
    if (!this.#starts) this.#index(size)
    const found: number[] = []
    for (let at = this.#starts![row]!; at < this.#starts![row + 1]!; at++) found.push(this.values[this.#order![at]!]!)
    return found
  }

  #index(size: number): void {
    const starts = new Int32Array(size + 1)
    for (let i = 0; i < this.length; i++) starts[this.rows[i]! + 1]!++
    for (let row = 0; row < size; row++) starts[row + 1]! += starts[row]!
    const next = starts.slice()
    const order = new Int32Array(this.length)
    for (let i = 0; i < this.length; i++) order[next[this.rows[i]!]!++] = i
    this.#starts = starts
    this.#order = order
  }
}

const grown = <T extends Int32Array | Float64Array>(old: T, larger: T): T => {
  larger.set(old as never)
  return larger
}

/** One field of all accounts: single values by code, list items beside them. */
export class FieldColumn {
  readonly codes: Int32Array
  readonly single = new Dictionary<string | number | boolean>()
  readonly items = new Pairs()
  readonly item = new Dictionary<string>()

  constructor(size: number) {
    this.codes = new Int32Array(size)
  }

  set(row: number, value: FactValue | undefined): void {
    if (Array.isArray(value)) for (const item of value) this.items.add(row, this.item.codeOf(item))
    else if (value !== undefined && value !== null) this.codes[row] = this.single.codeOf(value)
  }

  get(row: number): FactValue | undefined {
    const code = this.codes[row]!
    if (code !== 0) return this.single.values[code]
    if (this.items.length === 0) return undefined
    const items = this.items.of(row, this.codes.length)
    return items.length === 0 ? undefined : items.map((each) => this.item.values[each]!)
  }
}

/** What some ICPs ask of every account, by columns. Rows are numbered as `ids` are. */
export class FitColumns {
  readonly ids: readonly string[]
  readonly fields = new Map<string, FieldColumn>()
  readonly events = new Map<SignalKind, Pairs>(signalKinds.map((kind) => [kind, new Pairs()]))
  readonly titles = new Pairs()
  readonly title = new Dictionary<string>()
  readonly customers: Uint8Array

  constructor(ids: readonly string[], fields: Iterable<string>) {
    this.ids = ids
    this.customers = new Uint8Array(ids.length)
    for (const field of fields) this.fields.set(field, new FieldColumn(ids.length))
  }

  get size(): number {
    return this.ids.length
  }

  addEvent(row: number, kind: SignalKind, at: Instant): void {
    this.events.get(kind)!.add(row, at)
  }

  setCustomer(row: number): void {
    this.customers[row] = 1
  }

  addContact(row: number, title: string | null): void {
    if (title?.trim()) this.titles.add(row, this.title.codeOf(title))
  }

  /** The account as the questions see it: what no ICP of these columns asks is left out. */
  subject(row: number): FitSubject {
    const fields = Object.fromEntries([...this.fields].map(([name, column]) => [name, column.get(row)]))
    return {
      id: this.ids[row]!,
      fields,
      events: [...this.events].flatMap(([kind, pairs]) => pairs.of(row, this.size).map((at) => ({ kind, at }))),
      contacts: this.titles.of(row, this.size).map((code) => ({ title: this.title.values[code]! })),
      isCustomer: this.customers[row] === 1,
    }
  }
}

/** The fields these ICPs ask about. */
export const fieldsAsked = (icps: readonly Icp[]): Set<string> => {
  const conditions: Condition[] = icps.flatMap(({ criteria, disqualifiers }) =>
    [...criteria, ...disqualifiers].map(({ when }) => when),
  )
  return new Set(conditions.flatMap((when) => ('field' in when ? [when.field] : [])))
}
