import { afterEach, expect, test } from 'vitest'
import { draft } from '../../src/pipeline/draft.ts'
import { send } from '../../src/pipeline/send.ts'
import { draftsOfPursuit, findRevision } from '../../src/store/drafts.ts'
import { openFollowUps } from '../support/rows.ts'
import { dayMs, hourMs } from '../support/workspace.ts'
import { makeDesk, type TestDesk } from './support/browser.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('a follow-up that is due stands in its lane with the thread, and is approved there', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  const about = { revisionId: desk.head.revisionId, hash: desk.head.hash, lane: 'today' }
  await rep.submit(`/drafts/${desk.head.draftId}/approve`, about)
  desk.state.now += hourMs
  await send.run(desk.app)
  desk.state.now += 3 * dayMs
  await draft.run(desk.app)
  const again = await desk.as('rep')
  expect(await again.page('/?lane=follow_ups')).toContain('href="/items/pursuit?lane=follow_ups"')
  const page = await again.page('/items/pursuit?lane=follow_ups')
  expect(page).toContain('The thread')
  expect(page).toContain('Re: ')
  const [due] = await draftsOfPursuit(desk.db, 'pursuit')
  const { revision } = (await findRevision(desk.db, due!.headRevisionId!))!
  const answer = await again.submit(`/drafts/${due!.id}/approve`, {
    revisionId: revision.id,
    hash: revision.hash,
    lane: 'follow_ups',
  })
  expect(answer.headers.get('location')).toContain('said=approved')
  expect((await draftsOfPursuit(desk.db, 'pursuit'))[0]!.state).toBe('approved')
})

test('a follow-up is skipped and reopened on its account, until they answer', async () => {
  desk = await makeDesk()
  const rep = await desk.as('rep')
  await rep.submit('/accounts/account/touches', { channel: 'call', contactId: 'mara' })
  const [first] = await openFollowUps(desk.db, 'rep')
  const skip = async () => (await rep.submit(`/follow-ups/${first!.id}/close`)).status
  const reopen = async () => (await rep.submit(`/follow-ups/${first!.id}/reopen`)).status
  expect(await rep.page('/accounts/account')).toContain(`action="/follow-ups/${first!.id}/close"`)
  expect(await reopen()).toBe(409)
  expect(await skip()).toBe(303)
  expect(await openFollowUps(desk.db, 'rep')).toHaveLength(1)
  expect(await rep.page('/accounts/account')).toContain('ended: skipped by hand')
  expect(await reopen()).toBe(303)
  expect(await openFollowUps(desk.db, 'rep')).toHaveLength(2)
  await skip()
  desk.state.now += hourMs
  const fields = { kind: 'reply', replyClass: 'objection', touchId: '', amountUsd: '', day: '2026-11-24' }
  await rep.submit('/accounts/account/outcomes', fields)
  expect(await reopen()).toBe(409)
})
