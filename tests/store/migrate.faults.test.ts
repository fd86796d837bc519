import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { close, type Db, open, raw, rows } from '#dialect'
import { guardFingerprint, guardFunctions } from '../../src/store/guards.ts'
import { migrate } from '../../src/store/migrate.ts'
import { root } from '../law/reading.ts'
import { key } from '../support/workspace.ts'
import { sceneAt } from './scene.ts'
import { now } from './seam/moment.ts'

const ours = path.join(root, 'migrations/sqlite')
const shipped = readdirSync(ours).filter((name) => name.endsWith('.sql'))
const fault = "insert into nowhere values ('a fault')"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-faults-'))
  for (const name of shipped) cpSync(path.join(ours, name), path.join(folder, name))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Its statements; a trigger is one, with all that stands between BEGIN and END. */
const statementsOf = (sql: string): string[] =>
  [...sql.replace(/--.*$/gm, '').matchAll(/\s*CREATE TRIGGER[\s\S]*?\bEND;|(?:'[^']*'|[^;'])+;/g)].map(([one]) =>
    one.trim(),
  )

/** Everything there is to see of a database: its schema with its guards, and how many rows stand in each table. */
const stateOf = async (db: Db) => {
  const schema = await rows<{ name: string; sql: string }>(db, 'select name, sql from sqlite_master order by name, sql')
  const tables = await rows<{ name: string }>(db, "select name from sqlite_master where type = 'table' order by name")
  const counts: Record<string, number> = {}
  for (const { name } of tables)
    counts[name] = (await rows<{ n: number }>(db, `select count(*) as n from "${name}"`))[0]!.n
  const guards = 'allowed_edges' in counts ? await guardFingerprint(db) : null
  return { schema, counts, guards, damage: await rows(db, 'pragma foreign_key_check') }
}

test('a fault at any statement of the migrations that made this database leaves nothing of its file', async () => {
  const db = await open(':memory:', { functions: guardFunctions(key) })
  await raw(db, 'create table migrations (name text primary key, hash text not null, at bigint not null)')
  let faults = 0
  for (const [i, name] of shipped.entries()) {
    const whole = readFileSync(path.join(ours, name), 'utf8')
    const statements = statementsOf(whole)
    for (const later of shipped.slice(i)) rmSync(path.join(folder, later), { force: true })
    const before = await stateOf(db)
    for (let at = 0; at <= statements.length; at++) {
      writeFileSync(
        path.join(folder, name),
        [...statements.slice(0, at), `${fault};`, ...statements.slice(at)].join('\n'),
      )
      await expect(migrate(db, now, folder)).rejects.toThrow(`Migration ${name} failed and changed nothing`)
      faults++
      if (at % 10 === 0 || at > statements.length - 3) expect(await stateOf(db)).toEqual(before)
      else expect(await rows(db, 'select count(*) as n from sqlite_master')).toEqual([{ n: before.schema.length }])
    }
    writeFileSync(path.join(folder, name), whole)
    expect(await migrate(db, now, folder)).toEqual([name])
  }
  expect(faults).toBeGreaterThan(200)
  const fresh = await open(':memory:', { functions: guardFunctions(key) })
  await migrate(fresh, now)
  expect((await stateOf(db)).guards).toBe((await stateOf(fresh)).guards)
  for (const one of [db, fresh]) await close(one)
}, 120_000)

/** What later migrations do: columns, indexes, new tables, a table made anew with its rows, a guard made anew. */
const later = (guard: string): string[] => [
  'ALTER TABLE accounts ADD COLUMN nickname text;',
  "UPDATE accounts SET nickname = 'x';",
  'CREATE INDEX accounts_nickname ON accounts (nickname);',
  'CREATE TABLE rooms (id text primary key, name text not null);',
  'INSERT INTO rooms SELECT id, name FROM accounts;',
  'CREATE TABLE new_watermarks (stage text primary key, value text not null, note text);',
  'INSERT INTO new_watermarks (stage, value) SELECT * FROM watermarks;',
  'DROP TABLE watermarks;',
  'ALTER TABLE new_watermarks RENAME TO watermarks;',
  'DROP TRIGGER touches_update;',
  `${guard};`,
  "INSERT INTO watermarks (stage, value) VALUES ('later', '{}');",
]

const populated = async () => {
  const file = path.join(folder, 'own.sqlite')
  const scene = await sceneAt('queued', { file })
  scene.sql("INSERT INTO watermarks VALUES ('match', '{}')")
  scene.sql("INSERT INTO suppressions VALUES ('s', 'domain', 'gone.example', 'asked', null, 0)")
  const guard = scene.db.$client.prepare("SELECT sql FROM sqlite_master WHERE name = 'touches_update'").pluck().get()
  await scene.close()
  return { file, statements: later(String(guard)) }
}

const reopened = async (file: string) => await open(file, { functions: guardFunctions(key), auditKey: key })

test('a later migration of a workspace in use happens whole or not at all, and keeps every row and guard', async () => {
  const { file, statements } = await populated()
  const db = await reopened(file)
  const before = await stateOf(db)
  expect(before.counts).toMatchObject({ approvals: 1, sends: 1, suppressions: 1, users: 4, watermarks: 1 })
  for (let at = 0; at <= statements.length; at++) {
    const faulty = [...statements.slice(0, at), `${fault};`, ...statements.slice(at)]
    writeFileSync(path.join(folder, '0900_later.sql'), faulty.join('\n'))
    await expect(migrate(db, now, folder)).rejects.toThrow('0900_later.sql failed and changed nothing')
    expect(await stateOf(db), `a fault before statement ${at}`).toEqual(before)
  }
  writeFileSync(path.join(folder, '0900_later.sql'), statements.join('\n'))
  expect(await migrate(db, now, folder)).toEqual(['0900_later.sql'])
  const { counts, damage } = await stateOf(db)
  expect(damage).toEqual([])
  expect(counts).toEqual({
    ...before.counts,
    migrations: before.counts.migrations! + 1,
    rooms: before.counts.accounts,
    watermarks: 2,
  })
  await close(db)
})

test('a power cut after any statement of a migration leaves the workspace as it was', async () => {
  const { file, statements } = await populated()
  const whole = await reopened(file)
  const before = await stateOf(whole)
  await close(whole)
  for (let done = 1; done <= statements.length; done++) {
    const db = await reopened(file)
    await raw(db, 'pragma cache_spill = 1; pragma cache_size = 1') // so that half of it stands on the disk already
    await raw(db, `begin; ${statements.slice(0, done).join('\n')}`)
    const left = path.join(folder, `left-${done}`)
    mkdirSync(left)
    for (const end of ['', '-wal']) cpSync(file + end, path.join(left, `own.sqlite${end}`))
    await raw(db, 'rollback')
    await close(db)
    const found = await reopened(path.join(left, 'own.sqlite'))
    expect(await stateOf(found), `cut after statement ${done}`).toEqual(before)
    await close(found)
  }
})
