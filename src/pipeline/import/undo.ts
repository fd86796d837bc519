import { atomically, Conflict, type Step, type Tx } from '#dialect'
import { dayInWords, localDay, msPerDay } from '../../core/day.ts'
import { Refusal } from '../../core/errors.ts'
import { type KeptChange, rowId, type UndoableTable } from '../../core/import-change.ts'
import { groupBy, touchAccounts } from '../../store/accounts.ts'
import {
  accountsNamedElsewhere,
  deleteImportChange,
  findImport,
  importChangesOf,
  markUndone,
  peopleNamedElsewhere,
  removeRow,
  restoreRow,
  rowsOf,
  type StoredImport,
  type StoredImportChange,
} from '../../store/imports.ts'
import type { App } from '../app.ts'
import { commit } from '../commit.ts'
import { followOwners } from '../move.ts'
import { chunks } from '../stage.ts'
import { rowHash, undoableDays } from './changes.ts'

/** Records of what happened are for good, and so is a no. */
const lasting: Readonly<Record<string, string>> = {
  suppressions: 'A suppression is never lifted, so an import of them is not taken back',
  touches: 'A touch is a record of what left and is never deleted, so an import of them is not taken back',
  outcomes:
    'An outcome is a record of what came of a touch and is never deleted, so an import of them is not taken back. Import what really came of it under another external id',
}

/** Whether imports of this kind can be taken back at all. */
export const isUndoable = (kind: string): boolean => lasting[kind] === undefined

/** Why this import cannot be taken back, or null when it can. */
export const whyNoUndo = (row: StoredImport, now: number): string | null => {
  if (lasting[row.kind]) return lasting[row.kind]!
  if (row.undoneAt !== null) return `It was taken back on ${dayInWords(localDay(row.undoneAt, 'UTC'))}`
  if (now - row.at > undoableDays * msPerDay) return `An import can be taken back for ${undoableDays} days`
  return null
}

export type UndoReport = {
  id: string
  kind: string
  file: string
  /** Rows of the file whose effect is gone. */
  rowsUndone: number
  /** Rows that stay as they are, and why. */
  left: { line: number; message: string }[]
}

const batchSize = 200

/**
 * Takes back what an import wrote, row by row of its file and the last one first. A row of which anything was changed
 * since, or is in use, stays whole. Broken off in the middle it can be called again.
 */
export const undoImport = async (
  app: App,
  { id, by, onProgress }: { id: string; by: string | null; onProgress?: (rows: number) => void },
): Promise<UndoReport> => {
  const row = await findImport(app.db, id)
  if (!row) throw new Refusal('not_found', `There is no import ${id}`)
  const why = whyNoUndo(row, app.now())
  if (why) throw new Refusal(row.undoneAt === null ? 'invalid' : 'conflict', why)
  const report: UndoReport = { id, kind: row.kind, file: row.file, rowsUndone: 0, left: [] }
  for (let below = Number.MAX_SAFE_INTEGER; ; ) {
    const batch = await importChangesOf(app.db, id, below, batchSize)
    if (batch.length === 0) break
    await undoBatch(app, batch, report)
    below = batch.at(-1)!.line
    onProgress?.(report.rowsUndone + report.left.length)
  }
  await followOwners(app)
  const { rowsUndone, left } = report
  left.sort((a, b) => a.line - b.line)
  await commit(
    app,
    (tx, at) => [
      {
        must: markUndone(tx, id, { undoneAt: at, undoneBy: by, rowsUndone }),
        else: 'It was taken back meanwhile',
      },
    ],
    [
      {
        actorId: by,
        what: 'import_undone',
        subject: 'import',
        subjectId: id,
        detail: { kind: row.kind, rowsUndone, left: left.length },
      },
    ],
  )
  return report
}

/** All rows of a batch in one transaction; when the database refuses one of them, one by one. */
const undoBatch = async (app: App, batch: readonly StoredImportChange[], report: UndoReport): Promise<void> => {
  const { steps, left } = await planUndo(app, batch)
  const lines = new Set(left.map(({ line }) => line))
  try {
    await atomically(app.db, steps)
    report.left.push(...left)
    report.rowsUndone += batch.length - lines.size
  } catch (error) {
    if (error instanceof Conflict) throw new Refusal('conflict', error.message)
    const [only] = batch
    if (batch.length > 1) for (const one of batch) await undoBatch(app, [one], report)
    else if (isReference(error)) report.left.push({ line: only!.line, message: 'It is in use since' })
    else throw error
  }
}

const isReference = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (['SQLITE_CONSTRAINT_FOREIGNKEY', '23503'].includes(String((cause as { code?: unknown }).code))) return true
  return false
}

type Place = `${UndoableTable} ${string}`
const placeOf = ({ table, id }: KeptChange): Place => `${table} ${id}`

const planUndo = async (app: App, batch: readonly StoredImportChange[]) => {
  const changes = batch.flatMap((row) => row.changes)
  const now = await hashesNow(app, changes)
  const added = (name: UndoableTable) =>
    changes.flatMap(({ table, id, before }) => (before === null && table === name ? [id] : []))
  const named = [
    ...(await accountsNamedElsewhere(app.db, added('accounts'))),
    ...(await peopleNamedElsewhere(app.db, added('contacts'))),
  ]
  /** What each account taken back so far is again; null = gone. */
  const again = new Map<string, KeptChange['before']>()
  const stillNames = (by: string | null, id: string) =>
    by === null || !again.has(by) || Object.values(again.get(by) ?? {}).includes(id)
  const inUse = ({ id, before }: KeptChange) =>
    before === null && named.some((one) => one.id === id && stillNames(one.by, id))
  const left: UndoReport['left'] = []
  const back: StoredImportChange[] = []
  for (const row of batch) {
    const message = row.changes.some((change) => now.get(placeOf(change)) !== change.hash)
      ? 'It was changed since'
      : row.changes.some(inUse)
        ? 'It is in use since'
        : null
    if (message) left.push({ line: row.line, message })
    else {
      back.push(row)
      for (const change of row.changes) {
        now.set(placeOf(change), change.before && rowHash(change.before))
        if (change.table === 'accounts') again.set(change.id, change.before)
      }
    }
  }
  const accountIds = [...new Set(back.map(({ accountId }) => accountId))]
  const steps = (tx: Tx): Step[] => [
    ...back.flatMap(({ importId, line, changes }) => [
      ...changes.toReversed().flatMap((change) => takeBack(tx, change)),
      { must: deleteImportChange(tx, importId, line), else: 'Somebody else takes it back just now' },
    ]),
    ...(accountIds.length > 0 ? [touchAccounts(tx, accountIds, app.now())] : []),
  ]
  return { steps, left }
}

const takeBack = (tx: Tx, { table, id, before }: KeptChange): Step[] =>
  before === null ? removeRow(tx, table, id) : [restoreRow(tx, table, id, before)]

/** What stands now where the import wrote, as hashes. */
const hashesNow = async (app: App, changes: readonly KeptChange[]): Promise<Map<Place, string | null>> => {
  const hashes = new Map<Place, string | null>()
  for (const [table, ofTable] of groupBy(changes, ({ table }) => table)) {
    const ids = [...new Set(ofTable.map(({ id }) => id))]
    for (const part of chunks(ids, 1000))
      for (const row of await rowsOf(app.db, table, part)) hashes.set(`${table} ${rowId(table, row)}`, rowHash(row))
  }
  return hashes
}
