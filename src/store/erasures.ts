import { and, asc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '#dialect'
import type { Brief } from '../core/brief.ts'
import type { Instant } from '../core/document.ts'
import type { Contact } from './contacts.ts'
import {
  briefs,
  contacts,
  corrections,
  employments,
  erasures,
  followUps,
  handovers,
  holds,
  outcomes,
  problems,
  pursuits,
  revisionChecks,
  revisions,
  revisionTexts,
  sends,
  touches,
} from './schema/index.ts'

/** What erased people could come back under, for an import. */
export const erasedKeys = async (db: Db): Promise<ReadonlySet<string>> =>
  new Set((await db.select({ key: erasures.key }).from(erasures)).map(({ key }) => key))

export const isErased = async (db: Db, keys: string[]): Promise<boolean> =>
  keys.length > 0 &&
  (await db.select({ key: erasures.key }).from(erasures).where(inArray(erasures.key, keys))).length > 0

/** Everybody who is not erased yet and has this address; where nobody has, who was written to under it. */
export const peopleAt = async (db: Db, addressKey: string): Promise<Contact[]> => {
  const living = async (whose: SQL | undefined) =>
    await db
      .select()
      .from(contacts)
      .where(and(whose, isNull(contacts.erasedAt)))
      .orderBy(asc(contacts.id))
  const now = await living(eq(contacts.addressKey, addressKey))
  const written = db.select({ id: revisions.contactId }).from(revisions).where(eq(revisions.addressKey, addressKey))
  const touched = db.select({ id: touches.contactId }).from(touches).where(eq(touches.addressKey, addressKey))
  return now.length > 0 ? now : await living(or(inArray(contacts.id, written), inArray(contacts.id, touched)))
}

/** Who had this address and is erased already. */
export const erasedAt = async (db: Db, addressKey: string): Promise<Contact[]> =>
  await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.addressKey, addressKey), isNotNull(contacts.erasedAt)))
    .orderBy(asc(contacts.id))

/** The addresses that a person was written to under and that nobody has now. */
export const formerKeys = async (db: Db, contactId: string): Promise<string[]> => {
  const written = await db
    .selectDistinct({ key: revisions.addressKey })
    .from(revisions)
    .where(eq(revisions.contactId, contactId))
  const touched = await db
    .selectDistinct({ key: touches.addressKey })
    .from(touches)
    .where(eq(touches.contactId, contactId))
  const keys = [...new Set([...written, ...touched].flatMap(({ key }) => key || []))]
  const held = await db.select({ key: contacts.addressKey }).from(contacts).where(inArray(contacts.addressKey, keys))
  return keys.filter((key) => !held.some((one) => one.key === key)).sort()
}

export const accountsOfContact = async (db: Db, contactId: string): Promise<string[]> => {
  const jobs = await db
    .selectDistinct({ accountId: employments.accountId })
    .from(employments)
    .where(eq(employments.contactId, contactId))
    .orderBy(asc(employments.accountId))
  return jobs.map(({ accountId }) => accountId)
}

type Whose = Pick<Contact, 'id' | 'addressKey'>
const goesTo = ({ id, addressKey }: Whose) =>
  addressKey ? or(eq(revisions.contactId, id), eq(revisions.addressKey, addressKey)) : eq(revisions.contactId, id)

/** Revisions whose words go to this person and still stand. */
export const revisionsTo = async (db: Db, whose: Whose): Promise<string[]> => {
  const found = await db
    .select({ id: revisions.id })
    .from(revisions)
    .innerJoin(revisionTexts, eq(revisionTexts.revisionId, revisions.id))
    .where(and(goesTo(whose), isNull(revisionTexts.erasedAt)))
    .orderBy(asc(revisions.id))
  return found.map((one) => one.id)
}

export const briefsOfAccounts = async (db: Db, accountIds: string[]): Promise<{ id: string; brief: Brief }[]> =>
  await db
    .select({ id: briefs.id, brief: briefs.brief })
    .from(briefs)
    .innerJoin(pursuits, eq(pursuits.id, briefs.pursuitId))
    .where(inArray(pursuits.accountId, accountIds))
    .orderBy(asc(briefs.id))

export const insertErasures = (tx: Tx, rows: (typeof erasures.$inferInsert)[]) =>
  tx.insert(erasures).values(rows).onConflictDoNothing()

export const saveBrief = (tx: Tx, id: string, brief: Brief) => tx.update(briefs).set({ brief }).where(eq(briefs.id, id))

/** All words that go to this person by now, what the checks quoted of them and what was answered; their hashes stay. */
export const emptyRevisions = (tx: Tx, whose: Whose, at: Instant) => {
  const theirs = tx.select({ id: revisions.id }).from(revisions).where(goesTo(whose))
  const written = tx.select({ id: revisions.draftId }).from(revisions).where(goesTo(whose))
  return [
    tx
      .update(revisionTexts)
      .set({ from: '', to: '', replyTo: '', subject: '', text: '', html: '', erasedAt: at })
      .where(and(inArray(revisionTexts.revisionId, theirs), isNull(revisionTexts.erasedAt))),
    tx.update(revisionChecks).set({ findings: [], marks: [] }).where(inArray(revisionChecks.revisionId, theirs)),
    tx
      .update(sends)
      .set({ reply: '' })
      .where(and(inArray(sends.draftId, written), isNotNull(sends.reply))),
    tx
      .update(problems)
      .set({ message: '(erased)' })
      .where(and(eq(problems.stage, 'send'), inArray(problems.subjectId, written))),
  ]
}

/** The person's own row, jobs and what people noted about them; ids, days and the address key stay. */
export const emptyPerson = (tx: Tx, id: string, at: Instant) => {
  const theirs = tx.select({ id: outcomes.id }).from(outcomes).where(eq(outcomes.contactId, id))
  return [
    tx
      .update(contacts)
      .set({
        ...{ name: '', email: null, phone: null, externalId: null, timeZone: null, country: null },
        ...{ verifiedAt: null, source: 'erased', erasedAt: at },
      })
      .where(and(eq(contacts.id, id), isNull(contacts.erasedAt))),
    tx.update(employments).set({ title: null, buyingRole: null, champion: false }).where(eq(employments.contactId, id)),
    ...emptyRests(tx, id),
    tx.update(handovers).set({ note: '' }).where(inArray(handovers.outcomeId, theirs)),
    tx
      .update(handovers)
      .set({ answerReason: '' })
      .where(and(inArray(handovers.outcomeId, theirs), isNotNull(handovers.answerReason))),
    tx.update(outcomes).set({ reason: null }).where(eq(outcomes.contactId, id)),
    tx.update(holds).set({ reason: '' }).where(eq(holds.contactId, id)),
    tx
      .update(corrections)
      .set({ note: null })
      .where(and(eq(corrections.what, 'contact'), eq(corrections.subjectId, id))),
    tx
      .update(followUps)
      .set({ closedAt: at, closeReason: 'erased' })
      .where(and(eq(followUps.contactId, id), isNull(followUps.closedAt))),
    tx.update(followUps).set({ note: '' }).where(eq(followUps.contactId, id)),
  ]
}

/** A rest is the account's, and its reason may be what was noted of their reply, or why its hand-over came back. */
const emptyRests = (tx: Tx, id: string) => {
  const noted = tx.select({ reason: outcomes.reason }).from(outcomes).where(eq(outcomes.contactId, id))
  const cameBack = tx
    .select({ reason: sql<string>`'Call back: ' || ${handovers.answerReason}` })
    .from(handovers)
    .innerJoin(outcomes, eq(outcomes.id, handovers.outcomeId))
    .where(eq(outcomes.contactId, id))
  const at = tx.select({ id: outcomes.accountId }).from(outcomes).where(eq(outcomes.contactId, id))
  return [noted, cameBack].map((reasons) =>
    tx
      .update(holds)
      .set({ reason: '' })
      .where(and(inArray(holds.accountId, at), inArray(holds.reason, reasons))),
  )
}
