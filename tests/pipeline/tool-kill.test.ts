import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { send } from '../../src/pipeline/send.ts'
import { resolveSend } from '../../src/pipeline/verbs.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { sendsInState } from '../../src/store/sends.ts'
import { userById } from '../../src/store/users.ts'
import { moods, type ToolServer, toolServer } from '../support/tool-server.ts'
import { tuesday } from '../support/workspace.ts'
import { approvedMessages } from './send/house.ts'
import { wireGiver } from './tool/house.ts'

let folder: string
let tool: ToolServer
/** Called with each connection before anything is read of it, and with each call that was read. */
const watch = { connected: (_socket: { destroy: () => void }) => {}, read: () => {} }
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-kill-tool-'))
  tool = await toolServer((socket) => watch.connected(socket))
  tool.state.answer = (response) => {
    watch.read()
    moods.takes(response)
  }
})
afterAll(async () => {
  await tool.close()
  rmSync(folder, { recursive: true, force: true })
})

const aheadMs = tuesday + 60_000 - Date.now()
const child = (): ChildProcess =>
  spawn(process.execPath, [path.join(import.meta.dirname, 'tool/kill-child.ts'), folder, tool.url, String(aheadMs)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })

test('a giver that is killed between its claim and the answer gives nothing twice, and what it left is told', async () => {
  const approved = await approvedMessages(folder, 5)
  let now = () => Date.now() + aheadMs
  const house = await wireGiver(folder, tool.url, () => now())
  await house.arm()

  const before = child()
  watch.connected = (socket) => {
    before.kill('SIGKILL')
    socket.destroy()
  }
  await once(before, 'exit')
  watch.connected = () => {}
  const after = child()
  watch.read = () => after.kill('SIGKILL')
  await once(after, 'exit')
  watch.read = () => {}
  expect([before.signalCode, after.signalCode]).toEqual(['SIGKILL', 'SIGKILL'])
  expect(tool.received).toHaveLength(1)
  const rest = child()
  await once(rest, 'exit')
  expect(rest.exitCode).toBe(0)

  const { app } = house
  now = () => Date.now() + aheadMs + 60_000
  for (let runs = 0; runs < 3; runs++) await send.run(app)
  const ids = () => tool.received.map(({ id }) => id)
  const inState = async (state: 'unknown' | 'sending') =>
    (await sendsInState(app.db, state, ['webhook'])).map(({ id }) => id)
  expect(new Set(ids()).size).toBe(ids().length)
  const [unknown, waiting] = [await inState('unknown'), await inState('sending')]
  expect([unknown.length, waiting.length]).toEqual([2, approved.length - 2])
  expect(unknown.filter((id) => ids().includes(id))).toHaveLength(1)
  expect(waiting.every((id) => ids().includes(id))).toBe(true)

  const manager = (await userById(app.db, 'manager'))!
  for (const sendId of unknown) await resolveSend(app, manager, { sendId, to: 'queued' })
  const byId = Map.groupBy(tool.received, ({ id }) => id)
  expect([byId.size, ids().length]).toEqual([approved.length, approved.length + 1])
  for (const calls of byId.values()) expect(new Set(calls.map(({ body }) => body)).size).toBe(1)
  expect(await inState('sending')).toHaveLength(approved.length)
  expect((await verifyAudit(app.db)).broken).toBeNull()
  await house.close()
}, 60_000)
