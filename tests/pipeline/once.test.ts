import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { importCsv } from '../../src/pipeline/import.ts'
import { insertOwnership, liveFactsOf, liveOwnerships, routeOwnership } from '../../src/store/accounts.ts'
import * as t from '../../src/store/schema/index.ts'
import { makeWorkspace, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const owners = async () => (await liveOwnerships(w.db)).filter(({ accountId }) => accountId === 'account')
const own = (userId: string) => ({ id: `by ${userId}`, accountId: 'account', userId, source: 'test', from: tuesday })

it('an account has one owner, whatever two rows of one file call it', async () => {
  const [rep, other] = (await w.db.select().from(t.users)).filter(({ role }) => role === 'rep')
  await importCsv(w.app, 'accounts', Readable.from(['external_id,name,domain\ncrm-7,Northwind,northwind.example']), {
    name: 'accounts.csv',
  })
  const csv = `account_external_id,account_domain,owner_email\ncrm-7,,${rep!.email}\n,northwind.example,${other!.email}`
  const report = await importCsv(w.app, 'owners', Readable.from([csv]), { name: 'owners.csv' })
  expect(report.errors).toEqual([])
  expect((await owners()).map(({ userId }) => userId)).toEqual([other!.id])
})

it('the database refuses a second owner, and routing leaves an account to whoever was given it meanwhile', async () => {
  const before = await owners()
  expect(before).toHaveLength(1)
  await expect(atomically(w.db, (tx) => [insertOwnership(tx, own('manager'))])).rejects.toThrow(/UNIQUE/)
  await atomically(w.db, (tx) => [routeOwnership(tx, own('manager'))])
  expect(await owners()).toEqual(before)
})

it('the database refuses a second value of a field that holds now', async () => {
  const fact = { accountId: 'account', field: 'stage', source: 'import', from: tuesday }
  const insert = (id: string, from: number) =>
    atomically(w.db, (tx) => [tx.insert(t.facts).values({ ...fact, id, value: id, from })])
  await insert('Series A', tuesday)
  await expect(insert('Series B', tuesday + 1)).rejects.toThrow(/UNIQUE/)
  expect((await liveFactsOf(w.db, ['account'])).filter(({ field }) => field === 'stage')).toHaveLength(1)
})
