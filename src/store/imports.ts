import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, max, or } from 'drizzle-orm'
import type { Db, Step, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { type RowChange, rowId, type UndoableTable } from '../core/import-change.ts'
import {
  accountDomains,
  accounts,
  aliases,
  careersPages,
  contacts,
  employments,
  facts,
  fits,
  followUps,
  holds,
  importChanges,
  importErrors,
  imports,
  mergesDue,
  outcomes,
  ownerships,
  pursuits,
  received,
  relationships,
  touches,
} from './schema/index.ts'

export type StoredImport = typeof imports.$inferSelect
export type StoredImportChange = typeof importChanges.$inferSelect

export const insertImport = (tx: Tx, row: typeof imports.$inferInsert) => tx.insert(imports).values(row)

export const updateImport = (tx: Tx, id: string, change: Partial<typeof imports.$inferInsert>) =>
  tx.update(imports).set(change).where(eq(imports.id, id))

/** The end of an undo, once. */
export const markUndone = (
  tx: Tx,
  id: string,
  said: { undoneAt: Instant; undoneBy: string | null; rowsUndone: number },
) =>
  tx
    .update(imports)
    .set(said)
    .where(and(eq(imports.id, id), isNull(imports.undoneAt)))

export const insertImportErrors = (tx: Tx, rows: (typeof importErrors.$inferInsert)[]) =>
  tx.insert(importErrors).values(rows)

export const insertImportChanges = (rows: StoredImportChange[]): Step => ({ into: importChanges, rows })

export const findImport = async (db: Db, id: string): Promise<StoredImport | undefined> =>
  (await db.select().from(imports).where(eq(imports.id, id)))[0]

/** Newest first. */
export const recentImports = async (db: Db, limit: number): Promise<StoredImport[]> =>
  await db.select().from(imports).orderBy(desc(imports.at), desc(imports.id)).limit(limit)

/** When a kind was last imported to its end and left to stand; null = never. */
export const lastImportOf = async (db: Db, kind: string): Promise<Instant | null> => {
  const [last] = await db
    .select({ at: max(imports.finishedAt) })
    .from(imports)
    .where(and(eq(imports.kind, kind), isNull(imports.undoneAt)))
  return last?.at == null ? null : Number(last.at)
}

/** By line, from the one after. */
export const importErrorsOf = async (db: Db, importId: string, after: number, limit: number) =>
  await db
    .select({ line: importErrors.line, message: importErrors.message })
    .from(importErrors)
    .where(and(eq(importErrors.importId, importId), gt(importErrors.line, after)))
    .orderBy(asc(importErrors.line))
    .limit(limit)

/** Imports from before that day whose changes are still kept. */
export const importsToForget = async (db: Db, before: Instant): Promise<string[]> =>
  (
    await db
      .selectDistinct({ id: imports.id })
      .from(imports)
      .innerJoin(importChanges, eq(importChanges.importId, imports.id))
      .where(lt(imports.at, before))
  ).map(({ id }) => id)

export const forgetImportChanges = (tx: Tx, importId: string, upToLine: number) =>
  tx.delete(importChanges).where(and(eq(importChanges.importId, importId), lte(importChanges.line, upToLine)))

/** What the rows of a file wrote, the last ones first; below that line. */
export const importChangesOf = async (
  db: Db,
  importId: string,
  below: number,
  limit: number,
): Promise<StoredImportChange[]> =>
  await db
    .select()
    .from(importChanges)
    .where(and(eq(importChanges.importId, importId), lt(importChanges.line, below)))
    .orderBy(desc(importChanges.line))
    .limit(limit)

export const deleteImportChange = (tx: Tx, importId: string, line: number) =>
  tx.delete(importChanges).where(and(eq(importChanges.importId, importId), eq(importChanges.line, line)))

const tables = {
  accounts: { table: accounts, key: accounts.id },
  domains: { table: accountDomains, key: accountDomains.domain },
  aliases: { table: aliases, key: aliases.id },
  facts: { table: facts, key: facts.id },
  ownerships: { table: ownerships, key: ownerships.id },
  contacts: { table: contacts, key: contacts.id },
  employments: { table: employments, key: employments.id },
  relationships: { table: relationships, key: relationships.id },
} as const satisfies Record<UndoableTable, unknown>

/** These eight differ in their columns, which a change carries as plain data: to the types each is as good as any. */
const tableOf = (name: UndoableTable) => tables[name] as (typeof tables)['accounts']

/** The rows of a table by these ids, as they are now. */
export const rowsOf = async (db: Db, name: UndoableTable, ids: string[]): Promise<object[]> => {
  const { table, key } = tableOf(name)
  return await db.select().from(table).where(inArray(key, ids))
}

/** The writes of a row of a file. Facts and names that are there already are left alone. */
export const writeRows = (tx: Tx, changes: readonly RowChange[]): Step[] => {
  const added = (name: 'facts' | 'aliases') =>
    changes.flatMap(({ table, before, after }) => (table === name && before === null ? [after] : []))
  const others = changes.filter(({ table, before }) => before !== null || !(table === 'facts' || table === 'aliases'))
  return [
    ...others.map((change) => writeRow(tx, change)),
    { into: aliases, rows: added('aliases') },
    { into: facts, rows: added('facts') },
  ]
}

const writeRow = (tx: Tx, { table: name, before, after }: RowChange) => {
  const { table, key } = tableOf(name)
  const row = after as typeof accounts.$inferSelect
  return before
    ? tx
        .update(table)
        .set(row)
        .where(eq(key, rowId(name, row)))
    : tx.insert(table).values(row)
}

/** Puts a row back as it was. */
export const restoreRow = (tx: Tx, name: UndoableTable, id: string, before: object) => {
  const { table, key } = tableOf(name)
  return tx
    .update(table)
    .set(before as typeof accounts.$inferSelect)
    .where(eq(key, id))
}

/** Takes a row away, with what the machine has reckoned of it; refused by the database where anything else names it. */
export const removeRow = (tx: Tx, name: UndoableTable, id: string) => {
  const { table, key } = tableOf(name)
  const reckoned =
    name === 'accounts'
      ? [fits, mergesDue, careersPages].map((each) => tx.delete(each).where(eq(each.accountId, id)))
      : []
  return [...reckoned, tx.delete(table).where(eq(key, id))]
}

type Named = { id: string; by: string | null }

/** Which of these accounts others count as their parent, head of family or survivor, and who does. */
export const accountsNamedElsewhere = async (db: Db, ids: string[]): Promise<Named[]> => {
  const children = await db
    .select({
      by: accounts.id,
      parentId: accounts.parentId,
      familyId: accounts.familyId,
      mergedInto: accounts.mergedInto,
    })
    .from(accounts)
    .where(or(inArray(accounts.familyId, ids), inArray(accounts.parentId, ids), inArray(accounts.mergedInto, ids)))
  return children.flatMap(({ by, parentId, familyId, mergedInto }) =>
    [parentId, familyId, mergedInto].flatMap((id) => (id !== null && id !== by ? [{ id, by }] : [])),
  )
}

/** Which of these people something done since names. */
export const peopleNamedElsewhere = async (db: Db, ids: string[]): Promise<Named[]> => {
  const people = [touches, outcomes, received, holds, followUps, pursuits].map(
    async (table) =>
      await db
        .select({ id: table.contactId })
        .from(table as typeof touches)
        .where(inArray(table.contactId, ids)),
  )
  return (await Promise.all(people)).flat().flatMap(({ id }) => (id === null ? [] : [{ id, by: null }]))
}
