import { PGlite } from '@electric-sql/pglite'
import { and, eq, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  jsonb,
  type PgColumn,
  type PgDatabase,
  type PgQueryResultHKT,
  type PgTable,
} from 'drizzle-orm/pg-core'
import { drizzle, type PgliteDatabase } from 'drizzle-orm/pglite'
import {
  type AuditGrowth,
  type AuditRow,
  auditHash,
  auditKeyOf,
  keepAuditKey,
  type OpenOptions,
  tellGrowth,
} from './seam.ts'

export {
  doublePrecision as real,
  index,
  pgTable as table,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
export const dialect = 'postgres'
/** A whole number up to 2^53. */
export const integer = (name: string) => bigint(name, { mode: 'number' })
/** Epoch milliseconds, UTC. */
export const instant = (name: string) => bigint(name, { mode: 'number' })
export const flag = (name: string) => boolean(name)
export const json = <T>(name: string) => jsonb(name).$type<T>()

export type Db = PgliteDatabase & { $client: PGlite }
export type Tx = PgDatabase<PgQueryResultHKT>
type Write = PromiseLike<unknown>
/**
 * `into`: rows that are there already are left alone; all rows name the same columns. `change`: the row that has the
 * values of `where`, or everything is rolled back.
 */
export type Step =
  | Write
  | { must: Write; else: string }
  | { into: PgTable; rows: readonly object[] }
  | { change: PgTable; set: object; where: object; else: string }

/** Opens PGlite (PostgreSQL in this process); an empty name or ':memory:' keeps nothing. */
export const open = async (file: string, options: OpenOptions = {}): Promise<Db> => {
  const client = await PGlite.create(file === ':memory:' ? undefined : file)
  keepAuditKey(client, options.auditKey)
  return drizzle({ client }) as Db
}

/** A `must` write changed no row: everything was rolled back. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}

/** Runs the writes and appends the audit rows in one transaction, or changes nothing. */
export const atomically = async (db: Db, steps: (tx: Tx) => readonly Step[], audit: readonly AuditRow[] = []) => {
  const growth = await db.transaction(async (tx) => {
    for (const step of steps(tx as unknown as Tx)) {
      if ('into' in step && step.rows.length === 0) continue
      const result = (await writeOf(tx as unknown as Tx, step)) as { affectedRows?: number; rowCount?: number }
      if ('else' in step && !(result.affectedRows ?? result.rowCount)) throw new Conflict(step.else)
    }
    return await appendAudit(tx as unknown as { execute: Execute }, audit, auditKeyOf(db.$client))
  })
  await tellGrowth(db.$client, growth)
}

const writeOf = (tx: Tx, step: Step): Write => {
  if ('into' in step)
    return tx
      .insert(step.into)
      .values([...step.rows])
      .onConflictDoNothing()
  if ('change' in step)
    return tx
      .update(step.change)
      .set(step.set)
      .where(and(...equalities(step.change, step.where)))
  return 'must' in step ? step.must : step
}

const equalities = (table: PgTable, where: object) =>
  Object.entries(where).map(([key, value]) => eq((table as unknown as Record<string, PgColumn>)[key]!, value))

type Execute = (query: ReturnType<typeof sql>) => Promise<{ rows: Record<string, unknown>[] }>

const appendAudit = async (
  tx: { execute: Execute },
  audit: readonly AuditRow[],
  key: string,
): Promise<AuditGrowth | null> => {
  if (audit.length === 0) return null
  await tx.execute(sql`lock table audit in exclusive mode`)
  const [head] = (await tx.execute(sql`select seq, hash from audit order by seq desc limit 1`)).rows
  const before = { seq: Number(head?.seq ?? 0), hash: String(head?.hash ?? '') }
  let { seq, hash: previous } = before
  for (const row of audit) {
    seq += 1
    const hash = auditHash(key, previous, seq, row)
    await tx.execute(
      sql`insert into audit (seq, at, actor_id, what, subject, subject_id, detail, previous_hash, hash)
          values (${seq}, ${row.at}, ${row.actorId}, ${row.what}, ${row.subject}, ${row.subjectId}, ${JSON.stringify(row.detail)}, ${previous}, ${hash})`,
    )
    previous = hash
  }
  return { before, head: { seq, hash: previous } }
}

/** Runs SQL text as it is: migrations. */
export const raw = async (db: Db, sqlText: string): Promise<void> => void (await db.$client.exec(sqlText))

/** Rows of a statement with `?` parameters, for the few reads the query builder cannot say. */
export const rows = async <T>(db: Db, sqlText: string, params: readonly unknown[] = []): Promise<T[]> => {
  let position = 0
  const numbered = sqlText.replaceAll('?', () => `$${++position}`)
  return (await db.$client.query<T>(numbered, [...params])).rows
}

export const copyTo = async (_db: Db, _file: string): Promise<void> => {
  throw new Error('A backup of PostgreSQL is made with pg_dump')
}

export const close = async (db: Db): Promise<void> => void (await db.$client.close())
