import type { Db } from '#dialect'

/**
 * How SQLite goes about every query that is asked meanwhile, a line for each table; of a store that has not been asked
 * them before. It plans without statistics, as in production, so an empty store shows what a full one does.
 */
export const plansOf = async (db: Db, ask: () => Promise<unknown>): Promise<string[]> => {
  const { $client: client } = db
  const asked: string[] = []
  const prepare = client.prepare.bind(client)
  client.prepare = ((text: string) => {
    asked.push(text)
    return prepare(text)
  }) as typeof client.prepare
  try {
    await ask()
  } finally {
    Reflect.deleteProperty(client, 'prepare')
  }
  return asked.filter((text) => asksRows.test(text) && !asksNone.test(text)).flatMap((text) => planOf(db, text))
}
const asksRows = /^\s*(select|update|delete|with)/i
/** Of an empty list. */
const asksNone = / where false\b/

const planOf = (db: Db, text: string): string[] => {
  const values = [...text.matchAll(/\?/g)].map(() => null)
  const plan = db.$client.prepare(`explain query plan ${text}`).all(...values) as { detail: string }[]
  return plan.map(({ detail }) => detail)
}

/** How many rows the queries that are asked meanwhile give back. */
export const rowsReadBy = async (db: Db, ask: () => Promise<unknown>): Promise<number> => {
  const statement = Object.getPrototypeOf(db.$client.prepare('select 1')) as {
    all: (...values: unknown[]) => unknown[]
  }
  const { all } = statement
  let read = 0
  statement.all = function (...values) {
    const found = all.apply(this, values)
    read += found.length
    return found
  }
  try {
    await ask()
  } finally {
    statement.all = all
  }
  return read
}
