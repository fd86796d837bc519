import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atomically, close, type Db, type Step, type Tx } from '#dialect'
import * as accounts from '../../src/store/accounts.ts'
import * as imports from '../../src/store/imports.ts'
import * as matches from '../../src/store/matches.ts'
import { candidateAccounts } from '../../src/store/pages/signals.ts'
import * as signals from '../../src/store/signals.ts'
import { now } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const write = async (steps: (tx: Tx) => Step[]) => await atomically(db, steps)
const item = { feedId: 'wire', identity: 'd1' }

describe("a person's answer", () => {
  test('stands on the match and on the item, the last one given, and has the account merged', async () => {
    const [asked] = await matches.matchesAsked(db, 'north', ['s1'])
    expect(asked).toMatchObject({ id: 'm1', accountId: 'north', ...item, company: 'Northwind Robotics' })
    const by = { answeredBy: 'ida', answeredAt: now }
    await write((tx) => matches.answerMatch(tx, asked!, { answer: 'confirmed', ...by }, 'first'))
    await write((tx) => matches.answerMatch(tx, asked!, { answer: 'not_us', ...by }, 'second'))
    expect(await matches.answersOn(db, [item])).toEqual([
      { ...item, companyKey: 'northwindrobotics', accountId: 'north', side: 'subject', answer: 'not_us', ...by },
    ])
    expect(await matches.answersOn(db, [{ ...item, feedId: 'board' }])).toEqual([])
    expect((await signals.matchesOf(db, ['s1']))[0]).toMatchObject({ answer: 'not_us', answeredBy: 'ida' })
    expect(await matches.mergesWaiting(db, 9)).toEqual([{ accountId: 'north', mark: 'second' }])
  })
})

describe('what people said', () => {
  const by = { answer: 'confirmed', answeredBy: 'ida', answeredAt: now + 1 } as const
  const asked = { signalId: 's1', method: 'person', decision: 'review', confidence: 0.5, createdAt: now } as const
  const add = (id: string, side: 'former' | 'subject', answer: Partial<typeof by> = by) =>
    write((tx) => [signals.insertMatch(tx, { ...asked, id, accountId: 'harbour', side, cues: ['name'], ...answer })])

  test('is found by account with its cues, and where they know a person from by signal', async () => {
    expect(await matches.confirmedFormer(db, ['s1'])).toEqual(new Map())
    await add('former', 'former')
    expect(await matches.answersAt(db, ['harbour'])).toMatchObject([
      { signalId: 's1', accountId: 'harbour', side: 'former', company: 'Northwind Robotics', cues: ['name'], ...by },
    ])
    expect(await matches.confirmedFormer(db, ['s1', 's2'])).toEqual(new Map([['s1', new Set(['harbour'])]]))
    expect(await signals.evidenceOf(db, ['harbour'])).toEqual([])
  })

  test('is taken back in one go, and what only a person had made goes with it', async () => {
    await add('chosen', 'subject')
    const first = (await matches.matchesOn(db, ['s1'])).find(({ id }) => id === 'm1')
    await write((tx) => matches.answerMatch(tx, first!, { ...by, answer: 'not_us' }, 'mark'))
    expect((await matches.answeredAtOnce(db, 'ida', now + 1)).map(({ id }) => id)).toEqual(['chosen', 'former', 'm1'])
    await write((tx) => matches.forgetAnswers(tx, 'ida', now + 1))
    expect((await matches.matchesOn(db, ['s1'])).map(({ id, answer }) => [id, answer])).toEqual([
      ['former', null],
      ['m1', null],
    ])
    expect((await matches.answersOn(db, [item])).map(({ answeredAt }) => answeredAt)).toEqual([])
    expect((await matches.openQuestions(db, ['harbour'])).map(({ id }) => id)).toEqual(['former'])
    await write((tx) => [signals.deleteMatches(tx, ['former'])])
  })

  test('stands beside what tells the accounts apart', async () => {
    const known = await candidateAccounts(db, ['north', 'harbour'])
    expect([...known.keys()]).toEqual(['north', 'harbour'])
    expect(known.get('north')!.domain).toBe('northwind.example')
    expect((await candidateAccounts(db, [])).size).toBe(0)
  })

  test('a confirmed name is that, whatever it was before, until it is deleted', async () => {
    const row = { accountId: 'harbour', name: 'Harbour', source: 'Ida' }
    await write((tx) => [
      ...imports.writeRows(tx, [{ table: 'aliases', before: null, after: { ...row, id: 'brand', kind: 'brand' } }]),
    ])
    await write((tx) => [accounts.confirmAlias(tx, { ...row, id: 'again' })])
    expect(await accounts.aliasesOf(db, ['harbour'])).toMatchObject([{ id: 'brand', kind: 'confirmed' }])
    await write((tx) => [accounts.deleteAliases(tx, ['brand'])])
    expect(await accounts.aliasesOf(db, ['harbour'])).toEqual([])
  })
})

describe('a merge that is due', () => {
  test('is marked wherever a champion moved to, and nowhere else', async () => {
    await write((tx) => [matches.markMergesOfMoves(tx, 'moves')])
    expect((await matches.mergesWaiting(db, 9)).filter(({ mark }) => mark === 'moves')).toEqual([])
  })

  test('is cleared by its own mark only, and found by account', async () => {
    await write((tx) => [matches.markMergesBehind(tx, ['s1', 's2', 's3'], 'third')])
    expect(await matches.mergesWaiting(db, 9, ['harbour'])).toEqual([])
    const clear = (mark: string) =>
      write((tx) => [{ must: matches.clearMerge(tx, { accountId: 'north', mark }), else: 'another came' }])
    await expect(clear('second')).rejects.toThrow('another came')
    await clear('third')
    expect(await matches.mergesWaiting(db, 9)).toEqual([])
  })
})

describe('what signals teach', () => {
  test('is forgotten again: a departure and a fact, unless its end was moved meanwhile', async () => {
    await write((tx) => [
      accounts.endEmployment(tx, 'e1', now),
      accounts.keepDeparture(tx, { employmentId: 'e1', accountId: 'north', signalId: 's1' }),
    ])
    const known = { employmentId: 'e1', accountId: 'north', signalId: 's1', worksAt: 'north' }
    expect(await accounts.departuresAt(db, ['north'])).toEqual([known])
    await write((tx) => [accounts.endEmployment(tx, 'e1', null), accounts.forgetDeparture(tx, 'e1')])
    expect(await accounts.departuresAt(db, ['north'])).toEqual([])
    const [fact] = await accounts.liveFactsOf(db, ['north'])
    const move = (was: number | null, to: number | null) =>
      write((tx) => [{ must: accounts.moveFactEnd(tx, { id: fact!.id, was, to }), else: 'moved' }])
    await move(null, now)
    await expect(move(null, now + 1)).rejects.toThrow('moved')
    await move(now, null)
    await write((tx) => [accounts.deleteFacts(tx, [fact!.id])])
    expect((await accounts.liveFactsOf(db, ['north'])).map(({ id }) => id)).not.toContain(fact!.id)
  })
})
