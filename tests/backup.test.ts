import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { close, rows } from '#dialect'
import { readConfig } from '../src/config.ts'
import { startHeavyThread } from '../src/heavy-thread.ts'
import { backup } from '../src/pipeline/backups.ts'
import { guardFingerprint } from '../src/store/guards.ts'
import { damage } from '../src/store/health.ts'
import { openStore } from '../src/store/open.ts'
import { wire } from '../src/wire.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-backup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a backup ends while others write, is of one moment, and holds up nothing here', async () => {
  const config = readConfig({ DAYBREAK_DATA: folder, DAYBREAK_LOG: 'silent' })
  const { app, close: closeApp } = await wire({ config, sample: false })
  const thread = startHeavyThread({ config, sample: false }, app.log)
  await thread.study('verifyRecord') // so that it runs
  app.db.$client.exec('create table one (n); create table two (n); create table ballast (bytes)')
  app.db.$client.exec(`begin; ${'insert into ballast values (zeroblob(1000000));'.repeat(20)} commit`)
  const file = path.join(folder, 'copy.sqlite')
  const told: number[] = []
  let made = false
  const making = backup({ ...app, study: thread.study }, file, null, (done) => told.push(done)).finally(() => {
    made = true
  })
  let written = 0
  for (; !made; written++) {
    app.db.$client.exec('begin immediate; insert into one values (1); insert into two values (1); commit')
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { bytes } = await making
  expect(written).toBeGreaterThan(3)
  expect(bytes).toBeGreaterThan(20_000_000)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  const copy = await openStore({ file, key: app.key, now: 0 })
  const [held] = await rows<{ one: number; two: number }>(
    copy,
    'select (select count(*) from one) as one, (select count(*) from two) as two',
  )
  expect(held!.one).toBe(held!.two)
  expect(held!.one).toBeLessThan(written)
  expect([await damage(copy), await guardFingerprint(copy)]).toEqual([[], await guardFingerprint(app.db)])
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  await close(copy)
  await thread.stop()
  await closeApp()
})
