import { count } from 'drizzle-orm'
import type { Db } from '#dialect'
import { sends } from '../schema/index.ts'

/** How many sends are in each state. */
export const sendCounts = async (db: Db) =>
  (await db.select({ state: sends.state, n: count() }).from(sends).groupBy(sends.state)).map(({ state, n }) => ({
    state,
    n: Number(n),
  }))
