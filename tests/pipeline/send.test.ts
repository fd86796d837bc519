import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically, rows } from '#dialect'
import { patience } from '../../src/adapters/mail/smtp.ts'
import { bodyOf } from '../../src/core/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { setRules } from '../../src/pipeline/set-up.ts'
import { approve, resolveSend, undo } from '../../src/pipeline/verbs.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { findPursuit } from '../../src/store/pursuits.ts'
import { allSpends } from '../../src/store/ranking.ts'
import { listProblems } from '../../src/store/runs.ts'
import { claimSend } from '../../src/store/sends.ts'
import { touchesOf } from '../../src/store/touches.ts'
import { storedWorkspace } from '../../src/store/workspace.ts'
import { openFollowUps, sendsOfDraft } from '../support/rows.ts'
import { cleanText, dayMs, hourMs, makeWorkspace, seen, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const minuteMs = 60_000
const stateOf = async (draftId: string) => (await findDraft(w.db, draftId))?.state
const replyOf = async (draftId: string) => (await sendsOfDraft(w.db, draftId))[0]?.reply

const approved = async () => {
  const first = await w.draft()
  await approve(w.app, w.rep, seen(first))
  w.state.now = Math.max(w.state.now, tuesday) + 10_000
  return first
}

describe('an approved message', () => {
  it('waits for its undo window, then leaves once, as a touch with two follow-ups', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    await send.run(w.app)
    expect(w.outbox).toEqual([])
    w.state.now += 10_000
    expect(await send.run(w.app)).toMatchObject({ queued: 1, sent: 1 })
    await send.run(w.app)
    expect(w.outbox).toHaveLength(1)
    expect(bodyOf(w.outbox[0]!.message)).toBe(cleanText.text)
    expect(await stateOf(first.draftId)).toBe('sent')
    expect(await touchesOf(w.db, ['account'])).toMatchObject([{ contactId: 'mara', triggerKind: 'funding', tier: 2 }])
    expect((await openFollowUps(w.db, 'rep')).map(({ dueDay }) => dueDay)).toEqual(['2026-11-27', '2026-12-04'])
  })

  it('spends its trigger and ends the pursuit', async () => {
    await approved()
    await send.run(w.app)
    expect(await allSpends(w.db)).toMatchObject([{ triggerId: 'trigger', reason: 'worked' }])
    expect(await findPursuit(w.db, 'pursuit')).toMatchObject({ closeReason: 'sent' })
  })

  it('waits through the night of the recipient and says so', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    w.state.now = tuesday + 10 * hourMs
    expect(await send.run(w.app)).toMatchObject({ waiting: 1 })
    expect(await replyOf(first.draftId)).toBe('It is 20:00 there (Europe/Amsterdam); quiet hours end at 08:00')
    w.state.now = tuesday + 23 * hourMs
    expect(await send.run(w.app)).toMatchObject({ sent: 1 })
  })

  it('is told among the problems while only a person can let it leave', async () => {
    const first = await approved()
    await setRules(w.app, w.admin, { countries: { NL: 'blocked' } })
    await send.run(w.app)
    expect(await listProblems(w.db)).toMatchObject([{ stage: 'send', subjectId: first.draftId }])
    await setRules(w.app, w.admin, { countries: { NL: 'allowed' } })
    expect(await send.run(w.app)).toMatchObject({ sent: 1 })
    expect(await listProblems(w.db)).toEqual([])
  })

  it('waits on a public holiday of the recipient’s country', async () => {
    const first = await w.draft()
    w.state.now = Date.UTC(2026, 11, 25, 10)
    await approve(w.app, w.rep, seen(first))
    w.state.now += 10_000
    expect(await send.run(w.app)).toMatchObject({ waiting: 1 })
    expect(await replyOf(first.draftId)).toContain('holiday')
  })

  it('is tried again after an answer that is safe to retry, with growing pauses, five times at most', async () => {
    const first = await approved()
    w.state.delivery = { end: 'retry', reply: '451 later' }
    expect(await send.run(w.app)).toMatchObject({ retry: 1 })
    expect(await send.run(w.app)).toMatchObject({ waiting: 0, sent: 0 })
    expect(w.outbox).toHaveLength(1)
    for (let i = 0; i < 10; i++) {
      w.state.now += 20 * minuteMs
      await send.run(w.app)
    }
    expect(w.outbox).toHaveLength(5)
    expect(await stateOf(first.draftId)).toBe('failed')
    expect(new Set(w.outbox.map(({ messageId }) => messageId)).size).toBe(1)
  })

  it('that nobody knows the fate of is resolved by a person alone', async () => {
    const first = await approved()
    w.state.delivery = { end: 'unknown', reply: 'the line went dead' }
    await send.run(w.app)
    expect(await stateOf(first.draftId)).toBe('unknown')
    const [one] = await sendsOfDraft(w.db, first.draftId)
    await expect(resolveSend(w.app, w.otherRep, { sendId: one!.id, to: 'sent' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await resolveSend(w.app, w.rep, { sendId: one!.id, to: 'sent' })
    expect(await stateOf(first.draftId)).toBe('sent')
    expect(await touchesOf(w.db, ['account'])).toHaveLength(1)
    expect(w.outbox).toHaveLength(1)
  })

  it('can be sent again by a person’s word, and is unknown anew when that fails the same way', async () => {
    const first = await approved()
    w.state.delivery = { end: 'unknown', reply: 'the line went dead' }
    await send.run(w.app)
    const [one] = await sendsOfDraft(w.db, first.draftId)
    await resolveSend(w.app, w.manager, { sendId: one!.id, to: 'queued' })
    w.state.now += 10 * minuteMs
    await send.run(w.app)
    expect(w.outbox).toHaveLength(2)
    w.state.now += hourMs
    await send.run(w.app)
    expect(w.outbox).toHaveLength(2)
    expect(await stateOf(first.draftId)).toBe('unknown')
  })

  it('whose sender died in the middle is unknown within a minute, and not sent again', async () => {
    const first = await approved()
    Object.assign(w.app.outreach, {
      send: () => {
        throw new Error('killed')
      },
    })
    await send.run(w.app)
    expect(await stateOf(first.draftId)).toBe('sending')
    w.state.now += patience.totalMs
    expect(await send.run(w.app)).toMatchObject({ leftover: 0 })
    w.state.now += minuteMs - patience.totalMs - 3000 // the sender's last look within that minute
    expect(await send.run(w.app)).toMatchObject({ leftover: 1 })
    expect(await stateOf(first.draftId)).toBe('unknown')
    expect((await listProblems(w.db))[0]?.message).toContain('look whether it arrived')
  })

  it('is given back to the desk when its approver has left, and does not hold up the others', async () => {
    const first = await approved()
    w.db.$client.exec("UPDATE users SET active = 0 WHERE id = 'rep'")
    await send.run(w.app)
    expect(await stateOf(first.draftId)).toBe('pending')
    expect((await listProblems(w.db))[0]?.message).toBe('No live approval of this text')
  })

  it('leaves after it was taken back and approved again', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    await undo(w.app, w.rep, seen(first))
    await approve(w.app, w.manager, seen(first))
    w.state.now += 10_000
    expect(await send.run(w.app)).toMatchObject({ sent: 1 })
  })

  it('is cancelled in the queue when its approval is taken back', async () => {
    const first = await approved()
    w.state.armed = false
    await send.run(w.app)
    expect(await stateOf(first.draftId)).toBe('queued')
    await undo(w.app, w.rep, seen(first))
    expect(await sendsOfDraft(w.db, first.draftId)).toMatchObject([{ state: 'cancelled' }])
    w.state.armed = true
    await send.run(w.app)
    expect(w.outbox).toEqual([])
  })

  it('expires in the queue as well', async () => {
    const first = await approved()
    w.state.delivery = { end: 'retry', reply: '451 later' }
    await send.run(w.app)
    w.state.now = tuesday + 3 * dayMs + 1
    await send.run(w.app)
    expect(await stateOf(first.draftId)).toBe('expired')
    expect(w.outbox).toHaveLength(1)
  })

  it('does not leave by another route than it was queued for', async () => {
    const first = await approved()
    w.state.armed = false
    await send.run(w.app)
    w.state.armed = true
    Object.assign(w.app, { outreach: { ...w.app.outreach, route: 'smtp' } })
    await send.run(w.app)
    expect(w.outbox).toEqual([])
    expect(await replyOf(first.draftId)).toContain('queued to leave by folder')
  })

  it('stays approved while sending is off, and expires after its time', async () => {
    const off = await makeWorkspace({ workspace: { sendingOn: false } })
    const first = await off.draft()
    await approve(off.app, off.rep, seen(first))
    off.state.now = tuesday + dayMs
    await send.run(off.app)
    expect((await findDraft(off.db, first.draftId))?.state).toBe('approved')
    off.state.now = tuesday + 3 * dayMs + 1
    expect(await send.run(off.app)).toMatchObject({ expired: 1 })
    expect((await findDraft(off.db, first.draftId))?.state).toBe('expired')
    expect(off.outbox).toEqual([])
    await off.close()
  })
})

it('waits on the first of January where it is January already, though it is December here', async () => {
  const w2 = await makeWorkspace({
    workspace: { timeZone: 'America/Los_Angeles' },
    settings: { quietHours: { from: 24, to: 0 } },
  })
  w2.db.$client.exec("UPDATE contacts SET country = 'JP', time_zone = 'Asia/Tokyo' WHERE id = 'mara'")
  w2.state.now = Date.UTC(2026, 11, 31, 23) // Friday, 08:00 in Tokyo; Thursday, 15:00 in Los Angeles
  const first = await w2.draft()
  await approve(w2.app, w2.rep, seen(first))
  w2.state.now += 10_000
  expect(await send.run(w2.app)).toMatchObject({ waiting: 1, sent: 0 })
  expect((await sendsOfDraft(w2.db, first.draftId))[0]?.reply).toContain('holiday there (Asia/Tokyo)')
  await w2.close()
})

describe('a claim in code', () => {
  const claim = (change: { seal?: string; attempts?: number }) => async () => {
    const [row] = await sendsOfDraft(w.db, (await listDrafts())[0]!)
    const { seal } = (await storedWorkspace(w.db))!
    const seen = { id: row!.id, state: 'queued' as const, attempts: change.attempts ?? row!.attempts }
    const at = w.state.now
    await atomically(w.db, (tx) => [
      {
        must: claimSend(tx, seen, change.seal ?? seal, { leaseUntil: at + 50_000, day: '2026-11-24', at }),
        else: 'It changed',
      },
    ])
  }
  const listDrafts = async () => (await rows<{ id: string }>(w.db, 'select id from drafts')).map(({ id }) => id)

  it('holds by the rules it was judged by, at the attempt that was seen', async () => {
    await approved()
    w.state.armed = false
    await send.run(w.app)
    w.db.$client.exec('UPDATE sends SET attempts = 1')
    await expect(claim({ seal: 'another' })()).rejects.toThrow('It changed')
    await expect(claim({ attempts: 0 })()).rejects.toThrow('It changed')
    await claim({})()
  })
})

it('a contact with a zone that is none keeps no message from being judged', async () => {
  w.db.$client.exec("UPDATE contacts SET time_zone = 'Not/AZone', country = 'NL' WHERE id = 'mara'")
  await approved()
  expect(await send.run(w.app)).toMatchObject({ sent: 1 })
})

describe('the audit', () => {
  it('tells the whole way and holds', async () => {
    await approved()
    await send.run(w.app)
    const { rows, broken } = await verifyAudit(w.db)
    expect(broken).toBeNull()
    expect(rows).toBe(5)
    expect(w.db.$client.prepare('SELECT what FROM audit ORDER BY seq').pluck().all()).toEqual([
      'draft_revised',
      'draft_approve',
      'send_queued',
      'send_claimed',
      'send_sent',
    ])
  })

  it('shows a row that was changed behind the guards', async () => {
    await approved()
    w.db.$client.exec("DROP TRIGGER audit_update; UPDATE audit SET detail = '{}' WHERE seq = 2")
    expect((await verifyAudit(w.db)).broken).toEqual({ seq: 2, why: 'its content is not what was hashed' })
  })

  it('shows a row that was taken out', async () => {
    await approved()
    w.db.$client.exec('DROP TRIGGER audit_delete; DELETE FROM audit WHERE seq = 1')
    expect((await verifyAudit(w.db)).broken).toEqual({ seq: 2, why: 'row 1 is missing' })
  })
})
