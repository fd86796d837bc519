import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { startHeavyThread } from '../src/heavy-thread.ts'
import { setUp, setUpCode } from '../src/pipeline/set-up.ts'
import { userById } from '../src/store/users.ts'
import { wire } from '../src/wire.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-stages-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const stagesIn = (dataFolder: string, tell?: Parameters<typeof startHeavyThread>[2]) =>
  startHeavyThread(
    { config: readConfig({ DAYBREAK_DATA: dataFolder, DAYBREAK_LOG: 'silent' }), sample: false },
    log,
    tell,
  )

/** One thread for three tests; its database has no workspace, so that some stages have nothing to stand on. */
const empty = mkdtempSync(path.join(tmpdir(), 'daybreak-stages-'))
const told: string[] = []
const stages = stagesIn(empty, ({ stage }) => told.push(stage))
afterAll(async () => {
  await stages.stop()
  rmSync(empty, { recursive: true, force: true })
})

test('a stage that fails is told, and the thread goes on', async () => {
  const ends = await stages.run(1)
  expect(ends.find(({ stage }) => stage === 'rank')?.error).toMatch(/no workspace/)
  expect(ends.map(({ stage }) => stage)).toContain('draft')
  expect(await stages.run(1)).toEqual([]) // the same scheduled time runs once
  expect((await stages.run(2)).length).toBe(ends.length)
})

test('a run on the thread says which stage it is at', async () => {
  told.length = 0
  await stages.run(3)
  expect([...new Set(told)]).toEqual(['poll', 'extract', 'match', 'full_text', 'fit', 'rank', 'research', 'draft'])
})

test('a question about the whole book is answered on the thread; what it refuses is refused in its own words', async () => {
  await stages.run(4)
  expect(await stages.study('learn', null)).toMatchObject({ enough: false, won: 0, lost: 0 })
  await expect(stages.study('check', 'name: only this')).rejects.toMatchObject({
    code: 'invalid',
    details: expect.arrayContaining([expect.objectContaining({ path: 'key' })]),
  })
  const [one, other] = await Promise.all([stages.study('learn', null), stages.study('learn', null)])
  expect(one).toEqual(other)
  await stages.stop()
  await expect(stages.study('learn', null)).rejects.toThrow('stopping')
})

test('a thread that cannot start is told at each run, and one that can starts at the next', async () => {
  const file = path.join(folder, 'data')
  writeFileSync(file, 'a file where the folder should be')
  const stages = stagesIn(file)
  await expect(stages.run(1)).rejects.toThrow()
  rmSync(file)
  expect((await stages.run(2)).length).toBeGreaterThan(0)
  await stages.stop()
})

test('stopping twice, or before any run, ends at once', async () => {
  const stages = stagesIn(folder)
  await stages.stop()
  await stages.stop()
  expect(await stages.run(1)).toEqual([])
})

test('figures of pages come from the thread as they would be reckoned here', async () => {
  const config = readConfig({ DAYBREAK_DATA: folder, DAYBREAK_LOG: 'silent' })
  const { app, close } = await wire({ config, sample: false })
  const ada = { name: 'Ada Example', email: 'ada@brightshift.example', password: 'a sentence that is good' }
  const { userId } = await setUp(app, setUpCode(app), { ...ada, workspace: 'Bright Shift', timeZone: 'Europe/Berlin' })
  const admin = (await userById(app.db, userId))!
  const filter = { since: 0, ownerId: '', segment: '', kind: '' }
  const thread = stagesIn(folder)
  expect(await thread.study('insights', filter)).toEqual(await app.study('insights', filter))
  expect((await thread.study('team', admin)).users).toEqual([admin])
  await thread.stop()
  await close()
})
