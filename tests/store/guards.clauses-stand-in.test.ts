import { afterAll, beforeAll, it } from 'vitest'
import { tuesday } from '../support/workspace.ts'
import { behind, copy, openScene, others, refuses, takes } from './clauses.ts'
import type { Scene } from './scene.ts'

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

it('who covers for a manager may return what was submitted, and nothing that was not', () => {
  takes(pending, covering(), waiting(), submits(draftId()), returns())
  refuses(pending, 'Not your draft', waiting(), submits(draftId()), returns())
  refuses(pending, 'Not your draft', covering(), waiting(), returns())
  refuses(pending, 'Not your draft', covering(), submits(draftId()), returns())
})

it('the submission of another text opens none', () => {
  const another = [
    others(pending, 'drafts'),
    others(pending, 'revisions'),
    copy(pending, 'revisions', { id: "'another'", draft_id: "'another'" }),
    copy(pending, 'drafts', { id: "'another'", head_revision_id: "'another'", pursuit_id: "'another'" }),
  ]
  refuses(pending, 'Not your draft', covering(), waiting(), ...another, submits('another'), returns())
})

it('nobody decides in a manager’s place about their own draft or words', () => {
  const own = behind(pending, 'drafts', "UPDATE drafts SET owner_id = 'other'")
  const ownWords = behind(pending, 'revisions', "UPDATE revisions SET author_id = 'other'")
  refuses(pending, 'Not your draft', covering(), waiting(), submits(draftId()), own, returns())
  refuses(pending, 'Not your draft', covering(), waiting(), submits(draftId()), ownWords, returns())
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
