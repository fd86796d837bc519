import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import {
  addRecoveryCodes,
  addSecondFactor,
  confirmSecondFactor,
  countRecoveryCodes,
  dropRecoveryCodes,
  dropSecondFactor,
  findSecondFactor,
  hasRecoveryCode,
  peopleWithSecondFactor,
  takeStep,
  useRecoveryCode,
} from '../../src/store/second-factors.ts'
import { addSession, endOtherSessions, endOwnSession, sessionsOf } from '../../src/store/sessions.ts'
import { now } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

test('a second factor counts once it is confirmed, and takes each step of time once', async () => {
  await atomically(db, (tx) => [addSecondFactor(tx, { userId: 'ida', secret: 'sealed', createdAt: now })])
  expect(await peopleWithSecondFactor(db)).toEqual(new Set())
  await atomically(db, (tx) => [confirmSecondFactor(tx, 'ida', now), { must: takeStep(tx, 'ida', 7), else: 'used' }])
  expect(await peopleWithSecondFactor(db)).toEqual(new Set(['ida']))
  await expect(atomically(db, (tx) => [{ must: takeStep(tx, 'ida', 7), else: 'used' }])).rejects.toThrow('used')
  expect(await findSecondFactor(db, 'ida')).toMatchObject({ lastStep: 7, confirmedAt: now })
  await atomically(db, (tx) => [dropSecondFactor(tx, 'ida')])
  expect(await findSecondFactor(db, 'ida')).toBeNull()
})

test('a recovery code is its person’s own and goes once', async () => {
  const rows = ['one', 'two'].map((codeHash) => ({ codeHash, userId: 'ida' }))
  await atomically(db, (tx) => [addRecoveryCodes(tx, rows)])
  expect([await countRecoveryCodes(db, 'ida'), await hasRecoveryCode(db, 'ben', 'one')]).toEqual([2, false])
  await atomically(db, (tx) => [{ must: useRecoveryCode(tx, 'ida', 'one'), else: 'used' }])
  await expect(atomically(db, (tx) => [{ must: useRecoveryCode(tx, 'ida', 'one'), else: 'used' }])).rejects.toThrow(
    'used',
  )
  await atomically(db, (tx) => [dropRecoveryCodes(tx, 'ida')])
  expect(await countRecoveryCodes(db, 'ida')).toBe(0)
})

test('sessions that are not over are told, and ended one by one or all but one', async () => {
  const session = (id: string, lastSeenAt: number, userId = 'ida') => ({
    ...{ id, tokenHash: id, userId, createdAt: now - 10 },
    ...{ lastSeenAt, expiresAt: now + 10 },
  })
  await atomically(db, (tx) =>
    [
      session('first', now - 3),
      session('second', now - 1),
      session('idle', now - 9),
      session('foreign', now, 'ben'),
    ].map((row) => addSession(tx, row)),
  )
  const own = async () => (await sessionsOf(db, 'ida', now, now - 5)).map(({ id }) => id)
  expect(await own()).toEqual(['second', 'first'])
  await atomically(db, (tx) => [endOwnSession(tx, 'ida', 'foreign'), endOwnSession(tx, 'ida', 'second')])
  expect(await own()).toEqual(['first'])
  await atomically(db, (tx) => [endOtherSessions(tx, 'ida', 'none')])
  expect(await own()).toEqual([])
  expect(await sessionsOf(db, 'ben', now, 0)).toHaveLength(1)
})
