import { hash } from 'node:crypto'
import { atomically, type Step } from '#dialect'
import { msPerDay } from '../../core/day.ts'
import { stableJson } from '../../core/hash.ts'
import { type KeptChange, type RowChange, rowId } from '../../core/import-change.ts'
import { forgetImportChanges, importChangesOf, importsToForget, insertImportChanges } from '../../store/imports.ts'
import type { App } from '../app.ts'
import type { RowPlan } from '../import.ts'

/** What an import wrote is kept so long, and can be taken back. */
export const undoableDays = 30

/** What a row says, as a hash. When an account last changed is no part of it: fits and triggers move that as well. */
export const rowHash = (row: object): string =>
  hash('sha256', stableJson({ ...row, changedAt: undefined, factsChangedAt: undefined }))

const keptChange = ({ table, before, after }: RowChange): KeptChange => ({
  table,
  id: rowId(table, after),
  before,
  hash: rowHash(after),
})

/** Keeps what the rows of a file write, so that an undo knows what stood there before. */
export const keepChanges = (importId: string, plans: readonly (Pick<RowPlan, 'changes'> & { line: number })[]): Step =>
  insertImportChanges(
    plans.flatMap(({ line, changes }) =>
      changes && changes.rows.length > 0
        ? [{ importId, line, accountId: changes.accountId, changes: changes.rows.map(keptChange) }]
        : [],
    ),
  )

const linesAtOnce = 2000

/** Deletes what was kept of imports that nobody can undo any more. */
export const forgetOldChanges = async (app: App): Promise<void> => {
  for (const id of await importsToForget(app.db, app.now() - undoableDays * msPerDay)) {
    const [last] = await importChangesOf(app.db, id, Number.MAX_SAFE_INTEGER, 1)
    for (let line = linesAtOnce; line < (last?.line ?? 0) + linesAtOnce; line += linesAtOnce)
      await atomically(app.db, (tx) => [forgetImportChanges(tx, id, line)])
  }
}
