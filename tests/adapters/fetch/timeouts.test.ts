import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setImmediate as macrotask } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createFetcher, type FetchAnswer } from '../../../src/adapters/fetch.ts'

// Only the clock is ours here: sockets are real, and half a minute passes in a moment. It is set once and in a file of
// its own, because undici keeps a timer from one request to the next.
beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterAll(() => void vi.useRealTimers())

const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const fetcherFor = (port: number) => {
  const fetcher = createFetcher({
    userAgent: 'Daybreak test',
    allow: { host: '127.0.0.1', port },
    resolve: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  })
  open.push(fetcher)
  return fetcher
}

/** A server below http, which does what it is told with each connection. */
const tcp = async (greet: (socket: Socket) => void = () => {}) => {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}))
    greet(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  return { port: (server.address() as AddressInfo).port, sockets }
}

/** How long it took until the answer came, on the clock that the fetcher sees; to the half second. */
const secondsUntil = async (pending: Promise<FetchAnswer>, isUnderWay: () => boolean) => {
  let answer: FetchAnswer | null = null
  void pending.then((came) => {
    answer = came
  })
  while (!isUnderWay()) await macrotask()
  for (let i = 0; i < 20; i++) await macrotask()
  let ms = 0
  for (; answer === null && ms < 60_000; ms += 500) {
    await vi.advanceTimersByTimeAsync(500)
    for (let i = 0; i < 5; i++) await macrotask()
  }
  return { answer: answer as FetchAnswer | null, seconds: ms / 1000 }
}

test('a connection that does not come about is given up after ten seconds', async () => {
  const { port, sockets } = await tcp() // and never says a word of TLS
  const pending = fetcherFor(port).fetch({ url: `https://slow.example:${port}/` })
  const { answer, seconds } = await secondsUntil(pending, () => sockets.length > 0)
  expect(answer).toMatchObject({ kind: 'failed', reason: 'timeout' })
  expect(Math.abs(seconds - 10)).toBeLessThanOrEqual(1.5)
})

test('headers that do not come are given up after fifteen seconds', async () => {
  const { port, sockets } = await tcp()
  const pending = fetcherFor(port).fetch({ url: `http://slow.example:${port}/` })
  const { answer, seconds } = await secondsUntil(pending, () => sockets.length > 0)
  expect(answer).toMatchObject({ kind: 'failed', reason: 'timeout' })
  expect(Math.abs(seconds - 15)).toBeLessThanOrEqual(1.5)
})

test('a body that does not end is given up after thirty seconds, and its socket is closed', async () => {
  let begun = false
  const { port, sockets } = await tcp((socket) =>
    socket.once('data', () => {
      begun = socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n\r\n<rss>')
    }),
  )
  const pending = fetcherFor(port).fetch({ url: `http://slow.example:${port}/` })
  const { answer, seconds } = await secondsUntil(pending, () => begun)
  expect(answer).toMatchObject({ kind: 'failed', reason: 'timeout' })
  expect(Math.abs(seconds - 30)).toBeLessThanOrEqual(1.5)
  for (let i = 0; !sockets[0]!.destroyed && i < 10_000; i++) await macrotask()
  expect(sockets[0]!.destroyed).toBe(true)
})

test('a server that wants its connection kept for ten minutes does not keep it', async () => {
  const answer = 'HTTP/1.1 200 OK\r\nkeep-alive: timeout=600\r\ncontent-length: 1\r\n\r\nx'
  const { port, sockets } = await tcp((socket) => void socket.on('data', () => socket.write(answer)))
  const fetched = fetcherFor(port).fetch({ url: `http://kept.example:${port}/` })
  expect((await secondsUntil(fetched, () => sockets.length > 0)).answer).toMatchObject({ kind: 'ok' })
  for (let i = 0; i < 20 && !sockets[0]!.destroyed; i++) {
    await vi.advanceTimersByTimeAsync(500)
    for (let j = 0; j < 20; j++) await macrotask()
  }
  expect(sockets[0]!.destroyed).toBe(true)
})
