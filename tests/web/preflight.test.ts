import { afterEach, expect, test } from 'vitest'
import * as t from '../../src/store/schema/index.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('the preflight says of each thing whether it holds, and what to do', async () => {
  desk = await makeDesk()
  const asked: string[] = []
  desk.app.probes = {
    smtp: async () => ({ failedAt: 'sign_in', isEncrypted: true, hasLogin: true, reply: '535 <b>wrong</b> password' }),
    txt: async (name) => {
      asked.push(name)
      return name === 'brightshift.example' ? { texts: ['v=spf1 mx ~all'] } : { none: 'no_name' }
    },
  }
  const page = await (await (await desk.as('admin')).submit('/admin/sending/preflight')).text()
  expect(asked.sort()).toEqual(['_dmarc.brightshift.example', '_domainkey.brightshift.example', 'brightshift.example'])
  expect(page).toContain('brightshift.example says who may send for it')
  expect(page).toContain('535 &lt;b&gt;wrong&lt;/b&gt; password')
  expect(page).toContain('publishes no key')
  expect(page).toContain('DAYBREAK_PUBLIC_URL')
  expect(page).toContain('Not everything holds')
  expect(desk.outbox).toEqual([])
  expect(desk.mail).toEqual([])
})

test('the opt-out link is opened at the public address, and told when something else answers there', async () => {
  desk = await makeDesk()
  const admin = await desk.as('admin')
  const opened: string[] = []
  desk.app.fetcher = {
    fetch: async ({ url }) => {
      opened.push(url)
      const bytes = Buffer.from('<h1>Welcome to nginx</h1>')
      return { kind: 'ok', movedTo: null, body: { bytes, url, status: 200, headers: {}, fetchedAt: 0 } }
    },
    close: async () => undefined,
  }
  const { preflight } = await import('../../src/pipeline/preflight.ts')
  desk.app.baseUrl = 'https://daybreak.example'
  const lines = await preflight(desk.app)
  expect(opened[0]).toMatch(/^https:\/\/daybreak\.example\/unsubscribe\/[0-9a-f]{128}$/)
  expect(lines.find(({ what }) => what === 'Opt-out link')).toMatchObject({ state: 'failed' })
  desk.app.baseUrl = 'http://127.0.0.1:4310'
  const path = new URL(opened[0]!).pathname
  expect(await admin.page(path)).toContain('No more messages?')
  expect(await desk.app.db.select().from(t.suppressions)).toEqual([])
})

test('the test mail goes to the admin who asks, as a notice and never as outreach; what went wrong is said', async () => {
  desk = await makeDesk()
  const admin = await desk.as('admin')
  expect((await (await desk.as('manager')).submit('/admin/sending/test-mail')).status).toBe(403)
  const answer = await admin.submit('/admin/sending/test-mail', { to: 'mara@northwind.example' })
  expect(await answer.text()).toContain('on its way to admin@brightshift.example')
  expect(desk.mail.map(({ to }) => to.email)).toEqual(['admin@brightshift.example'])
  expect(desk.outbox).toEqual([])
  desk.state.delivery = { end: 'failed', reply: '550 no such box' }
  const refused = await admin.submit('/admin/sending/test-mail')
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('The test mail did not leave: 550 no such box')
})
