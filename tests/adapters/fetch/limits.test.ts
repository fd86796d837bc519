import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { guardedAgent } from '../../../src/adapters/fetch/agent.ts'
import { exchange } from '../../../src/adapters/fetch/exchange.ts'
import { createFetcher, type FetcherOptions } from '../../../src/adapters/fetch.ts'
import { publisher } from './publisher.ts'

const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const fetcherFor = (port: number, options: Partial<FetcherOptions> = {}) => {
  const fetcher = createFetcher({
    userAgent: 'Daybreak test',
    allow: { host: '127.0.0.1', port },
    resolve: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    ...options,
  })
  open.push(fetcher)
  return fetcher
}

/** A server below http, which says the same to everyone. */
const tcp = async (answer: string) => {
  const server = createServer((socket) => void socket.on('error', () => {}).once('data', () => socket.write(answer)))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  open.push({ close: () => server.close() })
  return server.address() as AddressInfo
}

describe('of politeness', () => {
  test('eight hosts are asked at once and no more, one request at a time to each', async () => {
    const waiting: { host: string; response: ServerResponse }[] = []
    const server = await publisher((request, response) => {
      waiting.push({ host: request.headers.host ?? '', response })
    })
    open.push(server)
    const { fetch } = fetcherFor(server.port, { pauseMs: 0 })
    const hosts = Array.from({ length: 24 }, (_, i) => `host${i % 12}.example`)
    const all = hosts.map((host) => fetch({ url: `http://${host}:${server.port}/` }))
    let most = 0
    for (let answered = 0; answered < hosts.length; answered++) {
      await expect.poll(() => waiting.length).toBeGreaterThanOrEqual(Math.min(8, hosts.length - answered, 12))
      await sleep(5) // for one too many to come
      most = Math.max(most, waiting.length)
      expect(new Set(waiting.map(({ host }) => host)).size).toBe(waiting.length)
      waiting.shift()!.response.end('x')
    }
    await Promise.all(all)
    expect(most).toBe(8)
  })

  test('a second passes between two requests to a host', async () => {
    const server = await publisher((_request, response) => response.end('x'))
    open.push(server)
    const { fetch } = fetcherFor(server.port)
    const began = performance.now()
    await Promise.all([1, 2].map(() => fetch({ url: `http://one.example:${server.port}/` })))
    expect(performance.now() - began).toBeGreaterThanOrEqual(999)
  })
})

describe('of size', () => {
  test('a body that is more than ten mebibytes when it is unpacked is refused, however little it was packed', async () => {
    const mebibyte = Buffer.from(randomBytes(512 * 1024).toString('hex'))
    const packed = gzipSync(Buffer.concat(Array<Buffer>(11).fill(mebibyte)), { level: 1 })
    expect(packed.length).toBeLessThan(10 * 1024 * 1024)
    const server = await publisher((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(packed)
    })
    open.push(server)
    const answer = await fetcherFor(server.port).fetch({ url: server.url('/') })
    expect(answer).toMatchObject({ kind: 'refused', reason: 'too_large' })
  })

  test('what is packed twice is held to the limits in between too, though it comes to nothing in the end', async () => {
    // The outer bytes unpack to 64 MiB of empty blocks, and those to nothing.
    const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])
    const emptyBlocks = Buffer.alloc(64 * 1024 * 1024, Buffer.from([0, 0, 0, 0xff, 0xff]))
    const packed = gzipSync(Buffer.concat([head, emptyBlocks]), { level: 1 })
    const server = await publisher((_request, response) => {
      response.setHeader('content-encoding', 'gzip, gzip').end(packed)
    })
    open.push(server)
    const answer = await fetcherFor(server.port).fetch({ url: server.url('/') })
    expect(answer).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/^too_(?:large|compressed)$/) })
  })

  test('a body that drips in byte by byte is not held byte by byte', async () => {
    const bytes = 50_000
    const server = await tcp(
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(bytes)}0\r\n\r\n`,
    )
    const allow = { host: '127.0.0.1', port: server.port }
    const agent = guardedAgent({ allow, resolve: undefined, connectMs: 5_000, headersMs: 5_000 })
    open.push({ close: () => agent.destroy() })
    const url = new URL(`http://127.0.0.1:${server.port}/`)
    const { packed } = await exchange(agent, url, {}, { timeoutMs: 10_000, signal: undefined })
    expect(Buffer.concat(packed).toString()).toBe('x'.repeat(bytes))
    expect(packed.length).toBeLessThan(1_200)
  })

  test('five redirects are followed and a sixth is not', async () => {
    const server = await publisher((request, response) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) response.end('here')
      else response.writeHead(302, { location: `/${left - 1}` }).end()
    })
    open.push(server)
    const { fetch } = fetcherFor(server.port, { pauseMs: 0 })
    expect(await fetch({ url: server.url('/5') })).toMatchObject({ kind: 'ok' })
    expect(await fetch({ url: server.url('/6') })).toMatchObject({ kind: 'refused', reason: 'too_many_redirects' })
  })
})
