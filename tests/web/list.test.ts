import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import * as t from '../../src/store/schema/index.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
  const [item] = await desk.db.select().from(t.queueItems)
  const [trigger] = await desk.db.select().from(t.triggers)
  const [pursuit] = await desk.db.select().from(t.pursuits)
  await atomically(desk.db, (tx) => [
    tx.insert(t.triggers).values({ ...trigger!, id: 'second', accountId: 'bystander', kind: 'expansion' }),
    tx.insert(t.pursuits).values({
      ...pursuit!,
      id: 'next',
      accountId: 'bystander',
      leadTriggerId: 'second',
      triggerIds: ['second'],
    }),
    tx.insert(t.queueItems).values({
      ...item!,
      ...{ id: 'two', accountId: 'bystander', pursuitId: 'next', rank: 2, leadTriggerId: 'second', tier: 1 },
    }),
  ])
})
afterEach(() => desk.close())

const rows = (page: string) => [...page.matchAll(/<b class="row-name">([^<]*)</g)].map(([, name]) => name)

test('the address filters the list by news, tier and words, in any case', async () => {
  const rep = await desk.as('rep')
  const shown = async (query: string) => rows(await rep.page(`/?lane=today${query}`))
  expect(await shown('')).toEqual(['Northwind Robotics', 'Harbour Analytics'])
  expect(await shown('&kind=funding')).toEqual(['Northwind Robotics'])
  expect(await shown('&kind=expansion&tier=1')).toEqual(['Harbour Analytics'])
  expect(await shown('&kind=expansion&tier=2')).toEqual([])
  expect(await shown('&text=HARBOUR')).toEqual(['Harbour Analytics'])
  expect(await shown('&text=mara')).toEqual(['Northwind Robotics'])
  expect(await shown('&text=series+b')).toContain('Northwind Robotics')
  expect(await shown('&kind=nonsense&tier=9')).toHaveLength(2)
})

test('a filter stays through rows, forms and decisions, and says how much it shows', async () => {
  const rep = await desk.as('rep')
  const page = await rep.page('/?lane=today&tier=2&text=north%26')
  expect(page).toContain('Nothing fits the filter')
  const filtered = await rep.page('/?lane=today&kind=funding')
  expect(filtered).toContain('href="/items/pursuit?lane=today&amp;kind=funding"')
  expect(filtered).toContain('name="lane" value="today&amp;kind=funding"')
  expect(filtered).toMatch(/1 of 1 shown/)
  const about = { revisionId: desk.head.revisionId, hash: desk.head.hash, lane: 'today&kind=funding' }
  const answer = await rep.submit(`/drafts/${desk.head.draftId}/reject`, { ...about, reason: 'stale' })
  expect(answer.headers.get('location')).toMatch(/^\/\?lane=today&kind=funding&said=rejected/)
})

test('a filter is kept under a name, replaced under the same, and deleted, by its person alone', async () => {
  const rep = await desk.as('rep')
  const save = (name: string, place: string) => rep.submit('/views', { name, place })
  expect((await save('Money', 'today&kind=funding')).headers.get('location')).toBe(
    '/?lane=today&kind=funding&said=viewSaved',
  )
  await save('Money', 'fix&kind=funding&text=a%26b')
  expect((await save('x', 'nowhere')).status).toBe(422)
  expect((await save(' ', 'today')).status).toBe(422)
  const [view] = await desk.db.select().from(t.savedViews)
  expect(view).toMatchObject({ userId: 'rep', name: 'Money', place: 'fix&kind=funding&text=a%26b' })
  expect(await rep.page('/')).toContain('href="/?lane=fix&amp;kind=funding&amp;text=a%26b"')
  const other = await desk.as('other')
  expect(await other.page('/')).not.toContain('Money')
  expect((await other.submit(`/views/${view!.id}/delete`)).status).toBe(404)
  expect((await rep.submit(`/views/${view!.id}/delete`)).status).toBe(303)
  expect(await desk.db.select().from(t.savedViews)).toEqual([])
})

test('a hold until after an event comes back on the day after it, saying which', async () => {
  const rep = await desk.as('rep')
  const hold = { until: 'event', reason: 'they are on the road', pursuitId: 'pursuit', lane: 'today' }
  expect((await rep.submit('/accounts/account/hold', hold)).status).toBe(422)
  const told = { ...hold, event: 'Robot Days', eventDay: '2026-11-26' }
  expect((await rep.submit('/accounts/account/hold', told)).status).toBe(303)
  const held = await rep.page('/?lane=held')
  expect(held).toContain('After Robot Days, 26 Nov 2026: they are on the road')
  expect(held).toContain('until 27 Nov 2026')
  expect(rows(await rep.page('/'))).toEqual(['Harbour Analytics'])
  desk.state.now = Date.UTC(2026, 10, 27, 9)
  await atomically(desk.db, (tx) => [tx.update(t.queueItems).set({ day: '2026-11-27' })])
  const back = await (await desk.as('rep')).page('/items/pursuit')
  expect(back).toContain('back from hold')
  expect(back).toMatch(/Back from hold,[\s\S]*they are on the road/)
})

test('a hold until the next trigger ends with the first news after it', async () => {
  const rep = await desk.as('rep')
  await rep.submit('/accounts/account/hold', { until: 'trigger', reason: 'quiet', pursuitId: 'pursuit', lane: 'today' })
  expect(rows(await rep.page('/'))).toEqual(['Harbour Analytics'])
  desk.state.now += 3_600_000
  await atomically(desk.db, (tx) => [tx.update(t.triggers).set({ firstSeenAt: desk.state.now })])
  const page = await rep.page('/')
  expect(rows(page)).toContain('Northwind Robotics')
  expect(page).toContain('back from hold')
  expect(await rep.page('/?lane=held')).not.toContain('quiet')
})

test('an item whose message is not written yet can still be set aside', async () => {
  const rep = await desk.as('rep')
  const page = await rep.page('/items/next?lane=today&kind=expansion')
  expect(page).toContain('No message is written yet')
  expect(page).toContain('popovertarget="sheet-hold"')
  expect(page).toContain('class="back" href="/?lane=today&amp;kind=expansion"')
  const hold = { until: 'trigger', reason: 'quiet', pursuitId: 'next', lane: 'today' }
  expect((await rep.submit('/accounts/bystander/hold', hold)).headers.get('location')).toContain('said=held')
})

test('a hold is named and taken back from what is said of it, by whoever may see the account alone', async () => {
  const rep = await desk.as('rep')
  const hold = { until: 'trigger', reason: 'quiet', pursuitId: 'pursuit', lane: 'today' }
  const said = (await rep.submit('/accounts/account/hold', hold)).headers.get('location')!
  const page = await rep.page(said)
  expect(page).toMatch(/Held[^/]*: <b>Northwind Robotics<\/b>/)
  const [, path] = /action="(\/holds\/\w+\/end)"/.exec(page)!
  const other = await (await desk.as('other')).page(said)
  expect(other).toContain('Held')
  expect(other).not.toContain('Northwind Robotics')
  expect((await rep.submit(path!, { back: 'list' })).headers.get('location')).toBe('/?said=released')
  expect(await rep.page(said)).not.toContain(path)
  expect(await rep.page('/?lane=held')).not.toContain('quiet')
})

test('what is held is released from the list of the held', async () => {
  const rep = await desk.as('rep')
  await rep.submit('/accounts/account/hold', { until: 'trigger', reason: 'quiet', lane: 'today' })
  const [hold] = await desk.db.select().from(t.holds)
  const answer = await rep.submit(`/holds/${hold!.id}/end`, { back: 'held' })
  expect(answer.headers.get('location')).toBe('/?lane=held&said=released')
  expect(rows(await rep.page('/'))).toContain('Northwind Robotics')
})
