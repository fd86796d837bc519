import { afterEach, beforeEach, expect, test } from 'vitest'
import { atomically } from '#dialect'
import { assignAccount, edit } from '../../src/pipeline/verbs.ts'
import { ownershipOf } from '../../src/store/accounts.ts'
import { searchAudit } from '../../src/store/audit.ts'
import { findDraft, findRevision } from '../../src/store/drafts.ts'
import { findPursuit } from '../../src/store/pursuits.ts'
import * as t from '../../src/store/schema/index.ts'
import { cleanText, makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const give = (accountId: string, userId: string) => assignAccount(w.app, w.manager, { accountId, userId })

test('an assigned account is the other’s from now on, its pursuit and what people wrote go along', async () => {
  const first = await w.draft()
  const text = cleanText.text.replace('every morning', 'each day')
  const written = await edit(w.app, w.rep, { ...seen(first), subject: cleanText.subject, text })
  await give('account', 'other')
  expect(await ownershipOf(w.db, 'account')).toMatchObject({ userId: 'other', source: 'hand', from: w.state.now })
  expect((await findPursuit(w.db, 'pursuit'))?.ownerId).toBe('other')
  const draft = (await findDraft(w.db, written.draftId))!
  expect(draft).toMatchObject({ ownerId: 'other', state: 'pending' })
  expect((await findRevision(w.db, draft.headRevisionId!))?.text.text).toContain('each day')
  expect((await searchAudit(w.db, {}, 10)).map(({ what }) => what)).toEqual(
    expect.arrayContaining(['account_assigned', 'pursuit_moved']),
  )
})

test('an account that nobody owned is given without a pursuit', async () => {
  await give('bystander', 'rep')
  expect((await ownershipOf(w.db, 'bystander'))?.userId).toBe('rep')
})

test('a rep assigns nothing, and nobody gives to a stranger, to somebody who left, or twice', async () => {
  await expect(assignAccount(w.app, w.rep, { accountId: 'account', userId: 'other' })).rejects.toThrow('Only a manager')
  await expect(give('account', 'nobody')).rejects.toThrow('active')
  await expect(give('nothing', 'other')).rejects.toThrow('no such account')
  await expect(give('account', 'rep')).rejects.toThrow('Ida Example’s already')
  await atomically(w.db, (tx) => [tx.update(t.users).set({ active: false })])
  await expect(give('account', 'other')).rejects.toThrow('active')
  expect((await ownershipOf(w.db, 'account'))?.userId).toBe('rep')
})
