import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows } from '#dialect'
import { doctor } from '../../src/pipeline/doctor.ts'
import { send } from '../../src/pipeline/send.ts'
import type { Wired } from '../../src/wire.ts'
import { dayMs, hourMs, tuesday } from '../support/workspace.ts'
import { approvedMessages, wireSender } from './send/house.ts'
import { type Delivery, recordingServer } from './send/recorder.ts'

let folder: string
let server: Awaited<ReturnType<typeof recordingServer>>
let wired: Wired | null
let now: number
const deliveries: Delivery[] = []
const file = (name = 'daybreak.sqlite') => path.join(folder, name)

const seed = mkdtempSync(path.join(tmpdir(), 'daybreak-restore-'))
beforeAll(async () => void (await approvedMessages(seed, 3)))
afterAll(() => rmSync(seed, { recursive: true, force: true }))

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-restore-'))
  cpSync(seed, folder, { recursive: true })
  deliveries.length = 0
  server = await recordingServer(deliveries)
  now = tuesday + 60_000
  await start()
  await wired!.arm()
})
afterEach(async () => {
  await stop()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As the server starts: the epoch moves on where this database is armed. */
const start = async () => {
  wired = await wireSender(folder, server.url, () => now)
  await wired.advanceEpoch()
}
const stop = async () => {
  await wired?.close()
  wired = null
}
const sendOff = async () => {
  const counts = await send.run(wired!.app)
  if ((counts.sent ?? 0) > 0) await wired!.advanceEpoch()
  return counts
}
/** Every chance there is: now, after every pause, and the day after. */
const everyChance = async () => {
  for (const laterMs of [0, 60_000, hourMs, dayMs]) {
    now += laterMs
    await sendOff()
  }
}
const dropRests = () => {
  for (const rest of ['-wal', '-shm']) rmSync(file(`daybreak.sqlite${rest}`), { force: true })
}

/** How yesterday's database comes back, beside a mail server that is there and a key that is right. */
const returns: Record<string, (yesterday: string) => void> = {
  'written into the file of today': (yesterday) => {
    dropRests()
    writeFileSync(file(), readFileSync(yesterday))
  },
  'put in the place of today’s file': (yesterday) => {
    dropRests()
    cpSync(yesterday, file('new.sqlite'))
    renameSync(file('new.sqlite'), file())
  },
  'in a copy of the whole folder': (yesterday) => {
    const content = readFileSync(yesterday)
    const copy = `${folder}-copy`
    cpSync(folder, copy, { recursive: true })
    rmSync(folder, { recursive: true, force: true })
    folder = copy
    dropRests()
    writeFileSync(file(), content)
  },
  'with all files of yesterday written over those of today': (yesterday) => {
    dropRests()
    writeFileSync(file(), readFileSync(yesterday))
    for (const end of ['armed', 'head'])
      writeFileSync(file(`daybreak.sqlite.${end}`), readFileSync(`${yesterday}.${end}`))
  },
  'with all files of yesterday in the place of those of today': (yesterday) => {
    dropRests()
    cpSync(yesterday, file('new.sqlite'))
    renameSync(file('new.sqlite'), file())
    for (const end of ['armed', 'head']) cpSync(`${yesterday}.${end}`, file(`daybreak.sqlite.${end}`))
  },
}

/** The files of a database at rest while three are approved; then they leave, and it is tomorrow. */
const yesterday = async (): Promise<string> => {
  const copy = file('yesterday.sqlite')
  await stop()
  for (const end of ['', '.armed', '.head']) cpSync(file(`daybreak.sqlite${end}`), `${copy}${end}`)
  await start()
  expect(await sendOff()).toMatchObject({ queued: 3, sent: 3 })
  expect(deliveries).toHaveLength(3)
  now += dayMs
  await stop()
  return copy
}

describe('yesterday’s database beside a live mail server', () => {
  it.each(Object.keys(returns))('sends nothing, %s, until a person re-arms it', async (way) => {
    returns[way]!(await yesterday())
    await start()
    expect(await rows(wired!.app.db, "select count(*) as n from drafts where state = 'approved'")).toEqual([{ n: 3 }])
    await everyChance()
    await stop()
    await start()
    await sendOff()
    expect(deliveries).toHaveLength(3)
    expect((await doctor(wired!.app)).find(({ name }) => name === 'armed')).toMatchObject({ state: 'failed' })
    expect(await rows(wired!.app.db, 'select distinct reply from sends')).toEqual([
      { reply: 'This database was restored or copied: nothing is sent until an admin re-arms it' },
    ])
    // The person who re-arms it is the one who looked: it is then that they leave, and not before.
    await wired!.arm()
    now = tuesday + dayMs + 4 * hourMs
    expect(await sendOff()).toMatchObject({ sent: 3 })
    expect(deliveries).toHaveLength(6)
  })
})
