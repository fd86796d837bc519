import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, Conflict, close, type Db, type Step, type Tx } from '#dialect'
import * as pages from '../../src/store/full-text.ts'
import * as signals from '../../src/store/signals.ts'
import { hourMs, now } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const write = async (...steps: ((tx: Tx) => Step)[]) => await atomically(db, (tx) => steps.map((step) => step(tx)))
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

test('a page is open, then wanted, then asked for once by whoever counts the try first', async () => {
  await write((tx) => pages.setPages(tx, ['d1', 'd2'], 'open'))
  const open = await pages.openPages(db, 0, 9)
  expect(open.map(({ document, feed }) => [document.id, feed.kind]).sort()).toEqual([
    ['d1', 'feed'],
    ['d2', 'feed'],
  ])
  expect(await pages.openPages(db, now + hourMs, 9)).toEqual([])
  expect(await pages.documentsMatched(db, ['d1', 'd2', 'no such document'])).toContain('d1')
  expect(await pages.documentsMatched(db, [])).toEqual(new Set())

  await write((tx) => pages.setPages(tx, ['d1'], 'wanted'))
  expect(ids(await pages.wantedPages(db, 0, now, 9))).toEqual(['d1'])
  const take = () => write((tx) => ({ must: pages.takePage(tx, 'd1', 0, now), else: 'Taken' }) as Step)
  await take()
  await expect(take()).rejects.toBeInstanceOf(Conflict)
  expect(await pages.wantedPages(db, 0, now, 9)).toEqual([])
  expect(ids(await pages.wantedPages(db, 0, now + 1, 9))).toEqual(['d1'])
  expect(await pages.pagesAskedSince(db, now - 1)).toHaveLength(1)
  expect(await pages.pagesAskedSince(db, now)).toEqual([])
})

test('a page that was read waits for the extractor again, and why another was not is counted', async () => {
  const page = { url: 'https://wire.example/d1', fetchedAt: now, hash: 'x', text: 'What the page says.' }
  await write(
    (tx) => signals.markRead(tx, 'd1', 'rules', []),
    (tx) => pages.savePage(tx, 'd1', { pageState: 'read', page }),
    (tx) => pages.savePage(tx, 'd2', { pageState: 'refused', pageAnswer: 'Not an article' }),
  )
  const unread = await signals.unreadDocuments(db, 'rules', 99)
  expect(unread.find(({ id }) => id === 'd1')).toMatchObject({ page, pageTries: 1, extractedBy: null })
  expect(await pages.pageCounts(db, 0)).toEqual([
    { state: 'read', answer: null, pages: 1 },
    { state: 'refused', answer: 'Not an article', pages: 1 },
  ])
})

test('what a host says in its robots.txt is kept until it expires', async () => {
  const row = { origin: 'https://wire.example', rules: 'User-agent: *', expiresAt: now }
  await write((tx) => pages.saveRobots(tx, row))
  await write((tx) => pages.saveRobots(tx, { ...row, rules: null, expiresAt: now + 1 }))
  await write((tx) => pages.forgetRobots(tx, now))
  expect(await pages.robotsOf(db, row.origin)).toEqual({ ...row, rules: null, expiresAt: now + 1 })
  await write((tx) => pages.forgetRobots(tx, now + 2))
  expect(await pages.robotsOf(db, row.origin)).toBeUndefined()
})
