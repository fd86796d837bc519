import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | null

/** Rows as CSV; a text that a spreadsheet would take for a formula is made harmless. */
export const csvOf = (rows: readonly (readonly CsvCell[])[]): string =>
  stringify([...rows.map((row) => [...row])], { escape_formulas: true })
