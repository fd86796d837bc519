import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressKey } from '../../src/core/suppression.ts'
import { salt } from '../support/workspace.ts'
import { copy, openScene, others, refuses, takes, tried, without } from './clauses.ts'
import type { Scene } from './scene.ts'

let pending: Scene
let approved: Scene
let queued: Scene
beforeAll(async () => {
  pending = await openScene('pending')
  approved = await openScene('approved')
  queued = await openScene('queued')
})
afterAll(async () => {
  for (const s of [pending, approved, queued]) await s.close()
})

describe('what never changes', () => {
  it.each([['id', 'draft_id', 'revision_id', 'hash', 'approver_id', 'at', 'expires_at', 'mac']])(
    'an approval keeps its every column while it is withdrawn',
    (...columns) => {
      const says = 'An approval can only be withdrawn, once'
      for (const column of columns) refuses(approved, says, `UPDATE approvals SET voided_at = 1, "${column}" = '7'`)
      refuses(approved, says, "UPDATE approvals SET void_reason = 'x'")
      refuses(approved, says, 'UPDATE approvals SET voided_at = 1', 'UPDATE approvals SET voided_at = 2')
      refuses(approved, says, 'UPDATE approvals SET voided_at = 1', 'UPDATE approvals SET voided_at = NULL')
      takes(approved, 'UPDATE approvals SET voided_at = 1')
    },
  )

  it('a send keeps what was approved', () => {
    for (const column of ['id', 'draft_id', 'approval_id', 'hash', 'message_id', 'route', 'address_key', 'mailbox'])
      refuses(queued, 'A send stays what was approved', `UPDATE sends SET "${column}" = 'x'`)
  })

  it('a draft stays with its pursuit, account and kind', () => {
    for (const column of ['id', 'pursuit_id', 'account_id', 'kind'])
      refuses(pending, 'A draft stays with its pursuit', `UPDATE drafts SET "${column}" = 'x'`)
  })

  it('a text is emptied whole, and marked so', () => {
    const parts = ['from_address', 'to_address', 'reply_to', 'subject', 'text', 'html']
    const empty = (but = '') => parts.filter((one) => one !== but).map((one) => `${one} = ''`)
    const says = 'A text never changes'
    for (const part of parts) {
      refuses(pending, says, `UPDATE revision_texts SET erased_at = 1, ${empty(part)}`)
      refuses(pending, says, `UPDATE revision_texts SET erased_at = 1, ${empty(part)}, ${part} = 'x'`)
    }
    refuses(pending, says, `UPDATE revision_texts SET ${empty()}`)
    refuses(pending, says, `UPDATE revision_texts SET erased_at = 1, ${empty()}, revision_id = 'x'`)
    const erased = `UPDATE revision_texts SET erased_at = 1, ${empty()}`
    takes(pending, erased)
    const checks = (change: string) => `UPDATE revision_checks SET ${change}`
    takes(pending, erased, checks("findings = '[]', marks = '[]'"))
    refuses(pending, 'Checks never change', checks("findings = '[]', marks = '[]'"))
    const another = "INSERT INTO revision_texts VALUES ('x', '', '', '', '', '', '', '1', 1)"
    refuses(pending, 'Checks never change', another, checks("findings = '[]', marks = '[]'"))
    for (const change of [
      "findings = '[]', marks = '[1]'",
      "findings = '[1]', marks = '[]'",
      "findings = '[]', marks = '[]', stats = '{}'",
      "findings = '[]', marks = '[]', revision_id = 'x'",
    ])
      refuses(pending, 'Checks never change', erased, checks(change))
  })

  it('nothing of the record is changed or deleted', () => {
    for (const [table, says] of [
      ['revisions', 'A revision never changes'],
      ['revision_checks', 'Checks never change'],
      ['decisions', 'A decision never changes'],
      ['touches', 'A touch never changes'],
      ['suppressions', 'A suppression never changes'],
      ['audit', 'The audit never changes'],
    ])
      refuses(queued, says!, `UPDATE ${table} SET rowid = rowid`)
    for (const [table, says] of [
      ['revisions', 'A revision is never deleted'],
      ['revision_checks', 'Checks are never deleted'],
      ['revision_texts', 'A text is emptied, never deleted'],
      ['decisions', 'A decision is never deleted'],
      ['approvals', 'An approval is never deleted'],
      ['touches', 'A touch is never deleted'],
      ['suppressions', 'A suppression is never lifted'],
      ['sends', 'A send is never deleted'],
      ['drafts', 'A draft is never deleted'],
      ['audit', 'The audit is never deleted'],
      ['workspace', 'There is one workspace'],
    ])
      refuses(queued, says!, `DELETE FROM ${table}`)
  })
})

describe('whoever was erased', () => {
  const erase =
    "UPDATE contacts SET name = '', email = NULL, phone = NULL, external_id = NULL, erased_at = 1 WHERE id = 'mara'"

  it('stays erased, under the same address key', () => {
    takes(queued, erase, "UPDATE contacts SET country = 'NL', erased_at = 2 WHERE id = 'mara'")
    for (const change of [
      "name = 'Mara'",
      "email = 'mara@northwind.example'",
      "phone = '1'",
      "external_id = 'crm-1'",
      'address_key = NULL',
      "address_key = 'x'",
      'erased_at = NULL',
      "id = 'x'",
    ])
      refuses(queued, 'An erased person stays erased', erase, `UPDATE contacts SET ${change} WHERE id = 'mara'`)
    refuses(queued, 'An erased person stays erased', erase, "DELETE FROM contacts WHERE id = 'mara'")
    takes(queued, "DELETE FROM contacts WHERE id = 'nils'")
  })

  it('is known by what they could come back under, for good', () => {
    const kept = "INSERT INTO erasures VALUES ('key', 'mara', 1)"
    refuses(queued, 'An erasure never changes', kept, "UPDATE erasures SET key = 'x'")
    refuses(queued, 'An erasure is never taken back', kept, 'DELETE FROM erasures')
  })
})

it('a suppression of an address goes along when somebody who has it gets another, unless it only bounced', () => {
  const suppressed = (reason: string) =>
    `INSERT INTO suppressions SELECT 'mara', 'address', address_key, '${reason}', null, 7 FROM contacts WHERE id = 'mara'`
  const moves = (key: string) => `UPDATE contacts SET address_key = ${key} WHERE id = 'mara'`
  const fresh = `'${addressKey(salt, 'mara@fresh.example')}'`
  const told = (...statements: string[]) =>
    tried(pending, statements, `SELECT reason || ' ' || at FROM suppressions WHERE key = ${fresh}`)
  expect(told(suppressed('asked'), moves(fresh))).toBe('asked 7')
  expect(told(suppressed('asked'), moves(fresh), moves('NULL'), moves(fresh))).toBe('asked 7')
  expect(told(suppressed('bounced'), moves(fresh))).toBeUndefined()
  expect(told(moves(fresh))).toBeUndefined()
  takes(pending, suppressed('asked'), moves('NULL'), moves("''"))
})

describe('what is written once', () => {
  const once: [string, string, Record<string, string>][] = [
    ['revisions', 'A revision is written once', { number: '9', draft_id: "'x'" }],
    ['revision_checks', 'Checks are written once', {}],
    ['revision_texts', 'A text is written once', {}],
    ['decisions', 'A decision is written once', { sequence: '9' }],
    ['decisions', 'A decision is written once', { id: "'x'" }],
    ['approvals', 'An approval is written once', { approver_id: "'x'" }],
    ['approvals', 'An approval is written once', { id: "'x'" }],
    ['touches', 'A touch is written once', { external_id: "'x'" }],
    ['touches', 'A touch is written once', { id: "'x'" }],
    ['suppressions', 'Already suppressed', { key: "'x.example'" }],
    ['suppressions', 'Already suppressed', { id: "'x'" }],
    ['sends', 'An approval is sent once', { approval_id: "'x'", message_id: "'x'" }],
    ['sends', 'An approval is sent once', { id: "'x'", message_id: "'x'" }],
    ['sends', 'An approval is sent once', { id: "'x'", approval_id: "'x'" }],
    ['drafts', 'A draft is written once', {}],
    ['workspace', 'There is one workspace', {}],
    ['workspace', 'There is one workspace', { id: '2' }],
  ]
  it.each(once)('%s: %s %j', (table, says, change) =>
    refuses(queued, says, others(queued, table, `${table}_once`), copy(queued, table, change)),
  )

  it('there is one workspace, also after the first is gone', () => {
    const second = copy(queued, 'workspace', { id: '2' })
    refuses(
      queued,
      'There is one workspace',
      'CREATE TEMP TABLE kept AS SELECT * FROM workspace',
      'DROP TRIGGER workspace_delete; DELETE FROM workspace',
      second.replace(/FROM workspace/, 'FROM kept'),
    )
  })

  /** The index alone, where the guard in front of it is gone. */
  const indexed: [string, string, Record<string, string>][] = [
    ['approvals', 'approvals_once', { id: "'x'" }],
    ['sends', 'sends_once', { id: "'x'", approval_id: "'x'", message_id: "'x'" }],
    ['sends', 'sends_once', { id: "'x'", draft_id: "'x'", message_id: "'x'" }],
    ['sends', 'sends_once', { id: "'x'", draft_id: "'x'", approval_id: "'x'" }],
    ['decisions', 'decisions_once', { id: "'x'" }],
    ['revisions', 'revisions_once', { id: "'x'" }],
    ['suppressions', 'suppressions_once', { id: "'x'" }],
    ['touches', 'touches_once', { id: "'x'" }],
    ['pursuits', '', { id: "'x'" }],
    ['fits', '', { id: "'x'", from_at: '1' }],
    ['facts', '', { id: "'x'", from_at: '1' }],
    ['ownerships', '', { id: "'x'" }],
    ['sessions', '', { id: "'x'" }],
    ['sign_in_links', '', { id: "'x'" }],
    ['users', '', { id: "'x'" }],
  ]
  it.each(indexed)('%s once, by the index alone (without %s): %j', (table, _guard, change) => {
    refuses(queued, 'UNIQUE constraint failed', others(queued, table), copy(queued, table, change))
  })

  it('the audit grows by its next line alone', () => {
    const next =
      'SELECT seq + 1, at, actor_id, what, subject, subject_id, detail, hash, hash FROM audit ORDER BY seq DESC LIMIT 1'
    takes(queued, `INSERT INTO audit ${next}`)
    refuses(queued, 'only grows at its end', `INSERT INTO audit ${next.replace('seq + 1', 'seq + 2')}`)
    refuses(queued, 'only grows at its end', `INSERT INTO audit ${next.replace('detail, hash', "detail, 'x'")}`)
  })
})

describe('suppressions', () => {
  it('are taken in the spelling that is compared alone', () => {
    const says = 'Not the spelling that is compared'
    const add = (kind: string, key: string) => `INSERT INTO suppressions VALUES ('x', '${kind}', '${key}', '', null, 0)`
    for (const [kind, key] of [
      ['address', 'a'.repeat(63)],
      ['address', 'a'.repeat(65)],
      ['address', `${'a'.repeat(63)}G`],
      ['address', 'a@b.example'],
      ['domain', 'Gone.Example'],
      ['account', 'nobody'],
      ['person', 'mara'],
    ] as const)
      refuses(pending, says, add(kind, key))
    for (const [kind, key] of [
      ['address', 'a'.repeat(64)],
      ['domain', 'other.example'],
      ['account', 'account'],
    ] as const)
      takes(pending, add(kind, key))
  })

  const key = addressKey(salt, 'mara@northwind.example')
  it.each([
    ['the address', ['address', key], ''],
    ['the domain', ['domain', 'northwind.example'], ''],
    ['the domain, also of another company', ['domain', 'northwind.example'], 'DELETE FROM account_domains'],
    [
      'a domain above',
      ['domain', 'northwind.example'],
      "UPDATE revisions SET address_domain = 'mail.northwind.example'; DELETE FROM account_domains",
    ],
    [
      'another domain of the account',
      ['domain', 'robots.example'],
      "INSERT INTO account_domains VALUES ('robots.example', 'account', 0)",
    ],
    ['a domain of a relative', ['domain', 'harbour.example'], "UPDATE accounts SET family_id = 'account'"],
    ['the account', ['account', 'account'], ''],
    ['a relative', ['account', 'bystander'], "UPDATE accounts SET family_id = 'account'"],
    [
      'one merged into it',
      ['account', 'bystander'],
      "UPDATE accounts SET merged_into = 'account' WHERE id = 'bystander'",
    ],
  ])('stop an approval, a claim and what waits: %s', (_name, [kind, value], setting) => {
    const suppress = `INSERT INTO suppressions VALUES ('x', '${kind}', '${value}', '', null, 0)`
    const quiet = without('suppressions_after', 'revisions_update')
    const claim =
      "UPDATE sends SET state = 'sending', attempts = 1, lease_until = changed_at + 9e9, changed_at = changed_at + 6e4, day = '2026-11-24'"
    refuses(queued, 'Suppressed', quiet, setting, suppress, claim)
    expect(tried(queued, [claim])).toBeNull()
    const before = [without('revisions_update'), setting, suppress]
    expect(tried(queued, before, 'SELECT state FROM drafts')).toBe('cancelled')
  })
})
