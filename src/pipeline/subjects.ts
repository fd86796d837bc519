import type { Db } from '#dialect'
import type { Instant } from '../core/document.ts'
import type { FitSubject } from '../core/fit.ts'
import type { NamedSubject } from '../core/icp/preview.ts'
import { allAccounts, allDomains, groupBy, liveEmployments, liveFacts, liveRelationships } from '../store/accounts.ts'
import { liveTriggers, type StoredTrigger } from '../store/signals.ts'

/** Every account as the ICP asks about it: live facts, triggers of any age, the people who work there now. */
export const loadFitSubjects = async (db: Db, now: Instant): Promise<FitSubject[]> => {
  const facts = groupBy(await liveFacts(db), (row) => row.accountId)
  const people = groupBy(await liveEmployments(db), (row) => row.employment.accountId)
  const events = groupBy(await liveTriggers(db), (row) => row.accountId)
  const customers = new Set(
    (await liveRelationships(db, now)).filter(({ kind }) => kind === 'customer').map(({ accountId }) => accountId),
  )
  return (await allAccounts(db))
    .filter(({ mergedInto }) => mergedInto === null)
    .map(({ id }) => ({
      id,
      fields: Object.fromEntries((facts.get(id) ?? []).map(({ field, value }) => [field, value])),
      events: (events.get(id) ?? []).flatMap(eventsOf),
      contacts: (people.get(id) ?? []).map(({ employment }) => ({ title: employment.title })),
      isCustomer: customers.has(id),
    }))
}

/** The same with what people call each account by. */
export const namedSubjects = async (db: Db, now: Instant): Promise<NamedSubject[]> => {
  const names = new Map((await allAccounts(db)).map(({ id, name }) => [id, name]))
  const domains = groupBy(await allDomains(db), ({ accountId }) => accountId)
  return (await loadFitSubjects(db, now)).map((subject) => ({
    ...subject,
    name: names.get(subject.id) ?? subject.id,
    domains: (domains.get(subject.id) ?? []).map(({ domain }) => domain),
  }))
}

/** A champion's move is an executive's arrival too. */
export const eventsOf = ({ kind, at }: Pick<StoredTrigger, 'kind' | 'at'>): FitSubject['events'][number][] =>
  kind === 'champion_move'
    ? [
        { kind, at },
        { kind: 'executive_hire', at },
      ]
    : [{ kind, at }]
