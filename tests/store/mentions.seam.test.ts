import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import {
  importChangesOf,
  importErrorsOf,
  insertImport,
  insertImportChanges,
  insertImportErrors,
} from '../../src/store/imports.ts'
import {
  answersHolding,
  emptyAnswers,
  emptyImportError,
  emptyNotices,
  importChangesHolding,
  importErrorsHolding,
  noticesHolding,
} from '../../src/store/mentions.ts'
import { findModelAnswer, insertModelCall, settleModelCall } from '../../src/store/model-calls.ts'
import { insertNotice, recentNotices } from '../../src/store/notices.ts'
import { now, today } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const li = { name: 'Li "Lee" 100%', email: 'Li@north.example' }
const nobody = { name: null, email: null }
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
const notice = (id: string, text: string) => ({
  ...{ id, userId: 'ida', kind: 'alert' as const, onceKey: id, subject: 's', text, html: 'h', createdAt: now },
})

test('mail that may name somebody is found page by page; what waits goes, what was sent loses its words', async () => {
  await atomically(db, (tx) => [
    insertNotice(tx, { ...notice('x1', 'To: Li "Lee" 100%'), sentAt: now }),
    insertNotice(tx, notice('x2', 'li+news@NORTH.example')),
    insertNotice(tx, notice('x3', 'Lee "Li" 1000')),
  ])
  expect(ids(await noticesHolding(db, li, '', 9))).toEqual(['x1', 'x2'])
  expect(ids(await noticesHolding(db, li, '', 1))).toEqual(['x1'])
  expect(ids(await noticesHolding(db, li, 'x1', 9))).toEqual(['x2'])
  expect(await noticesHolding(db, nobody, '', 9)).toEqual([])
  await atomically(db, (tx) => emptyNotices(tx, ['x1', 'x2']))
  const left = (await recentNotices(db, 50)).filter(({ id }) => id.startsWith('x'))
  expect(left.map(({ id, text }) => [id, text])).toEqual([
    ['x3', 'Lee "Li" 1000'],
    ['x1', ''],
  ])
})

test('answers of a model are found by a name inside their JSON', async () => {
  for (const [id, text] of [
    ['a1', 'Hi Li "Lee" 100%,'],
    ['a2', 'Hi Lee'],
  ] as const) {
    await insertModelCall(db, { id, key: id, model: 'm', promptVersion: '1', day: today, costUsd: 0, at: now })
    await settleModelCall(db, id, { answer: { text }, costUsd: 0 })
  }
  expect(ids(await answersHolding(db, li, '', 9))).toEqual(['a1'])
  expect(ids(await answersHolding(db, li, 'a1', 9))).toEqual([])
  await atomically(db, (tx) => [emptyAnswers(tx, ['a1'])])
  expect([await findModelAnswer(db, 'a1'), await findModelAnswer(db, 'a2')]).toEqual([null, { text: 'Hi Lee' }])
})

test('rows of imports are found by what they refused, and by an id in what they changed', async () => {
  const kept = (id: string) => ({ table: 'contacts', id, before: null, hash: 'h' }) as const
  const counts = { rowsRead: 2, added: 2, changed: 0, unchanged: 0, failed: 1 }
  const change = (line: number, id: string) => ({ importId: 'i', line, accountId: 'north', changes: [kept(id)] })
  await atomically(db, (tx) => [
    insertImport(tx, { id: 'i', kind: 'contacts', file: 'a.csv', at: now, ...counts }),
    insertImportErrors(tx, [
      { importId: 'i', line: 2, message: 'LI@north.example belongs to another' },
      { importId: 'i', line: 3, message: 'no name' },
    ]),
    insertImportChanges([change(4, 'li-1'), change(5, 'li-12')]),
  ])
  expect((await importErrorsHolding(db, li)).map(({ line }) => line)).toEqual([2])
  expect((await importChangesHolding(db, 'li-1')).map(({ line }) => line)).toEqual([4])
  await atomically(db, (tx) => [emptyImportError(tx, { importId: 'i', line: 2 })])
  expect((await importErrorsOf(db, 'i', 0, 9)).map(({ message }) => message)).toEqual(['(erased)', 'no name'])
  expect(await importChangesOf(db, 'i', 9, 9)).toHaveLength(2)
})
