import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import * as accounts from '../../src/store/accounts.ts'
import * as queue from '../../src/store/pages/queue.ts'
import * as team from '../../src/store/pages/team.ts'
import * as ranking from '../../src/store/ranking.ts'
import * as t from '../../src/store/schema/index.ts'
import { hourMs, now, today } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

test('a Tier 1 is untouched until a touch after its pursuit began', async () => {
  expect(await team.untouchedTier1(db, today)).toEqual([])
  await atomically(db, (tx) => [tx.update(t.pursuits).set({ openedAt: now + hourMs })])
  const [row] = await team.untouchedTier1(db, today)
  expect(row).toMatchObject({ accountId: 'north', ownerId: 'ida', pursuitId: 'pursuit', seenAt: now - 2 * hourMs })
  expect(await team.untouchedTier1(db, '2026-11-25')).toEqual([])
})

test('a day counts its first touches and what became of their messages', async () => {
  // the draft of the item was sent; the other one of its pursuit is in quarantine
  expect(await team.dayProgress(db, 'ida', today)).toEqual({ items: 1, decided: 1 })
  expect(await team.dayProgress(db, 'ben', today)).toEqual({ items: 0, decided: 0 })
})

test('what nobody owns is told best first, without what somebody was given since, and never all of a large book', async () => {
  expect(await queue.unownedCards(db, today)).toEqual([])
  const [item] = await db.select().from(t.queueItems)
  const [account] = await db.select().from(t.accounts)
  const many = Array.from({ length: 250 }, (_, i) => `lone${i}`)
  const unowned = { ...item!, ownerKey: t.UNOWNED, lane: 'unowned' as const, pursuitId: null }
  await atomically(db, (tx) => [
    ...many.map((id) => tx.insert(t.accounts).values({ ...account!, id, familyId: id, externalId: null })),
    ...['north', ...many].map((accountId, at) =>
      tx.insert(t.queueItems).values({ ...unowned, id: `of ${accountId}`, accountId, rank: at }),
    ),
  ])
  const cards = await queue.unownedCards(db, today)
  expect(cards).toHaveLength(200)
  expect(cards.slice(0, 2).map(({ accountId }) => accountId)).toEqual(['lone0', 'lone1'])
})

test('rejections are told by owner and reason', async () => {
  expect(await team.rejectionsByOwner(db, 0)).toEqual([])
  await atomically(db, (tx) => [
    tx.insert(t.decisions).values({
      ...{ id: 'no', draftId: 'draft', revisionId: 'r2', personId: 'ben', sequence: 9 },
      ...{ kind: 'reject', reason: 'stale', at: now },
    }),
  ])
  expect(await team.rejectionsByOwner(db, now)).toEqual([{ ownerId: 'ida', reason: 'stale', n: 1 }])
  expect(await team.rejectionsByOwner(db, now + 1)).toEqual([])
})

test('a book is read in lots, ended and given on', async () => {
  expect(await accounts.ownersAmong(db, ['north', 'harbour'])).toEqual([['north', 'ida']])
  expect(await accounts.ownersAmong(db, [])).toEqual([])
  expect(await accounts.countBook(db, 'ida')).toBe(1)
  const book = await accounts.bookOf(db, 'ida', { limit: 5 })
  expect(book.map(({ accountId }) => accountId)).toEqual(['north'])
  expect(await accounts.bookOf(db, 'ida', { limit: 5, since: book[0]!.from })).toEqual([])
  const given = { accountId: 'north', userId: 'ben', source: accounts.BOOK, from: now, to: null }
  await atomically(db, (tx) => [
    accounts.endOwnerships(
      tx,
      book.map(({ id }) => id),
      now,
    ),
    accounts.insertOwnerships(tx, [{ id: 'given', ...given }]),
  ])
  expect((await accounts.bookOf(db, 'ben', { limit: 5, since: now })).map(({ id }) => id)).toEqual(['given'])
  expect(await accounts.bookOf(db, 'ben', { limit: 5, since: now + 1 })).toEqual([])
  expect(await accounts.countBook(db, 'ida')).toBe(0)
})

test('an absence ends early, or is gone when it had not begun', async () => {
  const [away] = await ranking.absencesUntil(db, '2026-12-04')
  expect(away).toMatchObject({ userId: 'ida', fromDay: '2026-12-01' })
  expect(await ranking.absencesUntil(db, '2026-12-05')).toEqual([])
  await atomically(db, (tx) => [ranking.endAbsence(tx, away!, '2026-12-02')])
  expect(await ranking.absencesUntil(db, '2026-12-03')).toEqual([])
  await atomically(db, (tx) => [ranking.endAbsence(tx, away!, '2026-11-30')])
  expect(await ranking.absencesUntil(db, '')).toEqual([])
})
