import { and, asc, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import type { Db } from '#dialect'
import { accounts, contacts, corrections, drafts, employments, queueDays, users } from '../schema/index.ts'

/** Active people who have ever had a queue: whose desk a manager may open. */
export const repsWithQueues = async (db: Db) =>
  await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, db.selectDistinct({ id: queueDays.ownerKey }).from(queueDays)))
    .orderBy(asc(users.name))

export const userNames = async (db: Db): Promise<Map<string, string>> =>
  new Map((await db.select({ id: users.id, name: users.name }).from(users)).map(({ id, name }) => [id, name]))

export const accountNames = async (db: Db, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map(
    (ids.length === 0
      ? []
      : await db
          .select({ id: accounts.id, name: accounts.name })
          .from(accounts)
          .where(inArray(accounts.id, [...ids]))
    ).map(({ id, name }) => [id, name]),
  )

/** The account of each draft, by name. */
export const draftNames = async (db: Db, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map(
    (ids.length === 0
      ? []
      : await db
          .select({ id: drafts.id, name: accounts.name })
          .from(drafts)
          .innerJoin(accounts, eq(accounts.id, drafts.accountId))
          .where(inArray(drafts.id, [...ids]))
    ).map(({ id, name }) => [id, name]),
  )

export const userName = async (db: Db, id: string): Promise<string | null> =>
  (await db.select({ name: users.name }).from(users).where(eq(users.id, id)))[0]?.name ?? null

/** Who works at the account now and may be offered: not erased, and by nobody called the wrong person. */
export const offeredPeople = async (db: Db, accountId: string) =>
  await db
    .select({ contact: contacts, employment: employments })
    .from(employments)
    .innerJoin(contacts, eq(contacts.id, employments.contactId))
    .where(
      and(
        eq(employments.accountId, accountId),
        isNull(employments.to),
        isNull(contacts.erasedAt),
        notInArray(
          contacts.id,
          db
            .select({ id: corrections.subjectId })
            .from(corrections)
            .where(and(eq(corrections.accountId, accountId), eq(corrections.what, 'contact'))),
        ),
      ),
    )
    .orderBy(asc(contacts.name))
    .limit(50)
export type OfferedPerson = Awaited<ReturnType<typeof offeredPeople>>[number]
