import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changePerson } from '../../src/pipeline/people.ts'
import { send } from '../../src/pipeline/send.ts'
import { addCover, endCover, setDeputy } from '../../src/pipeline/stand-in.ts'
import { approve, buttonFor, edit, redraft, reject, returnDraft, submit, undo } from '../../src/pipeline/verbs.ts'
import { findDraft } from '../../src/store/drafts.ts'
import * as t from '../../src/store/schema/index.ts'
import { getWorkspace } from '../../src/store/workspace.ts'
import { approvalRow, insertApproval } from '../store/scene.ts'
import { cleanText, hourMs, makeWorkspace, seen, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace({ tier: 1 })
})
afterEach(() => w.close())

const named = async () => await setDeputy(w.app, w.admin, { deputyId: 'other', tier1WaitHours: 4 })
const waiting = async (hours: number) => {
  const first = await w.draft()
  await submit(w.app, w.rep, seen(first))
  w.state.now += hours * hourMs
  return first
}
const auditOf = async (what: string) => (await w.db.select().from(t.audit)).filter((row) => row.what === what)
const sql = (text: string, ...values: unknown[]) => w.db.$client.prepare(text).run(...values)

describe('a Tier 1 that waits', () => {
  it('can be approved by the deputy after four working hours, leaves, and the audit says as what', async () => {
    await named()
    const first = await waiting(4)
    expect(await buttonFor(w.app, w.otherRep, first.draftId)).toEqual({ does: 'approve' })
    await approve(w.app, w.otherRep, seen(first))
    expect((await auditOf('draft_approve')).map(({ actorId, detail }) => [actorId, JSON.parse(detail).as])).toEqual([
      ['other', 'deputy'],
    ])
    w.state.now += 60_000
    await send.run(w.app)
    expect(w.outbox).toHaveLength(1)
  })

  it('cannot be approved by the deputy a minute earlier, nor by who is not named, nor past the code', async () => {
    const first = await waiting(4)
    await expect(approve(w.app, w.otherRep, seen(first))).rejects.toMatchObject({ code: 'forbidden' })
    await named()
    w.state.now -= 60_000
    await expect(approve(w.app, w.otherRep, seen(first))).rejects.toMatchObject({ code: 'forbidden' })
    const row = approvalRow(first, { approverId: 'other', at: w.state.now, expiresAt: w.state.now + hourMs })
    expect(() => insertApproval({ ...w, first, sql }, row)).toThrow('Not your draft')
    const later = approvalRow(first, { approverId: 'other', at: tuesday + 4 * hourMs })
    expect(() => insertApproval({ ...w, first, sql }, later)).not.toThrow()
  })

  it('is no business of the deputy before it is submitted, once it is returned, or when it is Tier 2', async () => {
    await named()
    const first = await w.draft()
    w.state.now += 5 * hourMs
    const row = () => approvalRow(first, { approverId: 'other', at: w.state.now, expiresAt: w.state.now + hourMs })
    expect(() => insertApproval({ ...w, first, sql }, row())).toThrow('Not your draft')
    await submit(w.app, w.rep, seen(first))
    w.state.now += 5 * hourMs
    await returnDraft(w.app, w.manager, { ...seen(first), note: 'Another question' })
    expect(() => insertApproval({ ...w, first, sql }, row())).toThrow('Not your draft')
    await submit(w.app, w.rep, seen(first))
    w.state.now += 5 * hourMs
    sql('UPDATE fits SET tier = 2')
    expect(() => insertApproval({ ...w, first, sql }, row())).toThrow('Not your draft')
    await expect(approve(w.app, w.otherRep, seen(first))).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('waits anew when it was returned and submitted again', async () => {
    await named()
    const first = await waiting(4)
    await returnDraft(w.app, w.manager, { ...seen(first), note: 'Another question' })
    await submit(w.app, w.rep, seen(first))
    await expect(approve(w.app, w.otherRep, seen(first))).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('waits anew when its text was changed meanwhile', async () => {
    await named()
    const first = await waiting(3)
    const mended = await edit(w.app, w.rep, { ...seen(first), ...cleanText, subject: 'Northwind and Series B' })
    expect(mended.state).toBe('submitted')
    w.state.now += 3.5 * hourMs
    await expect(approve(w.app, w.otherRep, seen(mended))).rejects.toMatchObject({ code: 'forbidden' })
    const row = () => approvalRow(mended, { approverId: 'other', at: w.state.now, expiresAt: w.state.now + hourMs })
    expect(() => insertApproval({ ...w, first: mended, sql }, row())).toThrow('Not your draft')
    w.state.now += 0.5 * hourMs
    await approve(w.app, w.otherRep, seen(mended))
  })

  it('is not approved by a deputy whose own draft or text it is', async () => {
    await setDeputy(w.app, w.admin, { deputyId: 'rep', tier1WaitHours: 4 })
    const own = await waiting(5)
    await expect(approve(w.app, w.rep, seen(own))).rejects.toMatchObject({ code: 'invalid' })
    const row = approvalRow(own, { at: w.state.now, expiresAt: w.state.now + hourMs })
    expect(() => insertApproval({ ...w, first: own, sql }, row)).toThrow('Only a manager may approve this')
    sql("UPDATE drafts SET owner_id = 'other'")
    const signedByAnother = { does: 'nothing', why: expect.stringContaining('refresh') }
    expect(await buttonFor(w.app, w.rep, own.draftId)).toEqual(signedByAnother) // and no more than that
    sql("UPDATE drafts SET owner_id = 'rep'")
    const mended = await edit(w.app, w.rep, { ...seen(own), ...cleanText, subject: 'Northwind and Series B' })
    expect(mended.findings.filter(({ level }) => level === 'block')).toEqual([])
    w.state.now += 5 * hourMs
    sql("UPDATE drafts SET owner_id = 'other'")
    await expect(approve(w.app, w.rep, seen(mended))).rejects.toMatchObject({ code: 'forbidden' })
    const theirs = approvalRow(mended, { at: w.state.now, expiresAt: w.state.now + hourMs })
    expect(() => insertApproval({ ...w, first: mended, sql }, theirs)).toThrow('Not your draft')
  })

  it('can be returned by the deputy, and their approval taken back; nothing else is theirs', async () => {
    await named()
    const first = await waiting(4)
    for (const verb of [
      () => reject(w.app, w.otherRep, { ...seen(first), reason: 'stale' }),
      () => redraft(w.app, w.otherRep, seen(first)),
      () => undo(w.app, w.otherRep, seen(first)),
    ])
      await expect(verb()).rejects.toMatchObject({ code: 'forbidden' })
    await approve(w.app, w.otherRep, seen(first))
    await undo(w.app, w.otherRep, seen(first))
    await submit(w.app, w.rep, seen(first))
    w.state.now += 4 * hourMs
    await returnDraft(w.app, w.otherRep, { ...seen(first), note: 'Too long' })
    expect((await findDraft(w.db, first.draftId))?.state).toBe('pending')
    expect(JSON.parse((await auditOf('draft_return'))[0]!.detail)).toMatchObject({ as: 'deputy' })
  })

  it('does not leave on the approval of somebody who was the deputy and is it no more', async () => {
    await named()
    const first = await waiting(4)
    await approve(w.app, w.otherRep, seen(first))
    await setDeputy(w.app, w.admin, { deputyId: null, tier1WaitHours: 4 })
    w.state.now += 60_000
    await send.run(w.app)
    expect(w.outbox).toEqual([])
  })

  it('a deputy named past Daybreak approves nothing', async () => {
    const first = await waiting(5)
    sql(`UPDATE workspace SET settings = json_set(settings, '$.deputyId', 'other')`)
    await expect(approve(w.app, w.otherRep, seen(first))).rejects.toMatchObject({ code: 'forbidden' })
    const row = approvalRow(first, { approverId: 'other', at: w.state.now, expiresAt: w.state.now + hourMs })
    expect(() => insertApproval({ ...w, first, sql }, row)).toThrow('Rules or rights were changed outside')
  })
})

describe('the cover of a manager who is away', () => {
  const cover = { awayId: 'manager', coverId: 'other', from: '2026-11-24', to: '2026-11-24' }

  it('approves what waits at once, until the cover ends', async () => {
    await addCover(w.app, w.admin, cover)
    const first = await waiting(0)
    await approve(w.app, w.otherRep, seen(first))
    await undo(w.app, w.otherRep, seen(first))
    await submit(w.app, w.rep, seen(first))
    await endCover(w.app, w.admin, cover)
    await expect(approve(w.app, w.otherRep, seen(first))).rejects.toMatchObject({ code: 'forbidden' })
    expect((await auditOf('draft_approve')).map(({ detail }) => JSON.parse(detail).as)).toEqual(['cover'])
  })

  it.each([
    ['demoted', { role: 'rep' }],
    ['disabled', { active: false }],
  ] as const)('ends when the manager is %s, and what was approved in it does not leave', async (_word, change) => {
    await addCover(w.app, w.admin, cover)
    const first = await waiting(0)
    await approve(w.app, w.otherRep, seen(first))
    await changePerson(w.app, 'admin', 'manager', change)
    expect((await getWorkspace(w.db)).settings.covers).toEqual([])
    w.state.now += 60_000
    await send.run(w.app)
    expect(w.outbox).toEqual([])
    await changePerson(w.app, 'admin', 'manager', { role: 'manager', active: true })
    await expect(approve(w.app, w.otherRep, seen(first))).rejects.toMatchObject({ code: 'forbidden' })
    expect(JSON.parse((await auditOf('user_changed'))[0]!.detail)).toMatchObject({ coversEnded: 1 })
  })

  it('ends when whoever covers is disabled, and does not come back with them', async () => {
    await addCover(w.app, w.admin, cover)
    const first = await waiting(0)
    await changePerson(w.app, 'admin', 'other', { active: false })
    const row = approvalRow(first, { approverId: 'other', at: w.state.now, expiresAt: w.state.now + hourMs })
    expect(() => insertApproval({ ...w, first, sql }, row)).toThrow('Not an active user')
    await changePerson(w.app, 'admin', 'other', { active: true })
    await expect(approve(w.app, w.otherRep, seen(first))).rejects.toMatchObject({ code: 'forbidden' })
    expect(() => insertApproval({ ...w, first, sql }, row)).toThrow('Not your draft')
  })

  it('stays when somebody changes who may still be part of it', async () => {
    await addCover(w.app, w.admin, cover)
    await changePerson(w.app, 'admin', 'manager', { role: 'admin' })
    await changePerson(w.app, 'admin', 'other', { capacity: 4 })
    await changePerson(w.app, 'admin', 'rep', { active: false })
    expect((await getWorkspace(w.db)).settings.covers).toEqual([cover])
  })

  it('is named by an admin, for a manager, by another, over days that exist', async () => {
    await expect(addCover(w.app, w.manager, cover)).rejects.toMatchObject({ code: 'forbidden' })
    for (const wrong of [{ awayId: 'rep' }, { coverId: 'manager' }, { to: '2026-11-23' }])
      await expect(addCover(w.app, w.admin, { ...cover, ...wrong })).rejects.toMatchObject({ code: 'invalid' })
    await expect(addCover(w.app, w.admin, { ...cover, coverId: 'ghost' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(endCover(w.app, w.admin, cover)).rejects.toMatchObject({ code: 'not_found' })
  })
})
