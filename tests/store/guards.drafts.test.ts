import { describe, expect, it } from 'vitest'
import { draftEdges } from '../../src/core/review.ts'
import { edit } from '../../src/pipeline/edit.ts'
import { approve, reject } from '../../src/pipeline/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { cleanText, makeWorkspace, seen } from '../support/workspace.ts'
import { type Attack, nothingLeft, type Scene, sceneAt, secondRevision } from './scene.ts'

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

/** A revision by SQL: its text first, then the row, each with what the attack changes. */
const forge = (s: Scene, change: Record<string, string | number | null> = {}) => {
  s.sql(
    `INSERT INTO revision_texts SELECT 'r2', from_address, to_address, reply_to, subject, text, html, footer_version, null FROM revision_texts WHERE revision_id = ?`,
    s.first.revisionId,
  )
  const row = s.db.$client.prepare('SELECT * FROM revisions WHERE id = ?').get(s.first.revisionId) as Record<
    string,
    unknown
  >
  const next = { ...row, id: 'r2', number: 2, ...change }
  const names = Object.keys(next)
  s.sql(
    `INSERT INTO revisions (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...Object.values(next),
  )
}

describe('a revision by SQL', () => {
  it.each([
    ['with the hash of another text', 'The hash is not that of the text', { hash: '0'.repeat(64) }],
    ['with the key of another address', 'The recipient is not that of the text', { address_key: '0'.repeat(64) }],
    [
      'with the domain of another address',
      'The recipient is not that of the text',
      { address_domain: 'other.example' },
    ],
    ['to another contact', 'The recipient is not the contact', { contact_id: 'nils' }],
    ['out of order', 'Revisions are numbered in order', { number: 7 }],
    ['by a person without a name', "A person's text names the person", { writer: 'person', author_id: null }],
    ['by a rep at another’s draft', 'Not your draft', { writer: 'person', author_id: 'other' }],
  ])('%s is refused', async (_name, says, change) => {
    const scene = await sceneAt('pending')
    expect(() => forge(scene, change)).toThrow(says)
    await nothingLeft(scene)
  })

  it.each(['sent', 'rejected'])('of a draft that is %s is refused', async (state) => {
    const scene = await sceneAt('pending')
    if (state === 'rejected') await reject(scene.app, scene.rep, { ...seen(scene.first), reason: 'stale' })
    else {
      await approve(scene.app, scene.manager, seen(scene.first))
      scene.state.now += 60_000
      await send.run(scene.app)
    }
    expect(() => forge(scene, { writer: 'person', author_id: 'rep' })).toThrow('Not editable now')
    await scene.close()
  })
})

describe('a decision by SQL', () => {
  const decide = (s: Scene, change: Record<string, string | null> = {}) => {
    const { draftId, revisionId } = s.first
    const row = {
      id: 'd',
      draft_id: draftId,
      revision_id: revisionId,
      person_id: 'rep',
      kind: 'submit',
      reason: null,
      ...change,
    }
    const names = Object.keys(row)
    s.sql(
      `INSERT INTO decisions (${names.join(', ')}, sequence, at) VALUES (${names.map(() => '?').join(', ')}, 1, 0)`,
      ...Object.values(row),
    )
  }

  it.each([
    ['by another rep', 'Not your draft', { person_id: 'other' }],
    ['of a rep who returns it to himself', 'Not your draft', { kind: 'return' }],
    ['to reject for no reason', 'A reason is needed', { kind: 'reject' }],
  ])('%s is refused', async (_name, says, change) => {
    const scene = await sceneAt('pending')
    expect(() => decide(scene, change)).toThrow(says)
    await nothingLeft(scene)
  })

  it('by somebody who left, about an older text, or twice is refused', async () => {
    const scene = await sceneAt('pending')
    decide(scene)
    expect(() => decide(scene, { id: 'd2' })).toThrow('A decision is written once')
    await secondRevision(scene)
    expect(() => decide(scene, { id: 'd3', person_id: 'manager' })).toThrow('The draft has changed')
    scene.sql("UPDATE users SET active = 0 WHERE id = 'manager'")
    expect(() => decide(scene, { id: 'd4', person_id: 'manager' })).toThrow('Not an active user')
    await nothingLeft(scene)
  })
})

it('a touch that names a send needs one that left', async () => {
  const scene = await sceneAt('queued')
  expect(() =>
    scene.sql(
      `INSERT INTO touches (id, external_id, account_id, channel, route, send_id, draft_id, at) SELECT 't', 't', 'account', 'email', 'folder', id, draft_id, 0 FROM sends`,
    ),
  ).toThrow('Nothing was sent')
  await scene.close()
})
