import { closeSync, fsyncSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'
import { getTableName } from 'drizzle-orm'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import {
  type BaseSQLiteDatabase,
  type SQLiteTable,
  integer as wholeNumber,
  text as words,
} from 'drizzle-orm/sqlite-core'
import {
  type AuditGrowth,
  type AuditRow,
  auditHash,
  auditKeyOf,
  keepAuditKey,
  type OpenOptions,
  tellGrowth,
} from './seam.ts'

export { index, primaryKey, real, sqliteTable as table, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
export const dialect = 'sqlite'
/** A whole number up to 2^53. */
export const integer = (name: string) => wholeNumber(name)
/** Epoch milliseconds, UTC. */
export const instant = (name: string) => wholeNumber(name)
export const flag = (name: string) => wholeNumber(name, { mode: 'boolean' })
export const json = <T>(name: string) => words(name, { mode: 'json' }).$type<T>()

export type Db = BetterSQLite3Database & { $client: Database.Database }
export type Tx = BaseSQLiteDatabase<'sync', Database.RunResult>
type Write = { toSQL(): { sql: string; params: unknown[] } }
/**
 * `into`: rows that are there already are left alone; all rows name the same columns. `change`: the row that has the
 * values of `where`, or everything is rolled back. Both are for steps that are taken often: nothing is built for them.
 */
export type Step =
  | Write
  | { must: Write; else: string }
  | { into: SQLiteTable; rows: readonly object[] }
  | { change: SQLiteTable; set: object; where: object; else: string }

/** How long a write may wait for its turn. */
const longestWaitMs = 5000
const askAgainMs = 2

/** Opens the file with the settings every connection needs; without `functions` the guards fail closed. */
export const open = async (file: string, options: OpenOptions = {}): Promise<Db> => {
  const client = new Database(file)
  client.pragma(`busy_timeout = ${longestWaitMs}`)
  client.pragma('journal_mode = WAL')
  client.pragma('foreign_keys = ON')
  client.pragma('recursive_triggers = ON')
  client.pragma(`synchronous = ${options.durability === 'normal' ? 'NORMAL' : 'FULL'}`)
  for (const [name, fn] of Object.entries(options.functions ?? {})) {
    client.function(name, { deterministic: true, varargs: true }, fn)
  }
  keepAuditKey(client, options.auditKey)
  const keeping: Database.Database = Object.create(client, {
    prepare: { value: (text: string) => prepared(client, text) },
  })
  return Object.assign(drizzle(keeping), { $client: client }) as Db
}

/** A `must` write changed no row: everything was rolled back. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}

/**
 * Runs the writes and appends the audit rows in one immediate transaction, or changes nothing.
 * A list instead of a callback, because this driver's transactions are synchronous. While another connection writes it
 * asks again and again: waiting inside SQLite would stop the whole thread, pages and all.
 */
export const atomically = async (db: Db, steps: (tx: Tx) => readonly Step[], audit: readonly AuditRow[] = []) => {
  const client = db.$client
  for (let asked = 1; !begins(client, asked * askAgainMs >= longestWaitMs); asked++)
    await new Promise((resolve) => setTimeout(resolve, askAgainMs))
  try {
    for (const step of steps(db)) {
      const changes = take(client, step)
      if ('else' in step && changes === 0) throw new Conflict(step.else)
    }
    const growth = appendAudit(client, audit)
    prepared(client, 'commit').run()
    await tellGrowth(client, growth)
  } catch (error) {
    if (client.inTransaction) prepared(client, 'rollback').run() // a guard may have rolled back already
    throw error
  }
}

/** False when another connection writes just now; at the last it throws. */
const begins = (client: Database.Database, isLast: boolean): boolean => {
  prepared(client, 'pragma busy_timeout = 0').get()
  try {
    prepared(client, 'begin immediate').run()
    return true
  } catch (error) {
    if (isLast || (error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    return false
  } finally {
    prepared(client, `pragma busy_timeout = ${longestWaitMs}`).get()
  }
}

/** Takes one step; answers how many rows it changed. */
const take = (client: Database.Database, step: Step): number => {
  if ('into' in step) return insertRows(client, step)
  if ('change' in step) return changeRow(client, step)
  const { sql, params } = ('must' in step ? step.must : step).toSQL()
  return prepared(client, sql).run(...params).changes
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>()
const keptStatements = 500

/**
 * Preparing a statement costs as much as running it, so it is kept for the next time, the query builder's as well; the
 * one that was longest not asked for goes first.
 */
const prepared = (client: Database.Database, sqlText: string): Database.Statement => {
  const kept = statements.get(client) ?? new Map<string, Database.Statement>()
  statements.set(client, kept)
  const statement = kept.get(sqlText) ?? client.prepare(sqlText)
  kept.delete(sqlText)
  if (kept.size >= keptStatements) kept.delete(kept.keys().next().value!)
  kept.set(sqlText, statement)
  return statement.reader ? statement.raw(false) : statement
}

type Rows = { into: SQLiteTable; rows: readonly object[] }

const insertRows = (client: Database.Database, { into, rows }: Rows): number => {
  const [first] = rows
  if (!first) return 0
  const columns = columnsOf(into, first)
  const names = columns.map(({ name }) => name)
  const text = `insert into "${getTableName(into)}" (${names}) values (${names.map(() => '?')}) on conflict do nothing`
  const statement = prepared(client, text)
  let changes = 0
  for (const row of rows) changes += statement.run(valuesOf(columns, row)).changes
  return changes
}

type Change = { change: SQLiteTable; set: object; where: object }

const changeRow = (client: Database.Database, { change, set, where }: Change): number => {
  const columns = columnsOf(change, set)
  const keys = columnsOf(change, where)
  const equal = (list: readonly Column[], between: string) => list.map(({ name }) => `${name} = ?`).join(between)
  const text = `update "${getTableName(change)}" set ${equal(columns, ', ')} where ${equal(keys, ' and ')}`
  return prepared(client, text).run([...valuesOf(columns, set), ...valuesOf(keys, where)]).changes
}

type Column = { key: string; name: string; toDriver: (value: unknown) => unknown }
type DrizzleColumn = { name: string; dataType: string; mapToDriverValue: (value: unknown) => unknown }

const columnsOf = (table: SQLiteTable, row: object): Column[] =>
  Object.keys(row).map((key) => {
    const column = (table as unknown as Record<string, DrizzleColumn>)[key]!
    const isPlain = column.dataType === 'string' || column.dataType === 'number'
    return { key, name: `"${column.name}"`, toDriver: isPlain ? asItIs : (value) => column.mapToDriverValue(value) }
  })

const asItIs = (value: unknown) => value

const valuesOf = (columns: readonly Column[], row: object): unknown[] => {
  const values = new Array<unknown>(columns.length)
  for (let i = 0; i < columns.length; i++) {
    const value = (row as Record<string, unknown>)[columns[i]!.key]
    values[i] = value === undefined || value === null ? null : columns[i]!.toDriver(value)
  }
  return values
}

const appendAudit = (client: Database.Database, rows: readonly AuditRow[]): AuditGrowth | null => {
  if (rows.length === 0) return null
  const head = prepared(client, 'select seq, hash from audit order by seq desc limit 1').get() as
    | { seq: number; hash: string }
    | undefined
  const insert = prepared(
    client,
    'insert into audit (seq, at, actor_id, what, subject, subject_id, detail, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const before = head ?? { seq: 0, hash: '' }
  let { seq, hash: previous } = before
  for (const row of rows) {
    seq += 1
    const hash = auditHash(auditKeyOf(client), previous, seq, row)
    insert.run(
      seq,
      row.at,
      row.actorId,
      row.what,
      row.subject,
      row.subjectId,
      JSON.stringify(row.detail),
      previous,
      hash,
    )
    previous = hash
  }
  return { before, head: { seq, hash: previous } }
}

/** Runs SQL text as it is: migrations and guards. */
export const raw = async (db: Db, sqlText: string): Promise<void> => void db.$client.exec(sqlText)

/** Rows of a statement with `?` parameters, for the few reads the query builder cannot say. */
export const rows = async <T>(db: Db, sqlText: string, params: readonly unknown[] = []): Promise<T[]> =>
  prepared(db.$client, sqlText).all(...params) as T[]

/**
 * A copy of the database as it is at this moment, in a new file, whoever writes meanwhile. It holds its thread until it
 * is done, so a thread that serves pages asks another.
 */
export const copyTo = async (db: Db, file: string): Promise<void> => {
  db.$client.prepare('vacuum into ?').run(file)
  const copy = openSync(file, 'r+')
  fsyncSync(copy)
  closeSync(copy)
}

export const close = async (db: Db): Promise<void> => void db.$client.close()
