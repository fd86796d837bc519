import { afterAll, beforeAll, expect, test } from 'vitest'
import { atomically, close, type Db } from '#dialect'
import { auditActions, auditHead, auditHolds, auditSince, searchAudit, thingsCalled } from '../../src/store/audit.ts'
import { inputsOf } from '../../src/store/frozen.ts'
import { findOffer, insertOffer } from '../../src/store/offers.ts'
import { draftNames, offeredPeople } from '../../src/store/pages/people.ts'
import { firstTouchesOn, queueItemsOf } from '../../src/store/queue.ts'
import { audit, drafts, queueDays, rankInputs, signals } from '../../src/store/schema/index.ts'
import { signalById } from '../../src/store/signals.ts'
import { ownerOf } from '../../src/store/why.ts'
import { now } from './seam/moment.ts'
import { openWorld } from './seam/world.ts'

let db: Db
beforeAll(async () => {
  db = await openWorld()
})
afterAll(async () => await close(db))

const line = (what: string, subjectId: string) => ({
  at: now,
  actorId: 'ida',
  what,
  subject: 'draft',
  subjectId,
  detail: {},
})

test('the record knows its head, whether it still holds a line, and what was said since', async () => {
  await atomically(db, () => [], [line('draft_approved', 'one'), line('draft_revised', 'two')])
  const head = (await auditHead(db))!
  expect(await auditHolds(db, head)).toBe(true)
  expect(await auditHolds(db, { ...head, hash: 'another' })).toBe(false)
  expect(await auditHolds(db, { ...head, seq: head.seq + 1 })).toBe(false)
  await atomically(db, () => [], [line('draft_returned', 'one')])
  const last = (await auditHead(db))!
  expect(last.seq).toBe(head.seq + 1)
})

test('what was said since a line is what concerns the subjects asked about', async () => {
  const first = { ...line('draft_approved', 'one'), seq: 1 }
  const [stored] = await db.select().from(audit).orderBy(audit.seq).limit(1)
  const since = await auditSince(db, { ...first, ...stored!, detail: {} } as never, new Set(['one']))
  expect(since?.map(({ what }) => what)).toEqual(['draft_approved', 'draft_returned'])
})

test('frozen inputs are those that held at the moment', async () => {
  const row = { subject: 'frozen', value: {} as never, hash: 'h' }
  await atomically(db, (tx) => [
    tx.insert(rankInputs).values([
      { ...row, from: now, to: now + 10 },
      { ...row, from: now + 10, to: null },
    ]),
  ])
  const at = async (moment: number) => (await inputsOf(db, ['frozen'], moment)).map(({ from }) => from)
  expect(await at(now + 5)).toEqual([now])
  expect(await at(now + 10)).toEqual([now + 10])
  expect(await at(now - 1)).toEqual([])
})

test('drafts, people and owners are named', async () => {
  const [draft] = await db.select().from(drafts).limit(1)
  expect((await draftNames(db, [draft!.id])).get(draft!.id)).toBe('Northwind Robotics')
  expect((await draftNames(db, [])).size).toBe(0)
  expect((await offeredPeople(db, 'north')).map(({ contact }) => contact.name)).toContain('Mara Example')
  expect(await ownerOf(db, 'north')).toEqual({ timeZone: 'Europe/Berlin' })
  expect(await ownerOf(db, 'nobody')).toBeUndefined()
})

test('the first touches of a day are those of one freeze', async () => {
  const [day] = await db.select().from(queueDays).limit(1)
  const listed = (await queueItemsOf(db, day!.ownerKey, day!.day)).filter(({ lane }) =>
    ['new', 'still_warm', 'needs_contact'].includes(lane),
  )
  expect((await firstTouchesOn(db, day!.day, day!.builtAt)).sort()).toEqual(
    listed.map(({ accountId }) => accountId).sort(),
  )
  expect(await firstTouchesOn(db, day!.day, day!.builtAt + 1)).toEqual([])
})

test('an offer and a signal are found by their id', async () => {
  const [signal] = await db.select().from(signals).limit(1)
  expect((await signalById(db, signal!.id))?.company).toBe(signal!.company)
  expect(await signalById(db, 'nothing')).toBeUndefined()
  const offer = {
    id: 'offer',
    name: 'Osprey Example',
    nameKey: 'ospreyexample',
    signalId: signal!.id,
    reason: 'why',
    offeredAt: now,
  }
  await atomically(db, (tx) => [insertOffer(tx, [offer])])
  expect(await findOffer(db, 'offer')).toMatchObject({ name: 'Osprey Example', answer: null })
  expect(await findOffer(db, 'nothing')).toBeUndefined()
})

test('the record is searched by who, what, which thing and when, the newest first and a page at a time', async () => {
  await atomically(db, () => [], [
    { ...line('searched', 'one'), at: now + 10, actorId: 'ben' },
    { ...line('searched', 'two'), at: now + 20, actorId: null },
    { ...line('searched_too', 'two'), at: now + 30, actorId: 'ben' },
  ])
  const said = async (search: Parameters<typeof searchAudit>[1], limit = 9) =>
    (await searchAudit(db, search, limit)).map(({ what, subjectId }) => `${what} ${subjectId}`)
  expect(await said({ actorId: 'ben' })).toEqual(['searched_too two', 'searched one'])
  expect(await said({ actorId: null, what: 'searched' })).toEqual(['searched two'])
  expect(await said({ subjectIds: ['one', 'two'], within: [now + 10, now + 30] })).toEqual([
    'searched two',
    'searched one',
  ])
  const [first] = await searchAudit(db, { what: 'searched' }, 1)
  expect(await said({ what: 'searched', before: first!.seq })).toEqual(['searched one'])
  const actions = await auditActions(db)
  expect(actions).toEqual(expect.arrayContaining(['searched', 'searched_too']))
  const stored = await db.selectDistinct({ what: audit.what }).from(audit)
  expect(new Set(actions)).toEqual(new Set(stored.map(({ what }) => what)))
  expect(actions.length).toBe(stored.length)
})

test('an account is found by its name or domain, with its drafts and pursuits; a user by address', async () => {
  const all = await thingsCalled(db, 'Northwind Robotics')
  expect(all).toEqual(expect.arrayContaining(['Northwind Robotics', 'north', 'pursuit', 'draft']))
  expect(await thingsCalled(db, 'northwind.example')).toEqual(expect.arrayContaining(['north', 'draft']))
  expect(await thingsCalled(db, 'ida@brightshift.example')).toEqual(['ida@brightshift.example', 'ida'])
  expect(await thingsCalled(db, 'nothing')).toEqual(['nothing'])
})
