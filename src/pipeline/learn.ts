import type { Db, Step, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { type FactChanges, factChanges, type Saying, taughtBy } from '../core/learnt.ts'
import { sameName } from '../core/names.ts'
import {
  deleteFacts,
  departuresAt,
  employmentsOf,
  endEmployment,
  factsOf,
  forgetDeparture,
  groupBy,
  insertFact,
  keepDeparture,
  moveFactEnd,
  type StoredDeparture,
  touchAccounts,
} from '../store/accounts.ts'
import { markMerges } from '../store/matches.ts'
import type { App } from './app.ts'
import type { Telling } from './evidence.ts'

type Known = Awaited<ReturnType<typeof knownOf>>

/** What is known of these accounts, as far as signals can teach it. */
export const knownOf = async (db: Db, accountIds: string[]) => ({
  facts: groupBy(await factsOf(db, accountIds), ({ accountId }) => accountId),
  people: groupBy(await employmentsOf(db, accountIds), ({ employment }) => employment.accountId),
  departures: groupBy(await departuresAt(db, accountIds), ({ accountId }) => accountId),
})

export type Lessons = {
  accountId: string
  facts: [field: string, changes: FactChanges][]
  left: Left[]
  stayed: StoredDeparture[]
  /** Accounts about which something is now known that was not. */
  touched: string[]
}

/**
 * What the evidence at an account says about the account itself: a round is its stage, a stated headcount its size,
 * each as a fact with the signal as its source; a departure, and a champion's move, marks the known contact as left.
 * What is no longer evidence is unlearnt.
 */
export const lessonsOf = (accountId: string, tellings: readonly Telling[], known: Known): Lessons => {
  const told = tellings.filter(({ side }) => side === 'subject')
  const facts = (known.facts.get(accountId) ?? []).filter(({ field }) => field in learntFields)
  const changes = Object.entries(learntFields).map(([field, read]): [string, FactChanges] => [
    field,
    factChanges(
      facts.filter((fact) => fact.field === field),
      told.flatMap((telling) => read(telling)),
    ),
  ])
  const changed = changes.filter(([, { dropped, ends, added }]) => dropped.length + ends.length + added.length > 0)
  const { left, stayed } = departuresIn(told, known.people.get(accountId) ?? [], known.departures.get(accountId) ?? [])
  const touched = [...(changed.length > 0 ? [accountId] : []), ...[...left, ...stayed].map(({ worksAt }) => worksAt)]
  return { accountId, facts: changed, left, stayed, touched }
}

export const lessonSteps = (tx: Tx, app: App, now: Instant, { accountId, facts, left, stayed }: Lessons): Step[] => [
  ...facts.flatMap(([field, { dropped, ends, added }]) => [
    ...(dropped.length > 0 ? [deleteFacts(tx, dropped)] : []),
    ...ends.map((end) => ({ must: moveFactEnd(tx, end), else: 'The fact has changed meanwhile' })),
    ...added.map((fact) => insertFact(tx, { id: app.newId(), accountId, field, ...fact })),
  ]),
  ...stayed.flatMap(({ employmentId, worksAt }) => [
    endEmployment(tx, employmentId, null),
    forgetDeparture(tx, employmentId),
    markMerges(tx, [worksAt], app.newId()), // what is told there may still say that they left
  ]),
  ...left.flatMap(({ employmentId, signalId, at }) => [
    endEmployment(tx, employmentId, at),
    keepDeparture(tx, { employmentId, signalId, accountId }),
  ]),
  ...(left.length + stayed.length > 0
    ? [touchAccounts(tx, [...new Set([...left, ...stayed].map(({ worksAt }) => worksAt))], now)]
    : []),
]

/** The fields that a round teaches. */
const learntFields: Record<string, (telling: Telling) => Saying[]> = {
  stage: (telling) => sayingOf(telling, telling.signal.signal.fields.round?.value),
  employees: (telling) => sayingOf(telling, telling.signal.signal.fields.headcount?.value),
}

const sayingOf = (telling: Telling, value: string | number | undefined): Saying[] =>
  telling.signal.kind === 'funding' && !telling.signal.lite && value !== undefined
    ? [{ value, source: taughtBy(telling.signal.id), from: whenTold(telling) }]
    : []

const whenTold = ({ signal, document }: Telling): Instant =>
  signal.occurredAt ?? document.publishedAt ?? document.fetchedAt

type Employed = Awaited<ReturnType<typeof employmentsOf>>[number]
type Left = { employmentId: string; worksAt: string; signalId: string; at: Instant }

/** Who leaves by this evidence and has not, and who was marked as left by a signal that is no longer here. */
const departuresIn = (told: readonly Telling[], people: readonly Employed[], marked: readonly StoredDeparture[]) => {
  const markedNow = new Map(marked.map((one) => [one.employmentId, one]))
  const gone = told
    .flatMap((telling) => [...departed(telling, people, markedNow), ...movedAway(telling, markedNow)])
    .sort((a, b) => a.at - b.at || (a.signalId < b.signalId ? -1 : 1))
  const first = new Map(gone.toReversed().map((one) => [one.employmentId, one]))
  const stands = ({ employmentId, signalId }: StoredDeparture) =>
    gone.some((one) => one.employmentId === employmentId && one.signalId === signalId)
  return {
    left: [...first.values()].filter(({ employmentId }) => {
      const before = markedNow.get(employmentId)
      return !before || !stands(before)
    }),
    stayed: marked.filter((one) => !first.has(one.employmentId)),
  }
}

const departed = (telling: Telling, people: readonly Employed[], marked: ReadonlyMap<string, unknown>): Left[] => {
  const { signal } = telling
  const person = signal.kind === 'executive_departure' ? signal.signal.fields.person?.value : undefined
  const at = whenTold(telling)
  if (!person) return []
  return people
    .filter(({ employment }) => (employment.to === null || marked.has(employment.id)) && employment.from < at)
    .filter(({ contact }) => sameName(contact.name, person))
    .map(({ employment }) => {
      return { employmentId: employment.id, worksAt: employment.accountId, signalId: signal.id, at }
    })
}

/** A champion who arrived elsewhere has left where we know them from. */
const movedAway = (telling: Telling, marked: ReadonlyMap<string, unknown>): Left[] => {
  const person = telling.move?.person
  if (!person || (person.leftAt !== null && !marked.has(person.employmentId))) return []
  return [
    {
      employmentId: person.employmentId,
      worksAt: person.accountId,
      signalId: telling.signal.id,
      at: whenTold(telling),
    },
  ]
}
