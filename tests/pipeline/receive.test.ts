import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { readMail } from '../../src/adapters/mail/read.ts'
import { erasePerson } from '../../src/pipeline/erase.ts'
import { send } from '../../src/pipeline/send.ts'
import { answerReceivedBy, approve, holdAccount, receive } from '../../src/pipeline/verbs.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { outcomesOf } from '../../src/store/outcomes.ts'
import { findReceived, openReceived } from '../../src/store/received.ts'
import * as t from '../../src/store/schema/index.ts'
import { listSuppressions } from '../../src/store/suppressions.ts'
import { touchesOf } from '../../src/store/touches.ts'
import { complaint, deliveryReport, letter } from '../support/letters.ts'
import { openFollowUps, openHolds } from '../support/rows.ts'
import { makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const sent = async () => {
  await approve(w.app, w.rep, seen(await w.draft()))
  w.state.now += 10_000
  await send.run(w.app)
  return (await touchesOf(w.db, ['account']))[0]!
}
const take = async (bytes: Uint8Array) => await receive(w.app, await readMail(bytes, w.state.now), 'imap')
const answering = (touch: { externalId: string }, head: Record<string, string> = {}) => ({
  'In-Reply-To': touch.externalId,
  ...head,
})
const outcomes = async () => await outcomesOf(w.db, ['account'])
const silenced = async () => await listSuppressions(w.db)
const stranger = 'Otto Example <otto@elsewhere.example>'

describe('a reply', () => {
  it('is recorded with the class the rules read, ends the follow-ups, and asks a person', async () => {
    const touch = await sent()
    expect(await openFollowUps(w.db, 'rep')).toHaveLength(2)
    const { end, receivedId } = await take(letter('Sounds good, tell me more.', answering(touch)))
    expect(end).toBe('asked')
    expect(await outcomes()).toMatchObject([
      { kind: 'reply', replyClass: 'interested', touchId: touch.id, contactId: 'mara', source: 'mail', by: null },
    ])
    expect(await openFollowUps(w.db, 'rep')).toEqual([])
    expect(await openReceived(w.db, 'rep')).toMatchObject([{ message: { id: receivedId, question: 'class' } }])
  })

  it('that comes between approval and sending stops the message', async () => {
    const draft = await w.draft()
    await approve(w.app, w.rep, seen(draft))
    await take(letter('Who are you?'))
    w.state.now += 60_000
    await send.run(w.app)
    expect(w.outbox).toEqual([])
    expect((await findDraft(w.db, draft.draftId))?.state).toBe('cancelled')
  })

  it('counts once, however often and by whichever way it comes', async () => {
    const touch = await sent()
    const bytes = letter('Not interested.', answering(touch))
    const first = await take(bytes)
    expect(await take(bytes)).toEqual({ receivedId: first.receivedId, end: 'known' })
    expect(await receive(w.app, await readMail(bytes, w.state.now), 'webhook')).toMatchObject({ end: 'known' })
    expect(await outcomes()).toHaveLength(1)
  })

  it('of a colleague is known by the message it answers, and by the company alone asks first', async () => {
    const touch = await sent()
    const from = 'Olga Example <olga@northwind.example>'
    expect(
      await take(letter('I look after this, tell me more.', { From: from, 'Message-ID': '<2@northwind.example>' })),
    ).toMatchObject({ end: 'asked' })
    expect(await outcomes()).toEqual([])
    expect(await openReceived(w.db, null)).toMatchObject([{ message: { question: 'sender', matchedBy: 'domain' } }])
    await take(letter('Tell me more.', answering(touch, { From: from })))
    expect(await outcomes()).toMatchObject([{ touchId: touch.id, replyClass: 'interested' }])
  })

  it('of nobody we know leaves no trace', async () => {
    await sent()
    expect(await take(letter('Buy my watches.', { From: stranger }))).toEqual({ receivedId: null, end: 'unrelated' })
    expect(await w.db.select().from(t.received)).toEqual([])
  })

  it('of somebody who was erased is not kept, and the one before is gone', async () => {
    const touch = await sent()
    const { receivedId } = await take(letter('Tell me more.', answering(touch)))
    await erasePerson(w.app, w.manager, { contactId: 'mara' })
    expect(await findReceived(w.db, receivedId!)).toMatchObject({ sender: null, text: null })
    expect(await take(letter('Again.', answering(touch, { 'Message-ID': '<2@northwind.example>' })))).toMatchObject({
      end: 'unrelated',
    })
  })

  it('or a bounce of a message to somebody who was erased is not kept either', async () => {
    const touch = await sent()
    await erasePerson(w.app, w.admin, { contactId: 'mara' })
    const elsewhere = answering(touch, { From: 'Mara Example <mara@home.example>' })
    const named = deliveryReport({ about: touch.externalId })
    for (const message of [letter('It is me again.', elsewhere), named, deliveryReport({ about: '<x@y>', id: 'r2' })])
      expect(await take(message)).toEqual({ receivedId: null, end: 'unrelated' })
    expect(await take(complaint(touch.externalId))).toMatchObject({ end: 'unrelated' })
  })

  it('of our own people is none', async () => {
    const touch = await sent()
    for (const From of ['rep@brightshift.example', 'Desk <DESK+x@brightshift.example>'])
      expect(await take(letter('Thanks for your call.', answering(touch, { From })))).toMatchObject({
        end: 'unrelated',
      })
  })

  it('keeps its words out of the audit', async () => {
    const touch = await sent()
    await take(letter('A very particular sentence, tell me more.', answering(touch)))
    expect(JSON.stringify(await w.db.select().from(t.audit))).not.toMatch(/particular|northwind\.example/)
    expect((await verifyAudit(w.db)).broken).toBeNull()
  })
})

describe('a person', () => {
  it('confirms the class, once', async () => {
    const touch = await sent()
    const { receivedId } = await take(letter('Tell me more.', answering(touch)))
    const answer = { receivedId: receivedId!, is: 'interested' as const }
    await answerReceivedBy(w.app, w.rep, answer)
    expect(await outcomes()).toMatchObject([{ replyClass: 'interested', by: 'rep' }])
    expect(await openReceived(w.db, null)).toEqual([])
  })

  it('changes the class: what the rules had set is taken back, and the other thing is done', async () => {
    const touch = await sent()
    const { receivedId } = await take(letter('Please reach out again on 1 March.', answering(touch)))
    expect(await openHolds(w.db)).toMatchObject([{ accountId: 'account', by: null }])
    await answerReceivedBy(w.app, w.rep, { receivedId: receivedId!, is: 'wrong_person' })
    expect(await openHolds(w.db)).toEqual([])
    expect(await outcomes()).toMatchObject([{ replyClass: 'wrong_person', by: 'rep' }])
    expect(await w.db.select().from(t.corrections)).toMatchObject([{ subjectId: 'mara', what: 'contact', by: 'rep' }])
  })

  it('makes an answer of a colleague’s message, or says that it is none', async () => {
    await sent()
    const mail = (id: string) =>
      letter('Tell me more.', { From: 'olga@northwind.example', 'Message-ID': `<${id}@northwind.example>` })
    const [one, two] = [await take(mail('one')), await take(mail('two'))]
    await answerReceivedBy(w.app, w.rep, { receivedId: one.receivedId!, is: null })
    expect(await outcomes()).toEqual([])
    await answerReceivedBy(w.app, w.rep, { receivedId: two.receivedId!, is: 'interested' })
    expect(await outcomes()).toMatchObject([{ replyClass: 'interested', by: 'rep' }])
    expect(await openFollowUps(w.db, 'rep')).toEqual([])
  })
})

describe('an absence', () => {
  const away = { 'Auto-Submitted': 'auto-replied', Subject: 'Automatic reply: Northwind' }

  it('rests the account until the return, puts the follow-ups off, and ends none of them', async () => {
    const touch = await sent()
    const before = await openFollowUps(w.db, 'rep')
    await take(letter('I am out of the office until 5 January 2027.', answering(touch, away)))
    expect(await outcomes()).toMatchObject([{ kind: 'reply', replyClass: 'out_of_office' }])
    expect(await openHolds(w.db)).toMatchObject([{ until: Date.UTC(2027, 0, 4, 23) }])
    const after = await openFollowUps(w.db, 'rep')
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())
    expect(new Set(after.map(({ dueDay }) => dueDay))).toEqual(new Set(['2027-01-05']))
    expect(await openReceived(w.db, null)).toEqual([])
  })

  it('rests the account until that day begins for its owner', async () => {
    const touch = await sent()
    await atomically(w.db, (tx) => [tx.update(t.users).set({ timeZone: 'America/New_York' })])
    await take(letter('Out of office until 3 December 2026.', answering(touch, away)))
    expect(await openHolds(w.db)).toMatchObject([{ until: Date.UTC(2026, 11, 3, 5) }])
    expect((await openFollowUps(w.db, 'rep')).map(({ dueDay }) => dueDay)).toContain('2026-12-03')
  })

  it('takes an approved message back to the desk rather than away', async () => {
    const draft = await w.draft()
    await approve(w.app, w.rep, seen(draft))
    await take(letter('I am on leave, back on 7 December.', away))
    w.state.now += 60_000
    await send.run(w.app)
    expect(w.outbox).toEqual([])
    expect((await findDraft(w.db, draft.draftId))?.state).toBe('pending')
  })

  it('of which nobody said an end asks for one', async () => {
    const touch = await sent()
    await take(letter('I am on parental leave.', answering(touch, away)))
    expect(await openReceived(w.db, null)).toMatchObject([{ message: { kind: 'auto_reply', question: 'class' } }])
    expect(await openHolds(w.db)).toEqual([])
  })

  it('of a ticket system changes nothing', async () => {
    const touch = await sent()
    expect(await take(letter('Your ticket is 5.', answering(touch, away)))).toMatchObject({ end: 'kept' })
    expect(await outcomes()).toEqual([])
    expect(await openFollowUps(w.db, 'rep')).toHaveLength(2)
  })

  it('that says somebody has left asks before it counts', async () => {
    const touch = await sent()
    await take(letter('Mara Example has left the company.', answering(touch, away)))
    expect(await openReceived(w.db, null)).toMatchObject([{ message: { suggested: 'wrong_person' } }])
    expect(await outcomes()).toEqual([])
  })
})

describe('an opt-out in words', () => {
  it('silences the address at once', async () => {
    const touch = await sent()
    await take(letter('Please remove me from your list.', answering(touch)))
    expect(await silenced()).toMatchObject([{ kind: 'address', key: touch.addressKey, reason: 'opted out' }])
    expect(await outcomes()).toMatchObject([{ replyClass: 'unsubscribe' }])
  })

  it('of a colleague silences both: who asks, and who was written to', async () => {
    const touch = await sent()
    await take(letter('Stop emailing us.', answering(touch, { From: 'olga@northwind.example' })))
    expect(await silenced()).toHaveLength(2)
  })

  it('that comes through a group of our own silences the address, too', async () => {
    const group = { 'List-Id': '<replies.brightshift.example>', Precedence: 'list' }
    const { end } = await take(letter('Please remove me from your list.', answering(await sent(), group)))
    expect(end).toBe('asked')
    expect(await silenced()).toHaveLength(1)
  })

  it('counts under a Message-ID that came before, of somebody else or their own', async () => {
    await sent()
    const id = { 'Message-ID': '<same@northwind.example>' }
    await take(letter('Who are you?', { ...id, From: 'nils@northwind.example' }))
    await take(letter('Who are you?', id))
    expect(await silenced()).toEqual([])
    expect(await take(letter('Please remove me from your list.', id))).toMatchObject({ end: 'asked' })
    expect(await take(letter('Please remove me from your list.', id))).toMatchObject({ end: 'known' })
    expect(await silenced()).toHaveLength(1)
  })

  it('that is forged in another’s name silences nobody but that name', async () => {
    await sent()
    await take(letter('Unsubscribe', { From: stranger }))
    expect(await silenced()).toEqual([])
    await take(letter('Unsubscribe', { From: 'olga@northwind.example', 'Message-ID': '<3@x.example>' }))
    expect(await silenced()).toHaveLength(1)
    expect((await silenced()).map(({ key }) => key)).not.toContain((await touchesOf(w.db, ['account']))[0]!.addressKey)
  })
})

describe('a bounce', () => {
  it('that names our message and its address marks the address as bad', async () => {
    const touch = await sent()
    expect(await take(deliveryReport({ about: touch.externalId }))).toMatchObject({ end: 'recorded' })
    expect(await outcomes()).toMatchObject([{ kind: 'bounce', touchId: touch.id, reason: '5.1.1' }])
    expect(await silenced()).toMatchObject([{ key: touch.addressKey, reason: 'bounced' }])
  })

  it('of a full mailbox is kept and silences nobody', async () => {
    const touch = await sent()
    const fields = 'Action: failed\nStatus: 5.2.2'
    const { receivedId } = await take(deliveryReport({ about: touch.externalId, fields }))
    expect(await findReceived(w.db, receivedId!)).toMatchObject({ kind: 'soft_bounce', question: null })
    expect([await outcomes(), await silenced()]).toEqual([[], []])
    expect(await openFollowUps(w.db, 'rep')).toHaveLength(2)
  })

  it.each([
    ['about a message that is not ours', '<made-up@brightshift.example>', 'mara@northwind.example', 1],
    ['about another address than we wrote to', null, 'nils@northwind.example', 1],
    ['about nobody we wrote to', '<made-up@brightshift.example>', 'nils@northwind.example', 0],
  ])('%s proves nothing: at most it is asked about', async (_, about, recipient, asked) => {
    const touch = await sent()
    await take(deliveryReport({ about: about ?? touch.externalId, recipient }))
    expect([await outcomes(), await silenced()]).toEqual([[], []])
    expect(await openReceived(w.db, null)).toHaveLength(asked)
  })

  it('that was asked about counts when a person says so', async () => {
    const touch = await sent()
    const { receivedId } = await take(deliveryReport({ about: '<made-up@brightshift.example>' }))
    await answerReceivedBy(w.app, w.rep, { receivedId: receivedId!, is: 'bounce' })
    expect(await outcomes()).toMatchObject([{ kind: 'bounce', by: 'rep' }])
    expect(await silenced()).toMatchObject([{ key: touch.addressKey }])
  })
})

it('a complaint silences the address it was sent to, and a made-up one nobody', async () => {
  const touch = await sent()
  expect(await take(complaint('<made-up@brightshift.example>'))).toMatchObject({ end: 'unrelated' })
  await take(complaint(touch.externalId))
  expect(await outcomes()).toMatchObject([{ kind: 'unsubscribe', reason: 'called it spam' }])
  expect(await silenced()).toMatchObject([{ key: touch.addressKey }])
})

it('a hold that a person set stands, whatever comes in', async () => {
  const touch = await sent()
  await holdAccount(w.app, w.rep, { accountId: 'account', untilDay: '2026-12-24', reason: 'My own' })
  await take(letter('Tell me more.', answering(touch)))
  expect(await openHolds(w.db)).toMatchObject([{ reason: 'My own' }])
})
