import { afterEach, beforeEach, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { draft } from '../../src/pipeline/draft.ts'
import { research } from '../../src/pipeline/research.ts'
import { reject } from '../../src/pipeline/verbs.ts'
import { endFact, insertFact } from '../../src/store/accounts.ts'
import { draftsOfPursuit, findRevision } from '../../src/store/drafts.ts'
import { latestBrief } from '../../src/store/pursuits.ts'
import { listProblems, recordProblem } from '../../src/store/runs.ts'
import { hourMs, makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

/** What the pursuit's brief and draft rest on after a pass with this many employees known. */
const passWith = async (employees: number, before: string) => {
  w.state.now += hourMs
  const id = w.app.newId()
  const fact = { id, accountId: 'account', field: 'employees', value: employees, source: 'import', from: w.state.now }
  await atomically(w.db, (tx) => [endFact(tx, before, w.state.now), insertFact(tx, fact)])
  await research.run(w.app)
  await draft.run(w.app)
  const [newest] = await draftsOfPursuit(w.db, 'pursuit')
  const head = await findRevision(w.db, newest!.headRevisionId!)
  return { fact: id, briefId: (await latestBrief(w.db, 'pursuit'))!.id, writtenFrom: head!.revision.briefId }
}

it('evidence that returns makes its brief the newest again, and the draft follows', async () => {
  const a = await passWith(240, 'f2')
  const b = await passWith(900, a.fact)
  const again = await passWith(240, b.fact)
  expect(b.briefId).not.toBe(a.briefId)
  expect(again.briefId).toBe(a.briefId)
  for (const pass of [a, b, again]) expect(pass.writtenFrom).toBe(pass.briefId)
})

const problem = (stage: string) =>
  atomically(w.db, (tx) => [recordProblem(tx, { stage, subjectId: 'pursuit', message: 'broken', at: w.state.now })])

it('a pass that goes well clears the problems of an earlier one', async () => {
  await research.run(w.app)
  await draft.run(w.app)
  await problem('research')
  await problem('draft')
  await research.run(w.app)
  await draft.run(w.app)
  expect(await listProblems(w.db)).toEqual([])
})

it('a pursuit that is closed takes its problems with it', async () => {
  const first = await w.draft()
  await problem('research')
  await problem('draft')
  await reject(w.app, w.rep, { ...seen(first), reason: 'stale' })
  expect(await listProblems(w.db)).toEqual([])
})
