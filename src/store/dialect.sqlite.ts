import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import {
  type BaseSQLiteDatabase,
  getTableConfig,
  type SQLiteTable,
  integer as wholeNumber,
  text as words,
} from 'drizzle-orm/sqlite-core'
import { type AuditRow, auditHash, type OpenOptions } from './seam.ts'

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
type Write = { run(): unknown }
/** `into`: rows that are there already are left alone; all rows name the same columns. */
export type Step = Write | { must: Write; else: string } | { into: SQLiteTable; rows: readonly object[] }

/** Opens the file with the settings every connection needs; without `functions` the guards fail closed. */
export const open = async (file: string, options: OpenOptions = {}): Promise<Db> => {
  const client = new Database(file)
  client.pragma(`busy_timeout = ${options.busyTimeoutMs ?? 5000}`)
  client.pragma('journal_mode = WAL')
  client.pragma('foreign_keys = ON')
  client.pragma('recursive_triggers = ON')
  client.pragma(`synchronous = ${options.durability === 'normal' ? 'NORMAL' : 'FULL'}`)
  for (const [name, fn] of Object.entries(options.functions ?? {})) {
    client.function(name, { deterministic: true, varargs: true }, fn)
  }
  return drizzle(client) as Db
}

/** A `must` write changed no row: everything was rolled back. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}

/**
 * Runs the writes and appends the audit rows in one immediate transaction, or changes nothing.
 * A list instead of a callback, because this driver's transactions are synchronous.
 */
export const atomically = async (db: Db, steps: (tx: Tx) => readonly Step[], audit: readonly AuditRow[] = []) => {
  db.transaction(
    (tx) => {
      for (const step of steps(tx)) {
        if ('into' in step) {
          insertRows(db.$client, step)
          continue
        }
        const write = 'must' in step ? step.must : step
        const result = write.run() as Database.RunResult
        if ('must' in step && result.changes === 0) throw new Conflict(step.else)
      }
      appendAudit(db.$client, audit)
    },
    { behavior: 'immediate' },
  )
}

type Insert = { statement: Database.Statement; columns: readonly [string, (value: unknown) => unknown][] }
const inserts = new WeakMap<Database.Database, Map<string, Insert>>()

/** One prepared statement for each table: building a query for every row costs more than the insert itself. */
const insertRows = (client: Database.Database, { into, rows }: { into: SQLiteTable; rows: readonly object[] }) => {
  const [first] = rows
  if (!first) return
  const { statement, columns } = preparedInsert(client, into, Object.keys(first))
  for (const row of rows as Record<string, unknown>[])
    statement.run(columns.map(([key, toDriver]) => (row[key] == null ? null : toDriver(row[key]))))
}

const preparedInsert = (client: Database.Database, table: SQLiteTable, keys: readonly string[]): Insert => {
  const known = inserts.get(client) ?? new Map<string, Insert>()
  inserts.set(client, known)
  const { name } = getTableConfig(table)
  const id = [name, ...keys].join(' ')
  const already = known.get(id)
  if (already) return already
  const columns = keys.map((key) => (table as unknown as Record<string, Column>)[key]!)
  const statement = client.prepare(
    `insert into "${name}" (${columns.map((column) => `"${column.name}"`)}) values (${columns.map(() => '?')}) on conflict do nothing`,
  )
  const made: Insert = { statement, columns: keys.map((key, i) => [key, driverValue(columns[i]!)]) }
  known.set(id, made)
  return made
}

type Column = { name: string; dataType: string; mapToDriverValue: (value: unknown) => unknown }

/** Text and numbers are stored as they are. */
const driverValue = (column: Column): ((value: unknown) => unknown) =>
  column.dataType === 'string' || column.dataType === 'number'
    ? (value) => value
    : (value) => column.mapToDriverValue(value)

const appendAudit = (client: Database.Database, rows: readonly AuditRow[]) => {
  if (rows.length === 0) return
  const head = client.prepare('select seq, hash from audit order by seq desc limit 1').get() as
    | { seq: number; hash: string }
    | undefined
  const insert = client.prepare(
    'insert into audit (seq, at, actor_id, what, subject, subject_id, detail, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  let seq = head?.seq ?? 0
  let previous = head?.hash ?? ''
  for (const row of rows) {
    seq += 1
    const hash = auditHash(previous, seq, row)
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
}

/** Runs SQL text as it is: migrations and guards. */
export const raw = async (db: Db, sqlText: string): Promise<void> => void db.$client.exec(sqlText)

/** Rows of a statement with `?` parameters, for the few reads the query builder cannot say. */
export const rows = async <T>(db: Db, sqlText: string, params: readonly unknown[] = []): Promise<T[]> =>
  db.$client.prepare(sqlText).all(...params) as T[]

/** A consistent copy of the database in a new file, while it is in use. */
export const copyTo = async (db: Db, file: string): Promise<void> => void (await db.$client.backup(file))

export const close = async (db: Db): Promise<void> => void db.$client.close()
