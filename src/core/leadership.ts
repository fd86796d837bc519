import { dayInWords, localDay, localTime } from './day.ts'
import type { Document, Instant } from './document.ts'
import { functionOf, seniorityOf } from './extract/role.ts'
import { stableJson } from './hash.ts'
import { plainWords, sameName } from './names.ts'
import { asWritten } from './own-signals.ts'
import type { Signal, SignalKind } from './signal.ts'

/** One person as a company's page lists them now. */
export type PersonNow = { name: string; title: string | null }
/** With the readings in a row in which they were not found. */
export type PersonKept = PersonNow & { missed: number }

export type LeadershipReading = {
  company: string
  url: string
  /** What the last reading left; null at the first, which is the baseline and tells nothing. */
  before: readonly PersonKept[] | null
  people: readonly PersonNow[]
  now: Instant
}

/**
 * Under this identity the people of a page are kept as a document, a new version for every change. It names its moment:
 * a page that goes back to what it once said is another version too.
 */
export const peopleIdentity = 'people'

/** Readings without a person before they count as gone: pages are rebuilt, and forget someone for an hour. */
const goneAfter = 2

/**
 * The people as they are kept after this reading, where that changed, and a document for everyone who appeared, left or
 * changed title. When more than half go, or more than half are new, the page was rebuilt: it is kept and tells nothing.
 */
export const leadershipDocuments = (reading: LeadershipReading): Document[] => {
  const { before } = reading
  const difference = differenceOf(before ?? [], reading.people)
  if (before !== null && stableJson(difference.kept) === stableJson(before)) return []
  const told = difference.isRebuilt || before === null ? [] : changesIn(difference)
  return [peopleDocument(reading, difference.kept), ...told.map((change) => changeDocument(reading, change))]
}

/** What a page says by being the same as at the last reading: who was missing then is missing again. */
export const samePeople = (before: readonly PersonKept[]): PersonNow[] => before.filter(({ missed }) => missed === 0)

type Difference = {
  kept: PersonKept[]
  appeared: PersonNow[]
  gone: PersonNow[]
  retitled: { person: PersonNow; former: string }[]
  isRebuilt: boolean
}

const differenceOf = (before: readonly PersonKept[], people: readonly PersonNow[]): Difference => {
  const pairs = people.map((now) => ({ now, was: before.find((person) => isSame(person, now, people, before)) }))
  const missing = before.filter((person) => !pairs.some(({ was }) => was === person))
  const appeared = pairs.filter(({ was }) => !was).map(({ now }) => now)
  const missed = missing.map((person) => ({ ...person, missed: person.missed + 1 }))
  return {
    kept: [
      ...people.map(({ name, title }) => ({ name, title, missed: 0 })),
      ...missed.filter((person) => person.missed < goneAfter),
    ],
    appeared,
    gone: missed.filter((person) => person.missed >= goneAfter),
    retitled: pairs.flatMap(({ now, was }) =>
      was?.title && now.title && plainWords(was.title) !== plainWords(now.title)
        ? [{ person: now, former: was.title }]
        : [],
    ),
    isRebuilt: missing.length * 2 > before.length || appeared.length * 2 > people.length,
  }
}

/** The same name, or the same title and surname where neither name stands in the other reading ("Tom", "Thomas"). */
const isSame = (
  was: PersonNow,
  now: PersonNow,
  people: readonly PersonNow[],
  before: readonly PersonNow[],
): boolean => {
  if (sameName(was.name, now.name)) return true
  const surname = (name: string) => plainWords(name).split(' ').at(-1)
  return (
    was.title !== null &&
    plainWords(was.title) === plainWords(now.title ?? '') &&
    surname(was.name) === surname(now.name) &&
    !people.some(({ name }) => sameName(name, was.name)) &&
    !before.some(({ name }) => sameName(name, now.name))
  )
}

type Change = { kind: SignalKind; person: PersonNow; words: string }

const changesIn = ({ appeared, gone, retitled }: Difference): Change[] => [
  ...appeared.map((person) => ({ kind: 'executive_hire' as const, person, words: `now lists ${named(person)}` })),
  ...gone.map((person) => ({
    kind: 'executive_departure' as const,
    person,
    words: `no longer lists ${named(person)}`,
  })),
  ...retitled.map(({ person, former }) => ({
    kind: 'executive_hire' as const,
    person,
    words: `now lists ${named(person)}, formerly ${former}`,
  })),
]

const named = ({ name, title }: PersonNow): string => [name, title].filter(Boolean).join(', ')

const changeDocument = ({ company, url, now }: LeadershipReading, { kind, person, words }: Change): Document => {
  const day = localDay(now, 'UTC')
  const title = `The leadership page of ${company} ${words}`
  return {
    identity: `${day} ${words}`,
    url,
    title,
    summary: `Read on ${dayInWords(day)}.`,
    publisher: company,
    language: 'en',
    publishedAt: now,
    updatedAt: null,
    extra: { signals: isLeader(person.title) ? [signalOf(company, kind, person, title)] : [] },
  }
}

/** Seats on a board, advisers and people without an office of their own are no executives. */
const isLeader = (title: string | null): boolean =>
  title !== null &&
  !/\b(?:board (?:member|director|observer)|member of the board|non[- ]executive|advis[eo]r|trustee|intern|assistant)\b/i.test(
    title,
  ) &&
  seniorityOf(title) !== 'other'

/** A page says who is there, not since when: less sure than an announcement. */
const confidence = 0.75

const signalOf = (company: string, kind: SignalKind, { name, title }: PersonNow, quote: string): Signal => ({
  kind,
  company,
  companyQuote: company,
  fields: {
    person: asWritten(name),
    role: asWritten(title!),
    roleFunction: { value: functionOf(title!), quote: title! },
    seniority: { value: seniorityOf(title!), quote: title! },
  },
  occurredAt: null,
  quote,
  confidence,
  lite: false,
  rule: 'page.leadership',
})

const peopleDocument = ({ company, url, now }: LeadershipReading, people: readonly PersonKept[]): Document => ({
  identity: peopleIdentity,
  url,
  title: `The leadership page of ${company}`,
  summary: `As it was from ${dayInWords(localDay(now, 'UTC'))}, ${localTime(now, 'UTC')} UTC on.`,
  body: people
    .map((person) => `${named(person)}${person.missed > 0 ? ' (not found at the last reading)' : ''}`)
    .join('\n'),
  publisher: company,
  language: 'en',
  publishedAt: null,
  updatedAt: null,
  extra: { people, signals: [] },
})
