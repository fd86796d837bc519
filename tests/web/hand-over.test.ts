import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { atomically, type Tx } from '#dialect'
import { startOfDay } from '../../src/core/day.ts'
import type { ReplyClass } from '../../src/core/outcome.ts'
import { recordOutcome } from '../../src/pipeline/verbs.ts'
import { handoversOf } from '../../src/store/handovers.ts'
import * as t from '../../src/store/schema/index.ts'
import { touchesOf } from '../../src/store/touches.ts'
import { dayMs, hourMs } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

const replied = async (replyClass: ReplyClass) => {
  const said = { note: 'Two times next week?', contactId: 'mara', at: desk.state.now }
  return (await recordOutcome(desk.app, desk.rep, { ...said, accountId: 'account', kind: 'reply', replyClass }))
    .outcomeId
}

test('an interested reply is handed over from the account with a note, and accepted by the other side', async () => {
  desk = await makeDesk()
  const outcomeId = await replied('interested')
  const rep = await desk.as('rep')
  const page = await rep.page('/accounts/account')
  expect(page).toContain('Next step')
  expect(page).toContain('What they said: Two times next week?')
  expect((await (await desk.as('other')).get('/accounts/account')).status).toBe(404)
  const note = 'They want two times.\r\nStart with their lists.'
  await rep.submit('/hand-overs', { outcomeId, accountId: 'account', toId: 'other', note })
  expect(await rep.page('/accounts/account')).toContain('Handed to Otto Example, who has not answered yet')
  expect(await (await desk.as('manager')).page('/hand-overs')).toContain('Waiting for an answer')

  desk.state.now += 3 * hourMs
  const executive = await desk.as('other')
  const list = await executive.page('/hand-overs')
  expect(list).toContain('They want two times.')
  expect(list).toContain('chase ended: interested')
  expect((await executive.get('/accounts/account')).status).toBe(200)
  const [row] = await handoversOf(desk.db, 'other', desk.state.now)
  const { id } = row!.handover
  expect((await rep.submit(`/hand-overs/${id}/accept`)).status).toBe(403)
  expect((await executive.submit(`/hand-overs/${id}/accept`)).status).toBe(303)
  expect(await rep.page('/hand-overs')).toContain('accepted')
})

test('a wish to talk keeps its form behind an absence, a later word and a call, and stands among the hand-overs', async () => {
  desk = await makeDesk()
  const meeting = await replied('meeting')
  const rep = await desk.as('rep')
  for (const replyClass of ['out_of_office', 'other'] as const) {
    desk.state.now += hourMs
    await replied(replyClass)
  }
  await rep.submit('/accounts/account/touches', { channel: 'call', contactId: 'mara' })
  const page = await rep.page('/accounts/account')
  expect(page).toContain(`name="outcomeId" value="${meeting}"`)
  expect(page).toContain('What they said: Two times next week?')
  for (const who of ['rep', 'manager'])
    expect(await (await desk.as(who)).page('/hand-overs')).toContain('Not handed over yet')
  expect(await (await desk.as('other')).page('/hand-overs')).toContain('No hand-over.')

  await rep.submit('/hand-overs', {
    outcomeId: meeting,
    accountId: 'account',
    toId: 'other',
    note: 'They want two times',
  })
  expect(await rep.page('/hand-overs')).not.toContain('Not handed over yet')
  desk.state.now += hourMs
  await replied('out_of_office')
  expect(await rep.page('/accounts/account')).toContain('Handed to Otto Example, who has not answered yet')
})

test('a hand-over that comes back brings its reason and the day to call, and the executive’s view ends', async () => {
  desk = await makeDesk()
  const outcomeId = await replied('meeting')
  const rep = await desk.as('rep')
  await rep.submit('/hand-overs', { outcomeId, accountId: 'account', toId: 'other', note: 'Wants a call' })
  const executive = await desk.as('other')
  const [row] = await handoversOf(desk.db, 'other', desk.state.now)
  const back = `/hand-overs/${row!.handover.id}/return`
  expect((await executive.submit(back, { reason: '', day: '' })).status).toBe(422)
  await executive.submit(back, { reason: 'Not before spring', day: '2027-03-01' })
  const page = await rep.page('/accounts/account')
  expect(page).toContain('gave it back:')
  expect(page).toContain('Call back: Not before spring')
  expect((await executive.get('/accounts/account')).status).toBe(404)
})

test.each([
  ['not_now', 'Hold until'],
  ['out_of_office', 'They are out of the office'],
  ['wrong_person', 'Nils Example'],
  ['objection', 'The ICP knows no objection yet'],
  ['unsubscribe', 'suppressed everywhere'],
  ['other', 'Nothing follows by itself'],
] as const)('a reply that is %s has its next step on the account', async (replyClass, words) => {
  desk = await makeDesk()
  await replied(replyClass)
  const page = await (await desk.as('rep')).page('/accounts/account')
  const step = page.slice(page.indexOf('next-step'), page.indexOf('two-columns'))
  expect(step).toContain(words)
  if (replyClass === 'wrong_person') expect(step).not.toContain('Mara Example')
})

test('a day named with "not now" holds the account at once', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const fields = { kind: 'reply', replyClass: 'not_now', touchId: '', amountUsd: '', day: '2026-11-24' }
  await rep.submit('/accounts/account/outcomes', { ...fields, until: '2027-01-11', note: 'In January' })
  expect(await desk.db.select().from(t.holds)).toMatchObject([{ reason: 'In January' }])
  expect(await rep.page('/accounts/account')).toContain('Held until')
})

test('a hold until a day is of the owner’s day, whatever zone the viewer or the workspace is in', async () => {
  desk = await makeDesk()
  const zone = (id: string, timeZone: string) => (tx: Tx) =>
    tx.update(t.users).set({ timeZone }).where(eq(t.users.id, id))
  await atomically(desk.db, (tx) => [zone('rep', 'America/New_York')(tx), zone('manager', 'Pacific/Honolulu')(tx)])
  const rep = await desk.as('rep')
  const away = { kind: 'reply', replyClass: 'out_of_office', touchId: '', amountUsd: '', day: '2026-11-24' }
  await rep.submit('/accounts/account/outcomes', { ...away, until: '2026-12-03' })
  expect(await desk.db.select().from(t.holds)).toMatchObject([{ until: startOfDay('2026-12-03', 'America/New_York') }])
  for (const who of ['rep', 'manager'] as const) {
    const page = await (await desk.as(who)).page('/accounts/account')
    expect(page).toContain('Held until 3 Dec 2026:')
    expect(page).not.toContain('2 Dec 2026')
    expect(await (await desk.as(who)).page('/accounts')).toContain('held until 3 Dec 2026')
  }
  expect(await rep.page('/?lane=held')).toContain('until 3 Dec 2026')
})

test('a call or a LinkedIn message is logged by one button of one small form', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const page = await rep.page('/accounts/account')
  for (const channel of ['call', 'linkedin']) {
    expect(page).toContain(`name="channel" value="${channel}"`)
    desk.state.now += dayMs
    await rep.submit('/accounts/account/touches', { channel, contactId: 'mara' })
  }
  expect((await touchesOf(desk.db, ['account'])).map(({ channel, contactId }) => [channel, contactId])).toEqual([
    ['linkedin', 'mara'],
    ['call', 'mara'],
  ])
})
