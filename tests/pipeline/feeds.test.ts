import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { catalogueFiles } from '../../src/adapters/catalogue-files.ts'
import { Refusal } from '../../src/core/errors.ts'
import type { Person } from '../../src/pipeline/edit.ts'
import {
  addFeed,
  checkFeeds,
  feedsToCheck,
  importCatalogue,
  setFeedEnabled,
  tryFeed,
} from '../../src/pipeline/feeds.ts'
import { listFeeds } from '../../src/store/feeds.ts'
import { makeWorld, noon, rss, sends, type World } from './poll/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(async () => world.close())

const wire = () => ({
  name: 'Harbour Wire',
  category: 'funding',
  kind: 'feed',
  settings: { url: world.url('wire.example', '/feed') },
})

test('a feed is tried before it is added, and nothing of the trial is stored', async () => {
  world.answer('wire', sends(rss([{ id: 'a' }, { id: 'b' }])))
  expect(await tryFeed(world.app, wire())).toEqual({
    good: true,
    message: 'Read 2 new items',
    titles: ['Title a', 'Title b'],
  })
  world.answer('wire', sends('<html><body>'))
  expect(await tryFeed(world.app, wire())).toMatchObject({
    good: false,
    message: 'A web page where a feed was expected',
  })
  expect(await listFeeds(world.app.db)).toEqual([])
})

test('a trial follows a few pages only, and says so', async () => {
  const jobs = Array.from({ length: 100 }, (_, i) => ({ id: `j${i}`, text: `Rigger ${i}` }))
  world.answers.set('lever.example', sends(JSON.stringify(jobs)))
  const board = { board: 'quillmark', baseUrl: world.url('lever.example', '') }
  const trial = await tryFeed(world.app, { name: 'Q', category: 'hiring', kind: 'lever', settings: board })
  expect(trial).toMatchObject({ good: true, message: expect.stringContaining('Stopped after 5 pages') })
  expect(world.asked).toHaveLength(5)
})

test('a feed that is added is polled next, once for each key', async () => {
  world.answer('wire', sends(rss([{ id: 'a' }])))
  await addFeed(world.app, null, wire())
  expect(await world.pollAfter(0)).toMatchObject({ feeds: 1, documents: 1 })
  const other = { ...wire(), settings: { url: world.url('wire.example', '/other') } }
  await expect(addFeed(world.app, null, other)).rejects.toThrow('There is a feed with the key “harbour-wire” already')
})

test('no feed takes the place of what is pushed', async () => {
  await expect(addFeed(world.app, null, { ...wire(), name: 'Inbox' })).rejects.toThrow('take another')
  expect(await listFeeds(world.app.db)).toEqual([])
})

test('an address with a password in it is refused, and the password is not repeated', async () => {
  const settings = { url: 'https://ida:s3cret@wire.example/feed' }
  const refusal = await addFeed(world.app, null, { ...wire(), settings }).catch((error) => error)
  expect(refusal).toBeInstanceOf(Refusal)
  expect(refusal.message).toContain('must be without a name and password')
  expect(refusal.message).not.toContain('s3cret')
})

test('what is watched already is not watched once more under another name', async () => {
  await addFeed(world.app, null, wire())
  const again = () => addFeed(world.app, null, { ...wire(), name: 'Wire' })
  await expect(again()).rejects.toThrow('“Harbour Wire” reads that already')
  await setFeedEnabled(world.app, null, 'harbour-wire', false)
  await expect(again()).rejects.toThrow('turn it on')
  const team = { reads: 'leadership', url: world.url('wire.example', '/'), person: 'li', name: 'b', title: 'i' }
  const news = { reads: 'newsroom', url: world.url('wire.example', '/'), item: 'article' }
  for (const [name, settings] of Object.entries({ team, news }))
    await addFeed(world.app, null, { name, category: 'executives', kind: 'page', settings })
  expect(await listFeeds(world.app.db)).toHaveLength(3)
})

test('what nobody can read is refused with the key that is wrong, and a rep adds nothing', async () => {
  const refusal = (change: object) => addFeed(world.app, null, { ...wire(), ...change })
  await expect(refusal({ kind: 'carrier pigeon' })).rejects.toBeInstanceOf(Refusal)
  await expect(refusal({ settings: { url: 'file:///etc/passwd' } })).rejects.toThrow('url')
  await expect(refusal({ name: ' ' })).rejects.toThrow('needs a name')
  await expect(addFeed(world.app, { role: 'rep' } as Person, wire())).rejects.toThrow('manager')
})

test('turning a feed off silences it, and turning it on begins anew', async () => {
  await world.watch('wire', sends('', {}, 500), { state: 'paused', failures: 12 })
  await setFeedEnabled(world.app, null, 'wire', false)
  expect(await world.pollAfter(0)).toMatchObject({ feeds: 0 })
  world.answer('wire', sends(rss([{ id: 'a' }])))
  await setFeedEnabled(world.app, null, 'wire', true)
  expect(await world.pollAfter(0)).toMatchObject({ documents: 1, failed: 0 })
})

test('the catalogue comes in off, and a second time changes no state', async () => {
  const folder = path.join(import.meta.dirname, '../../feeds')
  const files = catalogueFiles(folder).map(({ text }) => text)
  const named = await importCatalogue(world.app, files)
  const feeds = await listFeeds(world.app.db)
  expect(feeds).toHaveLength(named)
  expect(named).toBeGreaterThanOrEqual(40)
  expect(feeds.filter(({ enabled, verifiedAt }) => enabled || verifiedAt !== null)).toEqual([])
  await setFeedEnabled(world.app, null, feeds[0]!.key, true)
  await importCatalogue(world.app, files)
  expect((await listFeeds(world.app.db)).filter(({ enabled }) => enabled)).toHaveLength(1)
})

test('a check verifies what can be read and stores nothing of it', async () => {
  await world.watch('good', sends(rss([{ id: 'a' }])), { enabled: false })
  await world.watch('bad', sends('', {}, 404), { enabled: false })
  const said: string[] = []
  await checkFeeds(world.app, await feedsToCheck(world.app, { all: false }), ({ key }, { message }) =>
    said.push(`${key}: ${message}`),
  )
  expect(said.sort()).toEqual(['bad: The server answered 404', 'good: Read 1 new item'])
  expect(await world.feed('good')).toMatchObject({ verifiedAt: noon, lastPolledAt: null, etag: null })
  expect((await feedsToCheck(world.app, { all: false })).map(({ key }) => key)).toEqual(['bad'])
  expect(await world.documents('good')).toEqual([])
})

test('a check of all revives what was paused and answers again, and nothing that does not', async () => {
  for (const key of ['wire', 'dead']) await world.watch(key, sends('', {}, 500), { state: 'paused', failures: 10 })
  world.answer('wire', sends(rss([{ id: 'a' }])))
  await checkFeeds(world.app, await feedsToCheck(world.app, { all: true }), () => undefined)
  expect(await world.feed('dead')).toMatchObject({ state: 'paused', failures: 10 })
  expect(await world.feed('wire')).toMatchObject({ state: 'new', failures: 0 })
  expect(await world.pollAfter(0)).toMatchObject({ feeds: 1, documents: 1 })
})

test('a check asks each host once at a time, and leaves one that asks for patience alone', async () => {
  for (const key of ['a', 'b', 'c'])
    await world.watch(key, sends('', { 'retry-after': '600' }, 429), {
      enabled: false,
      host: 'busy.example',
      path: `/${key}`,
    })
  const said: string[] = []
  await checkFeeds(world.app, await feedsToCheck(world.app, { all: false }), (_, { message }) => said.push(message))
  expect(said).toEqual(['The server answered 429', ...Array(2).fill(`busy.example:${world.port} asked us to wait`)])
  expect(world.asked).toHaveLength(1)
  expect(await world.hosts()).toMatchObject([{ host: `busy.example:${world.port}` }])
})

test('a check by a machine that is cut off says so and notes nothing; one dead name is noted', async () => {
  const online = new Set<string>()
  await world.close()
  world = await makeWorld({
    resolve: (host, _options, done) =>
      online.has(host)
        ? done(null, [{ address: '127.0.0.1', family: 4 }])
        : done(Object.assign(new Error('No such name'), { code: 'ENOTFOUND' }), ''),
  })
  for (const key of ['alive', 'dead']) await world.watch(key, sends(rss([{ id: 'a' }])), { enabled: false })
  const said: string[] = []
  const check = async () =>
    await checkFeeds(world.app, await feedsToCheck(world.app, { all: true }), (_, { message }) => said.push(message))
  expect(await check()).toEqual({ isOffline: true })
  expect(said).toEqual(Array(2).fill('The name does not resolve'))
  for (const key of ['alive', 'dead']) expect((await world.feed(key)).lastAnswer).toBe(null)
  online.add('alive.example')
  expect(await check()).toEqual({ isOffline: false })
  expect(await world.feed('alive')).toMatchObject({ verifiedAt: noon })
  expect(await world.feed('dead')).toMatchObject({ verifiedAt: null, lastAnswer: 'The name does not resolve' })
})

test('a person’s own file beside the catalogue adds a feed that is on', async () => {
  const own = `category: funding\nfeeds: [{ key: harbour, name: Harbour, publisher: Harbour, country: GB, language: en, why: ours, state: unverified, enabled: true, kind: feed, settings: { url: '${world.url('harbour.example', '/feed')}' } }]`
  world.answer('harbour', sends(rss([{ id: 'a' }])))
  await importCatalogue(world.app, [own])
  expect(await world.pollAfter(0)).toMatchObject({ feeds: 1, documents: 1 })
})
