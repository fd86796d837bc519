import type { FactValue } from '../account.ts'
import { msPerDay } from '../day.ts'
import type { Instant } from '../document.ts'
import type { Condition, FieldRule, Icp } from '../icp.ts'
import type { SignalKind } from '../signal.ts'
import { personaOf } from './persona.ts'

/** What an ICP can ask about an account, as it stands on one day. */
export type FitSubject = {
  id: string
  /** Live facts by field; technologies are the field `technologies`. Absent, empty or blank = not known. */
  fields: Readonly<Record<string, FactValue | undefined>>
  /** Matched triggers of any age, for behavioural criteria. */
  events: readonly { kind: SignalKind; at: Instant }[]
  /** People who work there now. None = it is not known who does. */
  contacts: readonly { title: string | null }[]
  isCustomer: boolean
}

/** Met, not met, or null: the field is not known, which is not the same as no. */
export type Answer = boolean | null
export type Question = (subject: FitSubject, at: Instant) => Answer

/** Turns a condition into a question that can be asked of many accounts. */
export const questionOf = (condition: Condition, icp: Icp): Question => {
  if ('contact' in condition) return contactQuestion(condition.contact, icp)
  return 'events' in condition ? eventsQuestion(condition) : fieldQuestion(condition)
}

export const fieldQuestion = ({
  field,
  test,
}: FieldRule): ((subject: Pick<FitSubject, 'fields'>, at: Instant) => Answer) => {
  const answer = answerTo(test)
  return ({ fields }, at) => {
    const value = Object.hasOwn(fields, field) ? known(fields[field]) : null
    if (test.known !== undefined) return (value !== null) === test.known
    return value === null ? null : answer(value, at)
  }
}

const contactQuestion =
  (personaKey: string, icp: Icp): Question =>
  ({ contacts }) => {
    const titled = contacts.filter(({ title }) => title?.trim())
    if (titled.length === 0) return null
    return titled.some(({ title }) => personaOf(title, icp)?.key === personaKey)
  }

/** What we did not see happen is a "no": feeds are watched for every account alike. */
const eventsQuestion =
  (condition: Extract<Condition, { events: SignalKind }>): Question =>
  ({ events }, at) => {
    const since = at - condition.within_days * msPerDay
    let seen = 0
    for (const event of events) if (event.kind === condition.events && event.at > since && event.at <= at) seen++
    return seen >= condition.at_least
  }

const known = (value: FactValue | undefined): FactValue | null => {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value.trim() === '' ? null : value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return Array.isArray(value) && value.length === 0 ? null : value
}

type Value = (value: FactValue, at: Instant) => Answer

const answerTo = (test: FieldRule['test']): Value => {
  if (test.is !== undefined) return anyOf([test.is])
  if (test.in) return anyOf(test.in)
  if (test.not_in) return not(anyOf(test.not_in))
  if (test.includes_any) return anyOf(test.includes_any)
  if (test.includes_none) return not(anyOf(test.includes_none))
  if (test.includes_all) return allOf(test.includes_all)
  if (test.mentions) return mentions(test.mentions)
  if (test.between) return within(...test.between)
  if (test.at_least !== undefined) return within(test.at_least, Number.POSITIVE_INFINITY)
  if (test.at_most !== undefined) return within(Number.NEGATIVE_INFINITY, test.at_most)
  if (test.within_last_days !== undefined) return dated(test.within_last_days, 0)
  if (test.within_next_days !== undefined) return dated(0, test.within_next_days)
  return () => null
}

const fold = (value: string | number | boolean): string => String(value).normalize('NFKC').trim().toLowerCase()
const folded = (value: FactValue): string[] => (Array.isArray(value) ? value.map(fold) : [fold(value)])

const anyOf = (wanted: readonly (string | number | boolean)[]): Value => {
  const set = new Set(wanted.map(fold))
  return (value) => folded(value).some((word) => set.has(word))
}

const allOf = (wanted: readonly string[]): Value => {
  const words = wanted.map(fold)
  return (value) => {
    const has = new Set(folded(value))
    return words.every((word) => has.has(word))
  }
}

const not =
  (answer: Value): Value =>
  (value, at) => {
    const met = answer(value, at)
    return met === null ? null : !met
  }

/** Words with everything else made a space, so that a phrase is found only at word boundaries. */
const spaced = (text: string): string =>
  ` ${fold(text)
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim()} `

const mentions = (phrases: readonly string[]): Value => {
  const wanted = phrases.map(spaced)
  return (value) => {
    const text = folded(value).map(spaced).join('|')
    return wanted.some((phrase) => text.includes(phrase))
  }
}

/** A value that cannot be read as a number is not known, rather than too small. */
const within =
  (low: number, high: number): Value =>
  (value) => {
    const amount = numberIn(value)
    return amount === null ? null : amount >= low && amount <= high
  }

const numberIn = (value: FactValue): number | null => {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d{1,15}(\.\d{1,9})?$/.test(value.trim()) ? Number(value.trim()) : null
}

/** A field that holds a date (`2026-11-23`, a longer timestamp counts by its day, UTC). */
const dated =
  (daysBack: number, daysAhead: number): Value =>
  (value, at) => {
    const moment = typeof value === 'string' ? dayIn(value) : null
    if (moment === null) return null
    const today = Math.floor(at / msPerDay) * msPerDay
    return moment >= today - daysBack * msPerDay && moment <= today + daysAhead * msPerDay
  }

const dayIn = (text: string): Instant | null => {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0]
  if (!day) return null
  try {
    return Temporal.Instant.from(`${day}T00:00Z`).epochMilliseconds
  } catch {
    return null
  }
}
