import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { close, type Db, open, raw, rows } from '#dialect'
import { guardFunctions } from '../../src/store/guards.ts'
import { migrate } from '../../src/store/migrate.ts'
import { guardsIntact, openStore } from '../../src/store/open.ts'
import { root } from '../law/reading.ts'
import { now } from './seam/moment.ts'

const ours = path.join(root, 'migrations/sqlite')
const files = readdirSync(ours).filter((name) => name.endsWith('.sql'))

let folder: string
let db: Db
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-migrate-'))
  for (const name of files) cpSync(path.join(ours, name), path.join(folder, name))
  db = await open(':memory:', { functions: guardFunctions('key') })
})
afterEach(async () => {
  await close(db)
  rmSync(folder, { recursive: true })
})

const add = (name: string, sql: string) => writeFileSync(path.join(folder, name), sql)
const tables = async () =>
  (await rows<{ name: string }>(db, "select name from sqlite_master where type = 'table' order by name")).map(
    ({ name }) => name,
  )
const ledger = async () =>
  (await rows<{ name: string }>(db, 'select name from migrations order by name')).map(({ name }) => name)

describe('migrating', () => {
  test('runs every file once, in order, and writes it down', async () => {
    expect(await migrate(db, now, folder)).toEqual(files)
    expect(await ledger()).toEqual(files)
    expect(await migrate(db, now, folder)).toEqual([])
    add('0900_more.sql', 'create table more (id text)')
    expect(await migrate(db, now, folder)).toEqual(['0900_more.sql'])
    expect(await tables()).toContain('more')
  })

  test('refuses a file that was edited after it ran, by one space even', async () => {
    await migrate(db, now, folder)
    add(files[0]!, `${readFileSync(path.join(folder, files[0]!), 'utf8')} `)
    add('0900_more.sql', 'create table more (id text)')
    await expect(migrate(db, now, folder)).rejects.toThrow(`Migration ${files[0]} was edited after it ran`)
    expect(await tables()).not.toContain('more')
  })

  test('refuses a new file that stands before one that ran', async () => {
    await migrate(db, now, folder)
    add('0000_before.sql', 'create table early (id text)')
    await expect(migrate(db, now, folder)).rejects.toThrow(/ran here, but 0000_before.sql stands in its place/)
    expect(await tables()).not.toContain('early')
  })

  test('refuses a database made by a newer version', async () => {
    add('0900_more.sql', 'create table more (id text)')
    await migrate(db, now, folder)
    rmSync(path.join(folder, '0900_more.sql'))
    await expect(migrate(db, now, folder)).rejects.toThrow(
      /Migration 0900_more.sql ran here, but nothing stands in its place/,
    )
  })

  test.each([
    ['at its first statement', 'nonsense; create table more (id text)'],
    ['at its last', "create table more (id text); insert into more values ('x'); insert into nowhere values (1)"],
    ['at a guard', "insert into audit values (7, 1, null, 'x', 'x', 'x', '{}', '', 'x')"],
  ])('leaves nothing of a file that fails %s, and can go on once it is mended', async (_, sql) => {
    await migrate(db, now, folder)
    const before = await tables()
    add('0900_more.sql', sql)
    add('0901_later.sql', 'create table later (id text)')
    await expect(migrate(db, now, folder)).rejects.toThrow('Migration 0900_more.sql failed and changed nothing')
    expect(await tables()).toEqual(before)
    expect(await ledger()).toEqual(files)
    add('0900_more.sql', 'create table more (id text)')
    expect(await migrate(db, now, folder)).toEqual(['0900_more.sql', '0901_later.sql'])
  })
})

describe('a migrated database', () => {
  test('has what the schema says: drizzle-kit would write no further file', () => {
    const copy = path.join(folder, 'project')
    for (const name of ['migrations', 'src', 'drizzle.config.ts', 'package.json'])
      cpSync(path.join(root, name), path.join(copy, name), { recursive: true })
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
    const list = () => ['sqlite', 'postgres'].map((one) => readdirSync(path.join(copy, 'migrations', one)).sort())
    const before = list()
    const generate = (dialect: string, environment: Record<string, string> = {}) =>
      execFileSync(
        process.execPath,
        [
          'node_modules/drizzle-kit/bin.cjs',
          'generate',
          '--dialect',
          dialect,
          '--schema',
          './src/store/schema/index.ts',
          '--out',
          `./migrations/${dialect === 'sqlite' ? 'sqlite' : 'postgres'}`,
        ],
        { cwd: copy, encoding: 'utf8', stdio: 'pipe', env: { PATH: process.env.PATH, ...environment } },
      )
    expect(generate('sqlite')).toMatch(/No schema changes/)
    expect(generate('postgresql', { NODE_OPTIONS: '--conditions=postgres' })).toMatch(/No schema changes/)
    expect(list()).toEqual(before)
  }, 60_000)

  test('has its guards, and notices when one is dropped, weakened or added', async () => {
    const store = await openStore({ file: ':memory:', key: 'key', now })
    const guards = await rows<{ name: string }>(store, "select name from sqlite_master where type = 'trigger'")
    expect(guards.length).toBeGreaterThan(40)
    expect(await guardsIntact(store)).toBe(true)
    for (const change of [
      'drop trigger approvals_insert',
      'drop index sends_live',
      'drop trigger audit_delete; create trigger audit_delete before delete on audit begin select 1; end',
      'create trigger extra after insert on users begin select 1; end',
      "drop trigger allowed_edges_insert; insert into allowed_edges values ('rejected', 'approved')",
    ]) {
      await raw(store, `begin; ${change}`)
      expect(await guardsIntact(store), change).toBe(false)
      await raw(store, 'rollback')
    }
    expect(await guardsIntact(store)).toBe(true)
    await close(store)
  })

  test('keeps its rows when it is opened again', async () => {
    const file = path.join(folder, 'kept.sqlite')
    const first = await openStore({ file, key: 'key', now })
    await raw(first, "insert into watermarks values ('match', '{}')")
    await close(first)
    const second = await openStore({ file, key: 'key', now: now + 1 })
    expect(await rows(second, 'select stage from watermarks')).toEqual([{ stage: 'match' }])
    await close(second)
  })
})
