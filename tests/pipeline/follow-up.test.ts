import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { outreachLetter } from '../../src/adapters/mail/mime.ts'
import { draft } from '../../src/pipeline/draft.ts'
import { send } from '../../src/pipeline/send.ts'
import {
  approve,
  chooseContact,
  closeFollowUpBy,
  confirmHandOut,
  edit,
  handOut,
  logTouch,
  recordOutcome,
  redraft,
  reject,
} from '../../src/pipeline/verbs.ts'
import { draftsOfPursuit, findDraft, findRevision } from '../../src/store/drafts.ts'
import { latestBrief } from '../../src/store/pursuits.ts'
import * as t from '../../src/store/schema/index.ts'
import { touchesOf } from '../../src/store/touches.ts'
import { openFollowUps } from '../support/rows.ts'
import { dayMs, hourMs, makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

/** The first message has left by Daybreak. */
const sent = async () => {
  const first = await w.draft()
  await approve(w.app, w.rep, seen(first))
  w.state.now += hourMs
  await send.run(w.app)
  expect(w.outbox).toHaveLength(1)
  return first
}

/** Days on, at ten in the morning; the first follow-up is due on Friday, three working days after Tuesday. */
const onDay = async (days: number) => {
  w.state.now += days * dayMs
  return await draft.run(w.app)
}

const followUpNow = async () => {
  const found = (await draftsOfPursuit(w.db, 'pursuit')).find(({ kind }) => kind === 'follow_up')
  const head = found?.headRevisionId ? await findRevision(w.db, found.headRevisionId) : undefined
  return found && head
    ? { ...found, head, seen: { draftId: found.id, revisionId: head.revision.id, hash: head.revision.hash } }
    : null
}

/** Other news of the account, first seen a day after now. */
const newOffice = async () => {
  const [known] = await w.db.select().from(t.triggers)
  const [signal] = await w.db.select().from(t.signals)
  const [match] = await w.db.select().from(t.matches)
  const [document] = await w.db.select().from(t.documents)
  const quote = 'Northwind Robotics opened a new office in Pune.'
  const fields = { place: { value: 'Pune', quote: 'a new office in Pune' } }
  const told = { ...signal!.signal, kind: 'expansion' as const, quote, fields }
  const at = w.state.now + dayMs
  await atomically(w.db, (tx) => [
    tx
      .insert(t.documents)
      .values({ ...document!, id: 'd2', identity: 'second', contentHash: 'second', publishedAt: at }),
    tx
      .insert(t.signals)
      .values({ ...signal!, id: 's2', documentId: 'd2', kind: 'expansion', fingerprint: 'second', signal: told }),
    tx.insert(t.triggers).values({
      ...known!,
      id: 't2',
      kind: 'expansion',
      at,
      firstSeenAt: at,
      trigger: { ...known!.trigger, id: 't2', kind: 'expansion', fields, publishers: ['Example Wire'] },
    }),
    tx.insert(t.triggerEvidence).values({ triggerId: 't2', signalId: 's2' }),
    tx.insert(t.matches).values({ ...match!, id: 'm2', signalId: 's2' }),
  ])
}

describe('a follow-up', () => {
  it('is written on the day it is due, once, in the thread of the first message', async () => {
    await sent()
    expect(await onDay(2)).toMatchObject({ followUps: 0 })
    expect(await onDay(1)).toMatchObject({ followUps: 1 })
    expect(await onDay(0)).toMatchObject({ followUps: 0 })
    const due = (await followUpNow())!
    expect(due.state).toBe('pending')
    expect(due.head.text).toMatchObject({ subject: 'Re: Northwind and its Series B', to: 'mara@northwind.example' })
    expect(due.head.text.text).toContain('the $40 million Series B')
    expect(due.head.revision.blocks).toBe(0)
    expect((await openFollowUps(w.db, 'rep')).map(({ draftId }) => draftId)).toEqual([due.id, null])
  })

  it('leaves by its own approval as a reply, though the account rests, and opens the last one', async () => {
    await sent()
    await onDay(3)
    const due = (await followUpNow())!
    await send.run(w.app)
    expect(w.outbox).toHaveLength(1)
    await approve(w.app, w.rep, due.seen)
    w.state.now += hourMs
    await send.run(w.app)
    expect(w.outbox).toHaveLength(2)
    const [first, second] = w.outbox
    expect(second!.references).toEqual([first!.messageId])
    const mail = await simpleParser((await outreachLetter(second!, w.state.now)).bytes)
    expect(mail.inReplyTo).toBe(first!.messageId)
    expect([mail.references].flat()).toEqual([first!.messageId])
    expect(await touchesOf(w.db, ['account'])).toHaveLength(2)
    expect((await openFollowUps(w.db, 'rep')).map(({ number }) => number)).toEqual([2])
  })

  it('written anew out of quarantine takes the old one’s place, in one go, and leaves as a follow-up', async () => {
    await sent()
    const { writer } = w.app
    const inventing = async (...task: Parameters<typeof writer.write>) => {
      const made = await writer.write(...task)
      return { ...made, draft: { ...made.draft, text: `${made.draft.text}\n\nYou have 4,000 robots.` } }
    }
    w.app.writer = { write: inventing }
    await onDay(3)
    const bad = (await followUpNow())!
    expect(bad.state).toBe('quarantined')
    w.app.writer = writer
    const next = await redraft(w.app, w.rep, { ...bad.seen, instruction: 'shorter' })
    expect(await findDraft(w.db, bad.id)).toMatchObject({ state: 'cancelled', headRevisionId: bad.seen.revisionId })
    expect(await findDraft(w.db, next.draftId)).toMatchObject({ kind: 'follow_up', state: 'pending' })
    expect((await openFollowUps(w.db, 'rep')).map(({ draftId }) => draftId)).toEqual([next.draftId, null])
    await approve(w.app, w.rep, seen(next))
    w.state.now += hourMs
    await send.run(w.app)
    expect(w.outbox).toHaveLength(2)
    expect((await openFollowUps(w.db, 'rep')).map(({ number }) => number)).toEqual([2])
  })

  it('comes a second and last time, and never a third', async () => {
    await sent()
    for (const days of [3, 7]) {
      await onDay(days)
      await approve(w.app, w.rep, (await followUpNow())!.seen)
      w.state.now += hourMs
      await send.run(w.app)
    }
    expect(w.outbox).toHaveLength(3)
    expect(w.outbox[2]!.references).toEqual(w.outbox.slice(0, 2).map(({ messageId }) => messageId))
    expect(w.outbox[2]!.message.text).toMatch(/I will (?:leave it here|not write again|stop here)\./)
    expect(await openFollowUps(w.db, 'rep')).toEqual([])
    expect(await onDay(30)).toMatchObject({ followUps: 0 })
  })

  it('leads with news that came since the first message', async () => {
    await sent()
    await newOffice()
    await onDay(3)
    const { head } = (await followUpNow())!
    expect(head.text.text.split('\n\n')[1]).toMatch(/^[^.]*Pune.*the \$40 million Series B/s)
    expect(head.revision.blocks).toBe(0)
    expect((await latestBrief(w.db, 'pursuit'))?.brief.thread?.newTriggerIds).toEqual(['t2'])
  })

  it('is not written to somebody who has left, who opted out, or who has another address', async () => {
    for (const change of [
      "UPDATE employments SET to_at = 1 WHERE contact_id = 'mara'",
      "UPDATE contacts SET email = 'm.example@northwind.example' WHERE id = 'mara'",
      "INSERT INTO suppressions SELECT 's', 'address', address_key, 'asked', null, 1 FROM contacts WHERE id = 'mara'",
    ]) {
      const other = await makeWorkspace()
      const first = await other.draft()
      await approve(other.app, other.rep, seen(first))
      other.state.now += hourMs
      await send.run(other.app)
      other.db.$client.exec(change)
      other.state.now += 3 * dayMs
      expect(await draft.run(other.app), change).toMatchObject({ followUps: 0, failed: 0 })
      await other.close()
    }
  })

  it.each([
    ['a reply', () => recordOutcome(w.app, w.rep, outcome('reply'))],
    ['a bounce', () => recordOutcome(w.app, null, outcome('bounce'))],
    ['an opt-out', () => recordOutcome(w.app, null, outcome('unsubscribe'))],
    ['a call by anyone', () => logTouch(w.app, w.manager, { accountId: 'account', channel: 'call' })],
    [
      'its owner',
      async () => {
        const [open] = await openFollowUps(w.db, 'rep')
        await closeFollowUpBy(w.app, w.rep, { followUpId: open!.id, reason: 'not needed' })
      },
    ],
  ])('is withdrawn by %s, approved or not', async (_name, close) => {
    await sent()
    await onDay(3)
    const due = (await followUpNow())!
    await approve(w.app, w.rep, due.seen)
    await close()
    expect((await followUpNow())?.state).toBe('cancelled')
    w.state.now += hourMs
    await send.run(w.app)
    expect(w.outbox).toHaveLength(1)
  })

  it('may be handed out, without a thread when the first message was', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    const { sendId } = await handOut(w.app, w.rep, { ...seen(first), route: 'copy' })
    await confirmHandOut(w.app, w.rep, { sendId, sent: true })
    await onDay(3)
    const due = (await followUpNow())!
    await approve(w.app, w.rep, due.seen)
    const out = await handOut(w.app, w.rep, { ...due.seen, route: 'eml' })
    expect(out.subject).toBe('Re: Northwind and its Series B')
    expect((await simpleParser(out.eml)).inReplyTo).toBeUndefined()
    await confirmHandOut(w.app, w.rep, { sendId: out.sendId, sent: true })
    expect(await touchesOf(w.db, ['account'])).toHaveLength(2)
  })

  it('goes through the same checks: an invented claim blocks', async () => {
    await sent()
    await onDay(3)
    const due = (await followUpNow())!
    const text = `${due.head.text.text.split('\n\n--\n')[0]}\n\nNorthwind Robotics raised $90 million.`
    const saved = await edit(w.app, w.rep, { ...due.seen, subject: due.head.text.subject, text })
    expect(saved.findings.some(({ level }) => level === 'block')).toBe(true)
    await expect(approve(w.app, w.rep, seen(saved))).rejects.toThrow()
  })

  it('stays with the person who had the first message', async () => {
    await sent()
    await onDay(3)
    const due = (await followUpNow())!
    await expect(chooseContact(w.app, w.rep, { ...due.seen, contactId: 'nils' })).rejects.toThrow('first message')
  })

  it('uses the news it told up once it has left, and no other', async () => {
    await sent()
    await newOffice()
    await onDay(3)
    const due = (await followUpNow())!
    const spent = async () => (await w.db.select().from(t.triggerSpends)).map(({ triggerId }) => triggerId)
    expect(await spent()).toEqual(['trigger'])
    await approve(w.app, w.rep, due.seen)
    w.state.now += hourMs
    await send.run(w.app)
    expect(await spent()).toEqual(['trigger', 't2'])
    await onDay(7)
    expect((await followUpNow())!.head.text.text).not.toContain('Pune')
  })

  it('does not lead with news that somebody has judged already', async () => {
    await sent()
    await newOffice()
    await atomically(w.db, (tx) => [
      tx.insert(t.triggerSpends).values({ id: 's', triggerId: 't2', reason: 'weak_trigger', at: w.state.now }),
    ])
    await onDay(3)
    expect((await followUpNow())!.head.text.text).not.toContain('Pune')
  })

  it('is written to a letter that left elsewhere too, from what is known of it', async () => {
    w.db.$client.exec("UPDATE pursuits SET closed_at = 1, close_reason = 'other'")
    await logTouch(w.app, w.rep, { accountId: 'account', contactId: 'mara', channel: 'email' })
    expect(await onDay(3)).toMatchObject({ followUps: 1, failed: 0 })
    const { head, state } = (await followUpNow())!
    expect(state).toBe('pending')
    expect(head.revision.blocks).toBe(0)
    expect(head.text).toMatchObject({ to: 'mara@northwind.example', subject: expect.not.stringMatching(/^Re:/) })
    const { brief } = (await latestBrief(w.db, 'pursuit'))!
    expect(brief.thread).toMatchObject({ subject: null, about: null, sent: [{ text: '' }] })
    expect(brief.history[0]?.text).toBe('First note to Mara Example on 24 Nov 2026')
    const due = (await followUpNow())!
    await approve(w.app, w.rep, due.seen)
    w.state.now += hourMs
    await send.run(w.app)
    expect(w.outbox.map(({ references }) => references)).toEqual([[]])
  })

  it('stays a task after a call, and while a first touch is open again', async () => {
    await logTouch(w.app, w.rep, { accountId: 'account', contactId: 'mara', channel: 'email' })
    expect(await onDay(3)).toMatchObject({ followUps: 0, failed: 0 })
    w.db.$client.exec("UPDATE pursuits SET closed_at = 1, close_reason = 'other'")
    await logTouch(w.app, w.rep, { accountId: 'account', contactId: 'mara', channel: 'call' })
    expect(await onDay(8)).toMatchObject({ followUps: 0, failed: 0 })
    expect(await openFollowUps(w.db, 'rep')).toHaveLength(1)
  })

  it.each([
    ['bad_draft', 1],
    ['stale', 1],
    ['wrong_person', 0],
    ['already_talking', 0],
    ['bad_fit', 0],
  ] as const)('rejected as %s is closed, and with a word about the account so are the others', async (reason, left) => {
    await sent()
    await onDay(3)
    await reject(w.app, w.rep, { ...(await followUpNow())!.seen, reason, note: 'Otto talks to them' })
    expect(await openFollowUps(w.db, 'rep')).toHaveLength(left)
    const wrong = (await w.db.select().from(t.corrections)).map(({ subjectId }) => subjectId)
    expect(wrong).toEqual(reason === 'wrong_person' ? ['mara'] : [])
  })

  it('lapses when nobody did it in two working weeks, and is not offered for ever', async () => {
    await sent()
    await onDay(3)
    await onDay(14)
    expect(await openFollowUps(w.db, 'rep')).toHaveLength(2)
    await onDay(3)
    expect((await openFollowUps(w.db, 'rep')).map(({ number }) => number)).toEqual([2])
    expect((await followUpNow())?.state).toBe('pending')
    const [first] = await w.db.select().from(t.followUps)
    expect(first).toMatchObject({ closeReason: 'lapsed' })
  })

  it('that a person rejected makes room for the last one', async () => {
    await sent()
    await onDay(3)
    await reject(w.app, w.rep, { ...(await followUpNow())!.seen, reason: 'bad_draft' })
    expect(await onDay(0)).toMatchObject({ followUps: 0 })
    expect(await onDay(7)).toMatchObject({ followUps: 1 })
  })
})

const outcome = (kind: 'reply' | 'bounce' | 'unsubscribe') => ({
  accountId: 'account',
  contactId: 'mara',
  kind,
  replyClass: kind === 'reply' ? ('other' as const) : null,
  at: w.state.now,
})
