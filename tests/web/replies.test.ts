import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { mostMessageBytes, readMail } from '../../src/adapters/mail/read.ts'
import { makeKey } from '../../src/pipeline/keys.ts'
import { send } from '../../src/pipeline/send.ts'
import { approve, receive } from '../../src/pipeline/verbs.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { outcomesOf } from '../../src/store/outcomes.ts'
import * as t from '../../src/store/schema/index.ts'
import { listSuppressions } from '../../src/store/suppressions.ts'
import { touchesOf } from '../../src/store/touches.ts'
import { deliveryReport, letter } from '../support/letters.ts'
import { seen } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await makeDesk()
})
afterEach(() => desk.close())

const sent = async () => {
  await approve(desk.app, desk.rep, seen(desk.head))
  desk.state.now += 10_000
  await send.run(desk.app)
  return (await touchesOf(desk.db, ['account']))[0]!
}
const take = async (bytes: Uint8Array) =>
  (await receive(desk.app, await readMail(bytes, desk.state.now), 'imap')).receivedId!
const outcomes = async () => await outcomesOf(desk.db, ['account'])

describe('the page of replies', () => {
  it('shows what came as text, runs nothing of it, and takes one answer', async () => {
    const touch = await sent()
    const id = await take(
      letter('<script>alert(1)</script> Tell me more.', {
        'In-Reply-To': touch.externalId,
        Subject: '<img src=x onerror=alert(1)>',
      }),
    )
    const rep = await desk.as('rep')
    const page = await rep.page('/replies')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).not.toMatch(/<script>alert|<img src=x/)
    expect(page).toMatch(/The rules take it for <b>interested<\/b>/i)
    const answer = await rep.submit(`/replies/${id}`, { is: 'not_now', untilDay: '2027-03-01' })
    expect(answer.status).toBe(303)
    expect(await outcomes()).toMatchObject([{ replyClass: 'not_now', by: 'rep' }])
    expect(await desk.db.select().from(t.holds)).toMatchObject([{ accountId: 'account', by: 'rep' }])
    expect(await rep.page('/replies')).toContain('Nothing waits for you')
  })

  it('is each rep’s own', async () => {
    const touch = await sent()
    const id = await take(letter('Tell me more.', { 'In-Reply-To': touch.externalId }))
    const other = await desk.as('other')
    expect(await other.page('/replies')).not.toContain('Tell me more')
    expect((await other.submit(`/replies/${id}`, { is: 'other' })).status).toBe(404)
    expect(await (await desk.as('manager')).page('/replies')).toContain('Tell me more')
  })

  it('takes "no answer to us" of what has had no effect yet', async () => {
    await sent()
    const id = await take(letter('Our invoice is attached.', { From: 'billing@northwind.example' }))
    const rep = await desk.as('rep')
    expect(await rep.page('/replies')).toContain('No answer to us')
    const answer = await rep.send(`/replies/${id}`, {
      method: 'POST',
      headers: { origin: 'http://127.0.0.1:4310', 'content-type': 'application/x-www-form-urlencoded' },
      body: `form_token=${await rep.formToken()}&is=other&untilDay=&is=none`,
    })
    expect(answer.status).toBe(303)
    expect(await outcomes()).toEqual([])
    expect(await rep.page('/replies')).toContain('Nothing waits for you')
  })
})

test('an account shows what came back, and its class can still be changed', async () => {
  const touch = await sent()
  const id = await take(letter('Tell me more.', { 'In-Reply-To': touch.externalId }))
  const rep = await desk.as('rep')
  await rep.submit(`/replies/${id}`, { is: 'interested' })
  const page = await rep.page('/accounts/account')
  expect(page).toMatch(/Reply of [^·]*<\/summary>/)
  expect(page).toContain('It is <b>interested</b>')
  await rep.submit(`/replies/${id}`, { is: 'objection' })
  expect(await outcomes()).toMatchObject([{ replyClass: 'objection', by: 'rep' }])
  const report = await take(deliveryReport({ about: touch.externalId, fields: 'Action: failed\nStatus: 5.2.2' }))
  expect((await rep.submit(`/replies/${report}`, { is: 'interested' })).status).toBe(422)
  expect(await rep.page('/accounts/account')).toContain('Bounce that says nothing about the address')
})

test('a pasted reply takes effect like one that was received', async () => {
  await approve(desk.app, desk.rep, seen(desk.head))
  const rep = await desk.as('rep')
  const text = 'From: Mara Example\nSent: Monday\nSubject: Re: Northwind\n\nPlease take me off your list.'
  expect((await rep.submit('/accounts/account/replies', { contactId: 'mara', text })).status).toBe(303)
  expect(await outcomes()).toMatchObject([{ replyClass: 'unsubscribe', contactId: 'mara', source: 'hand' }])
  expect(await listSuppressions(desk.db)).toHaveLength(1)
  expect((await findDraft(desk.db, desk.head.draftId))?.state).toBe('cancelled')
  expect((await rep.submit('/accounts/account/replies', { contactId: 'mara', text })).status).toBe(303)
  expect(await outcomes()).toHaveLength(1)
  expect((await rep.submit('/accounts/account/replies', { contactId: 'mara', text: ' ' })).status).toBe(422)
  expect((await rep.submit('/accounts/bystander/replies', { text: 'Hi' })).status).toBe(404)
})

describe('another system', () => {
  const push = async (body: unknown, type = 'application/json') => {
    const { token } = await makeKey(desk.app, 'admin', { name: 'Mail', scopes: ['replies:write'] })
    const answer = await desk.web.request(`${desk.app.baseUrl}/api/replies`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : new Uint8Array(body as Buffer),
    })
    return { status: answer.status, said: (await answer.json()) as Record<string, unknown> }
  }
  const fields = { message_id: '<answer@northwind.example>', from: 'mara@northwind.example', text: 'Tell me more.' }

  it('pushes a reply in fields or as received, and the same one again changes nothing', async () => {
    const touch = await sent()
    expect(await push({ ...fields, in_reply_to: touch.externalId })).toMatchObject({
      status: 201,
      said: { end: 'asked' },
    })
    expect(await push(letter('Tell me more.'), 'message/rfc822')).toMatchObject({ status: 200, said: { end: 'known' } })
    expect(await outcomes()).toMatchObject([{ replyClass: 'interested', source: 'webhook', touchId: touch.id }])
  })

  it('hears what is wrong, by the field', async () => {
    for (const [body, named] of [
      [{ ...fields, message_id: 'x' }, 'message_id'],
      [{ ...fields, from: 'Mara' }, 'from'],
      [{ ...fields, received_at: 'today' }, 'received_at'],
      [{ ...fields, class: 'interested' }, 'class'],
    ] as const)
      expect(await push(body)).toMatchObject({ status: 400, said: { message: expect.stringContaining(named) } })
  })

  it('may push as much of a message as is read of one in a mailbox', async () => {
    const touch = await sent()
    const whole = letter('Tell me more.\n'.repeat(90_000), { 'In-Reply-To': touch.externalId })
    expect(whole.length).toBeGreaterThan(mostMessageBytes)
    expect(await push(whole, 'message/rfc822')).toMatchObject({ status: 413 })
    expect(await push(whole.subarray(0, mostMessageBytes), 'message/rfc822')).toMatchObject({ status: 201 })
    const longest = { ...fields, message_id: '<longest@northwind.example>', text: '\u0001'.repeat(100_000) }
    expect(await push({ ...longest, in_reply_to: touch.externalId })).toMatchObject({ status: 201 })
  })

  it('is told that nobody of ours wrote', async () => {
    expect(await push({ ...fields, from: 'x@elsewhere.example' })).toEqual({
      status: 200,
      said: { receivedId: null, end: 'unrelated' },
    })
  })
})
