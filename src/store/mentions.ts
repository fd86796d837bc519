import { and, asc, eq, gt, inArray, isNull, or, type SQLWrapper, sql } from 'drizzle-orm'
import type { Db, Step, Tx } from '#dialect'
import { likenesses } from '../core/erasure.ts'
import { importChanges, importErrors, modelCalls, notices } from './schema/index.ts'

/** A name or an address; at least one of them. */
export type Naming = { name: string | null; email: string | null }
/** A row of an import. */
export type ImportLine = { importId: string; line: number }

/** Columns that may hold one of these, also inside other words. */
const mayHold = (columns: readonly SQLWrapper[], wanted: readonly string[]) =>
  or(sql`1 = 0`, ...columns.flatMap((column) => wanted.map((like) => sql`lower(${column}) like ${like}`)))
const asText = (column: SQLWrapper) => sql`cast(${column} as text)`

/** Mail to users that may name somebody, by id from the one after. */
export const noticesHolding = async (db: Db, whose: Naming, after: string, limit: number) =>
  await db
    .select({ id: notices.id, subject: notices.subject, text: notices.text, html: notices.html })
    .from(notices)
    .where(and(gt(notices.id, after), mayHold([notices.subject, notices.text, notices.html], likenesses(whose))))
    .orderBy(asc(notices.id))
    .limit(limit)

/** Kept answers of a model that may name somebody, by id from the one after. */
export const answersHolding = async (db: Db, whose: Naming, after: string, limit: number) =>
  await db
    .select({ id: modelCalls.id, answer: modelCalls.answer })
    .from(modelCalls)
    .where(and(gt(modelCalls.id, after), mayHold([asText(modelCalls.answer)], likenesses(whose))))
    .orderBy(asc(modelCalls.id))
    .limit(limit)

/** What imports refused and may name somebody. */
export const importErrorsHolding = async (db: Db, whose: Naming) =>
  await db
    .select()
    .from(importErrors)
    .where(mayHold([importErrors.message], likenesses(whose)))
    .orderBy(asc(importErrors.importId), asc(importErrors.line))

/** What imports would take back of rows that may name this id. */
export const importChangesHolding = async (db: Db, id: string) =>
  await db
    .select()
    .from(importChanges)
    .where(sql`${asText(importChanges.changes)} like ${`%"${id.replace(/[\\%_]/g, '\\$&')}"%`} escape '\\'`)
    .orderBy(asc(importChanges.importId), asc(importChanges.line))

/** What waits is written anew; what was sent stays as a day without words. */
export const emptyNotices = (tx: Tx, ids: string[]): Step[] => [
  tx.delete(notices).where(and(inArray(notices.id, ids), isNull(notices.sentAt))),
  tx.update(notices).set({ subject: '', text: '', html: '' }).where(inArray(notices.id, ids)),
]

export const emptyAnswers = (tx: Tx, ids: string[]) =>
  tx.update(modelCalls).set({ answer: null }).where(inArray(modelCalls.id, ids))

export const emptyImportError = (tx: Tx, { importId, line }: ImportLine) =>
  tx
    .update(importErrors)
    .set({ message: '(erased)' })
    .where(and(eq(importErrors.importId, importId), eq(importErrors.line, line)))
