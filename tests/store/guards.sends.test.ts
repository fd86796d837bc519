import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { close } from '#dialect'
import { bodyOf } from '../../src/core/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { openStore } from '../../src/store/open.ts'
import { cleanText, key, tuesday } from '../support/workspace.ts'
import {
  type Attack,
  approvalId,
  approvalRow,
  everyChance,
  insertApproval,
  nothingLeft,
  type Stage,
  sceneAt,
} from './scene.ts'

/** Done after a genuine approval: whatever leaves must be the approved words, or nothing. */
const tampering: (Attack & { stage?: Stage })[] = [
  {
    name: 'a draft set to queued without a send',
    says: 'That state needs its send',
    run: (s) => s.sql("UPDATE drafts SET state = 'queued'"),
  },
  {
    name: 'a longer life',
    says: 'An approval can only be withdrawn, once',
    run: (s) => s.sql('UPDATE approvals SET expires_at = expires_at + 1'),
  },
  {
    name: 'another text behind it',
    says: 'A text never changes, it can only be erased',
    run: (s) => s.sql("UPDATE revision_texts SET text = 'Buy!'"),
  },
  {
    name: 'another recipient behind it',
    says: 'A text never changes, it can only be erased',
    run: (s) => s.sql("UPDATE revision_texts SET to_address = 'nils@northwind.example'"),
  },
  {
    name: 'its text deleted',
    says: 'A text is emptied, never deleted',
    run: (s) => s.sql('DELETE FROM revision_texts'),
  },
  {
    name: 'its text replaced',
    says: 'A text is written once',
    run: (s) =>
      s.sql(
        "INSERT OR REPLACE INTO revision_texts SELECT revision_id, from_address, to_address, reply_to, subject, 'Buy!', html, footer_version, null FROM revision_texts",
      ),
  },
  {
    name: 'the approval replaced',
    says: /written once|Not waiting/,
    run: (s) => insertApproval(s, { ...approvalRow(s.first), id: approvalId(s) }, 'INSERT OR REPLACE'),
  },
  { name: 'the approval deleted', says: 'An approval is never deleted', run: (s) => s.sql('DELETE FROM approvals') },
  {
    name: 'the decision changed',
    says: 'A decision never changes',
    run: (s) => s.sql("UPDATE decisions SET kind = 'reject'"),
  },
  { name: 'the decision deleted', says: 'A decision is never deleted', run: (s) => s.sql('DELETE FROM decisions') },
  {
    name: 'a machine that writes on',
    says: 'A machine does not rewrite what a person decided',
    run: (s) => {
      s.sql(
        `INSERT INTO revision_texts SELECT 'r2', from_address, to_address, reply_to, subject, text, html, footer_version, null FROM revision_texts`,
      )
      s.sql(
        `INSERT INTO revisions (id, draft_id, number, hash, contact_id, address_key, address_domain, writer, needs_manager, blocks, at)
         SELECT 'r2', draft_id, 2, hash, contact_id, address_key, address_domain, 'composer', '', 0, at FROM revisions`,
      )
    },
  },
  {
    name: 'another route',
    says: 'A send stays what was approved',
    stage: 'queued',
    run: (s) => s.sql("UPDATE sends SET route = 'copy'"),
  },
  {
    name: 'another mailbox',
    says: 'A send stays what was approved',
    stage: 'queued',
    run: (s) => s.sql("UPDATE sends SET mailbox = 'x@x.example'"),
  },
  { name: 'a second send of it', says: /sent once|not approved/, stage: 'queued', run: (s) => s.sql(copyOfSend) },
  {
    name: 'the send deleted',
    says: 'A send is never deleted',
    stage: 'queued',
    run: (s) => s.sql('DELETE FROM sends'),
  },
  {
    name: 'the send set to sent',
    says: 'A send cannot go that way',
    stage: 'queued',
    run: (s) => s.sql("UPDATE sends SET state = 'sent'"),
  },
  {
    name: 'a claim without a lease',
    says: 'A claim has a lease and a day',
    stage: 'queued',
    run: (s) => s.sql("UPDATE sends SET state = 'sending', attempts = 1, changed_at = changed_at + 60000"),
  },
  {
    name: 'a claim on another day',
    says: 'A claim has a lease and a day',
    stage: 'queued',
    run: (s) => s.sql(claim, 60_000, '2026-11-01'),
  },
  {
    name: 'a claim in the past',
    says: 'A claim is not backdated',
    stage: 'queued',
    wanted: { workspace: { undoSeconds: 0 } },
    run: (s) => s.sql(claim, -1, '2026-11-24'),
  },
  {
    name: 'an answer given beforehand',
    says: 'An earlier answer does not count again',
    stage: 'queued',
    run: (s) => s.sql(claim.replace('attempts = 1', "attempts = 1, resolved_by = 'rep'"), 60_000, '2026-11-24'),
  },
]

const copyOfSend = `INSERT INTO sends (id, draft_id, approval_id, hash, route, message_id, state, mailbox, address_key, changed_at)
  SELECT 'x2', draft_id, approval_id, hash, route, '<x2@brightshift.example>', 'queued', mailbox, address_key, changed_at FROM sends`
const claim = `UPDATE sends SET state = 'sending', attempts = 1, lease_until = changed_at + 9e9, changed_at = changed_at + ?, day = ?`

describe('after an approval', () => {
  it.each(tampering)('$name is refused, and only the approved words leave', async ({ says, run, stage, wanted }) => {
    const scene = await sceneAt(stage ?? 'approved', wanted)
    await expect((async () => await run(scene))()).rejects.toThrow(says)
    await everyChance(scene)
    expect(scene.outbox).toHaveLength(1)
    expect(scene.outbox[0]?.message.to).toBe('mara@northwind.example')
    expect(bodyOf(scene.outbox[0]!.message)).toBe(cleanText.text)
    await scene.close()
  })
})

describe('a message leaves at most once', () => {
  it('with two senders at the same time', async () => {
    const scene = await sceneAt('queued')
    scene.state.now += 60_000
    await Promise.all([send.run(scene.app), send.run(scene.app), send.run(scene.app)])
    await everyChance(scene)
    expect(scene.outbox).toHaveLength(1)
    await scene.close()
  })

  it('with two processes on one database', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'daybreak-'))
    const file = path.join(folder, 'db.sqlite')
    const scene = await sceneAt('queued', { file })
    scene.state.now += 60_000
    const other = { ...scene.app, db: await openStore({ file, key, now: scene.state.now }) }
    const ends = await Promise.all([send.run(scene.app), send.run(other), send.run(scene.app), send.run(other)])
    expect(ends.reduce((sum, { sent }) => sum + (sent ?? 0), 0)).toBe(1)
    expect(scene.outbox).toHaveLength(1)
    await close(other.db)
    await scene.close()
    await rm(folder, { recursive: true })
  })

  it('and is not tried again by a machine when nobody knows whether it arrived', async () => {
    const scene = await sceneAt('unknown')
    for (const state of ['queued', 'sent', 'cancelled'])
      expect(() => scene.sql(`UPDATE sends SET state = '${state}'`)).toThrow('Only a person resolves this')
    await nothingLeft(scene)
  })

  it('by a route that exists', async () => {
    const scene = await sceneAt('approved')
    const { id } = scene.db.$client.prepare('SELECT id FROM approvals').get() as { id: string }
    const forged =
      (route: string, state: string, mailbox = 'desk@brightshift.example', messageId = '<x@brightshift.example>') =>
      () =>
        scene.sql(
          `INSERT INTO sends (id, draft_id, approval_id, hash, route, message_id, state, mailbox, address_key, changed_at)
         SELECT 'x', r.draft_id, ?, r.hash, ?, ?, ?, ?, r.address_key, ? FROM revisions r`,
          id,
          route,
          messageId,
          state,
          mailbox,
          tuesday + 60_000,
        )
    expect(forged('FOLDER', 'queued')).toThrow('There is no such route')
    expect(forged('folder', 'sending')).toThrow('A send starts queued')
    expect(forged('folder', 'queued', 'spare@brightshift.example')).toThrow('The mailbox is not that of the text')
    for (const messageId of ['x', '<a@b>\r\nBcc: eve@evil.example', '<a@b>, <c@d>', '<a @b>', '<a@b\u0000>', '<@b>'])
      expect(forged('folder', 'queued', undefined, messageId)).toThrow('The Message-ID is not one')
    await scene.close()
  })
})
