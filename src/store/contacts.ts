import { eq } from 'drizzle-orm'
import type { Db } from '#dialect'
import { contacts } from './schema/index.ts'

export type Contact = typeof contacts.$inferSelect

export const findContact = async (db: Db, id: string): Promise<Contact | undefined> =>
  (await db.select().from(contacts).where(eq(contacts.id, id)))[0]

export const contactByAddress = async (db: Db, addressKey: string): Promise<Contact | undefined> =>
  (await db.select().from(contacts).where(eq(contacts.addressKey, addressKey)))[0]
