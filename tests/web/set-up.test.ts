import { afterEach, expect, test } from 'vitest'
import { close } from '#dialect'
import { setUpCode } from '../../src/pipeline/set-up.ts'
import { openStore } from '../../src/store/open.ts'
import { findWorkspace } from '../../src/store/workspace.ts'
import { createWeb } from '../../src/web/index.ts'
import { key, makeWorkspace } from '../support/workspace.ts'
import { browser } from './support/browser.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const shut of open.splice(0)) await shut()
})

/** A house without workspace and people. */
const emptyHouse = async () => {
  const { app, state, close: closeOther } = await makeWorkspace()
  const empty = await openStore({ file: ':memory:', key, now: state.now })
  open.push(() => close(empty), closeOther)
  app.db = empty
  state.armed = false
  return { app, web: createWeb({ app }), state }
}

const given = (code: string) => ({
  code,
  workspace: 'Bright Shift',
  timeZone: 'Europe/Madrid',
  name: 'Ada Example',
  email: 'ada@brightshift.example',
  password: 'a sentence that is good',
})

test('an empty house leads to the set-up, which makes the workspace and its admin with sending off', async () => {
  const { app, web, state } = await emptyHouse()
  const visitor = browser(web)
  expect((await visitor.get('/')).headers.get('location')).toBe('/set-up')
  expect(await visitor.page('/set-up')).toContain('first admin')
  const answer = await visitor.post('/set-up', given(setUpCode(app)))
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/start'])
  expect(await findWorkspace(app.db)).toMatchObject({
    name: 'Bright Shift',
    timeZone: 'Europe/Madrid',
    sendingOn: false,
  })
  expect(await visitor.page('/')).toContain('Sending is off.')
  expect((await visitor.get('/admin/people')).status).toBe(200)
  expect(state.armed).toBe(true)
})

test('nobody sets up without the printed code, and nobody twice', async () => {
  const { app, web } = await emptyHouse()
  const stranger = browser(web)
  expect((await stranger.post('/set-up', given('guessed'))).status).toBe(422)
  expect(await findWorkspace(app.db)).toBeNull()
  await browser(web).post('/set-up', given(setUpCode(app)))
  expect((await stranger.post('/set-up', { ...given(setUpCode(app)), email: 'eve@evil.example' })).status).toBe(409)
  expect((await stranger.get('/set-up')).headers.get('location')).toBe('/sign-in')
})
