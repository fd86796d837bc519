import { describe, expect, it } from 'vitest'
import { addressKey } from '../../src/core/suppression.ts'
import { firstRevision } from '../../src/pipeline/edit.ts'
import { approve } from '../../src/pipeline/review.ts'
import { latestBrief } from '../../src/store/pursuits.ts'
import { cleanText, dayMs, salt, seen, tuesday } from '../support/workspace.ts'
import { type Scene, sceneAt } from './scene.ts'

/** The claim itself, by SQL: no code has judged anything before. */
const claim = (s: Scene, ms = 60_000, where = "state = 'queued'") =>
  s.sql(
    `UPDATE sends SET state = 'sending', attempts = attempts + 1, lease_until = changed_at + 9e9, changed_at = changed_at + ?, day = '2026-11-24' WHERE ${where}`,
    ms,
  )

const outcome = (s: Scene, kind: string, accountId = 'account') =>
  s.sql(
    `INSERT INTO outcomes (id, external_id, account_id, kind, source, at, recorded_at) VALUES ('o', 'o', ?, ?, 'hand', 0, ?)`,
    accountId,
    kind,
    tuesday + 20_000,
  )

function fact(field: string, value: string) {
  return `INSERT INTO facts (id, account_id, field, value, source, from_at) VALUES ('x', 'account', '${field}', '"${value}"', 'import', 0)`
}

const touch = (s: Scene, at: number) =>
  s.sql(
    "INSERT INTO touches (id, external_id, account_id, channel, route, address_key, at) VALUES ('t', 't', 'account', 'email', 'import', ?, ?)",
    addressKey(salt, 'mara@northwind.example'),
    at,
  )

/** What is known of the recipient, changed after the approval: each time to what would be allowed as well. */
const moved = [
  ['a contact moved to another country', "UPDATE contacts SET country = 'US' WHERE id = 'mara'"],
  ['a contact moved to another zone', "UPDATE contacts SET time_zone = 'Europe/Paris' WHERE id = 'mara'"],
  ['an account moved to another country', `UPDATE facts SET value = '"BE"' WHERE field = 'country'`],
  ['a country taken from the account', "DELETE FROM facts WHERE field = 'country'"],
  ['an account moved to another zone', fact('timeZone', 'Europe/Paris')],
  ['a basis made up', fact('contactBasis', 'asked at a fair')],
] as const

const refusals: [string, string, (s: Scene) => unknown][] = [
  ['the kill switch', 'Everything is stopped', (s) => s.sql('UPDATE workspace SET kill_switch = 1')],
  ['sending off', 'Sending is off', (s) => s.sql('UPDATE workspace SET sending_on = 0')],
  ['an approver who left', 'No live approval', (s) => s.sql("UPDATE users SET active = 0 WHERE id = 'manager'")],
  [
    'an erased text',
    'No live approval',
    (s) =>
      s.sql(
        "UPDATE revision_texts SET from_address = '', to_address = '', reply_to = '', subject = '', text = '', html = '', erased_at = 1",
      ),
  ],
  ['the undo window', 'The undo window is open', (s) => s.sql('UPDATE workspace SET undo_seconds = 3600')],
  [
    'a contact who left',
    'The contact has left',
    (s) => s.sql("UPDATE employments SET to_at = 1 WHERE contact_id = 'mara'"),
  ],
  [
    'a contact with another address',
    'The contact has another address now',
    (s) => s.sql("UPDATE contacts SET address_key = 'x' WHERE id = 'mara'"),
  ],
  [
    'an erased contact',
    'The contact has another address now',
    (s) => s.sql("UPDATE contacts SET erased_at = 1 WHERE id = 'mara'"),
  ],
  ['a full mailbox', 'The mailbox reached its daily cap', (s) => s.sql('UPDATE workspace SET daily_mailbox_cap = 0')],
  [
    'a domain that got its messages',
    'This domain got its messages for today',
    (s) => s.sql('UPDATE workspace SET daily_domain_cap = 0'),
  ],
  [
    'a contact who was written to under another address',
    'This contact was written to not long ago',
    (s) =>
      s.sql(
        "INSERT INTO touches (id, external_id, account_id, contact_id, channel, route, address_key, at) VALUES ('t', 't', 'account', 'mara', 'email', 'import', 'old', ?)",
        tuesday - dayMs,
      ),
  ],
  ...moved.map(([name, sql]): [string, string, (s: Scene) => unknown] => [name, 'No live approval', (s) => s.sql(sql)]),
  ['a touch in the rest', 'This contact was written to not long ago', (s) => touch(s, tuesday - 89 * dayMs)],
  ...['reply', 'meeting', 'bounce', 'unsubscribe', 'opportunity', 'won'].map(
    (kind): [string, string, (s: Scene) => unknown] => [
      `a ${kind} since`,
      'They answered since the approval',
      (s) => outcome(s, kind),
    ],
  ),
  [
    'an account that joined a suppressed family',
    'Suppressed',
    (s) => {
      s.sql("INSERT INTO suppressions VALUES ('s', 'account', 'bystander', 'asked', null, 0)")
      s.sql("UPDATE accounts SET family_id = 'bystander' WHERE id = 'account'")
    },
  ],
]

describe('the claim refuses', () => {
  it.each(refusals)('%s', async (_name, says, prepare) => {
    const scene = await sceneAt('queued')
    await prepare(scene)
    expect(() => claim(scene)).toThrow(says)
    await scene.close()
  })

  it('an approval that has run out', async () => {
    const scene = await sceneAt('queued')
    expect(() => claim(scene, 73 * 3_600_000)).toThrow(/No live approval|a lease and a day/)
    await scene.close()
  })

  it('a follow-up of nothing', async () => {
    const scene = await sceneAt('pending')
    scene.sql("UPDATE pursuits SET closed_at = 1 WHERE id = 'pursuit'")
    const pursuit = { id: 'pursuit', ownerId: 'rep' }
    const brief = (await latestBrief(scene.db, 'pursuit'))!
    const text = { pursuit, brief, draftText: cleanText, writer: 'composer', kind: 'follow_up' } as const
    await approve(scene.app, scene.manager, seen(await firstRevision(scene.app, text)))
    scene.sql(
      `INSERT INTO sends (id, draft_id, approval_id, hash, route, message_id, state, mailbox, address_key, changed_at)
       SELECT 'x', a.draft_id, a.id, a.hash, 'folder', '<x@brightshift.example>', 'queued', 'desk@brightshift.example', r.address_key, a.at FROM approvals a JOIN revisions r ON r.id = a.revision_id`,
    )
    expect(() => claim(scene)).toThrow('There is no touch to follow up')
    touch(scene, tuesday - dayMs)
    expect(claim(scene)).toMatchObject({ changes: 1 })
    await scene.close()
  })

  it('nothing else: then it holds, once', async () => {
    const scene = await sceneAt('queued')
    touch(scene, tuesday - 91 * dayMs)
    outcome(scene, 'lost')
    expect(claim(scene)).toMatchObject({ changes: 1 })
    expect(claim(scene)).toMatchObject({ changes: 0 })
    expect(() => claim(scene, 1, '1')).not.toThrow()
    await scene.close()
  })
})
