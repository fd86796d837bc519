import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWebhook } from '../../src/adapters/webhook.ts'
import { type ApiScope, makeKey } from '../../src/pipeline/keys.ts'
import { sends, touches } from '../../src/store/schema/index.ts'
import { isSigned, moods, type ToolServer, toolSecret, toolServer } from '../support/tool-server.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

const about = () => ({ revisionId: desk.head.revisionId, hash: desk.head.hash, lane: 'done' })
const handed = async (route: string) => {
  const rep = await desk.as('rep')
  expect((await rep.submit(`/drafts/${desk.head.draftId}/approve`, about())).status).toBe(303)
  return { rep, answer: await rep.submit(`/drafts/${desk.head.draftId}/hand-out`, { ...about(), route }) }
}

test('with sending off an approved text is handed out, and is a touch only after a yes', async () => {
  desk = await makeDesk({ workspace: { sendingOn: false } })
  const { rep, answer } = await handed('copy')
  expect(answer.status).toBe(303)
  const page = await rep.page(answer.headers.get('location')!)
  expect(page).toContain('was it sent?')
  expect(await desk.app.db.select().from(touches)).toHaveLength(0)
  const [send] = await desk.app.db.select().from(sends)
  expect((await rep.submit(`/sends/${send?.id}/confirm`, { sent: 'yes' })).status).toBe(303)
  expect(await desk.app.db.select().from(touches)).toHaveLength(1)
})

test('an .eml is the message itself', async () => {
  desk = await makeDesk()
  const { answer } = await handed('eml')
  expect(answer.headers.get('content-type')).toContain('message/rfc822')
  expect(await answer.text()).toContain('Northwind Robotics raised $40 million')
})

test("nobody answers for another rep's hand-out", async () => {
  desk = await makeDesk()
  await handed('copy')
  const [send] = await desk.app.db.select().from(sends)
  const other = await desk.as('other')
  expect((await other.submit(`/sends/${send?.id}/confirm`, { sent: 'yes' })).status).toBe(404)
})

test('nothing is handed out without an approval', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  expect((await rep.submit(`/drafts/${desk.head.draftId}/hand-out`, { ...about(), route: 'copy' })).status).toBe(422)
})

describe('with a sales-engagement tool', () => {
  let tool: ToolServer
  beforeEach(async () => {
    tool = await toolServer()
    desk = await makeDesk({ workspace: { sendingOn: false } })
    desk.app.webhook = openWebhook({ url: tool.url, secret: toolSecret, now: desk.app.now, deadlineMs: 500 })
  })
  afterEach(() => tool.close())

  const keyed = async (scope: ApiScope = 'hand-outs:answer') =>
    (await makeKey(desk.app, 'admin', { name: 'Tool', scopes: [scope] })).token
  const answer = async (path: string, body?: unknown, token?: string) => {
    const said = await desk.web.request(`${desk.app.baseUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token ?? (await keyed())}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: said.status, said: (await said.json()) as Record<string, unknown> }
  }

  test('an approved text is given by a button, and the item says how it stands until the tool answers', async () => {
    const rep = await desk.as('rep')
    expect(await rep.page('/items/pursuit')).not.toContain('Give to the tool')
    await rep.submit(`/drafts/${desk.head.draftId}/approve`, about())
    expect(await rep.page('/items/pursuit')).toContain('Give to the tool')
    const given = await rep.submit(`/drafts/${desk.head.draftId}/hand-out`, { ...about(), route: 'webhook' })
    expect(given.status).toBe(303)
    const page = await rep.page(given.headers.get('location')!)
    expect(page).toMatch(/Given to the tool[^<]*10:00, waiting for its answer/)
    expect(page).toContain('Without an answer it lapses')
    const { callback_url } = JSON.parse(tool.received[0]!.body)
    const path = new URL(callback_url).pathname
    expect((await answer(path, undefined, await keyed('queue:read'))).status).toBe(403)
    expect(await answer(path)).toMatchObject({ status: 200, said: { state: 'sent', recorded: true, late: false } })
    expect(await answer(path)).toMatchObject({ status: 200, said: { recorded: false } })
    expect(await desk.app.db.select().from(touches)).toHaveLength(1)
    expect(await rep.page('/items/pursuit')).toContain('The tool says so')
  })

  test('what it answers is checked, and named when it is wrong', async () => {
    const rep = await desk.as('rep')
    await rep.submit(`/drafts/${desk.head.draftId}/approve`, about())
    await rep.submit(`/drafts/${desk.head.draftId}/hand-out`, { ...about(), route: 'webhook' })
    const path = new URL(JSON.parse(tool.received[0]!.body).callback_url).pathname.replace(/sent$/, '')
    const wrong: [string, unknown, number, string][] = [
      ['sent', { at: 'yesterday' }, 400, 'at: must be a moment'],
      ['sent', { at: '2031-01-01T00:00:00Z' }, 400, 'not happened'],
      ['sent', { when: 1 }, 400, 'unknown field when'],
      ['sent', '{', 400, 'not JSON'],
      ['not-sent', {}, 400, 'reason: is missing'],
      ['replied', { class: 'lovely' }, 400, 'class: must be one of'],
      ['replied', { class: 'interested' }, 409, 'not recorded as sent'],
      ['bounced', undefined, 409, 'not recorded as sent'],
    ]
    for (const [word, body, status, says] of wrong) {
      const { status: got, said } = await answer(path + word, body)
      expect([got, String(said.message).includes(says)], `${word} ${said.message}`).toEqual([status, true])
    }
    expect((await answer('/api/hand-outs/nothing/sent')).status).toBe(404)
    const refused = await answer(`${path}not-sent`, { reason: 'the <b>mailbox</b> is full' })
    expect(refused).toMatchObject({ status: 200, said: { recorded: true } })
    expect((await answer(`${path}sent`, { at: '2026-11-24T09:00:00Z' })).said).toMatchObject({
      recorded: true,
      late: true,
    })
    expect((await answer(`${path}replied`, { class: 'interested' })).status).toBe(200)
  })

  test('a tool that refuses is shown in words, with what a person can do', async () => {
    tool.state.answer = moods.unwilling
    const rep = await desk.as('rep')
    await rep.submit(`/drafts/${desk.head.draftId}/approve`, about())
    const given = await rep.submit(`/drafts/${desk.head.draftId}/hand-out`, { ...about(), route: 'webhook' })
    const page = await rep.page(given.headers.get('location')!)
    expect(page).toContain('The tool refused it with 422: it did not accept the content')
    const [send] = await desk.app.db.select().from(sends)
    expect((await rep.submit(`/sends/${send?.id}/resolve`, { to: 'desk' })).status).toBe(303)
    expect(await rep.page('/items/pursuit')).not.toContain('It was refused')
  })

  test('an admin sees where it goes and tries it with a signed call', async () => {
    const admin = await desk.as('admin')
    const page = await admin.page('/admin/sending')
    expect(page).toContain(new URL(tool.url).host)
    expect(page).not.toContain(toolSecret)
    expect((await admin.submit('/admin/sending/tool')).status).toBe(303)
    expect(JSON.parse(tool.received[0]!.body)).toMatchObject({ type: 'ping' })
    expect(await isSigned(tool.received[0]!, toolSecret)).toBe(true)
    tool.state.answer = moods.breaks
    const broken = await admin.submit('/admin/sending/tool')
    expect([broken.status, await broken.text()]).toEqual([422, expect.stringContaining('it answered 500')])
    expect((await (await desk.as('manager')).submit('/admin/sending/tool')).status).toBe(403)
    desk.app.webhook = null
    expect(await admin.page('/admin/sending')).toContain('DAYBREAK_HANDOUT_URL')
  })
})
