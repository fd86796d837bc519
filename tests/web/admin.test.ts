import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically, rows } from '#dialect'
import { makeKey } from '../../src/pipeline/keys.ts'
import { workspace } from '../../src/store/schema/index.ts'
import { type Browser, makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
let admin: Browser
beforeEach(async () => {
  desk = await makeDesk()
  admin = await desk.as('admin')
})
afterEach(() => desk.close())

const queueWith = async (token: string) =>
  (
    await desk.web.request(`${desk.app.baseUrl}/api/queue?user=rep@brightshift.example`, {
      headers: { authorization: `Bearer ${token}` },
    })
  ).status

test('a key is shown once, opens what it was made for, and nothing once it is revoked', async () => {
  const answer = await admin.submit('/admin/keys', { name: 'Site <visits>', 'queue:read': '1' })
  const html = await answer.text()
  const token = /dbk_[\w-]+/.exec(html)?.[0] ?? ''
  expect(html).toContain('Site &lt;visits&gt;')
  expect(await queueWith(token)).toBe(200)
  const list = await admin.page('/admin/keys')
  expect(list).toContain('Site &lt;visits&gt;')
  expect(list).not.toContain('dbk_')
  const [key] = await rows<{ id: string }>(desk.db, 'select id from api_keys')
  expect((await admin.submit(`/admin/keys/${key!.id}/revoke`)).status).toBe(303)
  expect(await queueWith(token)).toBe(401)
  expect((await admin.submit(`/admin/keys/${key!.id}/revoke`)).status).toBe(409)
  expect(await admin.page('/admin/keys')).toContain('revoked')
})

test('a key that may do nothing, or has no name, is not made', async () => {
  expect((await admin.submit('/admin/keys', { name: 'Site visits' })).status).toBe(422)
  expect((await admin.submit('/admin/keys', { name: ' ', 'queue:read': '1' })).status).toBe(422)
  expect(await rows(desk.db, 'select id from api_keys')).toEqual([])
})

test('a backup is made by a button and listed with its age', async () => {
  expect(await admin.page('/admin/backups')).toContain('none yet')
  expect((await admin.submit('/admin/backups')).status).toBe(303)
  const html = await admin.page('/admin/backups')
  expect(html).toContain('daybreak-20261124T090000.sqlite')
  expect(html).toContain('Ada Example')
})

test('the way back names the file of the workspace that is open', async () => {
  const put = async () => /in place of <code class="code">([^<]+)</.exec(await admin.page('/admin/backups'))?.[1]
  expect(await put()).toBe('daybreak.sqlite')
  await atomically(desk.db, (tx) => [tx.update(workspace).set({ sample: true })])
  expect(await put()).toBe('sample.sqlite')
})

test('an export is a download by a form, and by a key that may; both stand in the audit', async () => {
  const answer = await admin.submit('/admin/exports/contacts')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="contacts.csv"')
  expect(await answer.text()).toContain('Mara Example')
  expect((await admin.submit('/admin/exports/users')).status).toBe(404)
  const take = async (token: string, kind = 'contacts') =>
    await desk.web.request(`${desk.app.baseUrl}/api/export/${kind}`, { headers: { authorization: `Bearer ${token}` } })
  const may = await makeKey(desk.app, 'admin', { name: 'Warehouse', scopes: ['export:read'] })
  const mayNot = await makeKey(desk.app, 'admin', { name: 'CRM', scopes: ['queue:read'] })
  expect(await (await take(may.token)).text()).toContain('Mara Example')
  expect((await take(may.token, 'users')).status).toBe(404)
  expect((await take(mayNot.token)).status).toBe(403)
  expect((await take('dbk_none')).status).toBe(401)
  expect(await rows(desk.db, "select actor_id, subject_id from audit where what = 'exported' order by seq")).toEqual([
    { actor_id: 'admin', subject_id: '1' },
    { actor_id: null, subject_id: may.id },
  ])
})

test('the record is searched by person, thing, action and day, and pages on', async () => {
  await admin.submit('/admin/backups')
  const list = async (query: string) => {
    const html = await admin.page(`/admin/audit?${query}`)
    return [...html.matchAll(/<th scope="row">([^<]*)</g)].map(([, what]) => what)
  }
  expect(await list('what=backed_up')).toEqual(['backed up'])
  expect(await list('who=admin')).toContain('backed up')
  expect(await list('who=daybreak&what=backed_up')).toEqual([])
  expect(await list('what=backed_up&day=2026-11-24')).toEqual(['backed up'])
  expect(await list('what=backed_up&day=2026-11-23')).toEqual([])
  expect(await list('day=2026-99-99')).toEqual([])
  const drafts = await list('thing=northwind.example')
  expect(drafts).toContain('draft revised')
  expect(drafts).not.toContain('backed up')
  for (let i = 0; i < 120; i++)
    await atomically(desk.db, () => [], [
      { at: desk.state.now, actorId: null, what: 'ticked', subject: 'workspace', subjectId: '1', detail: {} },
    ])
  const first = await admin.page('/admin/audit?what=ticked')
  const older = /href="(\/admin\/audit\?[^"]*before=[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  expect((await admin.page(older)).match(/>ticked</g)).toHaveLength(20 + 1) // and once among the actions
})

test('a button proves the record, and tells a row that was changed behind its back', async () => {
  const verify = async () => await (await admin.submit('/admin/audit/verify')).text()
  expect(await verify()).toMatch(/\d+ rows, chain unbroken/)
  desk.db.$client.exec("drop trigger audit_update; update audit set what = 'nothing' where seq = 1")
  expect(await verify()).toContain('broken at row 1: its content is not what was hashed')
})
