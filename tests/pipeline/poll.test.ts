import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dayMs, hourMs, makeWorld, minuteMs, noon, rss, sends, type World } from './poll/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(async () => world.close())

const one = rss([{ id: 'a', at: noon - hourMs }])
const two = rss([{ id: 'b' }, { id: 'a', at: noon - hourMs }])

describe('items', () => {
  test('are stored once, however often, in whatever order and with whatever dates they come', async () => {
    await world.watch('wire', sends(rss([{ id: 'a', at: noon - hourMs }, { id: 'b' }])))
    await world.pollAfter(0)
    world.answer(
      'wire',
      sends(
        rss([
          { id: 'b', at: noon },
          { id: 'a', at: noon + hourMs },
        ]),
      ),
    )
    await world.pollAfter(dayMs)
    world.answer('wire', sends(rss([{ id: 'b', link: 'https://wire.example/b?utm_source=rss' }, { id: 'a' }])))
    await world.pollAfter(dayMs)
    expect((await world.documents('wire')).map(({ identity }) => identity).sort()).toEqual(['a', 'b'])
  })

  test('with half a character in them are stored once too, and read as they are stored', async () => {
    const items = [
      { id: 'half \ud83d', url: 'https://wire.example/1', title: 'Cut \ud83d', content_text: 'Off \ude80' },
    ]
    const json = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Wire', items })
    await world.watch('wire', sends(json))
    expect((await world.pollAfter(0)).documents).toBe(1)
    world.answer('wire', sends(`${json} `))
    expect((await world.pollAfter(dayMs)).documents).toBe(0)
    expect((await world.documents('wire')).map(({ title }) => title)).toEqual(['Cut \ufffd'])
  })

  test('stay when they vanish, and a new wording is a new version', async () => {
    await world.watch('wire', sends(two))
    await world.pollAfter(0)
    world.answer('wire', sends(rss([{ id: 'b', title: 'Another title' }])))
    await world.pollAfter(dayMs)
    const stored = await world.documents('wire')
    expect(stored.map(({ identity, title }) => [identity, title])).toEqual([
      ['b', 'Title b'],
      ['a', 'Title a'],
      ['b', 'Another title'],
    ])
  })

  test('keep their identity when only the tracking in it changes', async () => {
    const guid = (source: string) =>
      rss([{ id: `https://wire.example/a?p=1&amp;utm_source=${source}&amp;utm_medium=x`, title: 'A', text: 'B' }])
    await world.watch('wire', sends(guid('one')))
    await world.pollAfter(0)
    world.answer('wire', sends(guid('two')))
    await world.pollAfter(dayMs)
    expect((await world.documents('wire')).map(({ identity }) => identity)).toEqual(['https://wire.example/a?p=1'])
  })
})

describe('validators', () => {
  test('are sent back as they came, and a body that is the same is not read again', async () => {
    const validators = { etag: 'W/"odd, one"', 'last-modified': 'yesterday, about noon' }
    await world.watch('wire', sends(one, validators))
    await world.pollAfter(0)
    await world.pollAfter(dayMs)
    const { headers } = world.asked.at(-1)!
    expect(headers['if-none-match']).toBe('W/"odd, one"')
    expect(headers['if-modified-since']).toBe('yesterday, about noon')
    expect(await world.feed('wire')).toMatchObject({ lastAnswer: 'Nothing new since the last poll', state: 'ok' })
  })

  test('are those of the last body, even when it was the same', async () => {
    let count = 0
    await world.watch('wire', (_request, response) => response.setHeader('etag', `"${++count}"`).end(one))
    for (let i = 0; i < 3; i++) await world.pollAfter(dayMs)
    expect(world.asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"', '"2"'])
  })

  test('are not kept from a body that could not be read', async () => {
    await world.watch('wire', sends(one, { etag: '"good"' }))
    await world.pollAfter(0)
    world.answer('wire', sends('<html><body>Please sign in</body></html>', { etag: '"login"' }))
    await world.pollAfter(dayMs)
    expect(await world.feed('wire')).toMatchObject({
      etag: '"good"',
      failures: 1,
      lastAnswer: 'A web page where a feed was expected',
    })
    expect(await world.documents('wire')).toHaveLength(1)
  })

  test('are left out every eight days, so that a server that always says 304 is found out', async () => {
    const liar = (request: { headers: Record<string, unknown> }, response: import('node:http').ServerResponse) =>
      request.headers['if-none-match'] ? response.writeHead(304).end() : response.setHeader('etag', '"x"').end(body)
    let body = one
    await world.watch('wire', liar as never)
    await world.pollAfter(0)
    body = two
    for (let day = 1; day <= 8; day++) await world.pollAfter(dayMs)
    expect(await world.documents('wire')).toHaveLength(2)
    expect(world.asked.filter(({ headers }) => !headers['if-none-match'])).toHaveLength(2)
  })
})

describe('the next poll', () => {
  const waitAfter = async (items: string, headers = {}) => {
    await world.watch('wire', sends(items, headers))
    await world.pollAfter(0)
    return (await world.feed('wire')).nextPollAt - world.state.now
  }
  const every = (gapMs: number) => rss(Array.from({ length: 20 }, (_, i) => ({ id: `${i}`, at: noon - i * gapMs })))

  test('comes after about an hour when nothing is known of the rhythm', async () => {
    const wait = await waitAfter(rss([{ id: 'a' }]))
    expect(wait / hourMs).toBeGreaterThanOrEqual(0.9)
    expect(wait / hourMs).toBeLessThanOrEqual(1.1)
  })

  test('comes within the half hour at a busy feed and within the day at a quiet one', async () => {
    expect((await waitAfter(every(minuteMs))) / minuteMs).toBeLessThanOrEqual(33)
    await world.change('wire', { nextPollAt: noon })
    const quiet = rss([
      { id: 'x', at: noon - 300 * dayMs },
      { id: 'y', at: noon - 400 * dayMs },
    ])
    await world.watch('quiet', sends(quiet))
    await world.pollAfter(0)
    const wait = (await world.feed('quiet')).nextPollAt - world.state.now
    expect(wait / hourMs).toBeGreaterThan(21)
    expect(wait / hourMs).toBeLessThanOrEqual(24)
  })

  test('is never sooner than the publisher asks, nor than its server says, nor later than a day', async () => {
    const ttl = await waitAfter(rss([{ id: 'a' }], '<ttl>300</ttl>'))
    expect(ttl / minuteMs).toBeGreaterThanOrEqual(300)
    world.answer('wire', sends(two, { 'cache-control': 'public, max-age=36000' }))
    expect((await world.pollWhenDue('wire')).nextPollAt - world.state.now).toBeGreaterThanOrEqual(10 * hourMs)
    world.answer('wire', sends(one, { 'cache-control': 'max-age=31536000' }))
    expect((await world.pollWhenDue('wire')).nextPollAt - world.state.now).toBe(dayMs)
  })

  test('still heeds what the last body said after answers without a body', async () => {
    await world.watch('wire', (request, response) =>
      request.headers['if-none-match']
        ? response.writeHead(304).end()
        : response.setHeader('etag', '"x"').end(rss([{ id: 'a' }], '<ttl>300</ttl>')),
    )
    await world.pollAfter(0)
    const feed = await world.pollWhenDue('wire')
    expect(world.asked).toHaveLength(2)
    expect(feed.nextPollAt - world.state.now).toBeGreaterThanOrEqual(300 * minuteMs)
  })

  test('leaves out the hours in which nothing is published', async () => {
    const hours = Array.from({ length: 9 }, (_, i) => `<hour>${12 + i}</hour>`).join('')
    const wait = await waitAfter(rss([{ id: 'a' }], `<skipHours>${hours}</skipHours>`))
    expect(new Date(noon + wait).toISOString()).toBe('2026-03-04T21:00:00.000Z')
  })
})

describe('a host that says "not now"', () => {
  test.each([
    [429, '120', 2 * minuteMs],
    [503, new Date(noon + 3 * hourMs).toUTCString(), 3 * hourMs],
    [429, 'soon', 10 * minuteMs],
    [429, '0', 10 * minuteMs],
    [503, new Date(noon - hourMs).toUTCString(), 10 * minuteMs],
    [429, '31536000', dayMs],
  ])('with %s and Retry-After %s is not asked for any of its feeds before', async (status, retryAfter, waitMs) => {
    await world.watch('a', sends('', { 'retry-after': retryAfter }, status), { host: 'both.example', path: '/a' })
    await world.watch('b', sends(one), { host: 'both.example', path: '/b' })
    await world.pollAfter(0)
    expect(world.asked).toHaveLength(1)
    const b = await world.feed('b')
    expect(b).toMatchObject({ failures: 0, lastAnswer: expect.stringContaining('asked us to wait') })
    expect(b.nextPollAt - noon).toBeGreaterThanOrEqual(waitMs)
    expect(b.nextPollAt - noon).toBeLessThanOrEqual(Math.min(dayMs, waitMs * 1.1))
    await world.test('b')
    expect(world.asked).toHaveLength(1)
    world.answers.set('both.example/a', sends(one))
    await world.pollWhenDue('b')
    expect(await world.documents('b')).toHaveLength(1)
  })

  test('without Retry-After is given ten minutes, doubled each time, and it is forgotten after a good answer', async () => {
    await world.watch('wire', sends('', {}, 503))
    const waits: number[] = []
    for (let i = 0; i < 9; i++) waits.push((await world.pollWhenDue('wire')).nextPollAt - world.state.now)
    for (const [i, wait] of waits.entries())
      expect(wait).toBeGreaterThanOrEqual(Math.min(dayMs, 10 * minuteMs * 2 ** i))
    expect(Math.max(...waits)).toBe(dayMs)
    expect(await world.hosts()).toMatchObject([{ refusals: 9 }])
    world.answer('wire', sends(one))
    await world.pollWhenDue('wire')
    expect(await world.hosts()).toEqual([])
  })

  test('is forgotten to have said so once it answers, also that nothing changed', async () => {
    await world.watch('wire', sends(one, { etag: '"x"' }))
    await world.pollAfter(0)
    const waits: number[] = []
    for (let i = 0; i < 3; i++) {
      world.answer('wire', sends('', {}, 503))
      waits.push((await world.pollWhenDue('wire')).nextPollAt - world.state.now)
      world.answer('wire', sends('', {}, 304))
      await world.pollWhenDue('wire')
      expect(await world.hosts()).toEqual([])
    }
    expect(Math.max(...waits)).toBeLessThan(20 * minuteMs)
  })
})

describe('a feed that fails', () => {
  test('is asked less and less, shown as degraded at three, paused at ten, and every time with a notice', async () => {
    await world.watch('wire', sends('', {}, 500))
    const states: string[] = []
    for (let i = 0; i < 10; i++) states.push((await world.pollWhenDue('wire')).state)
    expect(states).toEqual(['new', 'new', ...Array(7).fill('degraded'), 'paused'])
    expect(await world.problems()).toMatchObject([{ stage: 'poll', subjectId: 'feed-wire' }])
    const asked = world.asked.length
    await world.pollAfter(30 * dayMs)
    expect(world.asked).toHaveLength(asked)
    world.answer('wire', sends(one))
    expect(await world.test('wire')).toMatchObject({ failed: false, documents: 1 })
    expect(await world.feed('wire')).toMatchObject({ state: 'ok', failures: 0, failingSince: null })
    expect(await world.problems()).toEqual([])
  })

  test('is paused after seven days without a good poll, though it was seldom asked', async () => {
    await world.watch('wire', sends('', {}, 500))
    await world.pollAfter(0)
    await world.pollAfter(dayMs)
    await world.pollAfter(6 * dayMs)
    expect(await world.feed('wire')).toMatchObject({ state: 'paused', failures: 3 })
  })

  test('with 410 is off only when it says so again a day later, with a notice', async () => {
    await world.watch('wire', sends('', {}, 410))
    await world.pollAfter(0)
    await world.test('wire')
    expect(await world.feed('wire')).toMatchObject({ state: 'new', nextPollAt: noon + dayMs })
    await world.pollWhenDue('wire')
    expect(await world.feed('wire')).toMatchObject({ state: 'gone' })
    expect((await world.problems())[0]?.message).toContain('gone for good')
  })

  test('with 410 that comes back in between is not gone', async () => {
    await world.watch('wire', sends('', {}, 410))
    await world.pollAfter(0)
    world.answer('wire', sends(one))
    await world.pollWhenDue('wire')
    world.answer('wire', sends('', {}, 410))
    await world.pollWhenDue('wire')
    expect(await world.feed('wire')).toMatchObject({ state: 'ok' })
  })
})

describe('a feed that moved for good', () => {
  const moves = (to: string, status = 301) => sends('', { location: to }, status)

  test('gets its new address after three polls that agree over a day', async () => {
    await world.watch('old', moves('http://new.example/feed'.replace('example', `example:${world.port}`)))
    world.answer('new', sends(one, { etag: '"n"' }))
    await world.pollAfter(0)
    await world.pollAfter(hourMs * 2)
    expect(await world.feed('old')).toMatchObject({ address: null, movedPolls: 2 })
    await world.pollAfter(dayMs)
    expect(await world.feed('old')).toMatchObject({ address: world.url('new.example', '/feed'), movedTo: null })
    await world.pollAfter(dayMs)
    expect(world.asked.at(-2)!.host).toBe('new.example')
    expect(world.asked.at(-1)).toMatchObject({ host: 'new.example', path: '/feed' })
    expect(await world.documents('old')).toHaveLength(1)
  })

  test('keeps its address when the new one shows no feed, or another one each time', async () => {
    await world.watch('hotel', moves(world.url('portal.example', '/feed')))
    world.answer('portal', sends('<html><body>Welcome to our hotel</body></html>'))
    await world.watch('wanders', (_request, response) =>
      response.writeHead(308, { location: world.url(`to${world.state.now}.example`, '/feed') }).end(),
    )
    for (let i = 0; i < 5; i++) {
      world.answer(`to${world.state.now + dayMs}`, sends(one))
      await world.pollAfter(dayMs)
    }
    expect(await world.feed('hotel')).toMatchObject({ address: null, movedPolls: 0, failures: 5 })
    expect(await world.feed('wanders')).toMatchObject({ address: null, movedPolls: 1, failures: 0 })
  })

  test('by a detour for a while does not move', async () => {
    await world.watch('old', moves(world.url('new.example', '/feed'), 302))
    world.answer('new', sends(one))
    for (let i = 0; i < 5; i++) await world.pollAfter(dayMs)
    expect(await world.feed('old')).toMatchObject({ address: null, movedTo: null })
  })
})

describe('two processes', () => {
  test('never poll one feed at once, and a feed that was left by a crash is free after a while', async () => {
    await world.watch('wire', sends(one))
    await world.change('wire', { leasedBy: 'another', leasedUntil: noon + minuteMs })
    expect(await world.pollAfter(0)).toMatchObject({ feeds: 0 })
    expect((await world.test('wire')).message).toBe('It is being polled at this moment')
    expect(world.asked).toEqual([])
    expect(await world.pollAfter(minuteMs)).toMatchObject({ feeds: 1, documents: 1 })
    expect(await world.feed('wire')).toMatchObject({ leasedBy: null, leasedUntil: null })
  })

  test('that both find a feed due ask for it once', async () => {
    await world.watch('wire', sends(one))
    await Promise.all([world.pollAfter(0), world.pollAfter(0)])
    expect(world.asked).toHaveLength(1)
  })

  test('that lost its lease saves nothing of the feed', async () => {
    await world.watch('wire', (_request, response) => {
      void world.change('wire', { leasedBy: 'another' }).then(() => response.setHeader('etag', '"x"').end(one))
    })
    await world.pollAfter(0)
    expect(await world.feed('wire')).toMatchObject({ etag: null, lastPolledAt: null, leasedBy: 'another' })
    expect(await world.documents('wire')).toEqual([])
  })
})
