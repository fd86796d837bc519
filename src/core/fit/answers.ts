import { msPerDay } from '../day.ts'
import type { Instant } from '../document.ts'
import { type Answer, fieldQuestion } from '../icp/condition.ts'
import { personaOf } from '../icp/persona.ts'
import type { Condition, FieldRule, Icp } from '../icp.ts'
import type { FieldColumn, FitColumns } from './columns.ts'

/** An answer as a byte. */
const NO = 0
export const YES = 1
export const UNKNOWN = 2
const byteOf = (answer: Answer): number => (answer === null ? UNKNOWN : answer ? YES : NO)

/**
 * Asks every account one question, one byte each. The question itself is asked once for each distinct value, so the
 * answers are those of `questionOf` by construction.
 */
export const answerInto = (out: Uint8Array, columns: FitColumns, when: Condition, icp: Icp, at: Instant): void => {
  if ('contact' in when) answerContacts(out, columns, when.contact, icp)
  else if ('events' in when) answerEvents(out, columns, when, at)
  else answerField(out, columns.fields.get(when.field)!, when, at)
}

const answerField = (out: Uint8Array, column: FieldColumn, rule: FieldRule, at: Instant): void => {
  const { codes } = column
  const table = singleAnswers(column, rule, at)
  for (let row = 0; row < out.length; row++) out[row] = table[codes[row]!]!
  if (column.items.length === 0) return
  const { includes_all } = rule.test
  if (includes_all) answerAllOf(out, column, { field: rule.field, test: { includes_all } }, at)
  else answerLists(out, column, rule, at)
}

/** The answer to each distinct single value; to "nothing is there" at 0. */
const singleAnswers = ({ single }: FieldColumn, rule: FieldRule, at: Instant): Uint8Array => {
  const { field, test } = rule
  const ask = fieldQuestion(rule)
  const { values } = single
  const table = new Uint8Array(values.length)
  const [low, high] = test.between ?? [
    test.at_least ?? Number.NEGATIVE_INFINITY,
    test.at_most ?? Number.POSITIVE_INFINITY,
  ]
  const isRange = test.between !== undefined || test.at_least !== undefined || test.at_most !== undefined
  for (let code = 0; code < values.length; code++) {
    const value = values[code]
    // Amounts are the one kind of value of which there may be as many as accounts.
    if (isRange && typeof value === 'number' && Number.isFinite(value))
      table[code] = value >= low && value <= high ? YES : NO
    else table[code] = byteOf(ask({ fields: { [field]: value } }, at))
  }
  return table
}

/** Rows with list items: what holds of any item holds of the list, and "none of" of all of them. */
const answerLists = (out: Uint8Array, column: FieldColumn, rule: FieldRule, at: Instant): void => {
  const { items, item } = column
  const { field, test } = rule
  const { rows, values, length } = items
  const ask = fieldQuestion(rule)
  const table = Uint8Array.from(item.values, (value) =>
    value === undefined ? UNKNOWN : byteOf(ask({ fields: { [field]: [value] } }, at)),
  )
  const decides = test.not_in || test.includes_none || test.known === false ? NO : YES
  const started = new Uint8Array(out.length)
  for (let i = 0; i < length; i++) {
    const row = rows[i]!
    const answer = table[values[i]!]!
    if (started[row] === 0) out[row] = answer
    else if (answer === decides) out[row] = decides
    started[row] = 1
  }
}

/** Each wanted word is looked for by itself; all of them must be there. */
const answerAllOf = (
  out: Uint8Array,
  column: FieldColumn,
  { field, test }: { field: string; test: { includes_all: string[] } },
  at: Instant,
): void => {
  const one = new Uint8Array(out.length)
  const hasItems = new Uint8Array(out.length)
  const { rows, length } = column.items
  for (let i = 0; i < length; i++) hasItems[rows[i]!] = 1
  for (let row = 0; row < out.length; row++) if (hasItems[row] === 1) out[row] = YES
  for (const word of test.includes_all) {
    answerLists(one, column, { field, test: { includes_any: [word] } }, at)
    for (let row = 0; row < out.length; row++) if (hasItems[row] === 1 && one[row] !== YES) out[row] = NO
  }
}

const answerEvents = (
  out: Uint8Array,
  { events }: FitColumns,
  when: Extract<Condition, { within_days: number }>,
  at: Instant,
): void => {
  const { rows, values, length } = events.get(when.events)!
  const since = at - when.within_days * msPerDay
  const seen = new Uint16Array(out.length)
  for (let i = 0; i < length; i++) if (values[i]! > since && values[i]! <= at) seen[rows[i]!]!++
  for (let row = 0; row < out.length; row++) out[row] = seen[row]! >= when.at_least ? YES : NO
}

const answerContacts = (out: Uint8Array, { titles, title }: FitColumns, key: string, icp: Icp): void => {
  const table = Uint8Array.from(title.values, (text) => (text && personaOf(text, icp)?.key === key ? YES : NO))
  out.fill(UNKNOWN)
  for (let i = 0; i < titles.length; i++) {
    const row = titles.rows[i]!
    if (out[row] !== YES) out[row] = table[titles.values[i]!]!
  }
}
