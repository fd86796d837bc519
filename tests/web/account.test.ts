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
