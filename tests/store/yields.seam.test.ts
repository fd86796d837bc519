import { isNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, Conflict, close, type Db } from '#dialect'
import * as t from '../../src/store/schema/index.ts'
import * as yields from '../../src/store/yields.ts'
import { dayMs, now } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const all = async () => Object.fromEntries(await yields.yieldsOf(db, null))

test('what feeds brought is the same however much of it is stored', async () => {
  const before = await all()
  expect(before).toEqual({ wire: { items: 2, signals: 2, queued: 1 } })
  const until = now + 10 * dayMs
  const counted = await yields.yieldsBetween(db, -1, until)
  await atomically(db, (tx) => [yields.beginCounting(tx)])
  const count = (from: number) =>
    atomically(db, (tx) => [
      yields.countOnce(tx, from, until),
      yields.addYields(
        tx,
        [...counted].map(([feedId, brought]) => ({ feedId, ...brought })),
      ),
    ])
  await count(-1)
  expect(await yields.countedUntil(db)).toBe(until)
  expect(await db.select().from(t.feedYields)).toEqual([{ feedId: 'wire', ...before.wire }])
  await expect(count(-1)).rejects.toBeInstanceOf(Conflict)
  expect(await all()).toEqual(before)
})

test('a signal that is withdrawn later counts back', async () => {
  const withdrawn = { withdrawnAt: now + 11 * dayMs }
  await atomically(db, (tx) => [tx.update(t.signals).set(withdrawn).where(isNull(t.signals.withdrawnAt))])
  expect(await yields.yieldsOf(db, ['wire', 'off'])).toEqual(new Map([['wire', { items: 2, signals: 0, queued: 1 }]]))
  expect(await yields.yieldsOf(db, [])).toEqual(new Map())
})

test('documents are counted in steps, by when they were fetched', async () => {
  const [first] = await db.select().from(t.documents).orderBy(t.documents.fetchedAt).limit(1)
  expect(await yields.fetchedAfter(db, -1, 1)).toBe(first?.fetchedAt)
  expect(await yields.fetchedAfter(db, -1, 3)).toBeUndefined()
})
