import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { handOver, recordOutcome } from '../../src/pipeline/verbs.ts'
import * as t from '../../src/store/schema/index.ts'
import { dayMs } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

type Steps = Parameters<typeof atomically>[1]
const write = async (steps: Steps) => await atomically(desk.db, steps)
/** How the account answers the rep, in every shape there is of it. */
const answers = async () => {
  const rep = await desk.as('rep')
  const pages = await Promise.all(
    ['/accounts/account', '/documents/document', '/items/pursuit'].map((path) => rep.get(path)),
  )
  const empty = await rep.submit('/accounts/account/outcomes')
  return [...pages, empty].map(({ status }) => status)
}
const theirs = [200, 200, 200, 422]
const nobodys = [404, 404, 404, 404]
/** Somebody else's from now on, and on no list any more. */
const lost = async () =>
  await write((tx) => [
    tx.update(t.ownerships).set({ to: desk.state.now }),
    tx.update(t.pursuits).set({ closedAt: desk.state.now, closeReason: 'sent' }),
    tx.update(t.queueItems).set({ day: '2026-11-20' }),
  ])

test('whoever once had an account has no right on it any more', async () => {
  expect(await answers()).toEqual(theirs)
  await lost()
  expect(await answers()).toEqual(nobodys)
})

test('a list gives the right on its day and on the working day after it', async () => {
  await lost()
  await write((tx) => [tx.update(t.queueItems).set({ day: '2026-11-27' })])
  const byDay: number[] = []
  for (const days of [3, 3, 1]) {
    desk.state.now += days * dayMs
    byDay.push((await answers())[0]!)
  }
  expect(byDay).toEqual([200, 200, 404]) // Friday, Monday, Tuesday
})

test('an open pursuit gives the right, and so does a hand-over until it is given back', async () => {
  const { state, app, manager } = desk
  const reply = { accountId: 'account', kind: 'reply', replyClass: 'interested', at: state.now } as const
  const { outcomeId } = await recordOutcome(app, manager, reply)
  await lost()
  await write((tx) => [tx.update(t.pursuits).set({ closedAt: null })])
  expect(await answers()).toEqual(theirs)
  await lost()
  const { handoverId } = await handOver(app, manager, { outcomeId, toId: 'rep', note: 'They want two times' })
  expect(await answers()).toEqual(theirs)
  await write((tx) => [tx.update(t.handovers).set({ answer: 'returned' }).where(eq(t.handovers.id, handoverId))])
  expect(await answers()).toEqual(nobodys)
})

test('whoever has to follow up keeps the right until that is done, whoever owns the account by then', async () => {
  const rep = await desk.as('rep')
  await rep.submit('/accounts/account/touches', { channel: 'call', contactId: 'mara' })
  await lost()
  const due = await desk.db.select().from(t.followUps)
  expect(due.map(({ ownerId }) => ownerId)).toEqual(['rep', 'rep'])
  for (const { id } of due) expect((await rep.submit(`/follow-ups/${id}/close`)).status).toBe(303)
  expect(await answers()).toEqual(nobodys)
})
