import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically, close, type Db, raw } from '#dialect'
import { openStore } from '../../src/store/open.ts'
import { setWatermark, watermark } from '../../src/store/runs.ts'

let folder: string
let web: Db
let worker: Db
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-waiting-'))
  const store = { file: path.join(folder, 'store.sqlite'), key: '', now: 0 }
  web = await openStore(store)
  worker = await openStore(store)
})
afterEach(async () => {
  await close(web)
  await close(worker)
  rmSync(folder, { recursive: true })
})

test('a write that waits for its turn lets the rest of its thread go on', async () => {
  await raw(worker, 'begin immediate')
  const write = atomically(web, (tx) => [setWatermark(tx, 'person', { decided: 1 })])
  // Only a thread that goes on gets to the end of the other write: a busy wait would end in "database is locked".
  setTimeout(() => void raw(worker, 'commit'), 30)
  await write
  expect(await watermark(worker, 'person')).toEqual({ decided: 1 })
})

test('writes of one connection that wait together do not get into each other', async () => {
  await raw(worker, 'begin immediate')
  const names = Array.from({ length: 20 }, (_, i) => `w${i}`)
  const writes = names.map((name) => atomically(web, (tx) => [setWatermark(tx, name, { name })]))
  setTimeout(() => void raw(worker, 'commit'), 20)
  await Promise.all(writes)
  for (const name of names) expect(await watermark(worker, name)).toEqual({ name })
})
