import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftEdges, draftStates } from '../../src/core/review.ts'
import { behind, copy, openScene, others, refuses, takes, tried, without } from './clauses.ts'
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

describe('a draft', () => {
  it('goes no way that is not named, from any state', () => {
    for (const from of draftStates)
      for (const to of draftStates.filter((one) => one !== from && !draftEdges[from].includes(one)))
        refuses(
          pending,
          'A draft cannot go that way',
          behind(pending, 'drafts', `UPDATE drafts SET state = '${from}'`),
          `UPDATE drafts SET state = '${to}'`,
        )
  })

  it('starts pending or quarantined, and empty', () => {
    const says = 'A draft starts pending and without text'
    const start = (state: string, head: string) =>
      copy(pending, 'drafts', { id: "'x'", state: `'${state}'`, head_revision_id: head })
    for (const state of draftStates.filter((one) => one !== 'pending' && one !== 'quarantined'))
      refuses(pending, says, start(state, 'NULL'))
    refuses(pending, says, start('pending', "'r'"))
    takes(pending, start('quarantined', 'NULL'))
  })

  it('has its newest revision as its head', () => {
    const second = copy(pending, 'revisions', { id: "'x'", number: '2' })
    const says = 'The head of a draft is its newest revision'
    for (const head of ['NULL', "'nothing'"]) refuses(pending, says, `UPDATE drafts SET head_revision_id = ${head}`)
    refuses(
      pending,
      says,
      `${others(pending, 'revisions')}; ${second}; ${behind(pending, 'drafts', "UPDATE drafts SET head_revision_id = 'x'")}`,
      `UPDATE drafts SET head_revision_id = '${pending.first.revisionId}'`,
    )
    refuses(
      pending,
      says,
      `${others(pending, 'revisions')}; ${copy(pending, 'revisions', { id: "'x'", draft_id: "'y'", number: '2' })}`,
      "UPDATE drafts SET head_revision_id = 'x'",
    )
  })

  it('is approved only with a live approval of this very text', () => {
    const back = behind(approved, 'drafts', "UPDATE drafts SET state = 'pending'")
    const set = "UPDATE drafts SET state = 'approved'"
    takes(approved, back, set)
    for (const change of ['voided_at = 1', "revision_id = 'x'", "draft_id = 'x'"])
      refuses(
        approved,
        'Approved needs a live approval of this text',
        back,
        behind(approved, 'approvals', `UPDATE approvals SET ${change}`),
        set,
      )
  })

  it('is on its way only with its send', () => {
    const set = (s: Scene, from: string, to: string) => [
      behind(s, 'drafts', `UPDATE drafts SET state = '${from}'`),
      `UPDATE drafts SET state = '${to}'`,
    ]
    for (const [from, to] of [
      ['approved', 'queued'],
      ['queued', 'sending'],
      ['sending', 'sent'],
      ['sending', 'failed'],
      ['sending', 'unknown'],
    ] as const) {
      const send = (change: string) => behind(queued, 'sends', `UPDATE sends SET state = '${to}'${change}`)
      takes(queued, send(''), ...set(queued, from, to))
      refuses(
        queued,
        'That state needs its send',
        behind(queued, 'sends', "UPDATE sends SET state = 'cancelled'"),
        ...set(queued, from, to),
      )
      refuses(queued, 'That state needs its send', send(", draft_id = 'x'"), ...set(queued, from, to))
    }
  })

  it('is submitted or rejected only by the decision of a person who may', () => {
    for (const [kind, state] of [
      ['submit', 'submitted'],
      ['reject', 'rejected'],
    ] as const) {
      const decision = (change: Record<string, string> = {}) =>
        behind(
          approved,
          'decisions',
          copy(approved, 'decisions', { id: "'x'", sequence: '9', kind: `'${kind}'`, ...change }),
        )
      const back = behind(approved, 'drafts', "UPDATE drafts SET state = 'pending'")
      const set = `UPDATE drafts SET state = '${state}'`
      const says = "needs a person's decision"
      takes(approved, back, decision(), set)
      for (const change of [
        { draft_id: "'y'" },
        { revision_id: "'y'" },
        { kind: "'approve'" },
        { person_id: "'nobody'" },
      ] as Record<string, string>[])
        refuses(approved, says, back, decision(change), set)
      refuses(approved, says, back, decision(), "UPDATE users SET active = 0 WHERE id = 'manager'", set)
      refuses(approved, says, back, decision(), "UPDATE users SET role = 'admin' WHERE id = 'manager'", set)
    }
  })

  it('leaves quarantine with a person’s text alone', () => {
    const kept = behind(pending, 'drafts', "UPDATE drafts SET state = 'quarantined'")
    const wrote = (change: string) => behind(pending, 'revisions', `UPDATE revisions SET ${change}`)
    const out = "UPDATE drafts SET state = 'pending'"
    takes(pending, kept, wrote("writer = 'person'"), out)
    refuses(pending, 'Only a person', kept, out)
    const elsewhere = `${wrote("writer = 'composer'")}; ${others(pending, 'revisions')}; ${copy(pending, 'revisions', { id: "'x'", number: '0', writer: "'person'" })}`
    refuses(pending, 'Only a person', kept, elsewhere, out)
  })

  it('that goes back takes its approval and its queued send along', () => {
    for (const state of ['pending', 'cancelled', 'expired']) {
      const set = [`UPDATE drafts SET state = '${state}'`]
      expect(tried(queued, set, 'SELECT voided_at IS NOT NULL FROM approvals')).toBe(1)
      expect(tried(queued, set, 'SELECT state FROM sends')).toBe('cancelled')
    }
  })
})

describe('a revision', () => {
  const add = (change: Record<string, string>) => [
    copy(pending, 'revision_texts', { revision_id: "'x'" }),
    copy(pending, 'revisions', { id: "'x'", number: '2', ...change }),
  ]
  const person = { writer: "'person'", author_id: "'rep'" }

  it('is what its text, recipient, number and author say', () => {
    takes(pending, ...add({}))
    takes(pending, ...add(person))
    for (const [says, change] of [
      ['The hash is not that of the text', { hash: "'x'" }],
      ['The recipient is not that of the text', { address_key: "'x'" }],
      ['The recipient is not that of the text', { address_domain: "'x.example'" }],
      ['The recipient is not the contact', { contact_id: "'nils'" }],
      ['Not editable now', { draft_id: "'x'", number: '1' }],
      ['Revisions are numbered in order', { number: '3' }],
      ["A person's text names the person", { writer: "'person'" }],
      ["A person's text names the person", { ...person, author_id: "'nobody'" }],
      ['Not your draft', { ...person, author_id: "'other'" }],
    ] as [string, Record<string, string>][])
      refuses(pending, says, ...add(change))
    refuses(pending, "A person's text names the person", "UPDATE users SET active = 0 WHERE id = 'rep'", ...add(person))
    refuses(pending, 'changed outside of Daybreak', "UPDATE users SET role = 'admin' WHERE id = 'rep'", ...add(person))
    refuses(
      pending,
      'The hash is not that of the text',
      behind(
        pending,
        'revision_texts',
        "INSERT INTO revision_texts SELECT 'x', from_address, to_address, reply_to, subject, text, html, footer_version, 5 FROM revision_texts",
      ),
      add({})[1]!,
    )
  })

  it('comes when it may be edited, and a machine’s only where no person has decided', () => {
    for (const state of draftStates) {
      const set = behind(pending, 'drafts', `UPDATE drafts SET state = '${state}'`)
      const mayPerson = ['pending', 'submitted', 'approved', 'queued', 'quarantined', 'expired'].includes(state)
      if (mayPerson) takes(pending, set, ...add(person))
      else refuses(pending, 'Not editable now', set, ...add(person))
      if (['pending', 'quarantined', 'expired'].includes(state)) takes(pending, set, ...add({}))
      else if (mayPerson) refuses(pending, 'A machine does not rewrite what a person decided', set, ...add({}))
    }
  })

  it('voids what was approved, stops what is queued and becomes the head', () => {
    const edit = [
      copy(queued, 'revision_texts', { revision_id: "'x'" }),
      copy(queued, 'revisions', { id: "'x'", number: '2', ...person }),
    ]
    expect(tried(queued, edit, "SELECT count(*) FROM approvals WHERE void_reason = 'edited'")).toBe(1)
    expect(tried(queued, [without('drafts_withdrawn'), ...edit], 'SELECT state FROM sends')).toBe('cancelled')
    expect(tried(queued, edit, 'SELECT head_revision_id FROM drafts')).toBe('x')
    for (const state of ['approved', 'queued', 'expired', 'quarantined']) {
      const set = behind(pending, 'drafts', `UPDATE drafts SET state = '${state}'`)
      expect(tried(pending, [set, ...add(person)], 'SELECT state FROM drafts'), state).toBe('pending')
    }
    const quarantined = behind(pending, 'drafts', "UPDATE drafts SET state = 'quarantined'")
    expect(tried(pending, [quarantined, ...add({})], 'SELECT state FROM drafts')).toBe('quarantined')
  })
})
