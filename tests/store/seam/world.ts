import { atomically, type Db, type Tx } from '#dialect'
import { addressKey } from '../../../src/core/suppression.ts'
import { sealGate } from '../../../src/pipeline/gate.ts'
import { openStore } from '../../../src/store/open.ts'
import * as t from '../../../src/store/schema/index.ts'
import { evidence, ranking } from './evidence.ts'
import { aftermath, approval, drafts, moveSend } from './messages.ts'
import { dayMs, key, now, salt } from './moment.ts'

/**
 * One row or two of every word of the domain, in whichever database this run is about: a rep with an account whose
 * funding was read, matched, ranked, drafted, approved, sent and answered, and a second account without any of it.
 */
export const openWorld = async (): Promise<Db> => {
  const db = await openStore({ file: ':memory:', key, now })
  await atomically(db, people)
  await sealGate({ db, key, now: () => now })
  for (const part of [book, evidence, ranking, drafts, approval]) await atomically(db, part)
  for (const state of ['sending', 'sent'] as const) await atomically(db, (tx) => moveSend(tx, state))
  await atomically(db, aftermath)
  return db
}

const people = (tx: Tx) => [
  tx.insert(t.workspace).values({
    id: 1,
    name: 'Bright Shift',
    timeZone: 'Europe/Berlin',
    sendingOn: true,
    salt,
    epoch: 'first',
    settings: { sender: { company: 'Bright Shift' } },
    createdAt: now - 90 * dayMs,
  }),
  tx.insert(t.users).values([
    { ...user('ada', 'admin'), name: 'Ada Example' },
    { ...user('ben', 'manager'), name: 'Ben Example' },
    { ...user('ida', 'rep'), name: 'Ida Example', managerId: 'ben' },
    { ...user('otto', 'rep'), name: 'Otto Example', active: false },
  ]),
  tx
    .insert(t.absences)
    .values({ id: 'away', userId: 'ida', fromDay: '2026-12-01', toDay: '2026-12-04', coverUserId: 'ben' }),
]

const user = (id: string, role: 'rep' | 'manager' | 'admin') => ({
  id,
  role,
  email: `${id}@brightshift.example`,
  timeZone: 'Europe/Berlin',
  createdAt: now - 90 * dayMs,
})

const account = (id: string, name: string) => ({
  id,
  name,
  familyId: id,
  createdAt: now - 60 * dayMs,
  changedAt: now - 60 * dayMs,
  factsChangedAt: now - 60 * dayMs,
})

const book = (tx: Tx) => [
  tx.insert(t.accounts).values([
    { ...account('north', 'Northwind Robotics'), externalId: 'crm-1' },
    { ...account('harbour', 'harbour Analytics'), parentId: 'north', familyId: 'north' },
    { ...account('old', 'Northwind Labs'), mergedInto: 'north' },
    { ...account('bare', 'Quarry Without Site'), incomplete: true },
  ]),
  tx.insert(t.accountDomains).values([
    { domain: 'northwind.example', accountId: 'north', primary: true },
    { domain: 'northwind-robotics.example', accountId: 'north' },
    { domain: 'harbour.example', accountId: 'harbour', primary: true },
  ]),
  tx.insert(t.aliases).values({ id: 'alias', accountId: 'north', name: 'Nordwind', kind: 'former', source: 'import' }),
  tx.insert(t.facts).values([
    { id: 'f1', accountId: 'north', field: 'country', value: 'NL', source: 'import', from: now - 60 * dayMs },
    {
      id: 'f2',
      accountId: 'north',
      field: 'employees',
      value: 90,
      source: 'import',
      from: now - 60 * dayMs,
      to: now - dayMs,
    },
    { id: 'f3', accountId: 'north', field: 'employees', value: 240, source: 'signal', from: now - dayMs },
    {
      id: 'f4',
      accountId: 'north',
      field: 'products',
      value: ['Pallet One', 'Dock'],
      source: 'import',
      from: now - 60 * dayMs,
    },
    { id: 'f5', accountId: 'north', field: 'ticker', value: 'NWR', source: 'import', from: now - 60 * dayMs },
  ]),
  tx.insert(t.relationships).values({
    id: 'rel',
    externalId: 'opp-1',
    accountId: 'harbour',
    kind: 'open_opportunity',
    ownerId: 'ida',
    amountUsd: 12_500.5,
    stage: 'proposal',
    from: now - 20 * dayMs,
    asOf: now - dayMs,
  }),
  tx.insert(t.ownerships).values([
    { id: 'own', accountId: 'north', userId: 'ida', source: 'import', from: now - 60 * dayMs },
    {
      id: 'owned',
      accountId: 'harbour',
      userId: 'otto',
      source: 'import',
      from: now - 60 * dayMs,
      to: now - 5 * dayMs,
    },
  ]),
  tx.insert(t.territories).values([
    { id: 'rest', name: 'Everywhere else', position: 2.5, rules: [], userIds: ['ben'] },
    { id: 'nl', name: 'Netherlands', position: 1, rules: [{ field: 'country', test: { is: 'NL' } }], userIds: ['ida'] },
  ]),
  tx
    .insert(t.contacts)
    .values([
      contact('mara', 'Mara Example'),
      contact('nils', 'Nils Example'),
      { ...contact('gone', 'Erased'), email: null, addressKey: null, erasedAt: now - dayMs },
    ]),
  tx.insert(t.employments).values([
    { id: 'e1', contactId: 'mara', accountId: 'north', title: 'VP Sales', source: 'import', from: now - 300 * dayMs },
    {
      id: 'e2',
      contactId: 'nils',
      accountId: 'north',
      title: 'CFO',
      source: 'import',
      from: now - 300 * dayMs,
      to: now - dayMs,
    },
    { id: 'e3', contactId: 'gone', accountId: 'north', title: 'CTO', source: 'import', from: now - 300 * dayMs },
  ]),
]

const contact = (id: string, name: string) => ({
  id,
  name,
  email: `${id}@northwind.example`,
  addressKey: addressKey(salt, `${id}@northwind.example`),
  country: 'NL',
  source: 'import',
  verifiedAt: now - 10 * dayMs,
  createdAt: now - 60 * dayMs,
})
