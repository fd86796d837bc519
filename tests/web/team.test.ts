import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { submit } from '../../src/pipeline/verbs.ts'
import { ownershipOf } from '../../src/store/accounts.ts'
import * as t from '../../src/store/schema/index.ts'
import { hourMs, seen } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk({ tier: 1 })
  const [item] = await desk.db.select().from(t.queueItems)
  const [trigger] = await desk.db.select().from(t.triggers)
  await atomically(desk.db, (tx) => [
    tx.insert(t.triggers).values({ ...trigger!, id: 'second', accountId: 'bystander' }),
    tx.insert(t.queueItems).values({
      ...{ ...item!, id: 'two', accountId: 'bystander', pursuitId: null, leadTriggerId: 'second' },
      ...{ ownerKey: 'unowned', lane: 'unowned' as const },
    }),
  ])
})
afterEach(() => desk.close())

const page = async () => (await (await desk.as('manager')).page('/team')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('the morning says what waits, which Tier 1 nobody touched, and what nobody owns', async () => {
  await submit(desk.app, desk.rep, seen(desk.head))
  desk.state.now += 3 * hourMs
  const shown = await page()
  expect(shown).toContain('Northwind Robotics Ida Example · 3 h of working time')
  expect(shown).toContain('T1 Northwind Robotics Ida Example 5 h')
  expect(shown).toMatch(/Harbour Analytics Raised .*Otto Example/)
  expect(shown).toMatch(/Ida Example desk · figures 1 of 1 1 0 – – 0/)
})

test('an account is assigned with one choice and one press, and leaves the list', async () => {
  const manager = await desk.as('manager')
  const answer = await manager.submit('/team/accounts', { accountId: 'bystander', userId: 'other' })
  expect(answer.headers.get('location')).toBe('/team?said=assigned')
  expect((await ownershipOf(desk.db, 'bystander'))?.userId).toBe('other')
  expect(await page()).toContain('Every account with news has an owner.')
})

test('somebody’s absence and book are entered and taken back on the page', async () => {
  const manager = await desk.as('manager')
  const days = { fromDay: '2026-11-24', toDay: '2026-11-25' }
  await manager.submit('/team/absences', { userId: 'rep', coverUserId: 'other', ...days })
  expect(await page()).toContain('Ida Example away until 25 Nov 2026, Otto Example covers')
  const [absence] = await desk.db.select().from(t.absences)
  await manager.submit('/team/absences/end', { absenceId: absence!.id })
  expect(await page()).not.toContain('away until')
  await manager.submit('/team/books', { fromId: 'rep', toId: 'other' })
  expect(await page()).toContain('1 account of Ida Example went to Otto Example on 24 Nov 2026 , by Ben Example')
  await manager.submit('/team/books/back', { fromId: 'rep', toId: 'other', at: String(desk.state.now) })
  expect((await ownershipOf(desk.db, 'account'))?.userId).toBe('rep')
  expect(await page()).not.toContain('went to')
})

test('another’s desk is there to look at: nothing on its item can be pressed, and a banner says whose it is', async () => {
  const manager = await desk.as('manager')
  for (const path of ['/?of=rep', '/items/pursuit?lane=today&of=rep', '/items/pursuit?of=rep&edit=1']) {
    const html = await manager.page(path)
    expect(html, path).toContain('You look at the desk of Ida Example.')
    const item =
      /<fieldset class="seen" disabled[^>]*>[\s\S]*<article class="item"[\s\S]*<\/fieldset>/.exec(html)?.[0] ?? ''
    expect(item, path).toContain('Northwind Robotics')
    expect(html, path).not.toMatch(/\/drafts\/[^/]+\/(approve|submit|reject|edit)"|sheet-reject|sheet-wrong/)
  }
  expect(await manager.page('/items/pursuit')).toMatch(/\/drafts\/[^/]+\/approve"/)
  const rep = await desk.as('rep')
  for (const path of ['/?of=rep', '/?of=other', '/items/pursuit?of=rep'])
    expect(await rep.page(path), path).not.toContain('You look at the desk of')
})
