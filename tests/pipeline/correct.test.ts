import { afterEach, beforeEach, expect, test } from 'vitest'
import { correctFact } from '../../src/pipeline/verbs.ts'
import { factsOf, findAccount, liveFactsOf } from '../../src/store/accounts.ts'
import * as t from '../../src/store/schema/index.ts'
import { makeWorkspace, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const say = (factId: string, right?: string) =>
  correctFact(w.app, w.rep, { accountId: 'account', factId, ...(right === undefined ? {} : { right }) })
const live = async () =>
  (await liveFactsOf(w.db, ['account'])).map(({ field, value, source }) => [field, value, source])

test('a fact that is wrong ends, what is right stands from now on, and the account is weighed anew', async () => {
  await say('f2', '1,250')
  expect(await live()).toEqual([
    ['country', 'NL', 'import'],
    ['employees', 1250, 'hand'],
  ])
  expect((await factsOf(w.db, ['account'])).find(({ id }) => id === 'f2')?.to).toBe(tuesday)
  expect((await findAccount(w.db, 'account'))?.factsChangedAt).toBe(tuesday)
  const [correction] = await w.db.select().from(t.corrections)
  expect(correction).toMatchObject({ what: 'fact', subjectId: 'f2', by: 'rep', note: 'employees: 1250' })
  expect((await w.db.select().from(t.audit)).at(-1)).toMatchObject({ what: 'fact_wrong', actorId: 'rep' })
})

test('with nothing said to be right the field is not known any more', async () => {
  await say('f1', ' ')
  expect(await live()).toEqual([['employees', 240, 'import']])
})

test('a fact is corrected once, in its own shape, and at its own account', async () => {
  await expect(say('f2', 'many')).rejects.toThrow('is no number')
  await say('f2')
  await expect(say('f2')).rejects.toThrow('does not stand any more')
  await expect(correctFact(w.app, w.rep, { accountId: 'bystander', factId: 'f1' })).rejects.toThrow('not stand')
})
