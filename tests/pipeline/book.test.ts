import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { giveBook, givenBooks, takeBookBack } from '../../src/pipeline/book.ts'
import { assignAccount } from '../../src/pipeline/verbs.ts'
import { bookOf, ownershipOf } from '../../src/store/accounts.ts'
import { findPursuit } from '../../src/store/pursuits.ts'
import * as t from '../../src/store/schema/index.ts'
import { dayMs, makeWorkspace, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
/** More than one lot. */
const many = 450

beforeEach(async () => {
  w = await makeWorkspace()
  const at = tuesday - 30 * dayMs
  const ids = Array.from({ length: many }, (_, n) => `many-${n}`)
  await atomically(w.db, (tx) => [
    tx
      .insert(t.accounts)
      .values(ids.map((id) => ({ id, name: id, familyId: id, createdAt: at, changedAt: at, factsChangedAt: at }))),
    tx
      .insert(t.ownerships)
      .values(ids.map((id) => ({ id: `own-${id}`, accountId: id, userId: 'rep', source: 'import', from: at }))),
  ])
})
afterEach(() => w.close())

const between = { fromId: 'rep', toId: 'other', by: 'manager' }
const count = async (userId: string) => (await bookOf(w.db, userId, { limit: 10_000 })).length
const audited = async () => (await w.db.select().from(t.audit)).map(({ what }) => what)

test('a whole book goes to somebody else, open pursuits with it, and the audit says it once', async () => {
  expect(await giveBook(w.app, between)).toBe(many + 1)
  expect([await count('rep'), await count('other')]).toEqual([0, many + 1])
  expect((await findPursuit(w.db, 'pursuit'))?.ownerId).toBe('other')
  expect((await audited()).filter((what) => what === 'book_given')).toHaveLength(1)
  expect(await givenBooks(w.app, 0)).toEqual([
    { fromId: 'rep', toId: 'other', at: tuesday, accounts: many + 1, by: 'manager' },
  ])
})

test('taken back, everything is as it was but what was given on since', async () => {
  await atomically(w.db, (tx) => [
    tx
      .insert(t.ownerships)
      .values({ id: 'theirs', accountId: 'bystander', userId: 'other', source: 'import', from: 0 }),
  ])
  await giveBook(w.app, between)
  w.state.now += dayMs
  await assignAccount(w.app, w.manager, { accountId: 'many-7', userId: 'manager' })
  expect(await takeBookBack(w.app, { ...between, at: tuesday })).toBe(many)
  expect([await count('rep'), await count('other'), await count('manager')]).toEqual([many, 1, 1])
  expect((await findPursuit(w.db, 'pursuit'))?.ownerId).toBe('rep')
  expect(await givenBooks(w.app, 0)).toEqual([])
  await expect(takeBookBack(w.app, { ...between, at: tuesday })).rejects.toThrow('nothing to take back')
})

test('a rep gives nothing away, and nobody gives to a stranger, to themselves, or what they do not have', async () => {
  await expect(giveBook(w.app, { ...between, by: 'rep' })).rejects.toThrow('Only a manager')
  await expect(giveBook(w.app, { ...between, toId: 'nobody' })).rejects.toThrow('active')
  await expect(giveBook(w.app, { ...between, toId: 'rep' })).rejects.toThrow('already')
  await expect(giveBook(w.app, { ...between, fromId: 'other', toId: 'rep' })).rejects.toThrow('own no account')
  await expect(takeBookBack(w.app, { ...between, at: 5 })).rejects.toThrow('nothing to take back')
  expect((await ownershipOf(w.db, 'account'))?.userId).toBe('rep')
})
