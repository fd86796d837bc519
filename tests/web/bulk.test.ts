import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { ownershipOf } from '../../src/store/accounts.ts'
import * as t from '../../src/store/schema/index.ts'
import { openHolds } from '../support/rows.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
  const [item] = await desk.db.select().from(t.queueItems)
  const [trigger] = await desk.db.select().from(t.triggers)
  await atomically(desk.db, (tx) => [
    tx.insert(t.triggers).values({ ...trigger!, id: 'second', accountId: 'bystander' }),
    tx
      .insert(t.queueItems)
      .values({ ...item!, id: 'two', accountId: 'bystander', pursuitId: null, rank: 2, leadTriggerId: 'second' }),
  ])
})
afterEach(() => desk.close())

const send = async (who: string, accountIds: string[], fields: Record<string, string>) => {
  const person = await desk.as(who)
  const form = new URLSearchParams({
    form_token: await person.formToken(),
    lane: 'today',
    of: 'rep',
    note: '',
    ...fields,
  })
  for (const id of accountIds) form.append('accountId', id)
  const answer = await person.send('/items/bulk', {
    method: 'POST',
    headers: { origin: 'http://127.0.0.1:4310', 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  return { status: answer.status, to: answer.headers.get('location'), page: await answer.text() }
}
const both = ['account', 'bystander']
const done = async () => (await desk.db.select().from(t.audit)).map(({ what }) => what)

test('the list offers boxes and one form for the chosen, and never to approve them', async () => {
  const page = await (await desk.as('rep')).page('/')
  expect(page.match(/class="pick"/g)).toHaveLength(2)
  const form = /<form [^>]*id="bulk"[\s\S]*?<\/form>/.exec(page)![0]
  expect(form).toContain('value="reject"')
  expect(form.toLowerCase()).not.toMatch(/approve|submit &amp;|assign/)
  expect(await (await desk.as('manager')).page('/?of=rep')).toContain('value="assign"')
  for (const does of ['approve', 'submit', 'queue'])
    expect((await send('manager', both, { does })).status, does).toBe(422)
})

test('all the chosen are held, one hold and one line of the audit each', async () => {
  const answer = await send('rep', both, { does: 'day', day: '2026-12-01', note: 'budget season' })
  expect([answer.status, answer.to]).toEqual([303, '/?lane=today&said=allHeld'])
  expect((await openHolds(desk.db)).map(({ accountId, reason }) => [accountId, reason]).sort()).toEqual([
    ['account', 'budget season'],
    ['bystander', 'budget season'],
  ])
  expect((await done()).filter((what) => what === 'hold_set')).toHaveLength(2)
})

test('what could not be done is told by name, and the rest is done', async () => {
  const answer = await send('rep', [...both, 'gone'], { does: 'reject', reason: 'stale' })
  expect(answer.status).toBe(200)
  expect(answer.page).toContain('1 of 3 done')
  expect(answer.page).toMatch(/Rejected: Northwind Robotics/)
  expect(answer.page).toMatch(/<b>Harbour Analytics:<\/b> no message is written yet/)
  expect(answer.page).toContain('One of them:')
  expect((await done()).filter((what) => what === 'draft_reject')).toHaveLength(1)
})

test('managers assign the chosen; a rep cannot, whatever the form says', async () => {
  expect((await send('rep', both, { does: 'assign', userId: 'other' })).page).toContain('Only a manager assigns')
  expect((await ownershipOf(desk.db, 'account'))?.userId).toBe('rep')
  expect((await send('manager', both, { does: 'assign', userId: 'other' })).to).toContain('said=allAssigned')
  expect((await ownershipOf(desk.db, 'bystander'))?.userId).toBe('other')
  expect((await done()).filter((what) => what === 'account_assigned')).toHaveLength(2)
  expect(await (await desk.as('rep')).page('/')).not.toContain('Northwind Robotics')
})

test('nobody reaches through it what is not on their own desk', async () => {
  const answer = await send('other', both, { does: 'day', day: '2026-12-01', note: 'x' })
  expect(answer.status).toBe(409)
  expect(answer.page).not.toContain('Northwind')
  expect(await openHolds(desk.db)).toEqual([])
})

test('nothing chosen, no reason, or a past day is refused before anything is done', async () => {
  expect((await send('rep', [], { does: 'trigger', note: 'x' })).status).toBe(422)
  expect((await send('rep', both, { does: 'trigger' })).page).toContain('Say why')
  expect((await send('rep', both, { does: 'day', day: '2026-11-24', note: 'x' })).status).toBe(422)
  expect((await send('rep', both, { does: 'reject', reason: 'other' })).page).toContain('Say why')
  expect(await openHolds(desk.db)).toEqual([])
})
