import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { settingsSchema } from '../../src/core/settings.ts'
import { watchBoard } from '../../src/pipeline/account-boards.ts'
import { enterBoard, lookForBoards, lookNow, setBoards } from '../../src/pipeline/careers.ts'
import type { Person } from '../../src/pipeline/edit.ts'
import { addFeed } from '../../src/pipeline/feeds.ts'
import { sealGate } from '../../src/pipeline/gate.ts'
import { meansOf } from '../../src/pipeline/poll/by-host.ts'
import { careersOf } from '../../src/store/careers.ts'
import { feedsOfAccount, listFeeds, updateFeed } from '../../src/store/feeds.ts'
import { setWatermark } from '../../src/store/runs.ts'
import * as t from '../../src/store/schema/index.ts'
import { dayMs, hourMs, makeWorld, minuteMs, noon, rss, sends, type World } from './poll/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
  secure(world)
  const accounts = ['quillmark', 'tern', 'lowfit']
  await atomically(world.app.db, (tx) => [
    tx.insert(t.workspace).values({
      ...{ id: 1, name: 'Ours', timeZone: 'UTC', salt: 's', epoch: 'e', createdAt: noon },
      settings: settingsSchema.parse({}),
    }),
    tx.insert(t.icpVersions).values({
      ...{ id: 'icp', icpKey: 'icp', number: 1, name: 'I', yaml: '', publishedAt: noon },
      icp: {} as never,
    }),
    ...accounts.map((id) => tx.insert(t.accounts).values(accountRow(id))),
    ...accounts.map((id) =>
      tx.insert(t.accountDomains).values({ domain: `${id}.example`, accountId: id, primary: true }),
    ),
    ...accounts.map((id) => tx.insert(t.fits).values(fitRow(id, id === 'lowfit' ? 20 : id === 'tern' ? 60 : 80))),
  ])
  await sealGate(world.app)
})
afterEach(async () => world.close())

const accountRow = (id: string) => ({
  ...{ id, externalId: null, name: id, parentId: null, familyId: id, mergedInto: null, incomplete: false },
  ...{ createdAt: noon, changedAt: noon, factsChangedAt: noon },
})
const fitRow = (accountId: string, fit: number) => ({
  ...{ id: `fit-${accountId}`, accountId, icpVersionId: 'icp', fit, tier: 1, disqualified: false, coverage: 1 },
  ...{ result: {} as never, resultHash: '', from: noon },
})

/** Sites are asked by https; the publisher on loopback speaks http. */
const secure = ({ app, port }: World) => {
  const { fetcher } = app
  app.fetcher = {
    ...fetcher,
    fetch: (request, options) => {
      const url = request.url.replace(/^https:\/\/([\w.-]+)/, `http://$1:${port}`)
      return fetcher.fetch({ ...request, url }, options)
    },
  }
}

const page = (html: string) => sends(html, { 'content-type': 'text/html' })
const leverJob = [
  { id: 'j1', text: 'Sales Engineer', hostedUrl: 'https://jobs.lever.co/quillmark/j1', createdAt: noon },
]
const answersLever = (board: string) =>
  world.answers.set(`api.lever.co/v0/postings/${board}?mode=json&skip=0&limit=100`, sends(JSON.stringify(leverJob)))
const look = async () => await lookForBoards(world.app, await meansOf(world.app), () => false)
const boards = async (id: string) => (await feedsOfAccount(world.app.db, id)).map(({ key }) => key)
const pathsAt = (host: string) =>
  world.asked.filter((each) => each.host === host && each.path !== '/robots.txt').map(({ path }) => path)
const manager = { role: 'manager', id: null } as unknown as Person

test('the board that a site leads to is found, tried and watched, from its first page over its careers page', async () => {
  world.answers.set('quillmark.example/', page('<a href="/about">About</a><a href="/company/team">Careers</a>'))
  world.answers.set('quillmark.example/company/team', page('<iframe src="https://jobs.lever.co/quillmark/embed">'))
  answersLever('quillmark')
  expect(await look()).toBe(1)
  expect(await feedsOfAccount(world.app.db, 'quillmark')).toMatchObject([
    { key: 'board-lever-quillmark', kind: 'lever', enabled: true, category: 'hiring', state: 'new' },
  ])
  expect(pathsAt('quillmark.example')).toEqual(['/', '/company/team'])
  expect(await careersOf(world.app.db, 'quillmark')).toMatchObject({
    url: world.url('quillmark.example', '/company/team'),
    lastAnswer: expect.stringContaining('Lever “quillmark” is watched'),
    nextLookAt: noon + 30 * dayMs,
  })
})

test('a run of the poll looks for boards and reads them at the next one', async () => {
  world.answers.set('quillmark.example/', page('<a href="https://jobs.lever.co/quillmark">Jobs</a>'))
  answersLever('quillmark')
  expect(await world.pollAfter(0)).toMatchObject({ feeds: 0, boards: 1 })
  expect(await world.pollAfter(minuteMs)).toMatchObject({ feeds: 1, failed: 0 })
  expect(await world.app.db.select().from(t.postings)).toMatchObject([{ title: 'Sales Engineer' }])
})

test('a rest that was taken by a clock years ahead keeps no site waiting', async () => {
  const until = noon + 50 * 365 * dayMs
  await atomically(world.app.db, (tx) => [setWatermark(tx, 'careers', { until })])
  world.answers.set('quillmark.example/', page('<a href="https://jobs.lever.co/quillmark">Jobs</a>'))
  answersLever('quillmark')
  expect(await look()).toBe(1)
})

test('accounts below the floor are not looked at, until the floor says so', async () => {
  expect(await look()).toBe(0)
  expect(new Set(world.asked.map(({ host }) => host))).toEqual(new Set(['quillmark.example', 'tern.example']))
  await setBoards(world.app, manager, { look: true, fitFloor: 10 })
  await look()
  expect(pathsAt('lowfit.example')).not.toEqual([])
  await setBoards(world.app, manager, { look: false, fitFloor: 0 })
  world.state.now += 90 * dayMs
  const before = world.asked.length
  await look()
  expect(world.asked).toHaveLength(before)
})

test('a site is asked a few times at most, once in a month, and one that is down ever more rarely', async () => {
  const maze = (i: number) => `<a href="/jobs/${i}/careers">Jobs ${i}</a>`
  world.answers.set('quillmark.example', (request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(Array.from({ length: 50 }, (_, i) => maze(i + (request.url ?? '').length * 100)).join('')),
  )
  world.answers.set('tern.example/', sends('', {}, 500))
  await look()
  expect(pathsAt('quillmark.example')).toHaveLength(5)
  expect(pathsAt('tern.example')).toEqual(['/'])
  const ternDue = async () => ((await careersOf(world.app.db, 'tern'))!.nextLookAt - world.state.now) / dayMs
  expect(await ternDue()).toBe(7)
  for (const days of [1, 5]) {
    world.state.now += days * dayMs
    await look()
  }
  expect([pathsAt('quillmark.example').length, pathsAt('tern.example').length]).toEqual([5, 1])
  world.state.now += 2 * dayMs
  await look()
  expect([pathsAt('quillmark.example').length, pathsAt('tern.example').length]).toEqual([5, 2])
  expect(await ternDue()).toBe(14)
  expect((await careersOf(world.app.db, 'tern'))?.lastAnswer).toBe('The server answered 500')
})

test('a host that asks for patience gets it, from the feeds too', async () => {
  world.answers.set('quillmark.example/', sends('', { 'retry-after': '3600' }, 429))
  await look()
  expect(pathsAt('quillmark.example')).toEqual(['/'])
  expect(await world.hosts()).toMatchObject([{ host: `quillmark.example:${world.port}` }])
})

test('what a robots.txt closes is not asked for, unless a person entered it', async () => {
  const html = page('<a href="/careers">Careers</a><a href="/open/jobs">Jobs</a>')
  world.answers.set(
    'quillmark.example/robots.txt',
    sends('User-agent: *\nDisallow: /careers', { 'content-type': 'text/plain' }),
  )
  world.answers.set('quillmark.example', html)
  world.answers.set('tern.example/robots.txt', sends('User-agent: *\nDisallow: /', { 'content-type': 'text/plain' }))
  await look()
  expect(pathsAt('quillmark.example')).toEqual(['/', '/open/jobs'])
  expect(pathsAt('tern.example')).toEqual([])
  expect((await careersOf(world.app.db, 'tern'))?.lastAnswer).toMatch(
    /^The robots\.txt of tern\.example asks us not to read it$/,
  )
  const entered = world.url('quillmark.example', '/careers')
  expect(await enterBoard(world.app, null, 'quillmark', entered)).toContain('No known board on')
})

test('a redirect leads nowhere that a robots.txt closes, though a board is known by its address', async () => {
  const closed = sends('User-agent: *\nDisallow: /', { 'content-type': 'text/plain' })
  const leads = (to: string) => sends('', { location: to }, 302)
  for (const host of ['www.quillmark.example', 'jobs.lever.co']) world.answers.set(`${host}/robots.txt`, closed)
  world.answers.set('quillmark.example/', leads('https://www.quillmark.example/home'))
  world.answers.set('tern.example/', leads('https://jobs.lever.co/tern'))
  answersLever('tern')
  expect(await look()).toBe(1)
  expect(pathsAt('www.quillmark.example')).toEqual([])
  expect(pathsAt('jobs.lever.co')).toEqual([])
  expect(await boards('tern')).toEqual(['board-lever-tern'])
})

test('boards that may be another company’s are told and left to a person', async () => {
  const portfolio = ['birch', 'cedar', 'rowan'].map((one) => `<a href="https://jobs.lever.co/${one}">${one}</a>`)
  world.answers.set('quillmark.example/', page(portfolio.join('')))
  world.answers.set('tern.example/', page('<a href="https://jobs.lever.co/somebody">Our customer</a>'))
  expect(await look()).toBe(0)
  expect(await listFeeds(world.app.db)).toEqual([])
  expect((await careersOf(world.app.db, 'tern'))?.lastAnswer).toContain('Lever “somebody” may be another company’s')
})

test('a board that does not answer is not watched, and the answer says so', async () => {
  world.answers.set('quillmark.example/', page('<a href="https://jobs.lever.co/quillmark">Jobs</a>'))
  await look()
  expect(await boards('quillmark')).toEqual([])
  expect((await careersOf(world.app.db, 'quillmark'))?.lastAnswer).toContain('does not answer: The server answered 404')
})

test('a hostile page is given up by the thread that reads it', async () => {
  world.answers.set('quillmark.example/', page('<div>'.repeat(100_000)))
  world.answers.set('tern.example/', page('<a href="https://jobs.lever.co/tern">Jobs</a>'))
  answersLever('tern')
  expect(await look()).toBe(1)
  expect((await careersOf(world.app.db, 'quillmark'))?.lastAnswer).toBe('The page is too deep to be read')
})

test('a person enters a board, or the page where the jobs stand; others may not', async () => {
  answersLever('quillmark')
  const enter = (id: string, address: string) => enterBoard(world.app, null, id, address)
  expect(await enter('quillmark', 'https://jobs.lever.co/quillmark/j1')).toContain('is watched: Read 1 opening')
  expect(await boards('quillmark')).toEqual(['board-lever-quillmark'])
  await expect(enter('tern', 'https://jobs.lever.co/nothing')).rejects.toThrow('404')
  await expect(enter('tern', 'javascript:alert(1)')).rejects.toThrow('not a web address')
  await expect(enterBoard(world.app, { role: 'rep' } as Person, 'tern', 'https://x.example')).rejects.toMatchObject({
    code: 'forbidden',
  })
  world.answers.set('work.example/here', page('<script>load("https:\\/\\/jobs.lever.co\\/tern")</script>'))
  answersLever('tern')
  expect(await enter('tern', 'https://work.example/here')).toContain('is watched')
  expect(await careersOf(world.app.db, 'tern')).toMatchObject({ entered: true })
  expect(pathsAt('tern.example')).toEqual([])
})

test('a person may ask for a look below the floor, once an hour', async () => {
  world.answers.set('lowfit.example/', page('<a href="/careers">Careers</a>'))
  const ask = () => lookNow(world.app, null, 'lowfit')
  expect(await ask()).toContain('No page about jobs was found')
  await expect(ask()).rejects.toThrow('within the last hour')
  world.state.now += hourMs
  expect(await ask()).toContain('No page about jobs')
  await expect(lookNow(world.app, null, 'nobody')).rejects.toMatchObject({ code: 'not_found' })
  await expect(enterBoard(world.app, null, 'lowfit', 'http://10.0.0.1/')).resolves.toContain('not a public address')
})

test('a board is watched for its account, once, and for no other', async () => {
  const lever = { kind: 'lever', settings: { board: 'quillmark' } }
  const watch = (accountId: string, board = lever) => watchBoard(world.app, null, { accountId, board })
  expect(await watch('quillmark')).toBe('board-lever-quillmark')
  expect(await watch('quillmark')).toBe('board-lever-quillmark')
  await expect(watch('tern')).rejects.toMatchObject({ code: 'conflict' })
  await expect(watch('nobody')).rejects.toMatchObject({ code: 'not_found' })
  await expect(watch('tern', { kind: 'lever', settings: { board: 'a/b' } })).rejects.toThrow('board')
})

test('a board that was added by hand is known when it is found', async () => {
  const given = { name: 'Our jobs', category: 'hiring', kind: 'lever', settings: { board: 'Quillmark' } }
  await addFeed(world.app, null, { ...given, accountId: 'quillmark' })
  world.answers.set('quillmark.example/', page('<a href="https://jobs.lever.co/quillmark">Jobs</a>'))
  answersLever('quillmark')
  expect(await look()).toBe(0)
  expect(await boards('quillmark')).toHaveLength(1)
  expect((await careersOf(world.app.db, 'quillmark'))?.lastAnswer).toContain('Lever “quillmark” is known')
})

test.each([
  ['is off', { enabled: false }],
  ['is paused', { state: 'paused' as const, failures: 10 }],
])('a board that %s is watched again once a person enters it', async (_, columns) => {
  answersLever('quillmark')
  const board = { kind: 'lever', settings: { board: 'quillmark' } }
  const key = await watchBoard(world.app, null, { accountId: 'quillmark', board })
  const { id } = await world.feed(key)
  await atomically(world.app.db, (tx) => [updateFeed(tx, id, columns)])
  await enterBoard(world.app, null, 'quillmark', 'https://jobs.lever.co/quillmark')
  expect(await world.feed(key)).toMatchObject({ enabled: true, state: 'new', failures: 0 })
  expect(await world.pollAfter(0)).toMatchObject({ feeds: 1, failed: 0 })
})

test('boards of accounts below the floor are polled after all others', async () => {
  for (const [key, accountId] of [
    ['a', 'lowfit'],
    ['b', 'tern'],
    ['c', null],
    ['d', 'quillmark'],
  ] as const)
    await world.watch(key, sends(rss([{ id: key }])), { accountId, host: 'one.example', path: `/${key}` })
  await world.pollAfter(0)
  expect(pathsAt('one.example')).toEqual(['/b', '/c', '/d', '/a'])
})
