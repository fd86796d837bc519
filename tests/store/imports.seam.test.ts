import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import * as imports from '../../src/store/imports.ts'
import { now } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
  const row = { kind: 'accounts', file: 'a.csv', rowsRead: 2, added: 2, changed: 0, unchanged: 0, failed: 1 }
  await atomically(db, (tx) => [
    imports.insertImport(tx, { ...row, id: 'old', at: now - 1000 }),
    imports.insertImport(tx, { ...row, id: 'new', at: now }),
    imports.insertImportErrors(tx, [
      { importId: 'old', line: 4, message: 'no name' },
      { importId: 'old', line: 9, message: 'no domain' },
    ]),
    imports.insertImportChanges([change(2), change(3), change(5)]),
  ])
})
afterAll(async () => await close(db))

const kept = { table: 'facts', id: 'f', before: { id: 'f', value: ['a', 1] }, hash: 'h' } as const
const change = (line: number) => ({ importId: 'old', line, accountId: 'north', changes: [kept] })

test('imports are listed the newest first, with their errors by line', async () => {
  expect((await imports.recentImports(db, 9)).map(({ id }) => id)).toEqual(['new', 'old'])
  expect(await imports.recentImports(db, 1)).toHaveLength(1)
  expect(await imports.importErrorsOf(db, 'old', 0, 1)).toEqual([{ line: 4, message: 'no name' }])
  expect(await imports.importErrorsOf(db, 'old', 4, 9)).toEqual([{ line: 9, message: 'no domain' }])
  await atomically(db, (tx) => [imports.updateImport(tx, 'new', { rowsRead: 7, finishedAt: now })])
  expect(await imports.findImport(db, 'new')).toMatchObject({ rowsRead: 7, finishedAt: now, undoneAt: null })
  expect(await imports.findImport(db, 'none')).toBeUndefined()
  const { kind } = (await imports.findImport(db, 'new'))!
  expect(await imports.lastImportOf(db, kind)).toBe(now)
  expect(await imports.lastImportOf(db, 'never')).toBeNull()
})

test('what an import wrote comes back last line first, is deleted line by line and forgotten with time', async () => {
  const lines = async (below: number) => (await imports.importChangesOf(db, 'old', below, 9)).map(({ line }) => line)
  expect(await lines(9)).toEqual([5, 3, 2])
  expect(await lines(5)).toEqual([3, 2])
  expect((await imports.importChangesOf(db, 'old', 9, 1))[0]?.changes).toEqual([kept])
  await atomically(db, (tx) => [{ must: imports.deleteImportChange(tx, 'old', 5), else: 'gone' }])
  expect(await lines(9)).toEqual([3, 2])
  expect(await imports.importsToForget(db, now - 1000)).toEqual([])
  expect(await imports.importsToForget(db, now)).toEqual(['old'])
  await atomically(db, (tx) => [imports.forgetImportChanges(tx, 'old', 3)])
  expect(await lines(9)).toEqual([])
})

test('an undo ends once', async () => {
  const said = { undoneAt: now, undoneBy: 'ida', rowsUndone: 2 }
  const end = () => atomically(db, (tx) => [{ must: imports.markUndone(tx, 'old', said), else: 'twice' }])
  await end()
  await expect(end()).rejects.toThrow('twice')
  expect(await imports.findImport(db, 'old')).toMatchObject(said)
})

test('rows are written, put back and taken away by the name of their table', async () => {
  const account = (id: string, change = {}) => ({
    id,
    externalId: null,
    name: id,
    parentId: null,
    familyId: id,
    mergedInto: null,
    incomplete: false,
    createdAt: now,
    changedAt: now,
    factsChangedAt: now,
    ...change,
  })
  const child = account('child', { parentId: 'top', familyId: 'top' })
  const fact = { id: 'top-fact', accountId: 'top', field: 'size', value: 3, source: 'import', from: now, to: null }
  const domain = { domain: 'top.example', accountId: 'top', primary: true }
  await atomically(db, (tx) =>
    imports.writeRows(tx, [
      { table: 'accounts', before: null, after: account('top') },
      { table: 'accounts', before: null, after: child },
      { table: 'domains', before: null, after: domain },
      { table: 'facts', before: null, after: fact },
    ]),
  )
  expect(await imports.rowsOf(db, 'facts', ['top-fact'])).toEqual([fact])
  expect(await imports.rowsOf(db, 'domains', ['top.example'])).toEqual([domain])
  expect(await imports.accountsNamedElsewhere(db, ['top'])).toContainEqual({ id: 'top', by: 'child' })
  const renamed = account('child', { name: 'Renamed' })
  await atomically(db, (tx) => imports.writeRows(tx, [{ table: 'accounts', before: child, after: renamed }]))
  expect(await imports.rowsOf(db, 'accounts', ['child'])).toEqual([renamed])
  expect(await imports.accountsNamedElsewhere(db, ['top'])).toEqual([])
  expect(await imports.peopleNamedElsewhere(db, ['mara', 'nobody'])).toContainEqual({ id: 'mara', by: null })
  expect(await imports.peopleNamedElsewhere(db, ['nobody'])).toEqual([])
  await atomically(db, (tx) => [imports.restoreRow(tx, 'accounts', 'child', child)])
  expect(await imports.rowsOf(db, 'accounts', ['child'])).toEqual([child])
  await expect(atomically(db, (tx) => imports.removeRow(tx, 'accounts', 'top'))).rejects.toThrow()
  await atomically(db, (tx) => [
    ...imports.removeRow(tx, 'facts', 'top-fact'),
    ...imports.removeRow(tx, 'domains', 'top.example'),
    ...imports.removeRow(tx, 'accounts', 'child'),
    ...imports.removeRow(tx, 'accounts', 'top'),
  ])
  expect(await imports.rowsOf(db, 'accounts', ['top', 'child'])).toEqual([])
})
