import { afterEach, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { atomically, close } from '#dialect'
import { parseIcp } from '../../src/core/icp/parse.ts'
import { publishIcp } from '../../src/pipeline/icp.ts'
import { sampleIcp } from '../../src/pipeline/sample-icp.ts'
import { setUpCode } from '../../src/pipeline/set-up.ts'
import { listFeeds } from '../../src/store/feeds.ts'
import { openStore } from '../../src/store/open.ts'
import * as t from '../../src/store/schema/index.ts'
import { getWorkspace } from '../../src/store/workspace.ts'
import { createWeb } from '../../src/web/index.ts'
import { key, makeWorkspace, tuesday } from '../support/workspace.ts'
import { browser, makeDesk } from './support/browser.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const shut of open.splice(0)) await shut()
})

const deskIn = async (wanted: Parameters<typeof makeDesk>[0] = {}) => {
  const desk = await makeDesk(wanted)
  open.push(desk.close)
  return desk
}

/** The set-up page of a house without people, and what opens the other workspace from it. */
const emptyHouse = async () => {
  const { app, state, close: closeOther } = await makeWorkspace()
  const empty = await openStore({ file: ':memory:', key, now: state.now })
  open.push(() => close(empty), closeOther)
  app.db = empty
  return { app, visitor: browser(createWeb({ app })) }
}

test('a step that is skipped stays so until it is taken up, and each change is in the audit', async () => {
  const desk = await deskIn()
  const admin = await desk.as('admin')
  const step = async (to: string) => await admin.submit('/admin/start/skip', { step: 'queue', to })
  expect((await step('skip')).headers.get('location')).toBe('/admin/start#queue')
  await admin.submit('/admin/start/skip', { step: 'feeds', to: 'skip' })
  expect((await step('sideways')).status).toBe(422)
  expect((await (await desk.as('manager')).submit('/admin/start/skip', { step: 'feeds', to: 'skip' })).status).toBe(403)
  const done = await desk.app.db.select().from(t.audit)
  expect(done.filter(({ what }) => what === 'step_skipped').map(({ detail }) => JSON.parse(detail))).toEqual([
    { step: 'queue' },
    { step: 'feeds' },
  ])
})

test('an empty house is told what it lacks, and the same on the empty queue', async () => {
  const { app, visitor } = await emptyHouse()
  await visitor.post('/set-up', {
    ...{ code: setUpCode(app), workspace: 'Bright Shift', timeZone: 'Europe/Madrid', name: 'Ada Example' },
    ...{ email: 'ada@brightshift.example', password: 'a sentence that is good' },
  })
  const page = await visitor.page('/admin/start')
  expect(page).toContain('There is no ICP yet')
  expect(page).toContain('/admin/imports')
  expect(page).toContain('/icp/edit?from=sample')
  const queue = await visitor.page('/')
  expect(queue).toContain('1 of 7 steps to it are behind you')
  expect(queue).toContain('/admin/start#icp')
  await visitor.submit('/admin/start/skip', { step: 'icp', to: 'skip' })
  expect(await visitor.page('/')).toContain('/admin/start#accounts')
  await visitor.submit('/admin/start/skip', { step: 'icp', to: 'take_up' })
  expect(await visitor.page('/')).toContain('/admin/start#icp')
})

test('the sample’s ICP opens in the editor without the tests that name its accounts', async () => {
  const desk = await deskIn()
  const page = await (await desk.as('admin')).page('/icp/edit?from=sample')
  expect(page).toContain('key: growing_sales_teams')
  expect(page).not.toContain('kestrelworks.example')
})

test('the sample’s ICP claims nothing in the name of its invented company, and what it still claims is told', async () => {
  const desk = await deskIn()
  const { settings } = await getWorkspace(desk.app.db)
  const sender = { ...settings.sender, company: 'Bright: "Quill" & Co' }
  await atomically(desk.app.db, (tx) => [tx.update(t.workspace).set({ settings: { ...settings, sender } })])
  const yaml = await sampleIcp(desk.app)
  expect(yaml).not.toMatch(/larkmoor/i)
  const icp = parseIcp(yaml)
  expect(icp.offer).toMatch(/^Bright: "Quill" & Co gets new sales hires/)
  const admin = await desk.as('admin')
  expect(await admin.page('/icp/edit?from=sample')).toContain('25 of them are still the sample’s')
  const preview = async (text: string) =>
    await (await admin.submit('/icp/edit', { do: 'preview', base: '', note: '', yaml: text })).text()
  expect(await preview(yaml)).toContain('a company that does not exist')
  const edited = parseDocument(yaml)
  edited.set('offer', 'We repair clocks.')
  for (const index of icp.personas.keys())
    edited.setIn(['personas', index, 'value_points'], [{ text: 'We repair the clocks of offices.' }])
  expect(await preview(String(edited))).not.toContain('a company that does not exist')
  await publishIcp(desk.app, 'admin', yaml, null)
  expect(await admin.page('/icp')).toContain('25 of them are still the sample’s')
})

test('a pack turns on what is off of its kind, and nothing else', async () => {
  const desk = await deskIn()
  const feed = (key: string, category: string, accountId: string | null = null) => ({
    ...{ id: key, key, name: key, publisher: key, category, kind: 'feed', settings: {}, accountId },
    ...{ enabled: false, nextPollAt: tuesday + 1, createdAt: tuesday },
  })
  await atomically(desk.app.db, (tx) => [
    tx
      .insert(t.feeds)
      .values([feed('a', 'funding'), feed('b', 'funding'), feed('c', 'hiring'), feed('d', 'funding', 'account')]),
  ])
  const admin = await desk.as('admin')
  expect(await admin.page('/admin/start')).toContain('1 of 3 on')
  await admin.submit('/admin/start/feeds', { category: 'funding' })
  const on = (await listFeeds(desk.app.db)).filter(({ enabled }) => enabled).map((one) => one.key)
  expect(on.sort()).toEqual(['a', 'b', 'wire'])
  expect(await admin.page('/admin/start')).toContain('3 of 3 on')
})

test('the button runs the morning without making anybody wait, and an admin alone presses it', async () => {
  const desk = await deskIn()
  let runs = 0
  desk.app.runNow = () => {
    runs++
    return new Promise(() => undefined)
  }
  expect((await (await desk.as('rep')).submit('/admin/start/run')).status).toBe(403)
  const answer = await (await desk.as('admin')).submit('/admin/start/run')
  expect([answer.status, runs]).toEqual([303, 1])
  desk.app.runNow = async () => {
    throw new Error('The disk is full')
  }
  expect((await (await desk.as('admin')).submit('/admin/start/run')).status).toBe(303)
})

test('the sample is left with a word, by its admin, and the page says what is kept', async () => {
  const desk = await deskIn({ workspace: { sample: true } })
  const admin = await desk.as('admin')
  expect(await admin.page('/admin/start')).toContain('DAYBREAK_SAMPLE=0 npm start')
  expect((await admin.submit('/admin/start/other', { sure: 'yes' })).status).toBe(409)
  desk.app.openOther = async () => '/set-up?code=abc'
  const page = await admin.page('/admin/start')
  expect(page).toContain('The sample is kept in its file')
  expect(page).not.toContain('DAYBREAK_SAMPLE')
  expect((await admin.submit('/admin/start/other')).status).toBe(422)
  expect((await (await desk.as('manager')).submit('/admin/start/other', { sure: 'yes' })).status).toBe(403)
  expect((await admin.submit('/admin/start/other', { sure: 'yes' })).headers.get('location')).toBe('/set-up?code=abc')
})

test('from an empty house one goes back to the sample with the printed code alone, and never from one with people', async () => {
  const { app, visitor } = await emptyHouse()
  app.openOther = async () => '/sign-in/link/x'
  const code = setUpCode(app)
  expect((await visitor.post('/set-up/sample', { code: 'guessed' })).status).toBe(403)
  expect((await visitor.post('/set-up/sample', { code })).headers.get('location')).toBe('/sign-in/link/x')
  await visitor.post('/set-up', {
    ...{ code, workspace: 'Bright Shift', timeZone: 'Europe/Madrid', name: 'Ada Example' },
    ...{ email: 'ada@brightshift.example', password: 'a sentence that is good' },
  })
  expect((await visitor.post('/set-up/sample', { code })).status).toBe(409)
})
