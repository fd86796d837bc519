import { mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { close, rows } from '#dialect'
import { backup, backupHere, backupsHere, lastBackup } from '../../src/pipeline/backups.ts'
import { digestOf } from '../../src/pipeline/digest-content.ts'
import { openStore } from '../../src/store/open.ts'
import { dayMs, key, makeWorkspace, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

test('a backup from the app is a whole database, remembered with who made it and where it lies', async () => {
  const made = await backupHere(w.app, 'admin')
  expect(made).toMatchObject({
    at: w.state.now,
    by: 'admin',
    file: expect.stringMatching(/daybreak-20261124T090000\.sqlite$/),
  })
  expect(await lastBackup(w.app)).toEqual(made)
  expect(statSync(made.file).size).toBe(made.bytes)
  const copy = await openStore({ file: made.file, key, now: w.state.now })
  expect(await rows(copy, 'select id from accounts')).toEqual(await rows(w.db, 'select id from accounts'))
  await close(copy)
  expect(await rows(w.db, "select actor_id from audit where what = 'backed_up'")).toEqual([{ actor_id: 'admin' }])
})

test('of those written from the app the newest seven stay, and nothing else in the folder goes', async () => {
  for (let i = 0; i < 8; i++) {
    await backupHere(w.app, 'admin')
    w.state.now += 1000
  }
  await backup(w.app, path.join(w.app.backupFolder, 'monday.sqlite'))
  const names = backupsHere(w.app).map(({ file }) => file)
  expect(names).toHaveLength(7)
  expect(names[0]).toBe('daybreak-20261124T090007.sqlite')
  expect(readdirSync(w.app.backupFolder).toSorted()).toEqual([...names, 'monday.sqlite'].toSorted())
})

test('a backup never replaces a file', async () => {
  const { file } = await backupHere(w.app, 'admin')
  await expect(backup(w.app, file)).rejects.toThrow('is there already')
})

test('an admin is told in the morning when the last one is two days old, or there is none', async () => {
  const said = async () =>
    (await digestOf(w.app, w.admin, '2026-11-24')).lists.find(({ title }) => title === 'Backups')?.lines
  expect(await said()).toMatchObject([{ text: 'none was made yet' }])
  await backupHere(w.app, 'admin')
  expect(await said()).toEqual([])
  w.state.now += 3 * dayMs
  expect(await said()).toMatchObject([{ about: 'The last one', text: 'made 3 d ago' }])
  expect((await digestOf(w.app, w.manager, '2026-11-24')).lists.map(({ title }) => title)).not.toContain('Backups')
})

test('a copy says how far it is, up to its end', async () => {
  mkdirSync(w.app.backupFolder, { recursive: true })
  const told: number[] = []
  await backup(w.app, path.join(w.app.backupFolder, 'told.sqlite'), null, (done, total) =>
    told.push(done / (total ?? 0)),
  )
  expect(told.length).toBeGreaterThan(0)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
})
