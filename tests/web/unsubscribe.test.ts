import { afterEach, expect, test } from 'vitest'
import { suppressionKey, unsubscribeToken } from '../../src/core/suppression.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { listSuppressions } from '../../src/store/suppressions.ts'
import { key, salt } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

const recipient = suppressionKey('address', 'mara@northwind.example', salt)!
const path = `/unsubscribe/${unsubscribeToken(key, recipient)}`
/** Whoever comes without a cookie, from anywhere: a mail program's server. */
const ask = async (method: string, to = path, headers: Record<string, string> = {}) =>
  await desk.web.request(`${desk.app.baseUrl}${to}`, {
    method,
    headers,
    ...(method === 'POST' ? { body: 'List-Unsubscribe=One-Click' } : {}),
  })
const oneClick = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example' }

test('opening the link of an opt-out shows a page and changes nothing, however often and by whomever it is fetched', async () => {
  desk = await makeDesk()
  for (const method of ['GET', 'HEAD', 'GET']) expect((await ask(method)).status).toBe(200)
  expect(await (await ask('GET')).text()).toContain('<form method="post"')
  expect(await listSuppressions(desk.app.db)).toEqual([])
})

test('one click from a mail program opts out without signing in, and stops what is on its way', async () => {
  desk = await makeDesk()
  expect((await ask('POST', path, oneClick)).status).toBe(200)
  expect((await ask('POST', path, oneClick)).status).toBe(200)
  expect(await listSuppressions(desk.app.db)).toMatchObject([{ kind: 'address', key: recipient, reason: 'opted out' }])
  expect((await findDraft(desk.app.db, desk.head.draftId))?.state).toBe('cancelled')
})

test('a link that is not ours, cut short or made for another opts nobody out', async () => {
  desk = await makeDesk()
  const other = suppressionKey('address', 'nils@northwind.example', salt)!
  for (const wrong of [
    path.slice(0, -1),
    `${path}0`,
    `/unsubscribe/${recipient}`,
    `/unsubscribe/${unsubscribeToken('a guess', recipient)}`,
    `/unsubscribe/${other}${unsubscribeToken(key, recipient).slice(64)}`,
  ])
    for (const method of ['GET', 'POST']) expect((await ask(method, wrong, oneClick)).status, wrong).toBe(404)
  expect(await listSuppressions(desk.app.db)).toEqual([])
})
