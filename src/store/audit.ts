import { asc, desc, eq, gt } from 'drizzle-orm'
import type { Db } from '#dialect'
import { audit } from './schema/index.ts'
import { auditHash } from './seam.ts'

export type AuditLine = typeof audit.$inferSelect

/** Newest first. */
export const auditOf = async (db: Db, subjectId: string): Promise<AuditLine[]> =>
  await db.select().from(audit).where(eq(audit.subjectId, subjectId)).orderBy(desc(audit.seq))

export const recentAudit = async (db: Db, limit: number): Promise<AuditLine[]> =>
  await db.select().from(audit).orderBy(desc(audit.seq)).limit(limit)

export type AuditVerdict = { rows: number; head: string; broken: { seq: number; why: string } | null }

/** Walks the whole chain and names the first row that does not follow from the one before. */
export const verifyAudit = async (db: Db): Promise<AuditVerdict> => {
  let seq = 0
  let previous = ''
  for (;;) {
    const page = await db.select().from(audit).where(gt(audit.seq, seq)).orderBy(asc(audit.seq)).limit(1000)
    if (page.length === 0) return { rows: seq, head: previous, broken: null }
    for (const row of page) {
      const why = whyBroken(row, seq, previous)
      if (why) return { rows: seq, head: previous, broken: { seq: row.seq, why } }
      seq = row.seq
      previous = row.hash
    }
  }
}

const whyBroken = (row: AuditLine, seq: number, previous: string): string | null => {
  if (row.seq !== seq + 1) return `row ${seq + 1} is missing`
  if (row.previousHash !== previous) return 'it does not follow the row before it'
  const hash = auditHash(previous, row.seq, { ...row, detail: JSON.parse(row.detail) })
  return row.hash === hash ? null : 'its content is not what was hashed'
}
