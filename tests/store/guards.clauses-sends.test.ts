import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changePerson } from '../../src/pipeline/people.ts'
import { approve } from '../../src/pipeline/review.ts'
import { seen } from '../support/workspace.ts'
import { behind, copy, openScene, refuses, takes, tried } from './clauses.ts'
import type { Scene } from './scene.ts'

let approved: Scene
let queued: Scene
beforeAll(async () => {
  approved = await openScene('approved')
  queued = await openScene('queued')
})
afterAll(async () => {
  for (const s of [approved, queued]) await s.close()
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
        "'<a@x>' || char(0) || 'x'",
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
    const withdrawn = behind(approved, 'approvals', copy(approved, 'approvals', { id: "'x'", voided_at: '1' }))
    refuses(approved, live, withdrawn, `${put(approved)} WHERE a.id = 'x'`)
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

  it('that a tool was given may be told as sent by the tool itself, and nothing else', () => {
    for (const from of ['failed', 'unknown']) {
      const set = `${behind(queued, 'drafts', `UPDATE drafts SET state = '${from}'`)}; ${behind(queued, 'sends', `UPDATE sends SET state = '${from}', route = 'webhook'`)}`
      const told = (to: string) => `UPDATE sends SET state = '${to}'`
      expect(tried(queued, [set, told('sent')], 'SELECT state FROM drafts')).toBe('sent')
      for (const to of ['queued', 'cancelled']) refuses(queued, 'Only a person resolves this', set, told(to))
    }
  })

  it('that is taken back gives its draft back', () => {
    expect(tried(queued, ["UPDATE sends SET state = 'cancelled'"], 'SELECT state FROM drafts')).toBe('pending')
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
