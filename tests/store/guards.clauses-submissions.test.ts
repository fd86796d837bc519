import { afterAll, beforeAll, expect, it } from 'vitest'
import { behind, openScene, others, tried } from './clauses.ts'
import type { Scene } from './scene.ts'

let pending: Scene
beforeAll(async () => {
  pending = await openScene('pending')
})
afterAll(() => pending.close())

const decided = (id: string, kind: string, at: number, draft = 'd.id') =>
  `INSERT INTO decisions (id, draft_id, revision_id, person_id, sequence, kind, at) SELECT '${id}', ${draft}, d.head_revision_id, '${id}', 1, '${kind}', ${at} FROM drafts d`
const free = () => others(pending, 'decisions')
const written = (at: number) => behind(pending, 'revisions', `UPDATE revisions SET at = ${at}`)
const waits = (column: string, ...before: string[]) => tried(pending, before, `SELECT ${column} FROM submissions`)

it('a text waits once it was submitted itself; no other draft and no other decision makes it wait', () => {
  expect(waits('count(*)', free())).toBe(0)
  expect(waits('count(*)', free(), decided('x', 'submit', 5, "'another'"))).toBe(0)
  for (const kind of ['return', 'approve', 'reject', 'undo'])
    expect(waits('count(*)', free(), decided('x', kind, 5)), kind).toBe(0)
  expect(waits('count(*)', free(), decided('x', 'submit', 5))).toBe(1)
})

it('a text waits since it was last submitted, and not longer than it is there', () => {
  const twice = [free(), written(3), decided('a', 'submit', 5), decided('b', 'submit', 7)]
  expect(waits('at', ...twice)).toBe(7)
  expect(waits('at', ...twice, written(9))).toBe(9)
  expect(waits('at', ...twice, decided('c', 'submit', 11, "'another'"))).toBe(7)
  for (const kind of ['return', 'approve', 'reject', 'undo'])
    expect(waits('at', ...twice, decided('c', kind, 11)), kind).toBe(7)
})

it('a text waits with the tier that its own account has now', () => {
  const tiered = (id: string, account: string, tier: number, from: number, to: number | null = null) =>
    `INSERT INTO fits VALUES ('${id}', '${account}', 'icp', 50, ${tier}, 0, 1, '{}', '', ${from}, ${to})`
  const fits = [
    'DELETE FROM fits',
    tiered('a', 'aaa', 1, 0),
    tiered('b', 'account', 1, -2, -1),
    tiered('c', 'account', 2, -1),
    tiered('d', 'zzz', 3, 0),
  ]
  const submitted = [free(), decided('x', 'submit', 5)]
  expect(waits('tier', ...fits, ...submitted)).toBe(2)
  expect(waits('tier', ...fits, "UPDATE fits SET to_at = 0 WHERE id = 'c'", ...submitted)).toBeNull()
})
