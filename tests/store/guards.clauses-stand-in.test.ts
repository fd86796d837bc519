import { afterAll, beforeAll, expect, it } from 'vitest'
import { tuesday } from '../support/workspace.ts'
import { behind, copy, openScene, others, refuses, takes, tried } from './clauses.ts'
import { approvalRow, type Scene } from './scene.ts'

let pending: Scene
beforeAll(async () => {
  pending = await openScene('pending')
})
afterAll(() => pending.close())

const cover = { awayId: 'manager', coverId: 'other', from: '2026-11-24', to: '2026-11-24' }
const covering = () =>
  behind(
    pending,
    'workspace',
    `UPDATE workspace SET settings = json_set(settings, '$.covers', json('${JSON.stringify([cover])}'))`,
  )
const submits = (draftId: string) =>
  behind(
    pending,
    'decisions',
    `INSERT INTO decisions (id, draft_id, revision_id, person_id, sequence, kind, at) SELECT 's', id, head_revision_id, 'rep', 8, 'submit', ${tuesday} FROM drafts WHERE id = '${draftId}'`,
  )
const draftId = () => pending.first.draftId
const waiting = () => behind(pending, 'drafts', "UPDATE drafts SET state = 'submitted'")
const decides = (kind: string) =>
  `INSERT INTO decisions (id, draft_id, revision_id, person_id, sequence, kind, note, reason, at) SELECT 'x', id, head_revision_id, 'other', 9, '${kind}', 'Too long', 'other', ${tuesday + 1} FROM drafts WHERE id = '${draftId()}'`
const returns = () => decides('return')

/** An approval with a right seal, by who covers. */
const approves = () => {
  const { id, revisionId, hash, approverId, at, expiresAt, mac } = approvalRow(pending.first, { approverId: 'other' })
  return `INSERT INTO approvals (id, draft_id, revision_id, hash, approver_id, at, expires_at, mac) VALUES ('${id}', '${draftId()}', '${revisionId}', '${hash}', '${approverId}', ${at}, ${expiresAt}, '${mac}')`
}
/** A draft like it, with a text of its own. */
const anotherDraft = () => [
  others(pending, 'drafts'),
  others(pending, 'revisions'),
  copy(pending, 'revisions', { id: "'another'", draft_id: "'another'" }),
  copy(pending, 'drafts', { id: "'another'", head_revision_id: "'another'", pursuit_id: "'another'" }),
]
const ownedByCover = () => behind(pending, 'drafts', "UPDATE drafts SET owner_id = 'other'")
const writtenByCover = () => behind(pending, 'revisions', "UPDATE revisions SET author_id = 'other'")

it('who covers for a manager may return what was submitted, and nothing that was not', () => {
  takes(pending, covering(), waiting(), submits(draftId()), returns())
  refuses(pending, 'Not your draft', waiting(), submits(draftId()), returns())
  refuses(pending, 'Not your draft', covering(), waiting(), returns())
  refuses(pending, 'Not your draft', covering(), submits(draftId()), returns())
})

it('the submission of another text opens none', () => {
  refuses(pending, 'Not your draft', covering(), waiting(), ...anotherDraft(), submits('another'), returns())
})

it('nobody decides in a manager’s place about their own draft or words', () => {
  refuses(pending, 'Not your draft', covering(), waiting(), submits(draftId()), ownedByCover(), returns())
  refuses(pending, 'Not your draft', covering(), waiting(), submits(draftId()), writtenByCover(), returns())
})

it('who covers decides as a manager would by approving or returning, and by nothing else', () => {
  const before = [covering(), waiting(), submits(draftId())]
  takes(pending, ...before, returns())
  for (const kind of ['reject', 'submit']) refuses(pending, 'Not your draft', ...before, decides(kind))
})

it('who is neither owner nor manager takes back an own live approval of this draft alone', () => {
  const approval = (change: { of?: string; by?: string; voided?: number }) =>
    behind(
      pending,
      'approvals',
      `INSERT INTO approvals (id, draft_id, revision_id, hash, approver_id, at, expires_at, mac, voided_at) SELECT 'a', '${change.of ?? draftId()}', id, hash, '${change.by ?? 'other'}', ${tuesday}, ${tuesday + 1}, 'x', ${change.voided ?? 'NULL'} FROM revisions WHERE draft_id = '${draftId()}'`,
    )
  takes(pending, approval({}), decides('undo'))
  refuses(pending, 'Not your draft', approval({ of: 'another' }), decides('undo'))
  refuses(pending, 'Not your draft', approval({ by: 'manager' }), decides('undo'))
  refuses(pending, 'Not your draft', approval({ voided: tuesday }), decides('undo'))
  refuses(pending, 'Not your draft', approval({}), decides('return'))
})

it('who covers may approve what was submitted by others and in others’ words, and nothing else', () => {
  const before = [covering(), waiting(), submits(draftId())]
  // The settings are changed behind Daybreak's back here, which the last clause sees: no other refused.
  refuses(pending, 'Rules or rights were changed', ...before, approves())
  refuses(pending, 'Not your draft', waiting(), submits(draftId()), approves())
  refuses(pending, 'Not your draft', covering(), submits(draftId()), approves())
  refuses(pending, 'Not your draft', covering(), waiting(), approves())
  refuses(pending, 'Not your draft', covering(), waiting(), ...anotherDraft(), submits('another'), approves())
  refuses(pending, 'Not your draft', ...before, writtenByCover(), approves())
})

it('an approval in a manager’s place holds while its reasons do', () => {
  const live = (...statements: string[]) =>
    tried(
      pending,
      [
        behind(pending, 'revisions', "UPDATE revisions SET needs_manager = 'claim'"),
        behind(pending, 'approvals', approves()),
        ...statements,
      ],
      'SELECT count(*) FROM live_approvals',
    )
  const submitted = () => submits(draftId())
  expect(live(covering(), submitted())).toBe(1)
  expect(live(submitted())).toBe(0)
  expect(live(covering())).toBe(0)
  expect(live(covering(), ...anotherDraft(), submits('another'))).toBe(0)
  expect(live(covering(), submitted(), ownedByCover())).toBe(0)
  expect(live(covering(), submitted(), writtenByCover())).toBe(0)
})
