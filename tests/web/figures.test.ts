import { afterEach, expect, test } from 'vitest'
import { send } from '../../src/pipeline/send.ts'
import { edit } from '../../src/pipeline/verbs.ts'
import { cleanText, dayMs, hourMs, seen } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

test('a row and its item show the working clock, and the delay of the news beside it', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const page = plain(await rep.page('/items/pursuit'))
  expect(page).toContain('waits 2 h of 24 h · from event to first seen 18 h')
  desk.state.now += 23 * hourMs
  const late = plain(await (await desk.as('rep')).page('/items/pursuit'))
  expect(late).toContain('waits 25 h of 24 h, late')
  expect(await (await desk.as('rep')).page('/?lane=fix')).not.toContain('clock-small late')
})

test('the clock stands still at the weekend and stops with the touch', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const { draftId, revisionId, hash } = desk.head
  desk.state.now += hourMs
  await rep.submit(`/drafts/${draftId}/approve`, { revisionId, hash, lane: 'today' })
  desk.state.now += hourMs
  await send.run(desk.app)
  desk.state.now += 10 * dayMs
  expect(plain(await (await desk.as('rep')).page('/items/pursuit'))).toContain('touched after 4 h of 24 h')
})

test('Insights tell how long what was new waited, by rep, and what people change in machine text', async () => {
  desk = await makeDesk()
  const { app, rep } = desk
  const text = cleanText.text.replace('We give each rep a short list every morning.\n\n', '')
  const saved = await edit(app, rep, { ...seen(desk.head), subject: cleanText.subject, text })
  const browser = await desk.as('rep')
  const { draftId, revisionId, hash } = saved
  desk.state.now += hourMs
  await browser.submit(`/drafts/${draftId}/approve`, { revisionId, hash, lane: 'today' })
  desk.state.now += hourMs
  await send.run(app)
  const page = plain(await (await desk.as('manager')).page('/insights?days=30'))
  expect(page).toContain('Ida Example 1 4 h 4 h 1 of 1 0 0')
  expect(page).toContain('p50 18 h, p90 18 h by the calendar')
  expect(page).toMatch(/Ida Example Funding 1 0 9/)
  expect(plain(await (await desk.as('other')).page('/insights'))).toContain('Nothing new stood on a list')
})

test('an account tells which of its buying group has heard from us', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  expect(plain(await rep.page('/accounts/account'))).toContain('Buying group: 0 of 3 roles reached')
  await rep.submit('/accounts/account/touches', { channel: 'call', contactId: 'mara' })
  const page = plain(await rep.page('/accounts/account'))
  expect(page).toContain('Buying group: 1 of 3 roles reached champion reached: Mara Example')
  expect(page).toContain('economic nobody known')
})
