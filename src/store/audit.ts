import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Instant } from '../core/document.ts'
import { accountDomains, accounts, audit, drafts, pursuits, users } from './schema/index.ts'
import { type AuditHead, auditHash, auditKeyOf } from './seam.ts'

export type AuditLine = typeof audit.$inferSelect

/** Newest first. */
export const auditOf = async (db: Db, subjectId: string): Promise<AuditLine[]> =>
  await db.select().from(audit).where(eq(audit.subjectId, subjectId)).orderBy(desc(audit.seq))

/** What is looked for; what is left out fits every line. `actorId: null` = the machine. */
export type AuditSearch = {
  actorId?: string | null
  what?: string
  subjectIds?: readonly string[]
  /** From the one instant until before the other. */
  within?: readonly [Instant, Instant]
  /** Lines before this one. */
  before?: number
}

/** Newest first. */
export const searchAudit = async (
  db: Db,
  { actorId, what, subjectIds, within, before }: AuditSearch,
  limit: number,
): Promise<AuditLine[]> =>
  await db
    .select()
    .from(audit)
    .where(
      and(
        actorId === undefined ? undefined : actorId === null ? isNull(audit.actorId) : eq(audit.actorId, actorId),
        what === undefined ? undefined : eq(audit.what, what),
        subjectIds === undefined ? undefined : inArray(audit.subjectId, [...subjectIds]),
        within && and(gte(audit.at, within[0]), lt(audit.at, within[1])),
        before === undefined ? undefined : lt(audit.seq, before),
      ),
    )
    .orderBy(desc(audit.seq))
    .limit(limit)

/** Everything that was ever done, by its word. */
export const auditActions = async (db: Db): Promise<string[]> =>
  (await db.selectDistinct({ what: audit.what }).from(audit).orderBy(asc(audit.what))).map(({ what }) => what)

/** What a person may mean by a word: a thing's id, a user's address, or an account's name or domain with all about it. */
export const thingsCalled = async (db: Db, word: string): Promise<string[]> => {
  const text = word.toLowerCase()
  const byName = await db.select({ id: accounts.id }).from(accounts).where(sql`lower(${accounts.name}) = ${text}`)
  const byDomain = await db
    .select({ id: accountDomains.accountId })
    .from(accountDomains)
    .where(eq(accountDomains.domain, text))
  const ids = [...byName, ...byDomain].map(({ id }) => id)
  const about = [drafts, pursuits].map(
    async (table) =>
      await db
        .select({ id: table.id })
        .from(table as typeof drafts)
        .where(inArray(table.accountId, ids)),
  )
  const people = await db.select({ id: users.id }).from(users).where(eq(users.email, text))
  return [word, ...ids, ...[...people, ...(await Promise.all(about)).flat()].map(({ id }) => id)]
}

export type AuditVerdict = { rows: number; head: string; broken: { seq: number; why: string } | null }

export const auditHead = async (db: Db): Promise<AuditHead | null> =>
  (await db.select({ seq: audit.seq, hash: audit.hash }).from(audit).orderBy(desc(audit.seq)).limit(1))[0] ?? null

/** Whether the record still holds that line: one that was put back to before it, or written anew, does not. */
export const auditHolds = async (db: Db, head: AuditHead): Promise<boolean> =>
  (await db.select({ hash: audit.hash }).from(audit).where(eq(audit.seq, head.seq)))[0]?.hash === head.hash

/** Walks the whole chain and names the first row that does not follow from the one before. */
export const verifyAudit = async (db: Db): Promise<AuditVerdict> => await walk(db, 0, '', () => undefined)

/** What was said about these from a line on, that one included; null when the chain since then is broken. */
export const auditSince = async (
  db: Db,
  line: AuditLine,
  subjectIds: ReadonlySet<string>,
): Promise<AuditLine[] | null> => {
  const said: AuditLine[] = []
  const { broken } = await walk(db, line.seq - 1, line.previousHash, (row) => {
    if (subjectIds.has(row.subjectId)) said.push(row)
  })
  return broken ? null : said
}

const walk = async (db: Db, after: number, hash: string, each: (row: AuditLine) => void): Promise<AuditVerdict> => {
  let seq = after
  let previous = hash
  const key = auditKeyOf(db.$client)
  for (;;) {
    const page = await db.select().from(audit).where(gt(audit.seq, seq)).orderBy(asc(audit.seq)).limit(1000)
    if (page.length === 0) return { rows: seq, head: previous, broken: null }
    for (const row of page) {
      const why = whyBroken(key, row, seq, previous)
      if (why) return { rows: seq, head: previous, broken: { seq: row.seq, why } }
      each(row)
      seq = row.seq
      previous = row.hash
    }
  }
}

const whyBroken = (key: string, row: AuditLine, seq: number, previous: string): string | null => {
  if (row.seq !== seq + 1) return `row ${seq + 1} is missing`
  if (row.previousHash !== previous) return 'it does not follow the row before it'
  const hash = auditHash(key, previous, row.seq, { ...row, detail: JSON.parse(row.detail) })
  return row.hash === hash ? null : 'its content is not what was hashed'
}
