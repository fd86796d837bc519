/** The tables that an import writes and its undo takes back; the others are records for good. */
export type UndoableTable =
  | 'accounts'
  | 'domains'
  | 'aliases'
  | 'facts'
  | 'ownerships'
  | 'contacts'
  | 'employments'
  | 'relationships'

/** One row of the database that a row of a file writes. `before`: as it stands there now, null = it is new. */
export type RowChange = { table: UndoableTable; before: object | null; after: object }

/** The same as it is kept for an undo: of what was written only a hash. */
export type KeptChange = { table: UndoableTable; id: string; before: object | null; hash: string }

/** What a row is known by in its table. */
export const rowId = (table: UndoableTable, row: object): string =>
  (row as Record<string, string>)[table === 'domains' ? 'domain' : 'id']!
