import { createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Given, openWebhook, type WebhookSettings } from '../../../src/adapters/webhook.ts'
import type { HandOutAbout } from '../../../src/core/hand-out.ts'
import { isSigned, type Mood, moods, type ToolServer, toolSecret, toolServer } from '../../support/tool-server.ts'
import { approved } from '../mail/approved.ts'

let tool: ToolServer
beforeEach(async () => {
  tool = await toolServer()
})
afterEach(() => tool.close())

const now = Date.UTC(2026, 10, 24, 9)
const about: HandOutAbout = {
  id: 'h1',
  kind: 'first_touch',
  approvedAt: now - 60_000,
  urgency: 'high',
  recipient: { name: 'Mara Example', title: 'VP Sales', timeZone: null },
  account: { id: 'account', externalId: null, name: 'Northwind Robotics' },
  owner: { name: 'Ida Example', email: 'ida@brightshift.example' },
  attribution: { triggerKind: 'funding', triggerId: 't', pursuitId: 'p', tier: 1, icp: null },
  answerUrl: 'http://127.0.0.1:4310/api/hand-outs/h1/sent',
}
const give = async (settings: Partial<WebhookSettings> = {}): Promise<Given> =>
  await openWebhook({ url: tool.url, secret: toolSecret, now: () => now, deadlineMs: 400, ...settings }).give(
    approved(),
    about,
  )

test('a hand-out arrives with the approved words, its attribution and a signature that anybody can verify', async () => {
  expect(await give()).toEqual({ end: 'taken', reply: 'The tool took it (202)' })
  const [call] = tool.received
  expect(await isSigned(call!, toolSecret)).toBe(true)
  expect(await isSigned({ ...call!, body: `${call!.body} ` }, toolSecret)).toBe(false)
  expect(await isSigned({ ...call!, id: 'h2' }, toolSecret)).toBe(false)
  expect(call).toMatchObject({ id: 'h1', timestamp: String(now / 1000) })
  const { message } = approved()
  expect(JSON.parse(call!.body)).toMatchObject({
    type: 'email',
    idempotency_key: 'h1',
    urgency: 'high',
    subject: message.subject,
    body: message.text,
    recipient: { email: message.to, title: 'VP Sales' },
    sender: { from: message.from, reply_to: message.replyTo },
    attribution: { trigger_kind: 'funding', account_id: 'account', pursuit_id: 'p', tier: 1 },
    approved_at: '2026-11-24T08:59:00Z',
    callback_url: about.answerUrl,
  })
})

test('the signature is that of the specification', async () => {
  // The example that its libraries publish.
  const known = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: '1614265330',
    body: '{"test": 2432232314}',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    url: '',
  }
  expect(await isSigned(known, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBe(true)
  const webhook = openWebhook({ url: tool.url, secret: toolSecret.replace('whsec_', ''), now: () => now })
  expect(await webhook.ping('p1')).toMatchObject({ end: 'taken' })
  expect(JSON.parse(tool.received[0]!.body)).toEqual({ type: 'ping', idempotency_key: 'p1' })
  expect(await isSigned(tool.received[0]!, toolSecret)).toBe(true)
})

describe('of a tool that has read the call', () => {
  const ends: Record<Mood, Given['end']> = {
    takes: 'taken',
    garbage: 'taken',
    endless: 'taken',
    broken_off: 'taken',
    slow: 'taken',
    conflicts: 'refused',
    unwilling: 'refused',
    elsewhere: 'unknown',
    breaks: 'unknown',
    resets: 'unknown',
    silent: 'unknown',
    babbles: 'unknown',
    drips: 'unknown',
  }
  test.each(Object.entries(ends) as [Mood, Given['end']][])(
    'that %s: %s, asked once, within the deadline',
    async (mood, end) => {
      tool.state.answer = moods[mood]
      const before = performance.now()
      const given = await give()
      expect(given.end, given.reply).toBe(end)
      expect(given.reply).toMatch(/^(The tool|Nobody knows)/)
      expect(performance.now() - before).toBeLessThan(2_000)
      expect(tool.state.connections).toBe(1)
      expect(tool.received.map(({ url }) => url)).toEqual(['/in'])
    },
  )
})

describe('without a tool that reads', () => {
  test('a connection that is refused is certain: it was not taken', async () => {
    await tool.close()
    expect(await give()).toMatchObject({ end: 'refused', reply: expect.stringContaining('not reached') })
    tool = await toolServer()
  })

  test('a connection that ends is certain only where it took no byte of ours', async () => {
    const at = async (connected: (socket: Socket) => void) => {
      const rude = createServer((socket) => connected(socket.on('error', () => undefined)))
      await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve))
      const { port } = rude.address() as { port: number }
      const given = await give({ url: `http://127.0.0.1:${port}/in` })
      await new Promise((resolve) => rude.close(resolve))
      return given.end
    }
    for (const fate of ['destroy', 'resetAndDestroy'] as const) {
      expect(['refused', 'unknown']).toContain(await at((socket) => socket[fate]()))
      const afterOurs = (socket: Socket) => setTimeout(() => socket.pause()[fate](), 60)
      expect(await at(afterOurs)).toBe('unknown')
    }
  })

  test('a name that leads into a private network is refused, whatever the configuration names on loopback', async () => {
    const resolve = ((_name: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(null, [{ address: '127.0.0.1', family: 4 }])) as never
    const { port } = new URL(tool.url)
    for (const url of [`https://tool.example:${port}/in`, 'https://10.0.0.7/in', 'https://[::ffff:127.0.0.1]/in'])
      expect(await give({ url, resolve })).toMatchObject({ end: 'refused', reply: expect.stringContaining('not') })
    expect(tool.state.connections).toBe(0)
  })
})
