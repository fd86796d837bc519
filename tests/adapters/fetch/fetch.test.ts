import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { createFetcher, type Fetcher, type FetcherOptions } from '../../../src/adapters/fetch.ts'
import { type Publisher, publisher } from './publisher.ts'

const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const now = Date.UTC(2026, 2, 3, 12)

async function serving(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  options: Partial<FetcherOptions> = {},
): Promise<Publisher & Pick<Fetcher, 'fetch'>> {
  const server = await publisher(answer)
  const allow = { host: server.host, port: server.port }
  const fetcher = createFetcher({ userAgent: 'Daybreak test', allow, pauseMs: 0, now: () => now, ...options })
  open.push(fetcher, server)
  return { ...server, fetch: fetcher.fetch }
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('an ordinary answer', () => {
  test('comes back whole, with its address, headers and time', async () => {
    const { fetch, url } = await serving((request, response) => {
      response.setHeader('ETag', '"a"').end(`${request.headers['user-agent']} ${request.headers['if-none-match']}`)
    })
    const answer = await fetch({ url: url('/feed?x=1'), headers: { 'if-none-match': '"z"' } })
    expect(answer).toMatchObject({ kind: 'ok', movedTo: null })
    if (answer.kind !== 'ok') return
    expect(text(answer.body.bytes)).toBe('Daybreak test "z"')
    expect(answer.body).toMatchObject({ url: url('/feed?x=1'), status: 200, fetchedAt: now })
    expect(answer.body.headers.etag).toBe('"a"')
  })

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['gzip, br', (body: Buffer) => brotliCompressSync(gzipSync(body))],
  ] as const)('packed with %s is unpacked', async (encoding, pack) => {
    const body = 'Acme Robotics opens an office. '.repeat(500)
    const { fetch, url } = await serving((_, response) => {
      response.setHeader('content-encoding', encoding).end(pack(Buffer.from(body)))
    })
    const answer = await fetch({ url: url('/') })
    expect(answer.kind === 'ok' && text(answer.body.bytes)).toBe(body)
  })

  test('304 is "not modified", with the validators it brings', async () => {
    const { fetch, url } = await serving((_, response) => response.writeHead(304, { etag: '"b"' }).end())
    expect(await fetch({ url: url('/') })).toMatchObject({ kind: 'not_modified', headers: { etag: '"b"' } })
  })
})

describe('a refusal of the server', () => {
  test.each([
    ['90', 90_000],
    ['Tue, 03 Mar 2026 12:10:00 GMT', 600_000],
    ['Tue, 03 Mar 2026 11:00:00 GMT', 0],
    ['Wed, 03 Mar 2027 12:00:00 GMT', 86_400_000],
    ['31536000', 86_400_000],
    ['soon', null],
    ['-5', null],
    ['1e9', null],
    ['2026-03-03', null],
  ])('with Retry-After %s says how long to wait', async (header, retryAfterMs) => {
    const { fetch, url } = await serving((_, response) =>
      response.writeHead(429, { 'retry-after': header }).end('slow'),
    )
    expect(await fetch({ url: url('/') })).toMatchObject({ kind: 'status', status: 429, retryAfterMs })
  })

  test('503 without Retry-After, 404 and 500 are told by their number', async () => {
    const { fetch, url } = await serving((request, response) => response.writeHead(Number(request.url?.slice(1))).end())
    for (const status of [404, 500, 503]) {
      expect(await fetch({ url: url(`/${status}`) })).toMatchObject({ kind: 'status', status, retryAfterMs: null })
    }
  })
})

describe('redirects', () => {
  const hops = (routes: Record<string, [number, string]>) => (request: IncomingMessage, response: ServerResponse) => {
    const [status, location] = routes[request.url ?? ''] ?? []
    if (status) response.writeHead(status, { location }).end()
    else response.end('here')
  }

  test('are followed, and only the permanent ones up front move the feed', async () => {
    const { fetch, url } = await serving(
      hops({ '/a': [301, '/b'], '/b': [308, '/c'], '/c': [302, '/d'], '/d': [301, '/e'], '/t': [302, '/e'] }),
    )
    const moved = await fetch({ url: url('/a') })
    expect(moved).toMatchObject({ kind: 'ok', movedTo: url('/c'), body: { url: url('/e') } })
    expect(await fetch({ url: url('/t') })).toMatchObject({ kind: 'ok', movedTo: null })
  })

  test('are told instead of followed when the asker wants to ask for leave first', async () => {
    const { fetch, url, asked } = await serving(hops({ '/a': [302, '/b'] }))
    const told = await fetch({ url: url('/a'), redirects: 'tell' })
    expect(told).toMatchObject({ kind: 'redirect', to: url('/b'), permanent: false })
    expect(asked).toEqual(['/a'])
  })

  test('in a loop end after five', async () => {
    const { fetch, url, asked } = await serving(hops({ '/a': [302, '/b'], '/b': [302, '/a'] }))
    expect(await fetch({ url: url('/a') })).toMatchObject({ kind: 'refused', reason: 'too_many_redirects' })
    expect(asked).toHaveLength(6)
  })

  test.each([
    'file:///etc/passwd',
    'data:text/xml,<rss/>',
    'javascript:alert(1)',
    'ftp://files.example/feed',
    'http://',
  ])('to %s are refused', async (location) => {
    const { fetch, url } = await serving(hops({ '/a': [301, location] }))
    expect(await fetch({ url: url('/a') })).toMatchObject({ kind: 'refused', reason: 'not_http' })
  })

  test.each([
    '127.0.0.1:9',
    'localhost:9',
    '0x7f.1:9',
    '2130706433',
    '017700000001',
    '127.1',
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[fc00::1]',
    '[fe80::1]',
    '[ff02::1]',
    '[2001:db8::1]',
    '%E2%91%A0%E2%91%A1%E2%91%A6.0.0.1',
  ])('to the private address %s are refused', async (host) => {
    const { fetch, url } = await serving(hops({ '/a': [302, `http://${host}/`] }))
    expect(await fetch({ url: url('/a') })).toMatchObject({ kind: 'refused', reason: 'private_address' })
  })
})

describe('private addresses', () => {
  test('are refused without the one exception, and the exception is one port', async () => {
    const server = await publisher((_, response) => response.end('secret'))
    const strict = createFetcher({ userAgent: 'Daybreak test', pauseMs: 0 })
    const other = createFetcher({ userAgent: 'Daybreak test', pauseMs: 0, allow: { host: server.host, port: 9 } })
    open.push(server, strict, other)
    for (const fetcher of [strict, other]) {
      expect(await fetcher.fetch({ url: server.url('/') })).toMatchObject({
        kind: 'refused',
        reason: 'private_address',
      })
    }
    expect(server.asked).toEqual([])
  })

  test('are refused when a public name turns to one, or has one among others', async () => {
    const server = await publisher((_, response) => response.end('secret'))
    const addresses = [['203.0.114.7', '127.0.0.1'], ['127.0.0.1'], ['::ffff:127.0.0.1']]
    const fetcher = createFetcher({
      userAgent: 'Daybreak test',
      pauseMs: 0,
      resolve: (_host, _options, done) =>
        done(
          null,
          (addresses.shift() ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
    })
    open.push(server, fetcher)
    for (let i = 0; i < 3; i++) {
      const answer = await fetcher.fetch({ url: `http://rebinding.example:${server.port}/` })
      expect(answer).toMatchObject({ kind: 'refused', reason: 'private_address' })
    }
    expect(server.asked).toEqual([])
  })
})

describe('a hostile body', () => {
  test('that never ends is let go at ten mebibytes', async () => {
    const chunk = Buffer.alloc(256 * 1024, 'x')
    let sent = 0
    const { fetch, url } = await serving((_, response) => {
      const pour = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length
        sent += chunk.length
      }
      response.on('drain', pour)
      pour()
    })
    expect(await fetch({ url: url('/') })).toMatchObject({ kind: 'refused', reason: 'too_large' })
    expect(sent).toBeLessThan(40 * 1024 * 1024)
  })

  test('that says it is larger is not even begun', async () => {
    const { fetch, url } = await serving((_, response) => {
      response.writeHead(200, { 'content-length': 11 * 1024 * 1024 })
      response.write('x')
    })
    expect(await fetch({ url: url('/') })).toMatchObject({ kind: 'refused', reason: 'too_large' })
  })

  test.each([
    ['gzip', gzipSync(Buffer.alloc(9 * 1024 * 1024))],
    ['br', brotliCompressSync(Buffer.alloc(9 * 1024 * 1024))],
    ['zstd', zstdCompressSync(Buffer.alloc(9 * 1024 * 1024))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(9 * 1024 * 1024)))],
  ])('that is a %s bomb is refused', async (encoding, body) => {
    const { fetch, url } = await serving((_, response) => response.setHeader('content-encoding', encoding).end(body))
    expect(await fetch({ url: url('/') })).toMatchObject({ kind: 'refused', reason: 'too_compressed' })
  })

  test('packed in an unknown way, or too often, is refused', async () => {
    for (const encoding of ['compress', 'gzip, gzip, gzip']) {
      const { fetch, url } = await serving((_, response) => response.setHeader('content-encoding', encoding).end('x'))
      expect(await fetch({ url: url('/') })).toMatchObject({ kind: 'refused', reason: 'unknown_encoding' })
    }
  })

  test('that drips is given up when its time is over, and its socket is closed', async () => {
    let closed = false
    const { fetch, url } = await serving(
      (request, response) => {
        const drip = setInterval(() => response.write('x'), 20)
        request.socket.on('close', () => {
          closed = true
          clearInterval(drip)
        })
      },
      { timeouts: { totalMs: 300 } },
    )
    expect(await fetch({ url: url('/') })).toMatchObject({ kind: 'failed', reason: 'timeout' })
    await expect.poll(() => closed).toBe(true)
  })

  test('whose length is a lie is a broken answer or the length it says, never a hang', async () => {
    const { fetch, url } = await serving((request, response) => {
      response.writeHead(200, { 'content-length': request.url === '/more' ? 100 : 3 })
      response.socket?.write('abcdefgh')
      response.socket?.end()
      response.flushHeaders()
    })
    expect((await fetch({ url: url('/more') })).kind).toBe('failed')
    expect(['ok', 'failed']).toContain((await fetch({ url: url('/less') })).kind)
  })

  test('that is not what its encoding says is a broken answer', async () => {
    const { fetch, url } = await serving((_, response) => response.setHeader('content-encoding', 'gzip').end('plain'))
    expect(await fetch({ url: url('/') })).toMatchObject({ kind: 'failed', reason: 'broken_answer' })
  })

  test('no headers at all is a timeout, a closed door a failed connection', async () => {
    const { fetch, url } = await serving(() => {}, { timeouts: { totalMs: 200 } })
    expect(await fetch({ url: url('/') })).toMatchObject({ kind: 'failed', reason: 'timeout' })
    const { fetch: again, url: gone } = await serving((request) => request.socket.destroy())
    expect(await again({ url: gone('/') })).toMatchObject({ kind: 'failed', reason: 'connection' })
  })
})

test('a caller can stop a request', async () => {
  const { fetch, url } = await serving(() => {})
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 50)
  expect(await fetch({ url: url('/') }, { signal: stop.signal })).toMatchObject({ kind: 'failed', reason: 'aborted' })
})

test('a header that cannot be sent is a failure, not an exception', async () => {
  const { fetch, url } = await serving((_, response) => response.end())
  expect((await fetch({ url: url('/'), headers: { 'if-none-match': 'a\r\nb: c' } })).kind).toBe('failed')
})
