import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftStates } from '../../src/core/review.ts'
import { changePerson } from '../../src/pipeline/people.ts'
import { approve } from '../../src/pipeline/review.ts'
import { hourMs, seen, tuesday } from '../support/workspace.ts'
import { behind, copy, openScene, others, refuses, takes, tried, without } from './clauses.ts'
import { approvalRow, type Scene } from './scene.ts'

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

/** By the rep of the draft, who needs a manager for nothing. */
let byRep: Scene
beforeAll(async () => {
  byRep = await openScene('pending')
  byRep.db.$client.pragma('foreign_keys = ON')
  await approve(byRep.app, byRep.rep, seen(byRep.first))
  byRep.db.$client.pragma('foreign_keys = OFF')
})
afterAll(() => byRep.close())

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
      ['An approval does not last that long', { expiresAt: tuesday + 72 * hourMs + 1 }],
    ] as [string, Record<string, unknown>][])
      refuses(pending, says, approval(change))
    takes(pending, approval({ expiresAt: tuesday + 72 * hourMs }))
    refuses(pending, 'An approval starts live', approval().replace('mac)', 'mac, voided_at)').replace(/\)$/, ', 1)'))
    refuses(pending, 'was not made by Daybreak', approval().replace(/'[0-9a-f]{64}'\)$/, "'x')"))
    refuses(pending, 'Not an active user', "UPDATE users SET active = 0 WHERE id = 'rep'", approval())
    refuses(pending, 'This person was changed', "UPDATE users SET role = 'admin' WHERE id = 'rep'", approval())
    refuses(pending, 'Rules or rights were changed', 'UPDATE workspace SET undo_seconds = 0', approval())
    refuses(pending, 'Rules or rights were changed', "UPDATE users SET role = 'admin' WHERE id = 'other'", approval())
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

describe('a send', () => {
  const live = 'No live approval of this text'
  const put = (s: Scene, change: Record<string, string> = {}) => {
    const row = {
      id: "'x'",
      draft_id: 'a.draft_id',
      approval_id: 'a.id',
      hash: 'a.hash',
      route: "'folder'",
      message_id: "'<x@brightshift.example>'",
      state: "'queued'",
      mailbox: "'desk@brightshift.example'",
      address_key: 'r.address_key',
      changed_at: 'a.at',
      ...change,
    }
    const revision = `(SELECT address_key FROM revisions WHERE id = '${s.first.revisionId}')`
    return `INSERT INTO sends (${Object.keys(row)}) SELECT ${Object.values(row)} FROM approvals a, (SELECT ${revision} AS address_key) r`
  }

  it('starts queued, by a route there is, under an id that is one, from the mailbox of the text', () => {
    takes(approved, put(approved))
    expect(tried(approved, [put(approved)], 'SELECT state FROM drafts')).toBe('queued')
    for (const [says, change] of [
      ['A send starts queued', { state: "'sending'" }],
      ['A send starts queued', { attempts: '1' }],
      ['A send starts queued', { lease_until: '1' }],
      ['A send starts queued', { resolved_by: "'manager'" }],
      ['There is no such route', { route: "'pigeon'" }],
      ...[
        "'x'",
        "'<@x>'",
        "'<a@b><c@d>'",
        "'<a b@x>'",
        "'<a' || char(10) || '@x>'",
        "'<a' || char(0) || '@x>'",
        "'<a' || char(127) || '@x>'",
      ].map((id) => ['The Message-ID is not one', { message_id: id }]),
      ['The mailbox is not that of the text', { mailbox: "'x@brightshift.example'" }],
      ['The mailbox is not that of the text', { mailbox: "'brightshift.example'" }],
      ['The recipient is not that of the text', { address_key: "'x'" }],
      [live, { hash: "'x'" }],
      [live, { draft_id: "'x'" }],
      [live, { changed_at: 'a.expires_at' }],
    ] as [string, Record<string, string>][])
      refuses(approved, says, put(approved, change))
    refuses(
      approved,
      'The draft is not approved',
      behind(approved, 'drafts', "UPDATE drafts SET state = 'submitted'"),
      put(approved),
    )
    const elsewhere = behind(
      approved,
      'revision_texts',
      "INSERT INTO revision_texts SELECT 'x', 'x@brightshift.example', to_address, reply_to, subject, text, html, footer_version, null FROM revision_texts",
    )
    const second = behind(
      approved,
      'approvals',
      copy(approved, 'approvals', { id: "'other'", revision_id: "'x'", approver_id: "'x'" }),
    )
    refuses(
      approved,
      'The mailbox is not that of the text',
      elsewhere,
      second,
      `${put(approved, { mailbox: "'x@brightshift.example'" })} WHERE a.id <> 'other'`,
    )
  })

  it('has a live approval, of an active person with their own rights, of exactly the text that stands there', () => {
    const approvalHas = (change: string) => behind(approved, 'approvals', `UPDATE approvals SET ${change}`)
    const revisionHas = (s: Scene, change: string) => behind(s, 'revisions', `UPDATE revisions SET ${change}`)
    const textHas = (change: string) => behind(approved, 'revision_texts', `UPDATE revision_texts SET ${change}`)
    for (const setting of [
      approvalHas('voided_at = 1'),
      approvalHas("mac = 'x'"),
      approvalHas('expires_at = expires_at + 1'),
      revisionHas(approved, "hash = 'x'"),
      textHas("text = 'x'"),
      textHas("to_address = 'x@evil.example'"),
      behind(approved, 'drafts', 'UPDATE drafts SET head_revision_id = NULL'),
      "UPDATE users SET active = 0 WHERE id = 'manager'",
      "UPDATE users SET email = 'x' WHERE id = 'manager'",
    ])
      refuses(approved, live, setting, put(approved))
    takes(byRep, put(byRep))
    refuses(byRep, live, revisionHas(byRep, "needs_manager = 'x'"), put(byRep))
    // Another draft or another revision that fits does not stand in for the right one.
    const twin = `${behind(approved, 'drafts', copy(approved, 'drafts', { id: "'x'" }))}; ${behind(approved, 'drafts', "UPDATE drafts SET head_revision_id = NULL WHERE id <> 'x'")}`
    refuses(approved, live, twin, put(approved))
    const double = behind(
      approved,
      'revisions',
      `${copy(approved, 'revisions', { id: "'x'", number: '2' })}; UPDATE revisions SET hash = 'x' WHERE id <> 'x'`,
    )
    refuses(
      approved,
      live,
      double,
      behind(approved, 'revision_texts', copy(approved, 'revision_texts', { revision_id: "'x'" })),
      put(approved),
    )
    const other = behind(
      approved,
      'approvals',
      `${copy(approved, 'approvals', { id: "'x'", approver_id: "'x'" })}; UPDATE approvals SET voided_at = 1 WHERE id <> 'x'`,
    )
    refuses(approved, live, other, `${put(approved)} WHERE a.id <> 'x'`)
  })

  it('of somebody shut out by Daybreak itself does not hold either', async () => {
    const s = await openScene('approved')
    s.db.$client.pragma('foreign_keys = ON')
    await changePerson(s.app, 'admin', 'manager', { active: false })
    refuses(s, live, put(s))
    await s.close()
  })

  const states = ['queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled']
  const ways = [
    'queued>sending',
    'queued>cancelled',
    'sending>sent',
    'sending>failed',
    'sending>unknown',
    'sending>queued',
    'failed>queued',
    'failed>sent',
    'failed>cancelled',
    'unknown>queued',
    'unknown>sent',
    'unknown>cancelled',
  ]
  it('goes no way that is not named', () => {
    for (const from of states)
      for (const to of states.filter((one) => one !== from && !ways.includes(`${from}>${one}`)))
        refuses(
          queued,
          'A send cannot go that way',
          behind(queued, 'sends', `UPDATE sends SET state = '${from}'`),
          `UPDATE sends SET state = '${to}', resolved_by = 'manager'`,
        )
  })

  it('of which nobody knows whether it left is settled by a person who may', () => {
    for (const from of ['failed', 'unknown'])
      for (const to of ['queued', 'sent', 'cancelled']) {
        const set = `${behind(queued, 'drafts', `UPDATE drafts SET state = '${from}'`)}; ${behind(queued, 'sends', `UPDATE sends SET state = '${from}'`)}`
        const settle = (by: string) => `UPDATE sends SET state = '${to}', resolved_by = ${by}`
        for (const by of ["'manager'", "'rep'"]) takes(queued, set, settle(by))
        for (const by of ['NULL', "'nobody'", "'other'"])
          refuses(queued, 'Only a person resolves this', set, settle(by))
        refuses(
          queued,
          'Only a person resolves this',
          set,
          "UPDATE users SET active = 0 WHERE id = 'rep'",
          settle("'rep'"),
        )
        expect(tried(queued, [set, settle("'manager'")], 'SELECT state FROM drafts')).toBe(to)
      }
  })

  it('that is taken back gives its draft back', () => {
    expect(tried(queued, ["UPDATE sends SET state = 'cancelled'"], 'SELECT state FROM drafts')).toBe('pending')
  })
})

describe('a claim', () => {
  const claim = (change: Record<string, string> = {}) => {
    const row = {
      state: "'sending'",
      attempts: 'attempts + 1',
      lease_until: 'changed_at + 9e9',
      changed_at: 'changed_at + 60000',
      day: "'2026-11-24'",
      ...change,
    }
    return `UPDATE sends SET ${Object.entries(row).map(([name, value]) => `${name} = ${value}`)} WHERE id <> 'x'`
  }
  const another = (change: Record<string, string>) =>
    behind(
      queued,
      'sends',
      copy(queued, 'sends', { id: "'x'", draft_id: "'x'", approval_id: "'x'", message_id: "'x'", ...change }),
    )

  it('has a lease, a day and a turn of its own, and is not backdated', () => {
    takes(queued, claim())
    for (const change of [
      { lease_until: 'NULL' },
      { lease_until: 'changed_at + 60000' },
      { attempts: 'attempts' },
      { attempts: 'attempts + 2' },
      { day: 'NULL' },
      { day: "'2026-11-28'" },
      { day: "'2026-11-20'" },
    ] as Record<string, string>[])
      refuses(queued, 'A claim has a lease and a day', claim(change))
    refuses(
      queued,
      'A claim is not backdated',
      'UPDATE sends SET changed_at = changed_at + 90000',
      claim({ changed_at: 'changed_at - 1' }),
    )
    refuses(queued, 'An earlier answer does not count again', claim({ resolved_by: "'manager'" }))
    refuses(queued, 'No live approval', claim({ changed_at: 'changed_at + 73 * 3600000', day: "'2026-11-27'" }))
  })

  it('asks the switches and the undo window, of what Daybreak sends itself', () => {
    const byHand = behind(queued, 'sends', "UPDATE sends SET route = 'copy'")
    refuses(queued, 'Everything is stopped', 'UPDATE workspace SET kill_switch = 1', claim())
    refuses(queued, 'Everything is stopped', byHand, 'UPDATE workspace SET kill_switch = 1', claim())
    refuses(queued, 'Sending is off', 'UPDATE workspace SET sending_on = 0', claim())
    refuses(queued, 'The undo window is open', 'UPDATE workspace SET undo_seconds = 3600', claim())
    const tight = 'UPDATE workspace SET sending_on = 0, undo_seconds = 3600, daily_mailbox_cap = 0'
    refuses(queued, 'Rules or rights were changed', byHand, tight, claim()) // the last clause: no other refused
    refuses(queued, 'Rules or rights were changed', "UPDATE users SET role = 'admin' WHERE id = 'other'", claim())
  })

  it('counts what the mailbox sent that day, and nothing else', () => {
    const says = 'The mailbox reached its daily cap'
    const full = 'UPDATE workspace SET daily_mailbox_cap = 1'
    const sent = { day: "'2026-11-24'", address_key: "'y'" }
    for (const state of ['sending', 'sent', 'unknown'])
      refuses(queued, says, full, another({ ...sent, state: `'${state}'` }), claim())
    for (const change of [
      { state: "'failed'" },
      { state: "'sent'", day: "'2026-11-23'" },
      { state: "'sent'", mailbox: "'x'" },
      { state: "'sent'", route: "'copy'" },
    ] as Record<string, string>[])
      refuses(queued, 'Rules or rights were changed', full, another({ ...sent, ...change }), claim())
  })

  it('waits while another message to the same person is on its way', () => {
    for (const state of ['sending', 'unknown'])
      refuses(queued, 'Another message to this contact', another({ state: `'${state}'` }), claim())
    takes(queued, another({ state: "'sending'", address_key: "'y'" }), claim())
    takes(queued, another({ state: "'sent'" }), claim())
  })

  it('asks where the contact works, and under which address, now', () => {
    const employed = (change: string) => `UPDATE employments SET ${change} WHERE contact_id = 'mara'`
    refuses(queued, 'The contact has left', employed('to_at = 1'), claim())
    refuses(queued, 'The contact has left', employed("account_id = 'bystander'"), claim())
    takes(queued, employed("account_id = 'bystander'"), "UPDATE accounts SET family_id = 'account'", claim())
    const contact = (change: string) => `UPDATE contacts SET ${change} WHERE id = 'mara'`
    refuses(queued, 'The contact has another address now', contact("address_key = 'x'"), claim())
    refuses(queued, 'The contact has another address now', contact('erased_at = 1'), claim())
  })

  it('asks what they answered and when they were written to', () => {
    const outcome = (kind: string, at: string, account = 'account') =>
      `INSERT INTO outcomes (id, external_id, kind, account_id, source, at, recorded_at) SELECT 'o', 'o', '${kind}', '${account}', 'hand', 0, at + ${at} FROM approvals`
    for (const kind of ['reply', 'unsubscribe', 'bounce', 'meeting', 'opportunity', 'won'])
      refuses(queued, 'They answered since', outcome(kind, '0'), claim())
    takes(queued, outcome('lost', '0'), claim())
    takes(queued, outcome('reply', '-1'), claim())
    takes(queued, outcome('reply', '1', 'bystander'), claim())
    refuses(
      queued,
      'They answered since',
      "UPDATE accounts SET family_id = 'account'",
      outcome('reply', '1', 'bystander'),
      claim(),
    )
    const touch = (days: number) =>
      `INSERT INTO touches (id, external_id, account_id, channel, route, address_key, at) SELECT 'y', 'y', 'account', 'email', 'import', address_key, changed_at - ${days} * 86400000 FROM sends`
    const followUp = behind(queued, 'drafts', "UPDATE drafts SET kind = 'follow_up'")
    refuses(queued, 'This contact was written to not long ago', touch(89), claim())
    takes(queued, touch(91), claim())
    takes(queued, followUp, touch(3), claim())
    refuses(queued, 'There is no touch to follow up', followUp, claim())
    refuses(
      queued,
      'There is no touch to follow up',
      followUp,
      touch(3).replace('address_key, changed_at', "'y', changed_at"),
      claim(),
    )
  })
})

describe('a touch', () => {
  const touch = (change: Record<string, string>) => {
    const row = {
      id: "'y'",
      external_id: "'y'",
      account_id: "'account'",
      channel: "'email'",
      route: "'folder'",
      send_id: 's.id',
      draft_id: 's.draft_id',
      at: '0',
      ...change,
    }
    return `INSERT INTO touches (${Object.keys(row)}) SELECT ${Object.values(row)} FROM sends s`
  }
  it('that names a send or a draft needs that send to have left', () => {
    const sent = behind(queued, 'sends', "UPDATE sends SET state = 'sent'")
    takes(queued, sent, touch({}))
    takes(queued, touch({ send_id: 'NULL', draft_id: 'NULL' }))
    refuses(queued, 'Nothing was sent', touch({}))
    for (const change of [{ send_id: "'x'" }, { draft_id: "'x'" }, { send_id: 'NULL' }, { draft_id: 'NULL' }] as Record<
      string,
      string
    >[])
      refuses(queued, 'Nothing was sent', sent, touch(change))
  })
})

it('a person who is shut out keeps no session and no open link', () => {
  const out = ["UPDATE users SET active = 0 WHERE id = 'other'"]
  expect(tried(queued, out, 'SELECT count(*) FROM sessions')).toBe(0)
  expect(tried(queued, out, 'SELECT count(*) FROM sign_in_links')).toBe(0)
})

it('what is fixed stays fixed', () => {
  for (const statement of [
    "INSERT INTO allowed_edges VALUES ('pending', 'sent')",
    "UPDATE allowed_edges SET t = 'sent'",
    'DELETE FROM allowed_edges',
  ])
    refuses(queued, 'The allowed changes are fixed', statement)
  refuses(queued, 'The salt never changes', "UPDATE workspace SET salt = 'x'")
})
