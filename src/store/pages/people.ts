import { asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#dialect'
import { queueDays, users } from '../schema/index.ts'

/** Active people who have ever had a queue: whose desk a manager may open. */
export const repsWithQueues = async (db: Db) =>
  await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, db.selectDistinct({ id: queueDays.ownerKey }).from(queueDays)))
    .orderBy(asc(users.name))

export const userNames = async (db: Db): Promise<Map<string, string>> =>
  new Map((await db.select({ id: users.id, name: users.name }).from(users)).map(({ id, name }) => [id, name]))

export const userName = async (db: Db, id: string): Promise<string | null> =>
  (await db.select({ name: users.name }).from(users).where(eq(users.id, id)))[0]?.name ?? null
