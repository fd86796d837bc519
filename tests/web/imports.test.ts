import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '#dialect'
import { dayMs } from '../support/workspace.ts'
import { type Browser, makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
let admin: Browser
beforeEach(async () => {
  desk = await makeDesk()
  admin = await desk.as('admin')
})
afterEach(() => desk.close())

const upload = async (kind: string, csv: string | Uint8Array, name = 'crm.csv', who = admin) => {
  const body = new FormData()
  body.set('form_token', await who.formToken())
  body.set('kind', kind)
  body.set('file', new File([csv as string], name, { type: 'text/csv' }))
  const answer = await who.send('/admin/imports/preview', {
    method: 'POST',
    body,
    headers: { origin: desk.app.baseUrl },
  })
  const html = await answer.text()
  const field = (of: string) => new RegExp(`name="${of}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  return { status: answer.status, html, fields: { kind, file: field('file'), id: field('id'), hash: field('hash') } }
}
const accountNames = async () =>
  (await rows<{ name: string }>(desk.db, "select name from accounts where id not in ('account', 'bystander')")).map(
    ({ name }) => name,
  )
const csv = 'Company,Web Site,Segment\nAlder,alder.example,east\n,birch.example,\nCedar,cedar.example,'
const waiting = () => {
  const folder = desk.app.backupFolder.replace(/backups$/, 'uploads')
  return readdirSync(folder).map((name) => ({ name, mode: statSync(path.join(folder, name)).mode & 0o777 }))
}

test('a file is previewed, confirmed as it was seen, reported and taken back', async () => {
  const seen = await upload('accounts', csv)
  expect(seen.status).toBe(200)
  expect(seen.html).toContain('Import 2 rows')
  expect(seen.html).toContain('kept as your own')
  expect(seen.html).toContain('The name of the company is missing')
  expect(await accountNames()).toEqual([])
  expect(waiting()).toEqual([{ name: seen.fields.id, mode: 0o600 }])

  const answer = await admin.submit('/admin/imports', seen.fields)
  const to = answer.headers.get('location')!
  expect(to).toMatch(/^\/admin\/imports\/\w+\?said=imported$/)
  expect(await accountNames()).toEqual(['Alder', 'Cedar'])
  expect(waiting()).toEqual([])
  const report = await admin.page(to)
  expect(report).toContain('The name of the company is missing')
  expect(report).toContain('Ada Example')
  expect(await admin.page('/admin/imports')).toContain('crm.csv')

  const one = to.split('?')[0]!
  expect((await admin.submit(`${one}/undo`)).headers.get('location')).toBe(`${one}?said=takenBack`)
  expect(await accountNames()).toEqual([])
  expect(await admin.page(one)).toContain('2 rows were taken back')
  expect((await admin.submit(`${one}/undo`)).status).toBe(409)
  const again = await upload('accounts', csv)
  expect((await admin.submit('/admin/imports', again.fields)).status).toBe(303)
  expect(await accountNames()).toEqual(['Alder', 'Cedar'])
})

test('what was not seen is not imported: another hash, another id, a file gone or a day old', async () => {
  const { fields } = await upload('accounts', csv)
  const confirm = async (change: Partial<typeof fields>) =>
    (await admin.submit('/admin/imports', { ...fields, ...change })).status
  expect(await confirm({ hash: 'f'.repeat(64) })).toBe(409)
  for (const id of ['', '../sample.sqlite', '/etc/passwd', 'f'.repeat(32)]) expect(await confirm({ id }), id).toBe(409)
  desk.state.now += dayMs + 1000
  admin = await desk.as('admin')
  expect(await confirm({})).toBe(409)
  desk.app.uploads.sweep()
  expect(waiting()).toEqual([])
  expect(await accountNames()).toEqual([])
})

test('a file that is no CSV is told on the page and not kept', async () => {
  for (const [file, says] of [
    ['Ticker\nMMM', 'The file has no column "name". It has: Ticker'],
    ['', 'this one is empty'],
    [new Uint8Array([0x50, 0x4b, 3, 4]), 'a spreadsheet or an archive'],
  ] as const) {
    const { status, html } = await upload('accounts', file)
    expect(status).toBe(422)
    expect(html.replaceAll('&quot;', '"')).toContain(says)
  }
  expect(waiting()).toEqual([])
})

test('the name of a file is shown, and is never a place or markup', async () => {
  const { fields, html } = await upload('accounts', csv, '../../<b>x\u202e\n.csv')
  expect(html).not.toContain('<b>x')
  expect(fields.file).not.toMatch(/[\u202e\n/]/)
  await admin.submit('/admin/imports', fields)
  expect(await rows(desk.db, "select file from imports where id <> 'import'")).toHaveLength(1)
})

test('only the route that takes files takes more than a form', async () => {
  const large = new Uint8Array(300_000).fill(65)
  expect((await upload('accounts', large)).status).toBe(422) // read, and no CSV
  const body = new FormData()
  body.set('form_token', await admin.formToken())
  body.set('file', new File([large], 'x.csv'))
  const answer = await admin.send('/admin/imports', { method: 'POST', body, headers: { origin: desk.app.baseUrl } })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('more than this form takes')
  const { status } = await upload('accounts', new Uint8Array(21 * 1024 * 1024))
  expect(status).toBe(422)
})

test('nobody but an admin uploads', async () => {
  for (const who of ['rep', 'manager'] as const)
    expect((await upload('accounts', csv, 'x.csv', await desk.as(who))).status).toBe(403)
})

test('there is an empty file for each kind', async () => {
  const answer = await admin.get('/admin/imports/templates/owners')
  expect(await answer.text()).toBe('account_external_id,account_domain,owner_email\r\n')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="owners.csv"')
  expect((await admin.get('/admin/imports/templates/users')).status).toBe(404)
})
