import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyTo } from '#dialect'
import { readConfig } from '../src/config.ts'
import { setUp, setUpCode } from '../src/pipeline/set-up.ts'
import { suppress } from '../src/pipeline/suppress.ts'
import { auditHead } from '../src/store/audit.ts'
import { type Wired, wire } from '../src/wire.ts'

let folder: string
let wired: Wired
const open = async () => {
  wired = await wire({ config: readConfig({ DAYBREAK_DATA: folder, DAYBREAK_LOG: 'silent' }), sample: false })
  return wired
}
const first = { name: 'Ada Example', email: 'ada@brightshift.example', password: 'a sentence that is good' }
const optOut = (value: string) => suppress(wired.app, null, { kind: 'address', value, reason: 'asked to stop' })

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-wire-'))
  const { app } = await open()
  await setUp(app, setUpCode(app), { ...first, workspace: 'Bright Shift', timeZone: 'Europe/Berlin' })
})
afterEach(async () => {
  await wired.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Yesterday's content in today's file: the same inode, the same epoch. */
const putBack = (backup: string) => {
  for (const rest of ['-wal', '-shm']) rmSync(`${wired.databaseFile}${rest}`, { force: true })
  writeFileSync(wired.databaseFile, readFileSync(backup))
}

test('a database stays armed through decisions and restarts', async () => {
  await optOut('mara@northwind.example')
  expect(await wired.app.armed()).toBe(true)
  await wired.close()
  await open()
  await wired.advanceEpoch()
  expect(await wired.app.armed()).toBe(true)
})

test('a backup put back in place sends nothing once an opt-out is missing in it', async () => {
  const backup = path.join(folder, 'backup.sqlite')
  await copyTo(wired.app.db, backup)
  await optOut('mara@northwind.example')
  await wired.close()
  putBack(backup)
  await open()
  await wired.advanceEpoch()
  expect(await wired.app.armed()).toBe(false)
  // Another line in its place does not hide what is missing, now or later.
  await optOut('nils@northwind.example')
  await wired.rememberAudit()
  expect(await wired.app.armed()).toBe(false)
  await wired.arm()
  expect(await wired.app.armed()).toBe(true)
})

test('a decision is in the file beside the database as soon as it is committed', async () => {
  const headFile = () => JSON.parse(readFileSync(`${wired.databaseFile}.head`, 'utf8'))
  for (const name of ['mara', 'nils']) {
    await optOut(`${name}@northwind.example`)
    expect(headFile()).toEqual(await auditHead(wired.app.db))
  }
  const [first, other] = [wired, await open()]
  await optOut('otto@northwind.example')
  wired = first
  await optOut('ida@northwind.example')
  expect(headFile()).toEqual(await auditHead(wired.app.db))
  await other.close()
  // A process that ended between its commit and the file is made up for by the next decision.
  const behind = headFile()
  await optOut('ben@northwind.example')
  writeFileSync(`${wired.databaseFile}.head`, JSON.stringify(behind))
  await optOut('ada@northwind.example')
  expect(headFile()).toEqual(await auditHead(wired.app.db))
  expect(await wired.app.armed()).toBe(true)
})

test('a copied folder sends nothing', async () => {
  await wired.close()
  const copy = `${folder}-copy`
  cpSync(folder, copy, { recursive: true })
  expect(existsSync(path.join(copy, 'daybreak.sqlite.head'))).toBe(true)
  rmSync(folder, { recursive: true, force: true })
  folder = copy
  await open()
  expect(await wired.app.armed()).toBe(false)
})
