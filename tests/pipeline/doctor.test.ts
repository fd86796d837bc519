import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically, close, raw, rows } from '#dialect'
import { openWebhook } from '../../src/adapters/webhook.ts'
import { backup } from '../../src/pipeline/backups.ts'
import { doctor, modelCheck } from '../../src/pipeline/doctor.ts'
import { insertModelCall, settleModelCall } from '../../src/store/model-calls.ts'
import { openStore } from '../../src/store/open.ts'
import { recordProblem } from '../../src/store/runs.ts'
import { feeds } from '../../src/store/schema/index.ts'
import { toolSecret } from '../support/tool-server.ts'
import { key, makeWorkspace, type Workspace } from '../support/workspace.ts'

let w: Workspace
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'doctor-test-'))
  w = await makeWorkspace({ file: path.join(folder, 'own.sqlite') })
})
afterEach(async () => {
  await w.close()
  rmSync(folder, { recursive: true, force: true })
})

const checkOf = async (name: string) => (await doctor(w.app)).find((check) => check.name === name)

describe('doctor', () => {
  it('finds nothing to mend in a sound workspace', async () => {
    expect((await doctor(w.app)).filter(({ state }) => state === 'failed' || state === 'partly')).toEqual([])
  })

  it('sees a guard that was dropped', async () => {
    await raw(w.db, 'drop trigger touches_update')
    expect(await checkOf('guards')).toMatchObject({ state: 'failed' })
  })

  it('sees an audit line that was changed', async () => {
    await w.draft()
    await raw(w.db, 'drop trigger if exists audit_update')
    const [guard] = await rows<{ name: string }>(
      w.db,
      "select name from sqlite_master where type = 'trigger' and tbl_name = 'audit' and sql like '%UPDATE ON audit%'",
    )
    if (guard) await raw(w.db, `drop trigger ${guard.name}`)
    await raw(w.db, "update audit set what = 'nothing' where seq = 1")
    expect(await checkOf('audit')).toMatchObject({ state: 'failed', message: expect.stringContaining('line 1') })
  })

  it('sees a row that points to nothing', async () => {
    await raw(w.db, 'pragma foreign_keys = off')
    await raw(w.db, "insert into account_domains (domain, account_id, is_primary) values ('x.example', 'nobody', 0)")
    expect(await checkOf('database')).toMatchObject({
      state: 'failed',
      details: [expect.stringContaining('account_domains')],
    })
  })

  it('says which tool takes hand-outs, and that one elsewhere cannot call back to this machine', async () => {
    expect(await checkOf('tool')).toMatchObject({ state: 'ok', message: 'No sales-engagement tool is set up' })
    const toolAt = (url: string) => openWebhook({ url, secret: toolSecret, now: w.app.now })
    w.app.webhook = toolAt('http://127.0.0.1:9000/in?token=hidden')
    expect(await checkOf('tool')).toMatchObject({
      state: 'ok',
      message: expect.stringMatching(/^127.0.0.1:9000 has 0/),
    })
    w.app.webhook = toolAt('https://tool.example/in')
    expect(await checkOf('tool')).toMatchObject({ state: 'note', details: [expect.stringContaining('PUBLIC_URL')] })
  })

  it('says that a restored database does not send', async () => {
    w.state.armed = false
    expect(await checkOf('armed')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('daybreak rearm'),
    })
  })

  it('names rules and people that were changed by hand', async () => {
    await raw(w.db, "update users set role = 'admin' where id = 'rep'; update workspace set undo_seconds = 0")
    expect(await checkOf('rights')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('daybreak rearm'),
      details: [
        'The rules of sending or the list of people were changed outside of Daybreak',
        'The role, address or state of Ida Example was changed outside of Daybreak',
      ],
    })
  })

  it('tells a failing feed in its own words, with the next try', async () => {
    const feed = {
      id: 'f',
      key: 'failing_wire',
      name: 'Wire',
      publisher: 'Wire',
      category: 'news',
      kind: 'feed',
      settings: {},
    }
    const trouble = { state: 'degraded' as const, failures: 3, lastAnswer: 'The server answered 500' }
    const nextPollAt = w.state.now + 3_600_000
    await atomically(w.db, (tx) => [
      tx.insert(feeds).values({ ...feed, ...trouble, nextPollAt, createdAt: w.state.now }),
    ])
    const check = await checkOf('feeds')
    expect(check).toMatchObject({ state: 'partly' })
    expect(check!.details).toEqual([
      'failing_wire, degraded, failed 3 times: The server answered 500; last success never; 0 items, 0 signals, 0 queued; next try 24 Nov 2026 10:00 UTC',
      'wire, new: not asked yet; last success never; 1 item, 1 signal, 0 queued; next try 24 Nov 2026 09:00 UTC',
    ])
  })

  it('says whose job boards are watched and looked for', async () => {
    expect(await checkOf('boards')).toMatchObject({
      message: '0 job boards of 0 accounts are watched; looked for from a fit of 50 on',
      details: [],
    })
  })

  it('lists what was recorded and skipped', async () => {
    const problem = { stage: 'extract', subjectId: 'd1', message: 'Too deep', at: w.state.now }
    await atomically(w.db, (tx) => [recordProblem(tx, problem)])
    expect(await checkOf('problems')).toMatchObject({ state: 'partly', details: [expect.stringContaining('Too deep')] })
  })

  it('tells what the model was asked today and what it cost', async () => {
    const model = { name: 'small', dailyUsd: 2, opinionsDailyUsd: 0.5 }
    expect(await modelCheck(w.app, model)).toMatchObject({
      state: 'ok',
      message: 'small: $0.00 of $2.00 spent today, of which second opinions may have $0.50',
      details: [],
    })
    const call = { key: 'k', model: 'small', promptVersion: 'opinion-1', day: '2026-11-24', at: w.state.now }
    await insertModelCall(w.db, { ...call, id: 'm1', costUsd: 0.0125 })
    await insertModelCall(w.db, { ...call, id: 'm2', costUsd: 0.0125 })
    await settleModelCall(w.db, 'm2', { answer: {}, costUsd: 0.01 })
    await insertModelCall(w.db, { ...call, id: 'm3', costUsd: 9, day: '2026-11-23' })
    expect(await modelCheck(w.app, model)).toMatchObject({
      state: 'ok',
      message: expect.stringMatching(/^small: \$0\.0225 of/),
      details: ['opinion-1: 2 asked, 1 answered, $0.0225'],
    })
    expect(await modelCheck(w.app, { ...model, dailyUsd: 0.02 })).toMatchObject({ state: 'note' })
  })

  it('knows how old the last backup is', async () => {
    expect(await checkOf('backup')).toMatchObject({ state: 'note' })
    await backup(w.app, path.join(folder, 'copy.sqlite'))
    expect(await checkOf('backup')).toMatchObject({ state: 'ok' })
    w.state.now += 3 * 86_400_000
    expect(await checkOf('backup')).toMatchObject({ state: 'note' })
  })
})

it('a backup is a whole database with everything in it', async () => {
  const file = path.join(folder, 'copy.sqlite')
  expect((await backup(w.app, file)).bytes).toBeGreaterThan(10_000)
  expect(existsSync(file)).toBe(true)
  const copy = await openStore({ file, key, now: w.state.now })
  expect(await rows(copy, 'select name from accounts order by name')).toEqual(
    await rows(w.db, 'select name from accounts order by name'),
  )
  await close(copy)
})
