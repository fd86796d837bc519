import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import { type Db, rows } from '#dialect'
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

/** Everything that was ever done, by its word: one step on the index for each, however many lines have it. */
export const auditActions = async (db: Db): Promise<string[]> => {
  const found = await rows<{ what: string }>(
    db,
    `with recursive word(what) as (
       select min(what) from audit
       union all select (select min(what) from audit where what > word.what) from word where what is not null
     ) select what from word where what is not null order by what`,
  )
  return found.map(({ what }) => what)
}

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

/** What this process has followed of the chain: from which line, how far, and which lines are about whom. */
type Followed = { from: number; head: AuditHead; about: Map<string, AuditHead[]> }

const followed = new WeakMap<object, Followed>()
/** Past so many lines it begins anew, with the line that is asked about. */
const mostFollowed = 200_000

/**
 * What was said about these from a line on, that one included; null when that is not what the chain says. A process
 * follows every line once. What stands there now about these must be the very lines that it followed, each still what
 * was hashed: one that was changed, taken out, or given to or taken from another subject since, shows.
 */
export const auditSince = async (
  db: Db,
  line: AuditLine,
  subjectIds: ReadonlySet<string>,
): Promise<AuditLine[] | null> => {
  const known = await follow(db, line)
  if (!known) return null
  const { head, about } = known
  const said = await db
    .select()
    .from(audit)
    .where(and(inArray(audit.subjectId, [...subjectIds]), gte(audit.seq, line.seq), lte(audit.seq, head.seq)))
    .orderBy(asc(audit.seq))
  const expected = [...subjectIds]
    .flatMap((id) => about.get(id) ?? [])
    .filter(({ seq }) => seq >= line.seq && seq <= head.seq)
    .sort((a, b) => a.seq - b.seq)
  const areThose =
    said.length === expected.length &&
    said.every(({ seq, hash }, i) => seq === expected[i]?.seq && hash === expected[i].hash)
  const key = auditKeyOf(db.$client)
  return areThose && said.every((row) => whyBroken(key, row, row.seq - 1, row.previousHash) === null) ? said : null
}

/** Follows the chain to its end from where this process left it; null, and all is forgotten, when it is broken there. */
const follow = async (db: Db, line: AuditLine): Promise<Followed | null> => {
  const begun = followed.get(db.$client)
  const goesOn = begun && begun.from <= line.seq && begun.head.seq - begun.from < mostFollowed
  const anew = { from: line.seq, head: { seq: line.seq - 1, hash: line.previousHash }, about: new Map() }
  const { from, head, about }: Followed = goesOn ? begun : anew
  const added: Pick<AuditLine, 'subjectId' | 'seq' | 'hash'>[] = []
  const verdict = await walk(db, head.seq, head.hash, ({ subjectId, seq, hash }) =>
    added.push({ subjectId, seq, hash }),
  )
  if (followed.get(db.$client) !== begun) return await follow(db, line) // somebody else followed it meanwhile
  followed.delete(db.$client)
  if (verdict.broken) return null
  for (const { subjectId, ...place } of added) {
    const places = about.get(subjectId)
    if (places) places.push(place)
    else about.set(subjectId, [place])
  }
  const known = { from, head: { seq: verdict.rows, hash: verdict.head }, about }
  followed.set(db.$client, known)
  return known
}

const pageLines = 250

/** Others are heard after every page: a long record takes seconds. */
const walk = async (db: Db, after: number, hash: string, each: (row: AuditLine) => unknown): Promise<AuditVerdict> => {
  let seq = after
  let previous = hash
  const key = auditKeyOf(db.$client)
  for (;;) {
    const page = await db.select().from(audit).where(gt(audit.seq, seq)).orderBy(asc(audit.seq)).limit(pageLines)
    for (const row of page) {
      const why = whyBroken(key, row, seq, previous)
      if (why) return { rows: seq, head: previous, broken: { seq: row.seq, why } }
      each(row)
      seq = row.seq
      previous = row.hash
    }
    if (page.length < pageLines) return { rows: seq, head: previous, broken: null }
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const whyBroken = (key: string, row: AuditLine, seq: number, previous: string): string | null => {
  if (row.seq !== seq + 1) return `row ${seq + 1} is missing`
  if (row.previousHash !== previous) return 'it does not follow the row before it'
  const hash = auditHash(key, previous, row.seq, { ...row, detail: JSON.parse(row.detail) })
  return row.hash === hash ? null : 'its content is not what was hashed'
}
