import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atomically, close, type Db, type Step, type Tx } from '#dialect'
import * as accounts from '../../src/store/accounts.ts'
import * as matches from '../../src/store/matches.ts'
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

describe('a merge that is due', () => {
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
