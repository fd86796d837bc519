import { afterAll, beforeAll, describe, it } from 'vitest'
import { behind, copy, openScene, refuses, takes } from './clauses.ts'
import type { Scene } from './scene.ts'

let queued: Scene
beforeAll(async () => {
  queued = await openScene('queued')
})
afterAll(async () => {
  for (const s of [queued]) await s.close()
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
    const withdrawn = behind(queued, 'approvals', copy(queued, 'approvals', { id: "'x'", voided_at: '1' }))
    const ofAnother = behind(queued, 'sends', "UPDATE sends SET approval_id = 'x'")
    refuses(queued, 'No live approval', withdrawn, ofAnother, claim())
    for (const column of ['hash', 'draft_id'])
      refuses(queued, 'No live approval', behind(queued, 'sends', `UPDATE sends SET ${column} = 'x'`), claim())
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

  it('counts what the registrable domain of the recipient got that day, by whatever route and mailbox', () => {
    const says = 'This domain got its messages for today'
    const full = 'UPDATE workspace SET daily_domain_cap = 1'
    const goesTo = (domain: string) =>
      [
        behind(
          queued,
          'revisions',
          copy(queued, 'revisions', { id: "'x'", number: '9', address_domain: `'${domain}'` }),
        ),
        behind(queued, 'approvals', copy(queued, 'approvals', { id: "'x'", revision_id: "'x'" })),
      ].join(';\n')
    const sent = { day: "'2026-11-24'", address_key: "'y'", mailbox: "'x'" }
    for (const state of ['sending', 'sent', 'unknown'])
      for (const domain of ['northwind.example', 'mail.northwind.example'])
        refuses(queued, says, full, goesTo(domain), another({ ...sent, state: `'${state}'`, route: "'copy'" }), claim())
    for (const [change, domain] of [
      [{ state: "'failed'" }, 'northwind.example'],
      [{ state: "'sent'", day: "'2026-11-23'" }, 'northwind.example'],
      [{ state: "'sent'" }, 'southwind.example'],
      [{ state: "'sent'" }, 'northwind.example.org'],
    ] as [Record<string, string>, string][])
      refuses(queued, 'Rules or rights were changed', full, goesTo(domain), another({ ...sent, ...change }), claim())
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
    const toContact = (days: number, channel = 'email', contact = 'mara') =>
      touch(days).replace(
        /\(id.*SELECT.*address_key, changed_at/,
        `(id, external_id, account_id, channel, route, contact_id, at) SELECT 'y', 'y', 'account', '${channel}', 'import', '${contact}', changed_at`,
      )
    refuses(queued, 'This contact was written to not long ago', toContact(89), claim())
    for (const other of [toContact(91), toContact(89, 'call'), toContact(89, 'email', 'nils')])
      takes(queued, other, claim())
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

  it('asks all that of its own approval, whatever stands beside it', () => {
    const beside = [
      behind(
        queued,
        'revisions',
        copy(queued, 'revisions', {
          id: "'x'",
          draft_id: "'x'",
          number: '9',
          contact_id: "'nils'",
          address_key: "'nils@bystander.example'",
          address_domain: "'bystander.example'",
        }),
      ),
      behind(queued, 'drafts', copy(queued, 'drafts', { id: "'x'", account_id: "'bystander'", pursuit_id: "'x'" })),
      behind(queued, 'approvals', copy(queued, 'approvals', { id: "'x'", draft_id: "'x'", revision_id: "'x'" })),
      "UPDATE employments SET account_id = 'bystander' WHERE contact_id = 'nils'",
    ]
    takes(queued, ...beside, claim())
    const left = "UPDATE employments SET to_at = 1 WHERE contact_id = 'mara'"
    refuses(queued, 'The contact has left', ...beside, left, claim())
    const moved = [
      "UPDATE contacts SET address_key = 'x' WHERE id = 'mara'",
      "UPDATE contacts SET address_key = (SELECT address_key FROM sends) WHERE id = 'nils'",
    ]
    refuses(queued, 'The contact has another address now', ...beside, ...moved, claim())
    const answered =
      "INSERT INTO outcomes (id, external_id, kind, account_id, source, at, recorded_at) SELECT 'o', 'o', 'reply', 'bystander', 'hand', 0, at + 1 FROM approvals LIMIT 1"
    takes(queued, ...beside, answered, claim())
    const called =
      "INSERT INTO touches (id, external_id, account_id, channel, route, contact_id, at) SELECT 'y', 'y', 'bystander', 'email', 'import', 'nils', changed_at FROM sends"
    takes(queued, ...beside, called, claim())
    const unwanted = "INSERT INTO suppressions VALUES ('y', 'account', 'bystander', 'asked', null, 0)"
    takes(queued, ...beside, unwanted, claim())
  })
})
