import { atomically, type Tx } from '#dialect'
import type { FactValue } from '../core/account.ts'
import type { ChampionMove } from '../core/champion.ts'
import { factChange } from '../core/facts.ts'
import { sameName } from '../core/names.ts'
import {
  employmentsOf,
  endEmployment,
  endFact,
  groupBy,
  insertFact,
  liveFactsOf,
  type StoredFact,
  touchFacts,
} from '../store/accounts.ts'
import { evidenceOf } from '../store/signals.ts'
import type { App } from './app.ts'
import { tellingsOf } from './evidence.ts'
import { chunks } from './stage.ts'

/**
 * What matched signals say about the account itself: a round is its stage, a stated headcount its size, each as a
 * fact with the signal as its source; a departure, and a champion's move, marks the known contact as left.
 */
export const learnFromSignals = async (app: App, accountIds: string[]): Promise<void> => {
  for (const part of chunks(accountIds, 100)) {
    const evidence = groupBy(await tellingsOf(app.db, await evidenceOf(app.db, part)), ({ accountId }) => accountId)
    const facts = groupBy(await liveFactsOf(app.db, part), ({ accountId }) => accountId)
    const people = groupBy(await employmentsOf(app.db, part), ({ employment }) => employment.accountId)
    for (const accountId of part) {
      const told = (evidence.get(accountId) ?? []).filter(({ side }) => side === 'subject')
      const learnt = told.flatMap((row) => factsIn(row, facts.get(accountId) ?? []))
      const left = told.flatMap((row) => departed(row, people.get(accountId) ?? []))
      const moved = told.flatMap((row) => movedAway(row, row.move))
      if (learnt.length + left.length + moved.length === 0) continue
      await atomically(app.db, (tx) => [
        ...learnt.flatMap((fact) => factSteps(tx, app, accountId, fact)),
        ...[...left, ...moved].map(({ id, at }) => endEmployment(tx, id, at)),
        touchFacts(tx, [accountId], app.now()),
      ])
    }
  }
}

type Matched = Awaited<ReturnType<typeof evidenceOf>>[number]
type Learnt = { field: string; value: FactValue; source: string; from: number; replaces: StoredFact | undefined }

const factsIn = ({ signal, document }: Matched, facts: readonly StoredFact[]): Learnt[] => {
  const { round, headcount } = signal.signal.fields
  const said: [string, FactValue | undefined][] =
    signal.kind === 'funding'
      ? [
          ['stage', round?.value],
          ['employees', headcount?.value],
        ]
      : []
  const from = signal.occurredAt ?? document.publishedAt ?? document.fetchedAt
  return said.flatMap(([field, value]) => {
    const known = facts.find((fact) => fact.field === field)
    const source = `signal ${signal.id}`
    if (value === undefined || signal.lite || !factChange(known, { value, source, from })) return []
    return [{ field, value, source, from, replaces: known }]
  })
}

const factSteps = (tx: Tx, app: App, accountId: string, { replaces, ...fact }: Learnt) => [
  ...(replaces ? [endFact(tx, replaces.id, fact.from)] : []),
  insertFact(tx, { id: app.newId(), accountId, ...fact, to: null }),
]

type Employed = Awaited<ReturnType<typeof employmentsOf>>[number]

const departed = ({ signal, document }: Matched, people: readonly Employed[]) => {
  const person = signal.kind === 'executive_departure' ? signal.signal.fields.person?.value : undefined
  if (!person) return []
  const at = signal.occurredAt ?? document.publishedAt ?? document.fetchedAt
  return people
    .filter(
      ({ employment, contact }) => employment.to === null && employment.from < at && sameName(contact.name, person),
    )
    .map(({ employment }) => ({ id: employment.id, at }))
}

/** A champion who arrived elsewhere has left where we know them from. */
const movedAway = ({ signal, document }: Matched, move: ChampionMove | null) =>
  move && move.person.leftAt === null
    ? [{ id: move.person.employmentId, at: signal.occurredAt ?? document.publishedAt ?? document.fetchedAt }]
    : []
