import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFeeds } from '../../src/store/feeds.ts'
import { type Answer, dayMs, hourMs, makeWorld, minuteMs, noon, rss, sends, type World } from './poll/world.ts'

const good = rss([{ id: 'a', at: noon - hourMs }])
const body = (inner: string, head = '') =>
  `<?xml version="1.0"?>${head}<rss version="2.0"><channel>${inner}</channel></rss>`
const item = (inner: string) => body(`<item><guid>a</guid>${inner}</item>`)
const moved = (location: string, status = 301) => sends('', { location }, status)
const nested = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')
const mebibyte = Buffer.alloc(1024 * 1024, '<item>')

const drips: Answer = (request, response) => {
  const drip = setInterval(() => response.write('<'), 20)
  request.socket.on('close', () => clearInterval(drip))
}
const endless: Answer = (_request, response) => {
  const pour = () => {
    while (!response.destroyed && response.write(mebibyte)) {}
  }
  response.on('drain', pour)
  pour()
}
const lyingLength: Answer = (_request, response) => {
  response.writeHead(200, { 'content-length': 100_000 })
  response.write(good)
  setTimeout(() => response.socket?.destroy(), 50)
}
const newTagEachTime = (): Answer => {
  let count = 0
  return (_request, response) => response.setHeader('etag', `"${++count}"`).end(good)
}
const alwaysUnchanged: Answer = (_request, response) => void response.writeHead(304).end()

/** What each hostile publisher does, and what one poll makes of it: nothing stored, the answer in words. */
const refused: Record<string, [Answer, RegExp]> = {
  drips: [drips, /Not finished in time/],
  silent: [() => {}, /Not finished in time/],
  endless: [endless, /More than 10 MiB/],
  bomb: [sends(gzipSync(Buffer.alloc(9 * 1024 * 1024)), { 'content-encoding': 'gzip' }), /Grows more than 100 times/],
  liesaboutlength: [lyingLength, /broken|connection/i],
  liesaboutpacking: [sends(good, { 'content-encoding': 'gzip' }), /broken/],
  loops: [moved('/feed', 302), /More than 5 redirects/],
  file: [moved('file:///etc/passwd'), /Not a web address/],
  rebinds: [sends(good), /10\.0\.0\.7/],
  logsin: [sends('<!doctype html><html><body><form>Sign in</form></body></html>'), /A web page where a feed/],
  empty: [sends(''), /The answer was empty/],
  noise: [sends(Buffer.alloc(50_000, 7)), /Not a feed/],
  otherjson: [sends('{"error":"try later"}'), /JSON, but not a JSON Feed/],
  unchanged: [alwaysUnchanged, /nothing changed since a time we did not name/],
  slowdown: [sends('', { 'retry-after': '7200' }, 429), /answered 429/],
  maintenance: [sends('', { 'retry-after': new Date(noon + 5 * hourMs).toUTCString() }, 503), /answered 503/],
  garbled: [sends('', { 'retry-after': 'when we are done' }, 429), /answered 429/],
  nextyear: [sends('', { 'retry-after': '31536000' }, 503), /answered 503/],
  gone: [sends('', {}, 410), /answered 410/],
}
const privateAddresses = ['127.0.0.1:9', '2130706433', '0x7f.1', '017700000001', '[::1]', '[::ffff:7f00:1]', '10.0.0.1']
privateAddresses.push('169.254.169.254', '[64:ff9b::7f00:1]', '[2002:7f00:1::]')
for (const [i, host] of privateAddresses.entries())
  refused[`inward${i}`] = [moved(`http://${host}/`), /not a public address|is at/]

/** Bodies that mean harm and are read all the same, for what they are. */
const read: Record<string, Answer> = {
  entities: sends(
    body('<item><guid>a</guid><title>Before &e9; after</title></item>', `<!DOCTYPE rss [<!ENTITY e0 "ha">${nested}]>`),
  ),
  deep: sends(body(`<item><guid>a</guid><title>Deep</title></item><item>${'<x>'.repeat(100_000)}`)),
  deeptext: sends(item(`<title>Deep</title><description><![CDATA[${'<div>'.repeat(100_000)}words]]></description>`)),
  attributes: sends(
    item(`<title>Wide</title><x ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
  ),
  script: sends(item('<title>&lt;script&gt;alert(1)&lt;/script&gt;Office opened</title>')),
  jslink: sends(item('<title>Link</title><link>javascript:alert(1)</link>')),
  charset: sends(item('<title>Zürich</title>'), { 'content-type': 'text/xml; charset=iso-8859-1' }),
  newtags: newTagEachTime(),
}

/** How long an idle event loop of this machine is delayed meanwhile, at p99 in ms: what others do is not ours. */
const busyness = () => {
  const idle = `
    const { monitorEventLoopDelay } = require('node:perf_hooks')
    const delay = monitorEventLoopDelay({ resolution: 10 })
    delay.enable()
    require('node:worker_threads').parentPort.once('message', () => process.exit(Math.round(delay.percentile(99) / 1e6)))`
  const worker = new Worker(idle, { eval: true, execArgv: [] })
  return {
    stop: async (): Promise<number> => {
      worker.postMessage('stop')
      const [p99] = await once(worker, 'exit')
      return p99 as number
    },
  }
}

let world: World
let loopDelayMs = 0
let goodBeforeSlow = false

beforeAll(async () => {
  world = await makeWorld({ timeouts: { totalMs: 8_000 } })
  for (const [key, [answer]] of Object.entries(refused)) await world.watch(key, answer)
  for (const [key, answer] of Object.entries(read)) await world.watch(key, answer)
  for (let i = 0; i < 20; i++) await world.watch(`good${i}`, sends(good))
  await world.test('good0') // what is loaded once is loaded
  const delay = monitorEventLoopDelay({ resolution: 10 })
  const { stop } = busyness()
  delay.enable()
  const run = world.pollAfter(0)
  const watcher = setInterval(async () => {
    const feeds = await listFeeds(world.app.db)
    const slow = feeds.find(({ key }) => key === 'drips')
    const ends = feeds.filter(({ key }) => key.startsWith('good'))
    if (slow?.lastPolledAt === null && ends.every(({ state }) => state === 'ok')) goodBeforeSlow = true
  }, 200)
  await run
  clearInterval(watcher)
  delay.disable()
  loopDelayMs = delay.percentile(99) / 1e6 - (await stop())
}, 60_000)
afterAll(async () => world.close())

describe('beside publishers who mean harm', () => {
  test('the other feeds are read before the slow ones end', async () => {
    expect(goodBeforeSlow).toBe(true)
    for (let i = 0; i < 20; i++) expect(await world.documents(`good${i}`)).toHaveLength(1)
  })

  test('the event loop stays free', () => {
    expect(loopDelayMs).toBeLessThan(100)
  })

  test.each(Object.entries(refused))('%s is refused, said in words, and asked again later', async (key, [, words]) => {
    const feed = await world.feed(key)
    expect(feed.lastAnswer).toMatch(words)
    expect(feed).toMatchObject({ state: 'new', failures: 1, verifiedAt: null, bodyHash: null, leasedBy: null })
    expect(feed.nextPollAt).toBeGreaterThanOrEqual(noon + 10 * minuteMs)
    expect(feed.nextPollAt).toBeLessThanOrEqual(noon + dayMs)
    expect(await world.documents(key)).toEqual([])
  })

  test.each(Object.keys(read))('%s is read for what it is', async (key) => {
    const [document, ...more] = await world.documents(key)
    expect(more).toEqual([])
    expect(JSON.stringify(document).length).toBeLessThan(50_000)
    expect(`${document?.title} ${document?.summary}`).not.toMatch(/<script|javascript:|ha{2}ha/)
    expect(document?.url ?? '').not.toMatch(/^javascript/)
  })

  test('titles lose scripts and keep their letters', async () => {
    expect((await world.documents('script'))[0]?.title).toBe('Office opened')
    expect((await world.documents('charset'))[0]?.title).toBe('Zürich')
    expect((await world.documents('jslink'))[0]?.url).toBeNull()
  })

  test('hosts are left alone for as long as they ask, at most a day', async () => {
    const waits = new Map((await world.hosts()).map(({ host, waitUntil }) => [host.split('.')[0], waitUntil - noon]))
    expect(waits.get('slowdown')).toBeGreaterThanOrEqual(2 * hourMs)
    expect(waits.get('maintenance')).toBeGreaterThanOrEqual(5 * hourMs)
    expect(waits.get('garbled')).toBeGreaterThanOrEqual(10 * minuteMs)
    expect(waits.get('garbled')).toBeLessThanOrEqual(11 * minuteMs)
    expect(waits.get('nextyear')).toBe(dayMs)
  })

  test('what was good before stays when a publisher turns', async () => {
    const before = await world.documents('good0')
    for (const key of ['logsin', 'empty', 'bomb', 'liesaboutlength', 'gone']) {
      world.answer('good0', refused[key]![0])
      await world.test('good0')
    }
    expect(await world.documents('good0')).toEqual(before)
    expect(await world.feed('good0')).toMatchObject({ state: 'degraded', failures: 5 })
    world.answer('good0', sends(good))
    expect(await world.test('good0')).toMatchObject({ failed: false, documents: 0 })
  })
})
