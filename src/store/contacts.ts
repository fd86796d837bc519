import { and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { Db, Step, Tx } from '#dialect'
import type { KnownPerson } from '../core/champion.ts'
import { personKey } from '../core/names.ts'
import { accounts, aliases, contacts, employments } from './schema/index.ts'

export type Contact = typeof contacts.$inferSelect

export const findContact = async (db: Db, id: string): Promise<Contact | undefined> =>
  (await db.select().from(contacts).where(eq(contacts.id, id)))[0]

export const contactByAddress = async (db: Db, addressKey: string): Promise<Contact | undefined> =>
  (await db.select().from(contacts).where(eq(contacts.addressKey, addressKey)))[0]

/** Refuses a commit that holds words to somebody who was erased while they were written. */
export const notErased = (tx: Tx, id: string): Step => ({
  must: tx
    .update(contacts)
    .set({ erasedAt: null })
    .where(and(eq(contacts.id, id), isNull(contacts.erasedAt))),
  else: 'This person was erased meanwhile',
})

/** Where this person works now. */
export const workplacesOf = async (db: Db, contactId: string): Promise<string[]> =>
  (
    await db
      .select({ id: employments.accountId })
      .from(employments)
      .where(and(eq(employments.contactId, contactId), isNull(employments.to)))
      .orderBy(asc(employments.id))
  ).map(({ id }) => id)

/** People with one of these names who know us from where they work or worked, with what that account is called. */
export const championsNamed = async (db: Db, names: readonly string[]): Promise<KnownPerson[]> => {
  const wanted = new Set(names.map(personKey))
  const known = await db
    .select({ employment: employments, name: contacts.name, accountName: accounts.name })
    .from(employments)
    .innerJoin(contacts, eq(contacts.id, employments.contactId))
    .innerJoin(accounts, eq(accounts.id, employments.accountId))
    .where(and(or(eq(employments.champion, true), isNotNull(employments.buyingRole)), isNull(contacts.erasedAt)))
    .orderBy(asc(employments.id))
  const people = known.filter(({ name }) => wanted.has(personKey(name))) // a database folds no accents or initials
  if (people.length === 0) return []
  const others = await db
    .select({ accountId: aliases.accountId, name: aliases.name })
    .from(aliases)
    .where(inArray(aliases.accountId, [...new Set(people.map(({ employment }) => employment.accountId))]))
  return people.map(({ employment, name, accountName }) => ({
    employmentId: employment.id,
    name,
    accountId: employment.accountId,
    leftAt: employment.to,
    accountNames: [
      accountName,
      ...others.filter(({ accountId }) => accountId === employment.accountId).map((a) => a.name),
    ],
  }))
}
