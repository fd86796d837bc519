import { describe, expect, it } from 'vitest'
import { edit } from '../../src/pipeline/edit.ts'
import { chooseContact } from '../../src/pipeline/redraft.ts'
import { reject } from '../../src/pipeline/review.ts'
import { cleanText, dayMs, seen, tuesday } from '../support/workspace.ts'
import { type Attack, approvalRow, insertApproval, nothingLeft, sceneAt, secondRevision } from './scene.ts'

const forgedApprovals: Attack[] = [
  {
    name: 'without a seal',
    says: 'The approval was not made by Daybreak',
    run: (s) => insertApproval(s, { ...approvalRow(s.first), mac: '' }),
  },
  {
    name: 'sealed with another key',
    says: 'The approval was not made by Daybreak',
    run: (s) => insertApproval(s, approvalRow(s.first, {}, 'a guess')),
  },
  {
    name: 'sealed for another draft',
    says: 'The approval was not made by Daybreak',
    run: (s) => insertApproval(s, { ...approvalRow(s.first, { draftId: 'x' }), draftId: s.first.draftId }),
  },
  {
    name: 'by somebody who left',
    says: 'Not an active user',
    run: (s) => {
      s.sql("UPDATE users SET active = 0 WHERE id = 'rep'")
      insertApproval(s, approvalRow(s.first))
    },
  },
  {
    name: 'by nobody',
    says: 'Not an active user',
    run: (s) => insertApproval(s, approvalRow(s.first, { approverId: 'ghost' })),
  },
  {
    name: 'by another rep',
    says: 'Not your draft',
    run: (s) => insertApproval(s, approvalRow(s.first, { approverId: 'other' })),
  },
  {
    name: 'of a Tier 1 text by its rep',
    says: 'Only a manager may approve this',
    wanted: { tier: 1 },
    run: (s) => insertApproval(s, approvalRow(s.first)),
  },
  {
    name: 'by its rep after the account became Tier 1',
    says: 'Only a manager may approve this',
    run: (s) => {
      s.sql('UPDATE fits SET tier = 1')
      insertApproval(s, approvalRow(s.first))
    },
  },
  {
    name: 'by its rep where every message goes to a manager',
    says: 'Only a manager may approve this',
    wanted: { workspace: { alwaysManager: true } },
    run: (s) => insertApproval(s, approvalRow(s.first)),
  },
  {
    name: 'by the author where two pairs of eyes are asked',
    says: 'The author may not approve',
    wanted: { workspace: { fourEyes: true } },
    run: async (s) => insertApproval(s, approvalRow(await secondRevision(s))),
  },
  {
    name: 'of an older revision',
    says: 'The draft has changed',
    run: async (s) => {
      await secondRevision(s)
      insertApproval(s, approvalRow(s.first))
    },
  },
  {
    name: 'with the hash of another text',
    says: 'The hash is not that of the text',
    run: async (s) => {
      const next = await secondRevision(s)
      insertApproval(s, approvalRow(next, { hash: s.first.hash }))
    },
  },
  {
    name: 'that would last for ever',
    says: 'An approval does not last that long',
    run: (s) => insertApproval(s, approvalRow(s.first, { expiresAt: tuesday + 365 * dayMs })),
  },
  {
    name: 'of a text that a finding forbids',
    says: 'A finding forbids it',
    run: async (s) => {
      const text = cleanText.text.replace('$40 million', '$90 million')
      const next = await edit(s.app, s.rep, { ...seen(s.first), subject: cleanText.subject, text })
      insertApproval(s, approvalRow(next, { approverId: 'manager' }))
    },
  },
  {
    name: 'of a text that nothing checked',
    says: 'It was not checked',
    run: (s) => {
      s.sql(
        `INSERT INTO revision_texts SELECT 'r2', from_address, to_address, reply_to, subject, text, html, footer_version, null FROM revision_texts WHERE revision_id = ?`,
        s.first.revisionId,
      )
      s.sql(
        `INSERT INTO revisions (id, draft_id, number, hash, contact_id, address_key, address_domain, writer, needs_manager, blocks, at)
         SELECT 'r2', draft_id, 2, hash, contact_id, address_key, address_domain, 'composer', '', 0, at FROM revisions WHERE id = ?`,
        s.first.revisionId,
      )
      insertApproval(s, approvalRow(s.first, { revisionId: 'r2' }))
    },
  },
  {
    name: 'to a suppressed address',
    says: 'Suppressed',
    run: async (s) => {
      s.sql("INSERT INTO suppressions VALUES ('s', 'domain', 'northwind.example', 'asked', null, 0)")
      const again = await s.draft()
      insertApproval(s, approvalRow(again))
    },
  },
  {
    name: 'of a draft that was rejected',
    says: 'Not waiting for an approval',
    run: async (s) => {
      await reject(s.app, s.rep, { ...seen(s.first), reason: 'stale' })
      insertApproval(s, approvalRow(s.first))
    },
  },
  {
    name: 'of a text to nobody',
    says: 'There is no address to send to',
    run: async (s) => {
      s.sql("UPDATE contacts SET email = null, address_key = null WHERE id = 'nils'")
      const next = await chooseContact(s.app, s.rep, { ...seen(s.first), contactId: 'nils' })
      s.sql('DROP TRIGGER revisions_update')
      s.sql("UPDATE revisions SET blocks = 0, address_key = '' WHERE id = ?", next.revisionId)
      insertApproval(s, approvalRow(next, { approverId: 'manager' }))
    },
  },
  {
    name: 'that starts withdrawn',
    says: 'An approval starts live',
    run: (s) =>
      s.sql(
        `INSERT INTO approvals (id, draft_id, revision_id, hash, approver_id, at, expires_at, mac, voided_at) VALUES ('a', ?, ?, ?, 'rep', 0, 1, '', 1)`,
        s.first.draftId,
        s.first.revisionId,
        s.first.hash,
      ),
  },
]

describe('an approval that no person gave', () => {
  it.each(forgedApprovals)('$name does not count', async ({ says, run, wanted }) => {
    const scene = await sceneAt('pending', wanted)
    await expect((async () => await run(scene))()).rejects.toThrow(says)
    await nothingLeft(scene)
  })
})
