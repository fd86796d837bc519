import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atomically, Conflict, close, type Db, dialect, raw, rows } from '#dialect'
import { auditOf, searchAudit, verifyAudit } from '../../src/store/audit.ts'
import { openStore } from '../../src/store/open.ts'
import { aliases, users, watermarks } from '../../src/store/schema/index.ts'
import type { AuditRow } from '../../src/store/seam.ts'
import { dayMs, key, now } from './seam/moment.ts'

let db: Db
beforeAll(async () => {
  db = await openStore({ file: ':memory:', key, now })
})
afterAll(async () => await close(db))

const said = (what: string, at = now): AuditRow => ({
  at,
  actorId: 'ida',
  what,
  subject: 'draft',
  subjectId: 'draft',
  detail: { revision: 2, ids: ['a', 'b'], before: null },
})

const user = (id: string, capacity = 15) => ({
  id,
  email: `${id}@brightshift.example`,
  name: id,
  role: 'rep' as const,
  timeZone: 'Europe/Berlin',
  capacity,
  createdAt: now,
})
const present = async (...ids: string[]) =>
  (await db.select({ id: users.id }).from(users).where(inArray(users.id, ids)).orderBy(users.id)).map(({ id }) => id)
const auditLength = async () => (await searchAudit(db, {}, 1))[0]?.seq ?? 0

test('runs on the database this run is about', () => {
  expect(dialect).toBe(process.env.EXPECT_DIALECT)
})

describe('a list of writes', () => {
  test('is committed together with its audit rows', async () => {
    await atomically(db, (tx) => [tx.insert(users).values(user('a1')), tx.insert(users).values(user('a2'))], [
      said('added'),
    ])
    expect(await present('a1', 'a2')).toEqual(['a1', 'a2'])
    expect((await auditOf(db, 'draft'))[0]).toMatchObject({ what: 'added', at: now, actorId: 'ida' })
  })

  test('leaves nothing behind when a must changes no row', async () => {
    const before = await auditLength()
    const stale = atomically(
      db,
      (tx) => [
        tx.insert(users).values(user('b1')),
        { must: tx.update(users).set({ capacity: 9 }).where(eq(users.id, 'nobody')), else: 'The user is gone' },
        tx.insert(users).values(user('b2')),
      ],
      [said('changed')],
    )
    await expect(stale).rejects.toThrow(new Conflict('The user is gone'))
    await expect(stale).rejects.toBeInstanceOf(Conflict)
    expect(await present('b1', 'b2')).toEqual([])
    expect(await auditLength()).toBe(before)
  })

  test('goes through when every must finds its row, even if nothing in it differs', async () => {
    await atomically(db, (tx) => [tx.insert(users).values([user('c1', 15), user('c2')])])
    await atomically(db, (tx) => [
      { must: tx.update(users).set({ capacity: 15 }).where(eq(users.id, 'c1')), else: 'gone' },
      { must: tx.delete(users).where(eq(users.id, 'c2')), else: 'gone' },
    ])
    expect(await present('c1', 'c2')).toEqual(['c1'])
  })

  test('leaves nothing behind when a write breaks a rule of the schema', async () => {
    const before = await auditLength()
    const homeless = { id: 'd', accountId: 'nowhere', name: 'x', kind: 'brand' as const, source: 'import' }
    await expect(
      atomically(db, (tx) => [tx.insert(users).values(user('d1')), tx.insert(aliases).values(homeless)], [said('x')]),
    ).rejects.toThrow()
    await expect(
      atomically(db, (tx) => [tx.insert(users).values(user('d1')), tx.insert(users).values(user('d1'))], [said('x')]),
    ).rejects.toThrow()
    expect(await present('d1')).toEqual([])
    expect(await auditLength()).toBe(before)
  })

  test('leaves nothing behind when its audit row cannot be written', async () => {
    const unsayable = { ...said('x'), what: null as unknown as string }
    await expect(atomically(db, (tx) => [tx.insert(users).values(user('e1'))], [unsayable])).rejects.toThrow()
    expect(await present('e1')).toEqual([])
  })

  test('may be empty', async () => {
    const before = await auditLength()
    await atomically(db, () => [], [said('looked')])
    expect(await auditLength()).toBe(before + 1)
  })
})

describe('the audit chain', () => {
  test('grows in order, also when many write at once, and proves itself', async () => {
    const before = await auditLength()
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        atomically(db, (tx) => [tx.insert(watermarks).values({ stage: `s${i}`, value: { i } })], [
          said(`w${i}`),
          said('and'),
        ]),
      ),
    )
    const verdict = await verifyAudit(db)
    expect(verdict).toMatchObject({ rows: before + 24, broken: null })
    const lines = await searchAudit(db, {}, 999)
    expect(verdict.head).toBe(lines[0]?.hash)
    expect(lines.map(({ seq }) => seq)).toEqual(Array.from(lines, (_, i) => lines.length - i))
  })

  test.each([
    ['a changed word', "update audit set what = 'other' where seq = 2", 2, /content/],
    ['a changed detail', "update audit set detail = '{}' where seq = 3", 3, /content/],
    ['a changed time', 'update audit set at = at + 1 where seq = 3', 3, /content/],
    ['a missing row', 'delete from audit where seq = 2', 3, /row 2 is missing/],
    ['a changed hash', "update audit set hash = 'x' where seq = 2", 2, /content/],
    ['a link to another row', "update audit set previous_hash = 'x' where seq = 3", 3, /does not follow/],
  ])('shows %s', async (_, tampering, seq, why) => {
    await atomically(db, () => [], [said('one'), said('two'), said('three', now + dayMs)])
    await raw(db, 'begin')
    await withoutGuards(tampering)
    const { broken } = await verifyAudit(db)
    await raw(db, 'rollback')
    expect(broken?.seq).toBe(seq)
    expect(broken?.why).toMatch(why)
    expect((await verifyAudit(db)).broken).toBeNull()
  })
})

/** The guards of SQLite refuse to touch the audit at all; somebody who can drop them is who this is about. */
const withoutGuards = async (sql: string) => {
  if ((dialect as string) === 'sqlite') await raw(db, 'drop trigger audit_update; drop trigger audit_delete')
  await raw(db, sql)
}

test('rows come back with their parameters in order, in both dialects', async () => {
  await atomically(db, (tx) => [tx.insert(users).values([user('f1', 103), user('f2', 104)])])
  expect(
    await rows<{ id: string; capacity: number }>(
      db,
      'select id, capacity from users where capacity >= ? and email like ? order by id limit ?',
      [104, '%@brightshift.example', 5],
    ),
  ).toEqual([{ id: 'f2', capacity: 104 }])
})
