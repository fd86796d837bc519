import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import * as careers from '../../src/store/careers.ts'
import { feedsDue, feedsOfAccount } from '../../src/store/feeds.ts'
import { dayMs, hourMs, now } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const due = (fitFloor: number, at = now) => careers.accountsToLookAt(db, { fitFloor, now: at, limit: 10 })
const take = (at: number, lookedBefore?: number) =>
  careers.takeLook(db, 'north', { now: at, until: at + dayMs, ...(lookedBefore === undefined ? {} : { lookedBefore }) })

test('an account is looked at when it fits and is due, by one process', async () => {
  expect([await due(0), await due(100)]).toEqual([['north'], []])
  const taken = await Promise.all([take(now), take(now), take(now)])
  expect(taken.filter(Boolean)).toMatchObject([{ accountId: 'north', url: null, entered: false, failures: 0 }])
  expect(await due(0)).toEqual([])
  expect(await due(0, now + dayMs)).toEqual(['north'])
})

test('a person’s look waits for an hour, not for the day', async () => {
  expect(await take(now + hourMs, now - 1)).toBeUndefined()
  expect(await take(now + hourMs, now)).toMatchObject({ lookedAt: now + hourMs })
})

test('what was found is kept, and what a person enters is due at once', async () => {
  await atomically(db, (tx) => [careers.saveLook(tx, 'north', { url: 'https://a.example/', failures: 2 })])
  expect(await careers.careersOf(db, 'north')).toMatchObject({ url: 'https://a.example/', failures: 2 })
  for (const url of ['https://b.example/', 'https://c.example/'])
    await atomically(db, (tx) => [careers.enterCareersPage(tx, 'north', url, now)])
  expect(await careers.careersOf(db, 'north')).toMatchObject({ url: 'https://c.example/', entered: true, failures: 0 })
  expect(await due(0)).toEqual(['north'])
  expect(await careers.careersOf(db, 'harbour')).toBeUndefined()
})

test('what an account is called, and how far the search has come', async () => {
  expect(await careers.callingsOf(db, 'north')).toEqual({
    names: ['Northwind Robotics', 'Nordwind'],
    domains: ['northwind.example', 'northwind-robotics.example'],
  })
  expect(await careers.boardCounts(db)).toEqual({ watched: 1, accounts: 1, looked: 0, unread: 0 })
  expect(await careers.latestLooks(db, 5)).toMatchObject([{ name: 'Northwind Robotics' }])
})

test('boards of accounts below the floor are due after all others', async () => {
  const dueAt = async (floor: number) => (await feedsDue(db, now + 2 * dayMs, floor)).map(({ id }) => id)
  const [first, last] = [await dueAt(0), await dueAt(100)]
  expect(last.at(-1)).toBe('board')
  expect([...first].sort()).toEqual([...last].sort())
  expect((await feedsOfAccount(db, 'north')).map(({ id }) => id)).toEqual(['board'])
})
