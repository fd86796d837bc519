import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startOfDay } from '../../src/core/day.ts'
import { suppressionKey, unsubscribeToken, verifyUnsubscribe } from '../../src/core/suppression.ts'
import { importCsv } from '../../src/pipeline/import.ts'
import { send } from '../../src/pipeline/send.ts'
import {
  approve,
  chooseContact,
  closeFollowUpBy,
  logTouch,
  optOut,
  recordOutcome,
  submit,
  suppress,
} from '../../src/pipeline/verbs.ts'
import { relationshipsOf } from '../../src/store/accounts.ts'
import { findDraft, findRevision } from '../../src/store/drafts.ts'
import { outcomesOf } from '../../src/store/outcomes.ts'
import { listSuppressions } from '../../src/store/suppressions.ts'
import { touchesOf } from '../../src/store/touches.ts'
import { plansOf } from '../support/plans.ts'
import { openFollowUps, openHolds } from '../support/rows.ts'
import { dayMs, key, makeWorkspace, salt, seen, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const sent = async () => {
  const first = await w.draft()
  await approve(w.app, w.rep, seen(first))
  w.state.now += 10_000
  await send.run(w.app)
  const [touch] = await touchesOf(w.db, ['account'])
  return touch!
}
const followUps = async () => await openFollowUps(w.db, 'rep')

describe('a reply', () => {
  it('is recorded once, however often it is told, and ends the follow-ups', async () => {
    const touch = await sent()
    expect(await followUps()).toHaveLength(2)
    const reply = {
      accountId: 'account',
      contactId: 'mara',
      touchId: touch.id,
      kind: 'reply',
      replyClass: 'interested',
      at: w.state.now,
    } as const
    expect(await recordOutcome(w.app, w.rep, reply)).toMatchObject({ recorded: true })
    expect(await recordOutcome(w.app, w.rep, reply)).toMatchObject({ recorded: false })
    expect(await outcomesOf(w.db, ['account'])).toHaveLength(1)
    expect(await followUps()).toEqual([])
  })

  it('stops what is about to leave to the account', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    await recordOutcome(w.app, w.rep, { accountId: 'account', kind: 'reply', replyClass: 'not_now', at: tuesday })
    expect((await findDraft(w.db, first.draftId))?.state).toBe('cancelled')
  })

  it('that says not now rests the account until the date, and one from the wrong person offers the next', async () => {
    const at = tuesday
    const untilDay = '2026-12-24'
    await recordOutcome(w.app, w.rep, { accountId: 'account', kind: 'reply', replyClass: 'not_now', untilDay, at })
    const until = startOfDay(untilDay, 'Europe/Berlin')
    expect(await openHolds(w.db)).toMatchObject([{ accountId: 'account', until, by: 'rep' }])
    await recordOutcome(w.app, w.rep, {
      accountId: 'account',
      contactId: 'mara',
      kind: 'reply',
      replyClass: 'wrong_person',
      at,
    })
    const { revisionId } = await w.draft()
    expect((await findRevision(w.db, revisionId))?.revision.contactId).toBe('nils')
  })

  it('needs its class, and nothing else has one', async () => {
    const base = { accountId: 'account', at: tuesday }
    await expect(recordOutcome(w.app, w.rep, { ...base, kind: 'reply' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(recordOutcome(w.app, w.rep, { ...base, kind: 'won', replyClass: 'other' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(recordOutcome(w.app, w.rep, { ...base, kind: 'won', amountUsd: Number.NaN })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(recordOutcome(w.app, w.rep, { ...base, accountId: 'x', kind: 'won' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('an opt-out', () => {
  it.each(['unsubscribe', 'bounce'] as const)('or a bounce suppresses the address: %s', async (kind) => {
    const touch = await sent()
    await recordOutcome(w.app, w.rep, {
      accountId: 'account',
      contactId: 'mara',
      touchId: touch.id,
      kind,
      at: w.state.now,
    })
    expect(await listSuppressions(w.db)).toMatchObject([{ kind: 'address', key: touch.addressKey }])
    expect(await followUps()).toEqual([])
  })

  it('by one click needs no sign-in and works twice', async () => {
    const touch = await sent()
    await optOut(w.app, touch.addressKey!)
    await optOut(w.app, touch.addressKey!)
    expect(await listSuppressions(w.db)).toHaveLength(1)
    expect(await outcomesOf(w.db, ['account'])).toMatchObject([{ kind: 'unsubscribe', touchId: touch.id }])
  })

  it('holds for the address that an import gives them later', async () => {
    await optOut(w.app, suppressionKey('address', 'mara@northwind.example', salt)!)
    const renamed = 'account_domain,name,email\nnorthwind.example,Mara Example,mara@fresh.example\n'
    await importCsv(w.app, 'contacts', Readable.from([renamed]), { name: 'contacts.csv' })
    const chosen = { ...seen(await w.draft()), contactId: 'mara' }
    await expect(chooseContact(w.app, w.rep, chosen)).rejects.toThrow('must not be contacted')
    expect(await listSuppressions(w.db)).toHaveLength(2)
  })

  it('of an address that was never written to is kept all the same', async () => {
    await optOut(w.app, suppressionKey('address', 'else@northwind.example', salt)!)
    expect(await listSuppressions(w.db)).toHaveLength(1)
  })

  it('token tells whom it is for, and no other token does', () => {
    const recipient = suppressionKey('address', 'mara@northwind.example', salt)!
    const token = unsubscribeToken(key, recipient)
    expect(verifyUnsubscribe(key, token)).toBe(recipient)
    for (const wrong of [
      '',
      token.slice(1),
      `${token}0`,
      token.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
      unsubscribeToken('another key', recipient),
    ])
      expect(verifyUnsubscribe(key, wrong)).toBeNull()
  })
})

describe('an outcome that is imported', () => {
  const imported = (line: string) =>
    importCsv(
      w.app,
      'outcomes',
      Readable.from([`external_id,account_domain,contact_email,kind,reply_class,at\n${line}\n`]),
      {
        name: 'outcomes.csv',
      },
    )

  it('suppresses who opted out or bounced, though we never knew the person', async () => {
    await imported('1,northwind.example,Someone+x@northwind.example,unsubscribe,,2026-11-24')
    await imported('2,northwind.example,mara@northwind.example,reply,unsubscribe,2026-11-24')
    expect((await listSuppressions(w.db)).map(({ key }) => key).sort()).toEqual(
      ['someone@northwind.example', 'mara@northwind.example'].map((a) => suppressionKey('address', a, salt)).sort(),
    )
  })

  it('stops what is about to leave to the family, where it is no older than the text', async () => {
    const state = async () => (await findDraft(w.db, draft.draftId))?.state
    w.db.$client.exec("UPDATE accounts SET family_id = 'bystander' WHERE id = 'account'")
    const draft = await w.draft()
    await submit(w.app, w.rep, seen(draft))
    await imported('1,harbour.example,,reply,other,2026-11-23')
    await imported('2,harbour.example,,lost,,2026-11-24')
    expect(await state()).toBe('submitted')
    await imported('3,harbour.example,,reply,out_of_office,2026-11-24')
    expect(await state()).toBe('pending')
    await approve(w.app, w.rep, seen(draft))
    await imported('4,harbour.example,,reply,other,2026-11-24T08:59:00Z')
    expect(await state()).toBe('approved')
    await imported('5,harbour.example,,reply,other,2026-11-24')
    expect(await state()).toBe('cancelled')
  })

  it('ends the follow-ups of earlier touches, and of no later one', async () => {
    await sent()
    await imported('1,northwind.example,,reply,objection,2026-11-20')
    expect(await followUps()).toHaveLength(2)
    await imported('2,northwind.example,,reply,objection,2026-11-25')
    expect(await followUps()).toEqual([])
  })
})

describe('a suppression', () => {
  it('is told once, cancels open drafts and says so in the audit', async () => {
    const first = await w.draft()
    expect(
      await suppress(w.app, w.admin, {
        kind: 'domain',
        value: 'https://www.Northwind.Example./',
        reason: 'asked by phone',
      }),
    ).toEqual({ added: true })
    expect(await suppress(w.app, w.admin, { kind: 'domain', value: '@northwind.example', reason: 'again' })).toEqual({
      added: false,
    })
    expect((await findDraft(w.db, first.draftId))?.state).toBe('cancelled')
  })

  it('of something that is no address is refused', async () => {
    for (const value of ['', 'nobody', 'a@b@c', 'x@y'])
      await expect(suppress(w.app, w.admin, { kind: 'address', value, reason: 'r' }), value).rejects.toMatchObject({
        code: 'invalid',
      })
    await expect(suppress(w.app, w.admin, { kind: 'account', value: 'ghost', reason: 'r' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('a touch by hand', () => {
  it('takes the place of open follow-ups, and the chain ends after two', async () => {
    await logTouch(w.app, w.rep, { accountId: 'account', contactId: 'mara', channel: 'call' })
    expect((await followUps()).map(({ number, dueDay }) => [number, dueDay])).toEqual([
      [1, '2026-11-27'],
      [2, '2026-12-04'],
    ])
    w.state.now += 3 * dayMs
    await logTouch(w.app, w.rep, { accountId: 'account', contactId: 'mara', channel: 'linkedin' })
    expect((await followUps()).map(({ number, dueDay }) => [number, dueDay])).toEqual([[2, '2026-12-04']])
    w.state.now += 5 * dayMs
    await logTouch(w.app, w.rep, { accountId: 'account', contactId: 'mara', channel: 'call' })
    expect(await followUps()).toEqual([])
  })

  it("is refused with somebody who does not work in that account's family, so it rests nobody elsewhere", async () => {
    const at = { accountId: 'bystander', contactId: 'mara', channel: 'email' } as const
    await expect(logTouch(w.app, w.rep, at)).rejects.toThrow('This person does not work there')
    w.db.$client.exec("UPDATE accounts SET family_id = 'account' WHERE id = 'bystander'")
    await logTouch(w.app, w.rep, at)
  })

  it('cannot lie in the future', async () => {
    await expect(
      logTouch(w.app, w.rep, { accountId: 'account', channel: 'call', at: tuesday + dayMs }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  it('opens follow-ups that their owner alone closes', async () => {
    await logTouch(w.app, w.rep, { accountId: 'account', channel: 'call' })
    const [first] = await followUps()
    await expect(closeFollowUpBy(w.app, w.otherRep, { followUpId: first!.id, reason: 'done' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await closeFollowUpBy(w.app, w.rep, { followUpId: first!.id, reason: 'done' })
    expect(await followUps()).toHaveLength(1)
  })
})

describe('an imported reply that names a day', () => {
  const rows = async (lines: string) => {
    const csv = `external_id,account_domain,kind,reply_class,at,until\n${lines}\n`
    return await importCsv(w.app, 'outcomes', Readable.from([csv]), { name: 'replies.csv' })
  }

  it('rests the account until then, and an absence puts the follow-ups off instead of ending them', async () => {
    await sent()
    await rows('a,northwind.example,reply,out_of_office,2026-11-24,2027-01-05')
    expect(await openHolds(w.db)).toMatchObject([{ accountId: 'account', until: Date.UTC(2027, 0, 4, 23) }])
    expect((await followUps()).map(({ dueDay }) => dueDay)).toEqual(['2027-01-05', '2027-01-05'])
    await rows('b,northwind.example,reply,not_now,2026-11-24,2020-01-05')
    expect(await openHolds(w.db)).toHaveLength(1)
  })

  it('is refused where a day makes no sense', async () => {
    expect(await rows('c,northwind.example,won,,2026-11-24,2027-01-05')).toMatchObject({
      added: 0,
      errors: [{ line: 2 }],
    })
  })
})

describe('a deal', () => {
  it('is told without reading the deals and the standing of every other account', async () => {
    const won = { accountId: 'account', kind: 'won' as const, amountUsd: 9000, at: w.state.now }
    const plans = await plansOf(w.db, () => recordOutcome(w.app, w.rep, won))
    expect(plans.filter((plan) => /^SEARCH (outcomes|relationships) USING INDEX/.test(plan)).length).toBeGreaterThan(1)
    expect(plans.filter((plan) => /^SCAN (?!audit$)/.test(plan))).toEqual([])
    expect(await relationshipsOf(w.db, ['account'])).toMatchObject([{ kind: 'customer', from: w.state.now, to: null }])
  })
})
