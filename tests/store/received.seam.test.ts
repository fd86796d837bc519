import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import { workplacesOf } from '../../src/store/contacts.ts'
import { changeReplyClass, findOutcomeById } from '../../src/store/outcomes.ts'
import {
  answerReceived,
  eraseReceived,
  findReceived,
  insertReceived,
  openReceived,
  receivedByKey,
  receivedOf,
  wordsBehind,
} from '../../src/store/received.ts'
import { outcomes, touches } from '../../src/store/schema/index.ts'
import { findFollowUp, postponeFollowUps, touchesCalled } from '../../src/store/touches.ts'
import { openFollowUps } from '../support/rows.ts'
import { hourMs, now } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
  const [outcome] = await db.select().from(outcomes).limit(1)
  await atomically(db, (tx) => [
    insertReceived(tx, { ...row('first'), outcomeId: outcome!.id, question: 'class' }),
    insertReceived(tx, { ...row('second'), addressKey: 'mara-key', at: now + hourMs }),
  ])
})
afterAll(async () => await close(db))

const row = (id: string) => ({
  id,
  onceKey: `key ${id}`,
  via: 'imap' as const,
  kind: 'reply' as const,
  suggested: 'interested' as const,
  matchedBy: 'message' as const,
  accountId: 'north',
  contactId: id === 'first' ? 'mara' : null,
  sender: 'mara@northwind.example',
  subject: 'Re: Northwind',
  text: 'Tell me more.',
  at: now,
  receivedAt: now,
})
const ids = (list: { message: { id: string } }[]) => list.map(({ message }) => message.id)

test('a message that came back is found by its key, its account and what it asks', async () => {
  expect((await receivedByKey(db, 'key first'))?.id).toBe('first')
  expect(await receivedByKey(db, 'another')).toBeUndefined()
  expect(ids(await receivedOf(db, 'north'))).toEqual(['second', 'first'])
  const { outcomeId } = (await findReceived(db, 'first'))!
  expect(await wordsBehind(db, { id: outcomeId!, accountId: 'north' })).toBe('Tell me more.')
  expect(await wordsBehind(db, { id: 'another', accountId: 'north' })).toBeNull()
  expect(ids(await openReceived(db, null))).toEqual(['first'])
  expect(ids(await openReceived(db, 'ida'))).toEqual(['first'])
  expect(await openReceived(db, 'ben')).toEqual([])
})

test('a message belongs where its sender works now', async () => {
  expect(await workplacesOf(db, 'mara')).toEqual(['north'])
  expect(await workplacesOf(db, 'nobody')).toEqual([])
})

test('the same message is not kept twice', async () => {
  await expect(
    atomically(db, (tx) => [insertReceived(tx, { ...row('third'), onceKey: 'key first' })]),
  ).rejects.toThrow()
})

test('an answer counts once, and the class in the outcome is then a person’s', async () => {
  const first = (await findReceived(db, 'first'))!
  const answer = { answeredBy: 'ida', answeredAt: now + hourMs }
  const change = { replyClass: 'objection', by: 'ida' } as const
  await atomically(db, (tx) => [
    { must: answerReceived(tx, first, answer), else: 'late' },
    changeReplyClass(tx, first.outcomeId!, change),
  ])
  expect(await openReceived(db, null)).toEqual([])
  expect(await findOutcomeById(db, first.outcomeId!)).toMatchObject(change)
  await expect(atomically(db, (tx) => [{ must: answerReceived(tx, first, answer), else: 'late' }])).rejects.toThrow(
    'late',
  )
})

test('an erasure takes who wrote and what, and nothing else', async () => {
  await atomically(db, (tx) => [eraseReceived(tx, { contactId: 'nobody', addressKey: 'mara-key' }, now)])
  expect(await findReceived(db, 'second')).toMatchObject({ sender: null, subject: null, text: null, erasedAt: now })
  expect((await findReceived(db, 'first'))?.text).toBe('Tell me more.')
  await atomically(db, (tx) => [eraseReceived(tx, { contactId: 'mara', addressKey: null }, now)])
  expect(await findReceived(db, 'first')).toMatchObject({ text: null, kind: 'reply', at: now })
})

test('touches are found by their Message-IDs, and follow-ups wait until a later day', async () => {
  const [touch] = await db.select().from(touches).limit(1)
  expect((await touchesCalled(db, ['<nobody@x.example>', touch!.externalId])).map(({ id }) => id)).toEqual([touch!.id])
  const [open] = await openFollowUps(db, 'ida')
  await atomically(db, (tx) => [postponeFollowUps(tx, ['north'], '2027-03-01')])
  expect((await findFollowUp(db, open!.id))?.dueDay).toBe('2027-03-01')
  await atomically(db, (tx) => [postponeFollowUps(tx, ['north'], '2027-01-01')])
  expect((await findFollowUp(db, open!.id))?.dueDay).toBe('2027-03-01')
})
