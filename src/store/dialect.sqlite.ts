import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { type BaseSQLiteDatabase, integer as wholeNumber, text as words } from 'drizzle-orm/sqlite-core'
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
export type Step = Write | { must: Write; else: string }

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
        const write = 'must' in step ? step.must : step
        const result = write.run() as Database.RunResult
        if ('must' in step && result.changes === 0) throw new Conflict(step.else)
      }
      appendAudit(db.$client, audit)
    },
    { behavior: 'immediate' },
  )
}

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
