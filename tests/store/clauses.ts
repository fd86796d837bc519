import { expect } from 'vitest'
import { type Scene, type Stage, sceneAt } from './scene.ts'

/**
 * For tests of one clause at a time: other guards are taken away where they would refuse as well, so that what is
 * refused is refused by this clause. Each attack is rolled back, so a file needs its scenes once.
 */
export const openScene = async (stage: Stage): Promise<Scene> => {
  const s = await sceneAt(stage)
  s.sql("INSERT INTO suppressions VALUES ('s', 'domain', 'gone.example', 'asked', null, 0)")
  s.sql(
    "INSERT INTO touches (id, external_id, account_id, channel, route, at) VALUES ('t', 't', 'bystander', 'email', 'import', 0)",
  )
  s.sql("INSERT INTO sessions VALUES ('s', 'token', 'other', 0, 0, 9)")
  s.sql("INSERT INTO sign_in_links VALUES ('l', 'token', 'other', 0, 9, null)")
  s.db.$client.pragma('foreign_keys = OFF')
  return s
}

/** Runs them and takes them back: the error, or what the query answers at the end. */
export const tried = (s: Scene, statements: readonly string[], query = 'SELECT NULL'): unknown => {
  s.db.$client.exec('BEGIN')
  try {
    for (const one of statements) s.db.$client.exec(one)
    return s.db.$client.prepare(query).pluck().get()
  } catch (error) {
    return error
  } finally {
    if (s.db.$client.inTransaction) s.db.$client.exec('ROLLBACK')
  }
}
/** The last statement is refused with these words; what stands before it is done. */
export const refuses = (s: Scene, says: string, ...statements: string[]) => {
  const before = statements.slice(0, -1)
  if (before.length > 0) expect(tried(s, before), `before: ${before.join('; ')}`).toBeNull()
  expect(String(tried(s, statements)), statements.join('; ')).toContain(says)
}
export const takes = (s: Scene, ...statements: string[]) =>
  expect(tried(s, statements), statements.join('; ')).toBeNull()

export const without = (...guards: string[]) => guards.map((name) => `DROP TRIGGER ${name}`).join('; ')
export const columnsOf = (s: Scene, table: string) =>
  s.db.$client.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[]
/** A row put in that is a copy of another but for these columns. */
export const copy = (s: Scene, table: string, change: Record<string, string>, where = '1') =>
  `INSERT INTO ${table} (${columnsOf(s, table)}) SELECT ${columnsOf(s, table).map((name) => change[name] ?? `"${name}"`)} FROM ${table} WHERE ${where} LIMIT 1`
/** Takes every guard of a table away but this one. */
export const others = (s: Scene, table: string, but = ''): string => {
  const guards = s.db.$client.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND name <> ?",
  )
  return without(...(guards.pluck().all(table, but) as string[]))
}
/** Puts rows into a state behind the backs of a table's guards, which are there again afterwards. */
export const behind = (s: Scene, table: string, statement: string): string => {
  const guards = s.db.$client.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?")
  return [others(s, table), statement, ...(guards.pluck().all(table) as string[])].join(';\n')
}
