import { afterEach, expect, test } from 'vitest'
import { logTouch, suppress } from '../../src/pipeline/verbs.ts'
import { why } from '../../src/pipeline/why.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('a call that was logged by hand says who logged it', async () => {
  desk = await makeDesk()
  await logTouch(desk.app, desk.rep, { accountId: 'account', contactId: 'mara', channel: 'call' })
  const page = await (await desk.as('manager')).page('/accounts/account')
  expect(page).toContain('logged by Ida Example')
})

test('an item whose message was cancelled says so when asked why', async () => {
  desk = await makeDesk()
  expect((await why(desk.app, 'account')).queued).toMatchObject({ rank: 1, message: null })
  await suppress(desk.app, desk.rep, { kind: 'account', value: 'account', reason: 'They asked' })
  expect((await why(desk.app, 'account')).queued).toMatchObject({ rank: 1, message: 'cancelled' })
  expect(await (await desk.as('rep')).page('/accounts/account')).toContain('Its message is cancelled.')
})

test('revisions and decisions are counted by name', async () => {
  desk = await makeDesk()
  expect(await (await desk.as('rep')).page('/items/pursuit')).toMatch(/1 revision, 0 decisions/)
})

test('what of a redraft was not understood stands above the message', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const { draftId, revisionId, hash } = desk.head
  const instruction = 'mention our Mars office and blorp'
  await rep.submit(`/drafts/${draftId}/redraft`, { revisionId, hash, lane: 'today', instruction })
  const page = await rep.page('/items/pursuit')
  const above = page.slice(page.indexOf('id="message"'), page.indexOf('Hi Mara'))
  expect(above).toContain('Not done: &quot;blorp&quot; was not understood')
  expect(above).toContain('Not done: no approved value point speaks of that')
})
