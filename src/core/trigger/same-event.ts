import { msPerDay } from '../day.ts'
import type { Instant } from '../document.ts'
import { foldWords } from '../match/fold.ts'
import { nameKey, plainWords } from '../match/names.ts'
import type { Money, Signal, SignalFields, SignalKind } from '../signal.ts'
import type { Evidence } from '../trigger.ts'

/**
 * How far apart two tellings of one event may be: `alike` when a field that names the event is the same in both
 * (a recap months later still tells the old round), `apart` when nothing but kind and account speaks for it.
 */
const windowsDays: Record<SignalKind, { alike: number; apart: number }> = {
  funding: { alike: 120, apart: 30 },
  executive_hire: { alike: 120, apart: 14 },
  executive_departure: { alike: 120, apart: 14 },
  acquisition: { alike: 240, apart: 30 },
  layoff: { alike: 45, apart: 21 },
  bankruptcy: { alike: 180, apart: 90 },
  expansion: { alike: 60, apart: 14 },
  hiring: { alike: 30, apart: 14 },
  hiring_slowdown: { alike: 45, apart: 45 },
  product_launch: { alike: 60, apart: 5 },
  technology_change: { alike: 60, apart: 14 },
  champion_move: { alike: 120, apart: 14 },
  custom: { alike: 14, apart: 1 },
}

export const timeOf = (evidence: Evidence): Instant =>
  evidence.signal.occurredAt ?? evidence.publishedAt ?? evidence.fetchedAt

type Verdict = 'same' | 'different' | 'silent'
type Compare = (one: SignalFields, two: SignalFields) => Verdict

const compare =
  <K extends keyof SignalFields>(
    field: K,
    same: (one: NonNullable<SignalFields[K]>['value'], two: NonNullable<SignalFields[K]>['value']) => boolean,
  ): Compare =>
  (one, two) => {
    const first = one[field]
    const second = two[field]
    if (!first || !second) return 'silent'
    return same(first.value, second.value) ? 'same' : 'different'
  }

const sameText = (one: string, two: string): boolean => nameKey(one) === nameKey(two)

/** "J. Rivers" and "Jo Rivers": the same last word, and first words that do not contradict. */
export const samePerson = (one: string, two: string): boolean => {
  const [first, second] = [foldWords(one), foldWords(two)]
  if (first.at(-1) !== second.at(-1)) return false
  if (first.length < 2 || second.length < 2) return true
  return first[0]!.startsWith(second[0]!) || second[0]!.startsWith(first[0]!)
}

/** One name begins with the whole words of the other: "Northwind" and "Northwind Robotics", not "Northwinder". */
export const sameCompanyName = (one: string, two: string): boolean => {
  const [first, second] = [plainWords(one), plainWords(two)]
  return opensWith(first, second.join('')) || opensWith(second, first.join(''))
}

const opensWith = (words: readonly string[], key: string): boolean =>
  words.some((_, at) => words.slice(0, at + 1).join('') === key)

const within = (ratio: number) => (one: number, two: number) => Math.max(one, two) <= ratio * Math.min(one, two)

/** Currencies of which one buys about as much as another. */
const alikeCurrencies = new Set(['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD'])
const alikeRatio = 2.5

/** Different currencies may be one amount, converted; what is alike in worth must be alike in number. */
export const mayBeConverted = (one: Money, two: Money): boolean =>
  ![one, two].every(({ currency }) => alikeCurrencies.has(currency)) || within(alikeRatio)(one.value, two.value)

const sameMoney =
  (ratio: number) =>
  (one: Money, two: Money): boolean =>
    one.currency === two.currency ? within(ratio)(one.value, two.value) : mayBeConverted(one, two)

const person = compare('person', samePerson)
const roleFunction = compare('roleFunction', sameText)
const role = compare('role', (one, two) => foldWords(one).some((word) => foldWords(two).includes(word)))
const round = compare('round', sameText)
const amount = compare('amount', sameMoney(1.5))
const counterpart = compare('counterpart', sameCompanyName)
const headcount = compare('headcount', within(2))
const place = compare('place', sameCompanyName)
const product = compare('product', sameCompanyName)
const technology = compare('technology', sameText)
const hiringFunction = compare('hiringFunction', sameText)

/** The fields that name an event of each kind, the most telling first: the first that both state decides. */
const identity: Record<SignalKind, readonly Compare[]> = {
  funding: [round, amount],
  executive_hire: [person, roleFunction, role],
  executive_departure: [person, roleFunction, role],
  champion_move: [person],
  acquisition: [counterpart],
  layoff: [headcount],
  bankruptcy: [],
  expansion: [place],
  hiring: [hiringFunction, headcount],
  hiring_slowdown: [],
  product_launch: [product],
  technology_change: [technology],
  custom: [],
}

/** Whether two evidences of one account and kind tell the same event. */
export const sameEvent = (one: Evidence, two: Evidence): boolean => {
  if (one.item === two.item && one.signalId !== two.signalId) return sameSignal(one.signal, two.signal)
  return tellsSame(one, two)
}

/** The same, whoever published them. */
export const tellsSame = (one: Evidence, two: Evidence): boolean => {
  const apartDays = apartDaysOf(one, two)
  const window = windowsDays[one.signal.kind]
  const verdict = verdictOn(one, two)
  if (verdict === 'different') return false
  if (apartDays <= window.apart) return true
  return apartDays <= window.alike && (verdict === 'same' || sameTitle(one.title, two.title))
}

/** So close in time that what has the same name is the same event. */
export const isNear = (one: Evidence, two: Evidence): boolean =>
  apartDaysOf(one, two) <= windowsDays[one.signal.kind].alike

const apartDaysOf = (one: Evidence, two: Evidence): number => Math.abs(timeOf(one) - timeOf(two)) / msPerDay

/** Seen from the counterpart, the company that acquired, invested or hired is what tells one event from another. */
const verdictOn = (one: Evidence, two: Evidence): Verdict | undefined => {
  if (one.side === 'counterpart') return sameCompanyName(one.signal.company, two.signal.company) ? 'same' : 'different'
  return identity[one.signal.kind]
    .map((compareField) => compareField(one.signal.fields, two.signal.fields))
    .find((verdict) => verdict !== 'silent')
}

/** Two signals of one document were told apart by the reader of that document, unless they say the same. */
const sameSignal = (one: Signal, two: Signal): boolean => eventKey(one) === eventKey(two)

const sameTitle = (one: string, two: string): boolean => foldWords(one).join(' ') === foldWords(two).join(' ')

/** What tells one event from another of the same kind in one document. */
export const eventKey = ({ company, fields }: Signal): string =>
  [
    { value: company },
    fields.person,
    fields.counterpart,
    fields.round,
    fields.product,
    fields.place,
    fields.hiringFunction,
    fields.technology,
  ]
    .map((field) => (field ? nameKey(field.value) : ''))
    .join('|')
