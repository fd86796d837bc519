import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { liveFactsOf } from '../../src/store/accounts.ts'
import * as t from '../../src/store/schema/index.ts'
import { dayMs, tuesday } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const plain = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const imported = (kind: string, daysAgo: number) => ({
  ...{ id: `${kind} ${daysAgo}`, kind, file: 'crm.csv', at: tuesday - daysAgo * dayMs },
  ...{ rowsRead: 1, added: 1, changed: 0, unchanged: 0, failed: 0, finishedAt: tuesday - daysAgo * dayMs },
})

test('an item says how old the data is that gated it; older than 14 days stands on top of the queue', async () => {
  const rep = await desk.as('rep')
  expect(plain(await rep.page('/'))).toContain('Customers and opportunities were never imported')
  await atomically(desk.db, (tx) => [
    tx.insert(t.imports).values([imported('opportunities', 1), imported('touches', 5)]),
  ])
  const page = await rep.page('/')
  expect(plain(page)).toMatch(/Gated on customers and opportunities as of 24 h ago · touches as of 5 d ago/)
  expect(page).toContain('aria-label="old: "')
  expect(page).not.toContain('strip-warm')
  await atomically(desk.db, (tx) => [tx.update(t.imports).set({ undoneAt: tuesday })])
  await atomically(desk.db, (tx) => [tx.insert(t.imports).values(imported('opportunities', 15))])
  expect(plain(await rep.page('/'))).toMatch(/Customers and opportunities were imported 15 d ago/)
})

test('one sheet says wrong: news, fit, contact or fact, each with what follows', async () => {
  const rep = await desk.as('rep')
  const page = await rep.page('/')
  const sheet = /<div id="sheet-wrong"[\s\S]*?It is wrong/.exec(page)![0]
  for (const reason of ['wrong_account', 'bad_fit', 'wrong_person']) expect(sheet).toContain(`value="${reason}"`)
  expect(sheet).toContain('value="f2">employees: 240')
  expect(page).toContain('data-key="f"')
  const said = { factId: 'f2', right: '300', pursuitId: 'pursuit', lane: 'today' }
  const answer = await rep.submit('/accounts/account/facts/wrong', said)
  expect(answer.headers.get('location')).toBe('/items/pursuit?lane=today&said=corrected')
  expect((await liveFactsOf(desk.db, ['account'])).find(({ field }) => field === 'employees')?.value).toBe(300)
  expect((await (await desk.as('other')).submit('/accounts/account/facts/wrong', said)).status).toBe(404)
})

test('the account says for any day why it was in the queue, or why not', async () => {
  const manager = await desk.as('manager')
  expect(plain(await manager.page('/accounts/account'))).toContain('In Ida Example’s queue: number 1 of “new”')
  const other = plain(await manager.page('/accounts/account?day=2026-12-24'))
  expect(other).toContain('24 Dec 2026')
  expect(other).toMatch(/Not in a queue|In Ida/)
  expect(plain(await manager.page('/accounts/bystander'))).toContain('Not in a queue as things stand: ')
  expect((await manager.get('/accounts/account?day=nonsense')).status).toBe(200)
})

test('the timeline shows bad news and what expired beside what counts', async () => {
  const [trigger] = await desk.db.select().from(t.triggers)
  const bad = { ...trigger!.trigger, id: 'bad', kind: 'layoff' as const, fields: {} }
  const old = { ...trigger!.trigger, id: 'old', at: tuesday - 300 * dayMs }
  await atomically(desk.db, (tx) => [
    tx.insert(t.triggers).values([
      { ...trigger!, id: 'bad', kind: 'layoff', trigger: bad },
      { ...trigger!, id: 'old', at: tuesday - 300 * dayMs, trigger: old },
    ]),
    tx.delete(t.queueItems),
  ])
  const page = await (await desk.as('manager')).page('/accounts/account')
  const timeline = /<ol class="timeline">[\s\S]*?<\/ol>/.exec(page)![0]
  expect(timeline).toMatch(/Layoff[\s\S]*cools by/)
  expect(timeline).toContain('expired')
  expect(timeline).toMatch(/counts \d/)
})

test('what changed since the list before: new, gone and why, and moved', async () => {
  const [item] = await desk.db.select().from(t.queueItems)
  const [day] = await desk.db.select().from(t.queueDays)
  const [trigger] = await desk.db.select().from(t.triggers)
  const rep = await desk.as('rep')
  expect(plain(await rep.page('/changes'))).toContain('This is the first queue')
  const before = { day: '2026-11-23', queueDayId: 'before' }
  await atomically(desk.db, (tx) => [
    tx.insert(t.queueDays).values({ ...day!, id: 'before', day: '2026-11-23' }),
    tx.insert(t.accounts).values({ ...newAccount, id: 'third', name: 'Palisade Payments', familyId: 'third' }),
    tx.insert(t.triggers).values({ ...trigger!, id: 'second', accountId: 'bystander' }),
    tx.insert(t.queueItems).values([
      { ...item!, ...before, id: 'b1', accountId: 'bystander', pursuitId: null, leadTriggerId: 'second' },
      { ...item!, ...before, id: 'b2', rank: 2 },
      { ...item!, id: 'n2', accountId: 'third', pursuitId: null, rank: 2 },
    ]),
  ])
  const page = plain(await rep.page('/changes'))
  expect(page).toContain('Since 23 Nov 2026')
  expect(page).toMatch(/New 1 .*Palisade Payments/)
  expect(page).toMatch(/Gone 1 .*Harbour Analytics.*\. Moved/)
  expect(page).toMatch(/Moved 1 Northwind Robotics 2 → 1/)
  expect(await rep.page('/')).toMatch(/href="\/changes"[^>]*data-key="y"/)
})

const newAccount = { createdAt: tuesday, changedAt: tuesday, factsChangedAt: tuesday }
