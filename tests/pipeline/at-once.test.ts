import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { close, type Db, open, raw } from '#dialect'
import { readMail } from '../../src/adapters/mail/read.ts'
import type { Refusal } from '../../src/core/errors.ts'
import { commit } from '../../src/pipeline/commit.ts'
import { changePerson } from '../../src/pipeline/people.ts'
import {
  addCover,
  closeFollowUpBy,
  endCover,
  handOver,
  logTouch,
  receive,
  recordOutcome,
  reopenFollowUpBy,
  setDeputy,
  skipped,
  suppress,
} from '../../src/pipeline/verbs.ts'
import { insertHold } from '../../src/store/holds.ts'
import * as t from '../../src/store/schema/index.ts'
import { listSuppressions } from '../../src/store/suppressions.ts'
import { getWorkspace } from '../../src/store/workspace.ts'
import { letter } from '../support/letters.ts'
import { openFollowUps } from '../support/rows.ts'
import { hourMs, makeWorkspace, tuesday, type Workspace } from '../support/workspace.ts'

let folder: string
let w: Workspace
/** Another process with the same database. */
let other: Db
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-at-once-'))
  const file = path.join(folder, 'one.sqlite')
  w = await makeWorkspace({ file })
  other = await open(file)
})
afterEach(async () => {
  await close(other)
  await w.close()
  rmSync(folder, { recursive: true })
})

const endOf = async (verb: Promise<unknown>) =>
  await verb.then(
    () => 'done',
    (error: Refusal) => error.code,
  )

/** Starts a verb, lets it read and decide, and writes before it does. */
const overtaken = async (verb: () => Promise<unknown>, write: () => Promise<unknown>) => {
  await raw(other, 'begin immediate')
  const end = endOf(verb())
  await new Promise((resolve) => setTimeout(resolve, 20))
  await write()
  await raw(other, 'commit')
  return await end
}

const outcome: typeof t.outcomes.$inferInsert = {
  ...{ id: 'late', externalId: 'late', accountId: 'account', source: 'mail', at: tuesday, recordedAt: tuesday },
  ...{ kind: 'reply', replyClass: 'objection' },
}

describe('what is told twice at once', () => {
  const twice = async <T>(tell: () => Promise<T>) => await Promise.all([tell(), tell()])

  it('is one outcome, and one opt-out', async () => {
    const said = { accountId: 'account', contactId: 'mara', kind: 'unsubscribe', at: tuesday } as const
    const ends = await twice(() => recordOutcome(w.app, null, said))
    expect(ends.map(({ recorded }) => recorded).sort()).toEqual([false, true])
    expect(await listSuppressions(w.db)).toHaveLength(1)
  })

  it('is one reply: the second is known', async () => {
    const mail = await readMail(letter('Tell me more.'), tuesday)
    const ends = await twice(() => receive(w.app, mail, 'webhook'))
    expect(ends.map(({ end }) => end).sort()).toEqual(['asked', 'known'])
    expect(new Set(ends.map(({ receivedId }) => receivedId)).size).toBe(1)
  })

  it('is taken where a reply opts out whom somebody suppresses at that moment', async () => {
    const mail = await readMail(letter('Please remove me from your list.'), tuesday)
    const value = 'mara@northwind.example'
    const suppressed = suppress(w.app, w.admin, { kind: 'address', value, reason: 'by phone' })
    expect(await Promise.all([endOf(suppressed), endOf(receive(w.app, mail, 'imap'))])).toEqual(['done', 'done'])
    expect(await listSuppressions(w.db)).toHaveLength(1)
  })

  it('and has no verb for that is a conflict in words, not a fault of ours', async () => {
    const hold = { id: 'h', accountId: 'account', reason: 'Later', by: 'rep', createdAt: tuesday }
    const [first, second] = await twice(() => commit(w.app, (tx) => [insertHold(tx, hold)], []).catch((e) => e))
    expect([first, second]).toContainEqual(expect.objectContaining({ code: 'conflict' }))
    expect(String(first ?? second)).not.toMatch(/constraint|holds/i)
  })
})

describe('a hand-over', () => {
  const reply = async () => {
    const said = { accountId: 'account', contactId: 'mara', kind: 'reply', replyClass: 'interested' } as const
    return (await recordOutcome(w.app, w.rep, { ...said, at: tuesday })).outcomeId
  }

  it('is given to one of two at once', async () => {
    const outcomeId = await reply()
    const give = (toId: string) => endOf(handOver(w.app, w.admin, { outcomeId, toId, note: 'Wants a call' }))
    expect((await Promise.all([give('other'), give('manager')])).sort()).toEqual(['conflict', 'done'])
    expect(await w.db.select().from(t.handovers)).toHaveLength(1)
  })

  it('is not given to somebody who is disabled at that moment', async () => {
    const outcomeId = await reply()
    const give = () => handOver(w.app, w.rep, { outcomeId, toId: 'other', note: 'Wants a call' })
    const disable = async () => await raw(other, "update users set active = 0 where id = 'other'")
    expect(await overtaken(give, disable)).toBe('conflict')
    expect(await w.db.select().from(t.handovers)).toEqual([])
  })
})

describe('a follow-up that was skipped', () => {
  const skip = async () => {
    await logTouch(w.app, w.rep, { accountId: 'account', contactId: 'mara', channel: 'call' })
    w.state.now += hourMs
    const followUpId = (await openFollowUps(w.db, 'rep'))[0]!.id
    await closeFollowUpBy(w.app, w.rep, { followUpId, reason: skipped })
    return () => reopenFollowUpBy(w.app, w.rep, { followUpId })
  }

  it('is reopened when nothing comes in between', async () => {
    const reopen = await skip()
    expect(await overtaken(reopen, async () => undefined)).toBe('done')
  })

  it('stays closed when they answer, or somebody is in touch, at that moment', async () => {
    const reopen = await skip()
    expect(await overtaken(reopen, async () => await other.insert(t.outcomes).values(outcome))).toBe('conflict')
    await raw(w.db, 'delete from outcomes')
    const [touch] = await w.db.select().from(t.touches)
    const newer = { ...touch!, id: 'late', externalId: 'late', at: w.state.now }
    expect(await overtaken(reopen, async () => await other.insert(t.touches).values(newer))).toBe('conflict')
  })
})

describe('two admins', () => {
  const cover = { awayId: 'manager', coverId: 'other', from: '2026-11-24', to: '2026-11-24' }
  const next = { ...cover, from: '2026-12-01', to: '2026-12-02' }
  const covers = async () => (await getWorkspace(w.db)).settings.covers

  it('who name covers at once lose neither', async () => {
    await Promise.all([addCover(w.app, w.admin, cover), addCover(w.app, w.admin, next)])
    expect((await covers()).map(({ from }) => from).sort()).toEqual([cover.from, next.from])
    await Promise.all([
      endCover(w.app, w.admin, cover),
      setDeputy(w.app, w.admin, { deputyId: 'other', tier1WaitHours: 2 }),
    ])
    expect(await covers()).toEqual([next])
    expect((await getWorkspace(w.db)).settings.deputyId).toBe('other')
  })

  it('who name and demote a manager at once leave no cover of a rep', async () => {
    const demote = changePerson(w.app, 'admin', 'manager', { role: 'rep' })
    await Promise.all([endOf(addCover(w.app, w.admin, cover)), demote])
    expect(await covers()).toEqual([])
  })

  it('who demote each other at once leave one of them', async () => {
    await changePerson(w.app, 'admin', 'manager', { role: 'admin' })
    const demote = (id: string, byId: string) => endOf(changePerson(w.app, byId, id, { role: 'rep' }))
    const ends = await Promise.all([demote('admin', 'manager'), demote('manager', 'admin')])
    expect(ends.sort()).toEqual(['conflict', 'done'])
  })
})
