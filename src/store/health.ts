import { type Db, rows } from '#dialect'

/** What SQLite itself finds wrong with the file; empty when nothing. */
export const damage = async (db: Db): Promise<string[]> => {
  const found = await rows<Record<string, string>>(db, 'pragma integrity_check(10)')
  const orphans = await rows<{ table: string }>(db, 'pragma foreign_key_check')
  return [
    ...found.flatMap((row) => Object.values(row)).filter((word) => word !== 'ok'),
    ...new Set(orphans.map(({ table }) => `a row of ${table} points to nothing`)),
  ]
}

export const migrationsRun = async (db: Db): Promise<string[]> =>
  (await rows<{ name: string }>(db, 'select name from migrations order by name')).map(({ name }) => name)

/** Bytes of the pages that hold something: about what a copy takes. */
export const bytesInUse = async (db: Db): Promise<number> => {
  const [page, all, free] = ['page_size', 'page_count', 'freelist_count'].map(
    async (name) => (await rows<Record<string, number>>(db, `pragma ${name}`))[0]![name]!,
  )
  return (await page!) * ((await all!) - (await free!))
}
