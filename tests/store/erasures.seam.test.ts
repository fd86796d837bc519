import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import { addressKey } from '../../src/core/suppression.ts'
import { findContact, notErased } from '../../src/store/contacts.ts'
import { findRevision } from '../../src/store/drafts.ts'
import {
  accountsOfContact,
  briefsOfAccounts,
  emptyPerson,
  emptyRevisions,
  erasedAt,
  erasedKeys,
  formerKeys,
  insertErasures,
  isErased,
  peopleAt,
  revisionsTo,
  saveBrief,
} from '../../src/store/erasures.ts'
import { now, salt } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

test('a person is found by address, with jobs and revisions, and emptied while the row stays', async () => {
  const [mara] = await peopleAt(db, addressKey(salt, 'mara@northwind.example'))
  expect(mara).toMatchObject({ id: 'mara' })
  expect(await accountsOfContact(db, 'mara')).toEqual(['north'])
  expect(await formerKeys(db, 'mara')).toEqual([])
  await atomically(db, (tx) => [notErased(tx, 'mara')])
  expect(await erasedAt(db, mara!.addressKey!)).toEqual([])
  const texts = await revisionsTo(db, mara!)
  expect(texts.length).toBeGreaterThan(0)
  await atomically(db, (tx) => [...emptyRevisions(tx, mara!, now), ...emptyPerson(tx, 'mara', now)])
  expect(await findContact(db, 'mara')).toMatchObject({ name: '', email: null, erasedAt: now })
  expect(await findRevision(db, texts[0]!)).toMatchObject({ text: { text: '', to: '' }, checks: { findings: [] } })
  expect(await revisionsTo(db, mara!)).toEqual([])
  expect(await peopleAt(db, mara!.addressKey!)).toEqual([])
  expect(await erasedAt(db, mara!.addressKey!)).toMatchObject([{ id: 'mara' }])
  await expect(atomically(db, (tx) => [notErased(tx, 'mara')])).rejects.toThrow('erased meanwhile')
})

test('an erasure is kept once, and known by its key', async () => {
  const row = { key: 'k', contactId: 'mara', at: now }
  await atomically(db, (tx) => [insertErasures(tx, [row, { ...row, key: 'l' }]), insertErasures(tx, [row])])
  expect(await erasedKeys(db)).toEqual(new Set(['k', 'l']))
  expect([await isErased(db, ['k', 'x']), await isErased(db, ['x']), await isErased(db, [])]).toEqual([
    true,
    false,
    false,
  ])
})

test('the briefs of an account are found and kept anew', async () => {
  const [found] = await briefsOfAccounts(db, ['north'])
  const brief = { ...found!.brief, contact: null }
  await atomically(db, (tx) => [saveBrief(tx, found!.id, brief)])
  expect((await briefsOfAccounts(db, ['north'])).find(({ id }) => id === found!.id)?.brief.contact).toBeNull()
  expect(await briefsOfAccounts(db, ['bare'])).toEqual([])
})
