import { asc, count, eq } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import { users } from './schema/index.ts'

export type User = typeof users.$inferSelect
export type NewUser = typeof users.$inferInsert

/** How an e-mail address is stored and looked up. */
export const foldEmail = (email: string): string => email.trim().normalize('NFKC').toLowerCase()

export const userById = async (db: Db, id: string): Promise<User | null> =>
  (await db.select().from(users).where(eq(users.id, id)))[0] ?? null

export const userByEmail = async (db: Db, email: string): Promise<User | null> =>
  (
    await db
      .select()
      .from(users)
      .where(eq(users.email, foldEmail(email)))
  )[0] ?? null

export const allUsers = async (db: Db): Promise<User[]> => await db.select().from(users).orderBy(asc(users.name))

export const countUsers = async (db: Db): Promise<number> =>
  Number((await db.select({ n: count() }).from(users))[0]?.n ?? 0)

export const addUser = (tx: Tx, user: NewUser) => tx.insert(users).values({ ...user, email: foldEmail(user.email) })

export type UserChange = Partial<
  Pick<User, 'name' | 'role' | 'timeZone' | 'capacity' | 'active' | 'passwordHash' | 'managerId' | 'digestHour'>
>
export const changeUser = (tx: Tx, id: string, change: UserChange) =>
  tx.update(users).set(change).where(eq(users.id, id))

export const sealUser = (tx: Tx, id: string, seal: string) => tx.update(users).set({ seal }).where(eq(users.id, id))

/** Everybody, by folded address. */
export const usersByEmail = async (db: Db): Promise<Map<string, User>> =>
  new Map((await allUsers(db)).map((user) => [user.email, user]))
