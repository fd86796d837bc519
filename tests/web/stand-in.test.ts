import { afterEach, expect, test } from 'vitest'
import { findDraft } from '../../src/store/drafts.ts'
import { hourMs } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('the deputy finds a Tier 1 that has waited under Approvals, approves it there and takes it back', async () => {
  desk = await makeDesk({ tier: 1 })
  const { draftId, revisionId, hash } = desk.head
  const admin = await desk.as('admin')
  await admin.submit('/admin/people/deputy', { deputyId: 'other', tier1WaitHours: '4' })
  await (await desk.as('rep')).submit(`/drafts/${draftId}/submit`, { revisionId, hash, lane: 'today' })
  const rep = await desk.as('rep')
  expect(await rep.page('/')).not.toContain('href="/approvals"')
  expect(await rep.page('/approvals')).toContain('Nothing waits for you.')

  desk.state.now += 3 * hourMs
  const early = await desk.as('other')
  expect(await early.page('/')).toContain('href="/approvals"')
  expect(await early.page('/approvals')).toContain('Nothing waits for you.')
  const seen = { revisionId, hash, lane: 'approvals' }
  expect((await early.submit(`/drafts/${draftId}/approve`, seen)).status).toBe(404)

  desk.state.now += 1.5 * hourMs
  const deputy = await desk.as('other')
  const page = await deputy.page('/approvals')
  expect(page).toContain('waits 4.5 h')
  expect(page).toContain('you decide as deputy')
  expect(page).toContain(`action="/drafts/${draftId}/approve"`)
  expect(page).not.toContain('href="/items/')
  const answer = await deputy.submit(`/drafts/${draftId}/approve`, seen)
  expect(answer.headers.get('location')).toBe(`/approvals?said=approved&about=${draftId}`)
  expect(await deputy.page(answer.headers.get('location')!)).toContain(`action="/drafts/${draftId}/undo"`)
  const back = await deputy.submit(`/drafts/${draftId}/undo`, { revisionId, hash })
  expect(back.headers.get('location')).toContain('/approvals?said=approvalTakenBack')
  expect((await findDraft(desk.db, draftId))?.state).toBe('pending')
})

test('an admin names a cover for a manager and ends it; a manager may not', async () => {
  desk = await makeDesk()
  const admin = await desk.as('admin')
  const cover = { awayId: 'manager', coverId: 'other', from: '2026-11-24', to: '2026-11-25' }
  await admin.submit('/admin/people/cover', cover)
  expect(await admin.page('/admin/people')).toContain('is away 24 Nov 2026 – 25 Nov 2026')
  expect(await (await desk.as('other')).page('/')).toContain('href="/approvals"')
  expect((await (await desk.as('manager')).submit('/admin/people/cover/end', cover)).status).toBe(403)
  await admin.submit('/admin/people/cover/end', cover)
  expect(await admin.page('/admin/people')).not.toContain('is away')
})
