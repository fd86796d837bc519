import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftStates } from '../../src/core/review.ts'
import { dayMs, hourMs, tuesday } from '../support/workspace.ts'
import { behind, openScene, others, refuses, takes, tried, without } from './clauses.ts'
import { approvalRow, type Scene } from './scene.ts'

let pending: Scene
beforeAll(async () => {
  pending = await openScene('pending')
})
afterAll(async () => {
  for (const s of [pending]) await s.close()
})

/** An approval with a right seal, as the key's holder would make it. */
const approval = (change: Record<string, unknown> = {}) => {
  const { id, draftId, revisionId, hash, approverId, at, expiresAt, mac } = approvalRow(pending.first, change)
  return `INSERT INTO approvals (id, draft_id, revision_id, hash, approver_id, at, expires_at, mac) VALUES ('${id}', '${draftId}', '${revisionId}', '${hash}', '${approverId}', ${at}, ${expiresAt}, '${mac}')`
}

describe('an approval', () => {
  it('is of the newest text of a draft that waits for it, by a person who may', () => {
    takes(pending, approval())
    takes(pending, approval({ approverId: 'manager' }))
    for (const [says, change] of [
      ['Not an active user', { approverId: 'nobody' }],
      ['The draft has changed', { revisionId: 'x' }],
      ['The hash is not that of the text', { hash: 'x' }],
      ['Not your draft', { approverId: 'other' }],
      ['An approval does not last that long', { expiresAt: tuesday }],
      ['An approval does not last that long', { expiresAt: tuesday + 144 * hourMs + 14 * dayMs + 1 }],
    ] as [string, Record<string, unknown>][])
      refuses(pending, says, approval(change))
    takes(pending, approval({ expiresAt: tuesday + 144 * hourMs + 14 * dayMs }))
    refuses(pending, 'An approval starts live', approval().replace('mac)', 'mac, voided_at)').replace(/\)$/, ', 1)'))
    refuses(pending, 'was not made by Daybreak', approval().replace(/'[0-9a-f]{64}'\)$/, "'x')"))
    refuses(pending, 'Not an active user', "UPDATE users SET active = 0 WHERE id = 'rep'", approval())
    refuses(pending, 'This person was changed', "UPDATE users SET role = 'admin' WHERE id = 'rep'", approval())
    refuses(pending, 'Rules or rights were changed', 'UPDATE workspace SET undo_seconds = 0', approval())
    refuses(pending, 'Rules or rights were changed', "UPDATE users SET role = 'admin' WHERE id = 'other'", approval())
  })

  it('covers what is known now of its own recipient, and of nobody else', () => {
    const fact = (id: string, account: string, field: string, value: string, end = 'NULL') =>
      `INSERT INTO facts (id, account_id, field, value, source, from_at, to_at) VALUES ('${id}', '${account}', '${field}', '${value}', 'import', 0, ${end})`
    const fields = { country: 'NL', timeZone: 'Europe/Amsterdam', contactBasis: 'asked at a fair' }
    const facts = Object.entries(fields).flatMap(([field, value]) => [
      fact(`a ${field}`, 'aaa', field, '"another account"'),
      fact(`b ${field}`, 'account', field, '"over"', '1').replace('0, 1)', '-1, 1)'),
      fact(`c ${field}`, 'account', field, `"${value}"`),
    ])
    const elsewhere = fact('other', 'account', 'aaa', '"another field"')
    const moved = "UPDATE contacts SET country = 'BE', time_zone = 'Europe/Brussels' WHERE id = 'mara'"
    const known = (...more: string[]) =>
      JSON.parse(
        String(
          tried(pending, ['DELETE FROM facts', elsewhere, ...facts, moved, ...more], 'SELECT known FROM recipients'),
        ),
      )
    const all = ['account', 'mara', 'BE', 'Europe/Brussels', ...Object.values(fields)]
    expect(known()).toEqual(all)
    const none = [...all.slice(0, 4), null, null, null]
    expect(known("UPDATE facts SET value = '5' WHERE to_at IS NULL")).toEqual(none)
    expect(known('UPDATE facts SET to_at = 1')).toEqual(none)
  })

  it('is of that draft’s own revision, in a state that waits', () => {
    const elsewhere = behind(pending, 'revisions', "UPDATE revisions SET draft_id = 'x'")
    refuses(pending, 'The hash is not that of the text', elsewhere, approval())
    for (const state of draftStates) {
      const set = behind(pending, 'drafts', `UPDATE drafts SET state = '${state}'`)
      if (state === 'pending' || state === 'submitted') takes(pending, set, approval())
      else refuses(pending, 'Not waiting for an approval', set, approval())
    }
  })

  it('needs checks without a blocking finding, an address, and a manager where one is asked', () => {
    const revised = (change: string) => behind(pending, 'revisions', `UPDATE revisions SET ${change}`)
    const checks = `${others(pending, 'revision_checks')}; DELETE FROM revision_checks`
    refuses(pending, 'It was not checked', checks, approval())
    refuses(pending, 'A finding forbids it', revised('blocks = 1'), approval())
    refuses(pending, 'There is no address to send to', revised("address_key = ''"), approval())
    for (const setting of [
      revised("needs_manager = 'x'"),
      'UPDATE fits SET tier = 1',
      'UPDATE workspace SET always_manager = 1',
    ])
      refuses(pending, 'Only a manager may approve this', setting, approval())
    for (const setting of [revised("needs_manager = 'x'"), 'UPDATE fits SET tier = 1'])
      takes(pending, setting, approval({ approverId: 'manager' }))
    const own = [revised("author_id = 'rep'"), 'UPDATE workspace SET four_eyes = 1']
    refuses(pending, 'The author may not approve', ...own, approval())
    takes(pending, own[0]!, approval())
    const hushed = without('suppressions_after')
    refuses(
      pending,
      'Suppressed',
      `${hushed}; INSERT INTO suppressions VALUES ('x', 'account', 'account', '', null, 0)`,
      approval(),
    )
    expect(tried(pending, [approval()], 'SELECT state FROM drafts')).toBe('approved')
  })
})

describe('a decision', () => {
  const decision = (change: Record<string, string>) => {
    const row = {
      id: "'x'",
      draft_id: 'd.id',
      revision_id: 'd.head_revision_id',
      person_id: "'rep'",
      sequence: '9',
      kind: "'submit'",
      reason: 'NULL',
      at: '0',
      ...change,
    }
    return `INSERT INTO decisions (${Object.keys(row)}) SELECT ${Object.values(row)} FROM drafts d`
  }
  it('is a person’s who may, about the newest text', () => {
    takes(pending, decision({}))
    takes(pending, decision({ person_id: "'manager'", kind: "'return'" }))
    takes(pending, decision({ kind: "'reject'", reason: "'stale'" }))
    for (const [says, change] of [
      ['Not an active user', { person_id: "'nobody'" }],
      ['The draft has changed', { revision_id: "'x'" }],
      ['Not your draft', { person_id: "'other'" }],
      ['Not your draft', { kind: "'return'" }],
      ['A reason is needed', { kind: "'reject'" }],
    ] as [string, Record<string, string>][])
      refuses(pending, says, decision(change))
    refuses(pending, 'Not an active user', "UPDATE users SET active = 0 WHERE id = 'rep'", decision({}))
    refuses(pending, 'This person was changed', "UPDATE users SET role = 'admin' WHERE id = 'rep'", decision({}))
  })
})
