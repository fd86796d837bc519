import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { extract } from '../../src/pipeline/extract.ts'
import { learnFromBoards } from '../../src/pipeline/technographics.ts'
import { factsOf, insertAccount, insertFact } from '../../src/store/accounts.ts'
import { insertPostings, postingsOf } from '../../src/store/feeds.ts'
import * as tables from '../../src/store/schema/index.ts'
import { type Answer, dayMs, makeWorld, noon, sends, type World } from './poll/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(async () => world.close())

const job = (id: number, title: string, content = '', at: string | null = null) => ({
  ...{ id, internal_job_id: id, title, content, first_published: at },
  location: { name: 'Leith, Scotland' },
})
const everyday = Array.from({ length: 9 }, (_, i) => job(i + 1, `Boat Builder ${i}`, 'You build boats in Jira.'))
const board = (...jobs: object[]) => sends(JSON.stringify({ jobs }), { 'content-type': 'application/json' })

const account = async () =>
  await atomically(world.app.db, (tx) => [
    insertAccount(tx, {
      ...{ id: 'quillmark', externalId: null, name: 'Quillmark', parentId: null, familyId: 'quillmark' },
      ...{ mergedInto: null, incomplete: false, createdAt: noon, changedAt: noon, factsChangedAt: noon },
    }),
  ])
const path = '/v1/boards/quillmark/jobs?content=true'
const watch = async (...jobs: object[]) => {
  await account()
  await world.watch('quillmark', board(...jobs), {
    ...{ path, publisher: 'Quillmark', kind: 'greenhouse', accountId: 'quillmark' },
    settings: { board: 'quillmark', baseUrl: world.url('quillmark.example', '') },
  })
  await world.pollAfter(0)
}
const relist = (...jobs: object[]) => world.answer('quillmark', board(...jobs), path)
const facts = async (field: string) =>
  (await factsOf(world.app.db, ['quillmark'])).filter((fact) => fact.field === field)
const signals = async () => {
  await extract.run(world.app)
  return (await world.app.db.select().from(tables.signals)).map(({ kind, signal }) => [kind, signal.quote])
}

test('a job that is missing is gone once the board says the same twice', async () => {
  await watch(...everyday)
  relist(...everyday.slice(1))
  await world.pollAfter(dayMs)
  const gone = async () =>
    (await postingsOf(world.app.db, 'feed-quillmark')).filter(({ goneAt }) => goneAt !== null).map(({ title }) => title)
  expect(await gone()).toEqual([])
  await world.pollAfter(dayMs)
  expect(await gone()).toEqual(['Boat Builder 0'])
  const [kept] = (await postingsOf(world.app.db, 'feed-quillmark')).filter(({ goneAt }) => goneAt === null)
  expect(kept?.lastSeenAt).toBe(noon + 2 * dayMs)
})

test.each([
  ['is empty', () => board()],
  ['fails', (): Answer => (_, response) => response.writeHead(500).end()],
  ['is a web page', () => sends('<!doctype html><title>Maintenance</title>', { 'content-type': 'text/html' })],
  ['lacks more than half of its jobs', () => board(...everyday.slice(5))],
  ['holds a job that cannot be read', () => board(...everyday.slice(1), { id: 'x' })],
])('a board that %s closes nothing, however often', async (_, answer) => {
  await watch(...everyday)
  world.answer('quillmark', answer(), path)
  for (let day = 0; day < 3; day++) await world.pollAfter(dayMs)
  const kept = await postingsOf(world.app.db, 'feed-quillmark')
  expect(kept).toHaveLength(9)
  expect(kept.filter(({ goneAt }) => goneAt !== null)).toEqual([])
})

test('a job that slips from one page of a board to the next is kept and counted once', async () => {
  await account()
  const jobs = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      id: `j${from + i}`,
      text: `Account Executive ${from + i}`,
      createdAt: noon,
    }))
  const lever = (skip: number) => `/v0/postings/quillmark?mode=json&skip=${skip}&limit=100`
  await world.watch('quillmark', sends(JSON.stringify(jobs(0, 100))), {
    ...{ path: lever(0), publisher: 'Quillmark', kind: 'lever', accountId: 'quillmark' },
    settings: { board: 'quillmark', baseUrl: world.url('quillmark.example', '') },
  })
  world.answer('quillmark', sends(JSON.stringify(jobs(98, 5))), lever(100))
  await world.pollAfter(0)
  expect(await postingsOf(world.app.db, 'feed-quillmark')).toHaveLength(103)
  expect((await signals()).map(([, quote]) => quote)).toEqual(['Quillmark posted 103 openings in sales within 14 days'])
})

test('a board whose pages lead round in a circle is asked for each of them once', async () => {
  await account()
  const jobs = (page: number, next: string) =>
    JSON.stringify({
      items: [{ id: `t${page}`, title: `Rigger ${page}` }],
      next_url: world.url('quillmark.example', next),
    })
  await world.watch('quillmark', sends(jobs(1, '/jobs.json?page=2')), {
    ...{ path: '/jobs.json', kind: 'teamtailor', accountId: 'quillmark' },
    settings: { board: 'quillmark', baseUrl: world.url('quillmark.example', '') },
  })
  world.answer('quillmark', sends(jobs(2, '/jobs.json?page=3')), '/jobs.json?page=2')
  world.answer('quillmark', sends(jobs(3, '/jobs.json?page=2')), '/jobs.json?page=3')
  await world.pollAfter(0)
  expect(world.asked.map(({ path }) => path)).toEqual(['/jobs.json', '/jobs.json?page=2', '/jobs.json?page=3'])
  expect(await postingsOf(world.app.db, 'feed-quillmark')).toHaveLength(3)
})

test('a surge, a first role and a new technology become signals with quotes of their documents', async () => {
  await watch(...everyday)
  expect(await signals()).toEqual([])
  relist(
    ...everyday,
    ...[20, 21, 22].map((id) => job(id, `Account Executive ${id}`)),
    job(30, 'Security Engineer', 'You run Okta for all of us.'),
  )
  await world.pollAfter(40 * dayMs)
  expect((await signals()).sort()).toEqual([
    ['hiring', 'Quillmark opened its first role in security: Security Engineer'],
    ['hiring', 'Quillmark posted 3 openings in sales within 14 days'],
    ['technology_change', 'You run Okta for all of us.'],
  ])
  await world.pollAfter(dayMs)
  expect(await signals()).toHaveLength(3)
})

test('technologies of postings join those that were imported, once', async () => {
  await account()
  await atomically(world.app.db, (tx) => [
    insertFact(tx, {
      ...{ id: 'f', accountId: 'quillmark', field: 'technologies', value: ['HubSpot'], source: 'import' },
      ...{ from: noon - dayMs, to: null },
    }),
  ])
  await world.watch('quillmark', board(...everyday), {
    ...{ path, publisher: 'Quillmark', kind: 'greenhouse', accountId: 'quillmark' },
    settings: { board: 'quillmark', baseUrl: world.url('quillmark.example', '') },
  })
  await world.pollAfter(0)
  expect((await facts('technologies')).map(({ value, source, to }) => [value, source, to === null])).toEqual([
    [['HubSpot'], 'import', false],
    [['HubSpot', 'Jira'], 'job postings', true],
  ])
  expect((await facts('openings')).map(({ value }) => value)).toEqual([everyday.length])
  expect(await learnFromBoards(world.app)).toBe(0)
  await world.pollAfter(dayMs)
  expect(await facts('technologies')).toHaveLength(2)
})

test('a board that slowed down is a fact of its account, and usual again afterwards', async () => {
  await watch(...everyday)
  const stated = (daysAgo: number, id: number) => ({
    ...{ id: `p${id}`, feedId: 'feed-quillmark', externalId: `x${id}`, title: `Rigger ${id}` },
    ...{ postedAt: noon + (150 - daysAgo) * dayMs, firstSeenAt: noon + (150 - daysAgo) * dayMs, lastSeenAt: noon },
  })
  await atomically(world.app.db, (tx) => [
    insertPostings(
      tx,
      Array.from({ length: 24 }, (_, i) => stated(35 + i * 3, i)),
    ),
  ])
  await world.pollAfter(150 * dayMs)
  expect((await facts('hiringPace')).map(({ value }) => value)).toEqual(['slower'])
  expect((await signals()).filter(([kind]) => kind !== 'technology_change')).toEqual([
    ['hiring_slowdown', expect.stringContaining('would be usual')],
  ])
  relist(...everyday, ...[1, 2, 3, 4, 5, 6].map((id) => job(40 + id, `Rigger ${id}`)))
  await world.pollAfter(dayMs)
  expect((await facts('hiringPace')).map(({ value }) => value)).toEqual(['slower', 'usual'])
})

const page = (...people: string[]) =>
  sends(`<ul>${people.map((person) => `<li><b>${person.replace(', ', '</b> <i>')}</i></li>`).join('')}</ul>`, {
    'content-type': 'text/html',
  })
const team = ['Testa Placeholder, Chief Executive Officer', 'Sample Fixture, CFO', 'Specimen Mock, VP Sales']
const watchTeam = async () => {
  await world.watch('team', page(...team), {
    ...{ kind: 'page', publisher: 'Quillmark' },
    settings: { reads: 'leadership', url: world.url('team.example', '/feed'), person: 'li', name: 'b', title: 'i' },
  })
  await world.pollAfter(0)
}

test('a leadership page tells who appeared, and who has left once it is missing them twice', async () => {
  await watchTeam()
  world.answer('team', page(...team.slice(0, 2), 'Mock Sample, Chief Revenue Officer'))
  await world.pollAfter(dayMs)
  expect((await signals()).map(([kind]) => kind)).toEqual(['executive_hire'])
  await world.pollAfter(dayMs) // the page is the same, and so it is missing her twice
  expect(await signals()).toEqual([
    ['executive_hire', 'The leadership page of Quillmark now lists Mock Sample, Chief Revenue Officer'],
    ['executive_departure', 'The leadership page of Quillmark no longer lists Specimen Mock, VP Sales'],
  ])
  await world.pollAfter(dayMs)
  expect(await signals()).toHaveLength(2)
})

test('a leadership page that goes back to what it said before tells it once, and forgets who was missing', async () => {
  await watchTeam()
  const read = async (...people: string[]) => {
    world.answer('team', page(...people))
    await world.pollAfter(dayMs)
  }
  for (const people of [team.slice(0, 2), team, team.slice(0, 2), team]) await read(...people)
  expect(await signals()).toEqual([])
  await read(team[0]!, 'Sample Fixture, COO', team[2]!)
  await read(...team)
  expect(await signals()).toHaveLength(2)
  const kept = (await world.documents('team')).length
  for (let day = 0; day < 3; day++) await read(`${team[0]} `, ...team.slice(1))
  expect(await signals()).toHaveLength(2)
  expect(await world.documents('team')).toHaveLength(kept)
})
