import type { Tx } from '#dialect'
import { importErrors, imports } from './schema/index.ts'

export const insertImport = (tx: Tx, row: typeof imports.$inferInsert) => tx.insert(imports).values(row)

export const insertImportErrors = (tx: Tx, rows: (typeof importErrors.$inferInsert)[]) =>
  tx.insert(importErrors).values(rows)
