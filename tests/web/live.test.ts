import { once } from 'node:events'
import type { Server } from 'node:http'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { createLive } from '../../src/pipeline/live.ts'
import { changePerson } from '../../src/pipeline/people.ts'
import * as t from '../../src/store/schema/index.ts'
import { type Browser, makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
let server: Server
let port: number
const open: IncomingMessage[] = []

beforeEach(async () => {
  desk = await makeDesk()
  desk.app.live = createLive({ beatMs: 40, mostEach: 2, mostInAll: 3 })
  server = serve({ fetch: desk.web.fetch, hostname: '127.0.0.1', port: 0 }) as Server
  if (!server.listening) await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  for (const answer of open.splice(0)) answer.destroy()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await desk.close()
})

/** A window that listens, over a socket as a browser's would. */
const listen = async (person: Browser, headers: Record<string, string> = {}, path = '/runs/live') => {
  const cookie = [...person.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const request = get({ host: '127.0.0.1', port, path, headers: { cookie, ...headers } })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  open.push(answer)
  let said = ''
  let isOver = false
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  answer.once('close', () => {
    isOver = true
  })
  const heard = async (what: RegExp) => await expect.poll(() => said, { timeout: 5_000 }).toMatch(what)
  const over = async () => await expect.poll(() => isOver, { timeout: 5_000 }).toBe(true)
  return { answer, heard, over, said: () => said }
}

test('an open window hears how far the run is, that it ended, and what it brought for its own person', async () => {
  const [rep, manager] = [await listen(await desk.as('rep')), await listen(await desk.as('manager'))]
  expect(rep.answer.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  desk.app.live.tell({ stage: 'poll', done: 120, total: 400 })
  await rep.heard(/event: progress\ndata: .*Reading feeds · 120 of 400/)
  desk.state.now += 1_000
  await atomically(desk.app.db, (tx) => [tx.update(t.queueItems).set({ appendedAt: desk.state.now })])
  desk.app.live.end()
  await rep.heard(/event: ended\ndata: {"fresh":1}/)
  await manager.heard(/event: ended\ndata: {"fresh":0}/)
})

test('a page made during a run says so without script', async () => {
  desk.app.live.tell({ stage: 'draft', done: 3, total: 12 })
  expect(await (await desk.as('rep')).page('/')).toContain('Writing drafts · 3 of 12')
  desk.app.live.end()
  expect(await (await desk.as('rep')).page('/')).not.toContain('Writing drafts')
})

test('silence is broken by a beat, so that no proxy takes the window for dead', async () => {
  const window = await listen(await desk.as('rep'))
  await window.heard(/(event: beat\s+data:\s+){2}/)
})

test('windows are few, each person’s and all together, and one that closes makes room', async () => {
  const [rep, other, manager] = [await desk.as('rep'), await desk.as('other'), await desk.as('manager')]
  const first = await listen(rep)
  await listen(rep)
  const refused = await listen(rep)
  expect([refused.answer.statusCode, refused.answer.headers['retry-after']]).toEqual([503, '60'])
  await listen(other)
  expect((await listen(manager)).answer.statusCode).toBe(503)
  first.answer.destroy()
  await expect.poll(async () => (await listen(manager)).answer.statusCode, { timeout: 5_000 }).toBe(200)
})

test('signing out ends it, and so does being disabled', async () => {
  const [rep, other] = [await desk.as('rep'), await desk.as('other')]
  const windows = [await listen(rep), await listen(other)]
  await windows[0]!.heard(/beat/)
  await rep.submit('/sign-out')
  await changePerson(desk.app, desk.admin.id, 'other', { active: false })
  await windows[0]!.over()
  await windows[1]!.over()
})

test('nobody listens from another site or signed out, and a listening window is no visit', async () => {
  const rep = await desk.as('rep')
  expect((await listen(rep, { 'sec-fetch-site': 'cross-site' })).answer.statusCode).toBe(403)
  expect((await listen(rep, { 'sec-fetch-site': 'same-site' })).answer.statusCode).toBe(403)
  rep.jar.clear()
  expect((await listen(rep)).answer.statusCode).toBe(303)
  const idle = await desk.as('rep')
  const window = await listen(idle)
  desk.state.now += 4 * 24 * 3_600_000
  await window.over() // idle for three days is over, though the window was open
})

test('open windows do not hold up a stop', async () => {
  const window = await listen(await desk.as('rep'))
  await window.heard(/beat/)
  desk.app.live.close()
  await window.over()
  expect((await listen(await desk.as('rep'))).answer.statusCode).toBe(503)
})
