import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dayMs, hourMs, makeWorld, minuteMs, noon, rss, sends, type World } from './poll/world.ts'

let folder: string
let world: World
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-poll-'))
  world = await makeWorld({ file: path.join(folder, 'poll.sqlite') })
})
afterEach(async () => {
  await world.close()
  rmSync(folder, { recursive: true })
})

const one = rss([{ id: 'a', at: noon - hourMs }])
const many = rss(Array.from({ length: 250 }, (_, i) => ({ id: `${i}` })))

describe('after a restart', () => {
  test('a feed is not asked sooner than its publisher said before it', async () => {
    await world.watch('wire', sends(rss([{ id: 'a' }], '<ttl>600</ttl>')))
    await world.pollAfter(0)
    await world.restart()
    await world.pollAfter(10 * hourMs - 1)
    expect(world.asked).toHaveLength(1)
    await world.pollAfter(hourMs + 1)
    expect(world.asked).toHaveLength(2)
  })

  test('a host that asked us to wait is left alone by all its feeds, the failing feed by its backoff', async () => {
    await world.watch('a', sends('', { 'retry-after': '7200' }, 429), { host: 'both.example', path: '/a' })
    await world.watch('broken', sends('', {}, 500))
    await world.pollAfter(0)
    await world.restart()
    await world.watch('b', sends(one), { host: 'both.example', path: '/b' })
    await world.pollAfter(9 * minuteMs)
    await world.test('b')
    expect(world.asked).toHaveLength(2)
    await world.pollAfter(3 * hourMs)
    expect(world.asked.map(({ path }) => path).sort()).toEqual(['/a', '/a', '/b', '/feed', '/feed'])
  })

  test('validators are still known, and so is how far a move was believed', async () => {
    await world.watch('wire', sends('', { location: world.url('new.example', '/feed') }, 301))
    world.answer('new', sends(one, { etag: '"n"' }))
    for (let day = 0; day < 3; day++) {
      await world.pollAfter(day === 0 ? 0 : dayMs)
      await world.restart()
    }
    expect(world.asked.map(({ headers }) => headers['if-none-match']).filter(Boolean)).toHaveLength(4)
    expect(await world.feed('wire')).toMatchObject({ address: world.url('new.example', '/feed') })
  })
})

describe('what a publisher says of its rhythm', () => {
  test('in the syndication module counts like a ttl', async () => {
    const namespace = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    const body = rss(
      [{ id: 'a' }],
      '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>',
    )
    await world.watch('wire', sends(body.replace('<rss ', `<rss ${namespace} `)))
    await world.pollAfter(0)
    const wait = (await world.feed('wire')).nextPollAt - noon
    expect(wait).toBeGreaterThanOrEqual(12 * hourMs)
    expect(wait).toBeLessThanOrEqual(13.2 * hourMs)
  })

  test('counts by the longest of body and server', async () => {
    await world.watch('wire', sends(rss([{ id: 'a' }], '<ttl>120</ttl>'), { 'cache-control': 'max-age=18000' }))
    await world.pollAfter(0)
    expect((await world.feed('wire')).nextPollAt - noon).toBeGreaterThanOrEqual(5 * hourMs)
  })
})

describe('validators', () => {
  test('are saved with the items or not at all', async () => {
    await world.watch('wire', sends(many, { etag: '"m"', 'last-modified': 'today' }))
    const { $client } = world.app.db
    $client.exec(
      `create trigger full before insert on documents when new.identity = '249' begin select raise(abort, 'disk full'); end`,
    )
    await world.pollAfter(0)
    expect(await world.feed('wire')).toMatchObject({ etag: null, lastModified: null, bodyHash: null, lastBodyAt: null })
    $client.exec('drop trigger full')
    await world.pollAfter(hourMs)
    expect(world.asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined])
    expect(await world.documents('wire')).toHaveLength(250)
    expect(await world.feed('wire')).toMatchObject({ etag: '"m"', lastModified: 'today' })
  })

  test('are sent both, and a 304 to them stores nothing', async () => {
    await world.watch('wire', ({ headers }, response) =>
      headers['if-none-match'] && headers['if-modified-since']
        ? response.writeHead(304).end()
        : response.writeHead(200, { etag: '"m"', 'last-modified': 'today' }).end(one),
    )
    await world.pollAfter(0)
    await world.pollAfter(dayMs)
    expect(await world.feed('wire')).toMatchObject({ state: 'ok', etag: '"m"', lastBodyAt: noon })
    expect(await world.documents('wire')).toHaveLength(1)
  })
})

describe('people are told', () => {
  test('when a feed is degraded, and when it is paused, and no more once it answers', async () => {
    await world.watch('wire', sends('', {}, 500))
    const told: (string | undefined)[] = []
    for (let i = 0; i < 10; i++) {
      await world.pollWhenDue('wire')
      told.push((await world.problems())[0]?.message)
    }
    expect(told.slice(0, 2)).toEqual([undefined, undefined])
    expect(told[2]).toContain('Failing: 3 times in a row (The server answered 500)')
    expect(told[9]).toContain('Paused after 10 failures in a row')
    world.answer('wire', sends(one))
    await world.test('wire')
    expect(await world.problems()).toEqual([])
  })
})

describe('a clock that was years ahead and was set back', () => {
  test('leaves no feed, host or lease waiting for those years', async () => {
    const ahead = 50 * 365 * dayMs
    await world.watch('wire', sends(one))
    await world.watch('taken', sends(one), { leasedBy: 'a process that was killed', leasedUntil: noon + ahead })
    await world.watch('busy', sends('', {}, 429))
    await world.pollAfter(ahead)
    world.state.now = noon
    await world.restart()
    world.answer('busy', sends(one))
    await world.pollAfter(hourMs)
    for (const key of ['wire', 'taken', 'busy']) expect([key, (await world.documents(key)).length]).toEqual([key, 1])
    expect(world.asked.filter(({ host }) => host === 'wire.example')).toHaveLength(2)
  })
})

test('a host that was never asked again is not remembered for ever', async () => {
  await world.watch('once', sends('', {}, 503))
  await world.pollAfter(0)
  await world.change('once', { enabled: false })
  await world.watch('later', sends('', {}, 503))
  await world.pollAfter(10 * dayMs)
  expect((await world.hosts()).map(({ host }) => host)).toEqual([`later.example:${world.port}`])
})
