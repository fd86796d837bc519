import { describe, expect, it } from 'vitest'
import { draftEdges } from '../../src/core/review.ts'
import { edit } from '../../src/pipeline/edit.ts'
import { cleanText, makeWorkspace, seen } from '../support/workspace.ts'
import { type Attack, nothingLeft, sceneAt, secondRevision } from './scene.ts'

const sameRevision = `INSERT OR REPLACE INTO revisions (id, draft_id, number, hash, contact_id, address_key, address_domain, writer, needs_manager, blocks, at)
  SELECT id, draft_id, 2, hash, contact_id, address_key, address_domain, 'composer', '', 0, at FROM revisions`

const forgedStates: Attack[] = [
  {
    name: 'a draft set to approved',
    says: 'Approved needs a live approval of this text',
    run: (s) => s.sql("UPDATE drafts SET state = 'approved'"),
  },
  {
    name: 'a draft set to queued',
    says: 'A draft cannot go that way',
    run: (s) => s.sql("UPDATE drafts SET state = 'queued'"),
  },
  {
    name: 'a draft set to sent',
    says: 'A draft cannot go that way',
    run: (s) => s.sql("UPDATE OR REPLACE drafts SET state = 'sent'"),
  },
  {
    name: 'a draft set to submitted by nobody',
    says: "That state needs a person's decision",
    run: (s) => s.sql("UPDATE drafts SET state = 'submitted'"),
  },
  {
    name: 'a draft that starts approved',
    says: 'A draft starts pending and without text',
    run: (s) =>
      s.sql(
        `INSERT INTO drafts (id, pursuit_id, kind, owner_id, account_id, state, created_at, changed_at) SELECT 'd2', pursuit_id, kind, owner_id, account_id, 'approved', 0, 0 FROM drafts`,
      ),
  },
  {
    name: 'another draft put in its place',
    says: 'A draft is written once',
    run: (s) =>
      s.sql(
        `INSERT OR REPLACE INTO drafts SELECT id, pursuit_id, 'follow_up', owner_id, account_id, 'pending', null, created_at, changed_at FROM drafts`,
      ),
  },
  {
    name: 'a new way to go',
    says: 'The allowed changes are fixed',
    run: (s) => s.sql("INSERT INTO allowed_edges VALUES ('pending', 'sent')"),
  },
  {
    name: 'a way bent',
    says: 'The allowed changes are fixed',
    run: (s) => s.sql("UPDATE allowed_edges SET t = 'sent'"),
  },
  { name: 'the ways removed', says: 'The allowed changes are fixed', run: (s) => s.sql('DELETE FROM allowed_edges') },
  {
    name: 'a draft called a follow-up',
    says: 'A draft stays with its pursuit',
    run: (s) => s.sql("UPDATE drafts SET kind = 'follow_up'"),
  },
  {
    name: 'an older revision as the head',
    says: 'The head of a draft is its newest revision',
    run: async (s) => {
      await secondRevision(s)
      s.sql('UPDATE drafts SET head_revision_id = ?', s.first.revisionId)
    },
  },
  {
    name: 'another hash in a revision',
    says: 'A revision never changes',
    run: (s) => s.sql("UPDATE revisions SET hash = 'x'"),
  },
  {
    name: 'other findings put in their place',
    says: 'Checks are written once',
    run: (s) =>
      s.sql("INSERT OR REPLACE INTO revision_checks SELECT revision_id, '[]', marks, stats FROM revision_checks"),
  },
  {
    name: 'findings taken away',
    says: 'Checks never change',
    run: (s) => s.sql("UPDATE revision_checks SET findings = '[]'"),
  },
  { name: 'a revision put in its place', says: 'A revision is written once', run: (s) => s.sql(sameRevision) },
  { name: 'a revision deleted', says: 'A revision is never deleted', run: (s) => s.sql('DELETE FROM revisions') },
  {
    name: 'a revision to somebody else than the text',
    says: 'The recipient is not that of the text',
    run: (s) => {
      s.sql(
        `INSERT INTO revision_texts SELECT 'r2', from_address, 'nils@northwind.example', reply_to, subject, text, html, footer_version, null FROM revision_texts`,
      )
      s.sql(
        `INSERT INTO revisions (id, draft_id, number, hash, contact_id, address_key, address_domain, writer, needs_manager, blocks, at)
         SELECT 'r2', draft_id, 2, revision_hash(t.from_address, t.to_address, t.reply_to, t.subject, t.text, t.html, t.footer_version), contact_id, address_key, address_domain, 'composer', '', 0, at
         FROM revisions JOIN revision_texts t ON t.revision_id = 'r2'`,
      )
    },
  },
  {
    name: 'a revision to an address that is not the contact’s',
    says: 'The recipient is not the contact',
    run: (s) => {
      s.sql(
        `INSERT INTO revision_texts SELECT 'r2', from_address, 'nils@northwind.example', reply_to, subject, text, html, footer_version, null FROM revision_texts`,
      )
      s.sql(
        `INSERT INTO revisions (id, draft_id, number, hash, contact_id, address_key, address_domain, writer, needs_manager, blocks, at)
         SELECT 'r2', draft_id, 2, revision_hash(t.from_address, t.to_address, t.reply_to, t.subject, t.text, t.html, t.footer_version), contact_id, address_key('salt', t.to_address), address_domain, 'composer', '', 0, at
         FROM revisions JOIN revision_texts t ON t.revision_id = 'r2'`,
      )
    },
  },
]

describe('a state that nobody decided', () => {
  it.each(forgedStates)('$name is refused', async ({ says, run }) => {
    const scene = await sceneAt('pending')
    await expect((async () => await run(scene))()).rejects.toThrow(says)
    await nothingLeft(scene)
  })

  it('machine text in quarantine comes out by a person’s words alone', async () => {
    const w = await makeWorkspace()
    const first = await w.draft({ ...cleanText, text: cleanText.text.replace('$40 million', '$90 million') })
    expect(first.state).toBe('quarantined')
    expect(() => w.db.$client.exec("UPDATE drafts SET state = 'pending'")).toThrow(
      "Only a person's text leaves quarantine",
    )
    expect((await edit(w.app, w.rep, { ...seen(first), subject: cleanText.subject, text: cleanText.text })).state).toBe(
      'pending',
    )
    await w.close()
  })
})

it('the database allows exactly the changes of state that the core names', async () => {
  const w = await makeWorkspace()
  const held = w.db.$client.prepare("SELECT f || '>' || t FROM allowed_edges ORDER BY 1").pluck().all()
  const named = Object.entries(draftEdges).flatMap(([from, tos]) => tos.map((to) => `${from}>${to}`))
  expect(held).toEqual(named.sort())
  await w.close()
})
