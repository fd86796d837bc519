import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Db, dialect, raw, rows } from '#dialect'
import { sha256Hex } from '../core/hash.ts'

const shipped = path.resolve(import.meta.dirname, '../../migrations', dialect)

/**
 * Brings the database to the newest schema, each file in one transaction. Keeps a ledger of what ran
 * and refuses when an old file was edited or a new one is dated before the last.
 */
export const migrate = async (db: Db, now: number, folder = shipped): Promise<string[]> => {
  await raw(db, 'create table if not exists migrations (name text primary key, hash text not null, at bigint not null)')
  const ledger = await rows<{ name: string; hash: string }>(db, 'select name, hash from migrations order by name')
  const files = migrationFiles(folder)
  const waiting = files.slice(ledger.length)
  for (const [i, done] of ledger.entries()) {
    if (files[i]?.name !== done.name)
      throw new Error(
        `Migration ${done.name} ran here, but ${files[i]?.name ?? 'nothing'} stands in its place: use the version of Daybreak that made this database, or a newer one`,
      )
    if (files[i].hash !== done.hash)
      throw new Error(`Migration ${done.name} was edited after it ran: put the file back as it was`)
  }
  for (const file of waiting) await run(db, file, now)
  return waiting.map((file) => file.name)
}

type MigrationFile = { name: string; hash: string; sql: string }

const migrationFiles = (folder: string): MigrationFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name), 'utf8')
      return { name, sql, hash: sha256Hex(sql) }
    })

const run = async (db: Db, file: MigrationFile, now: number) => {
  try {
    await raw(
      db,
      `begin; ${file.sql}\n; insert into migrations values ('${file.name}', '${file.hash}', ${now}); commit`,
    )
  } catch (error) {
    await raw(db, 'rollback').catch(() => undefined) // the driver may have rolled back already
    throw new Error(`Migration ${file.name} failed and changed nothing: ${(error as Error).message}`, { cause: error })
  }
}
