import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { atomically, type Step, type Tx } from '#dialect'
import type { RowChange } from '../core/import-change.ts'
import { groupBy } from '../store/accounts.ts'
import { insertImport, insertImportErrors, updateImport, writeRows } from '../store/imports.ts'
import type { App } from './app.ts'
import { accountRows } from './import/accounts.ts'
import { forgetOldChanges, keepChanges } from './import/changes.ts'
import { notUsed, type ReadColumn, readHeader } from './import/columns.ts'
import { contactRows } from './import/contacts.ts'
import { opportunityRows } from './import/opportunities.ts'
import { outcomeRows } from './import/outcomes.ts'
import { ownerRows } from './import/owners.ts'
import { readRows } from './import/records.ts'
import { RowError } from './import/row-error.ts'
import { suppressionRows } from './import/suppressions.ts'
import { touchRows } from './import/touches.ts'
import { chunks, messageOf } from './stage.ts'

/** One row's effect. `warning`: what was left out of it, or is missing. */
export type RowPlan = {
  result: 'added' | 'changed' | 'unchanged'
  /** What can be taken back, in the order it is written, and the account it is about. */
  changes?: { accountId: string; rows: readonly RowChange[] }
  /** What is written beside, and stays. */
  steps?: (tx: Tx) => readonly Step[]
  warning?: string
}

/** How one kind of row is read and written. `open` loads what the rows will be compared with, once per file. */
export type RowKind<Row> = {
  /** What a row must have; unknown columns are handed on as they are. */
  row: z.ZodType<Row>
  /** Columns a file must have; of several names in one place, any one. */
  required: readonly (string | readonly string[])[]
  /** What other programs call a column. */
  synonyms: Readonly<Record<string, string>>
  /** Columns that others make up where they are missing or empty, such as a name of its parts. */
  joined?: Readonly<Record<string, readonly string[]>>
  /** Columns whose unreadable cells are left out instead of losing the row. */
  spare: readonly string[]
  /** Two rows of a file with the same key are about the same thing: the first counts. */
  key: (row: Row) => string
  open: (app: App) => Promise<(rows: readonly Row[]) => Promise<(row: Row) => RowPlan>>
  /** What follows from the rows once all are written. */
  close?: (app: App) => Promise<unknown>
}

export const importKinds = {
  accounts: accountRows,
  contacts: contactRows,
  owners: ownerRows,
  opportunities: opportunityRows,
  touches: touchRows,
  outcomes: outcomeRows,
  suppressions: suppressionRows,
} as const
export type ImportKind = keyof typeof importKinds

type Told = { line: number; message: string }

export type ImportReport = {
  /** What it is kept under; null after a dry run. */
  id: string | null
  kind: ImportKind
  file: string
  rows: number
  added: number
  changed: number
  unchanged: number
  /** Rows that were not used. */
  errors: Told[]
  /** Rows that were used, though something is missing or was left out. */
  warnings: Told[]
  /** About the file as a whole. */
  notes: string[]
  columns: ReadColumn[]
  /** The first rows, as they were read. */
  first: { line: number; cells: Record<string, string> }[]
  dryRun: boolean
}

export type ImportOptions = { dryRun?: boolean; by?: string | null; onProgress?: (rows: number) => void }

const batchSize = 200
const rowsShown = 5

/** Reads a CSV row by row; a bad row is reported with its line and the others are kept. */
export const importFile = (
  app: App,
  kind: ImportKind,
  file: string,
  options: ImportOptions = {},
): Promise<ImportReport> => importCsv(app, kind, createReadStream(file), { ...options, name: basename(file) })

export const importCsv = async (
  app: App,
  kind: ImportKind,
  csv: Readable,
  { dryRun = false, by = null, onProgress, name }: ImportOptions & { name: string },
): Promise<ImportReport> => {
  const rowKind = importKinds[kind] as unknown as RowKind<Row>
  const counts = { rows: 0, added: 0, changed: 0, unchanged: 0 }
  const id = dryRun ? null : app.newId()
  const told = { errors: [], warnings: [], notes: [], columns: [], first: [] }
  const report: ImportReport = { id, kind, file: name, ...counts, ...told, dryRun }
  const begin = once(() => atomically(app.db, (tx) => [insertImport(tx, { ...rowOf(app, report), by })]))
  const planner = await rowKind.open(app)
  const firstLine = new Map<string, number>()
  let batch: ReadRow[] = []
  const flush = async () => {
    await writeBatch(app, planner, batch, report, begin)
    batch = []
    onProgress?.(report.rows)
  }
  const header = (names: string[]) => {
    report.columns = readHeader(kind, names, rowKind)
    report.notes.push(...notUsed(report.columns, rowKind))
    return report.columns.map(({ name }) => name)
  }
  for await (const { line, cells } of readRows(csv, header, report)) {
    report.rows++
    if (report.first.length < rowsShown) report.first.push({ line, cells })
    const row = parseRow(rowKind, line, cells, report)
    if (!row) continue
    const key = rowKind.key(row)
    const first = firstLine.get(key)
    if (first !== undefined) {
      report.errors.push({ line, message: `The same as line ${first} (${key}), which counts` })
      continue
    }
    firstLine.set(key, line)
    batch.push({ line, row })
    if (batch.length >= batchSize) await flush()
  }
  await flush()
  report.rows = report.added + report.changed + report.unchanged + report.errors.length // also those that are no rows
  report.errors.sort((a, b) => a.line - b.line)
  const lost = new Set(report.errors.map(({ line }) => line))
  report.warnings = report.warnings.filter(({ line }) => !lost.has(line))
  if (!dryRun) {
    await begin()
    await rowKind.close?.(app)
    await saveReport(app, report, by)
    await forgetOldChanges(app)
  }
  return report
}

const once = (work: () => Promise<void>) => {
  let done: Promise<void> | null = null
  return () => {
    done ??= work()
    return done
  }
}

type Row = Record<string, unknown>
type ReadRow = { line: number; row: Row }

/** The row, without spare cells that cannot be read; null and an error when it is of no use. */
const parseRow = (
  { row, spare, joined = {} }: RowKind<Row>,
  line: number,
  read: Record<string, string>,
  report: ImportReport,
): Row | null => {
  const cells = withJoined(read, joined)
  const parsed = row.safeParse(cells)
  if (parsed.success) return parsed.data
  const message = problemsOf(parsed.error)
  const bad = parsed.error.issues.map(({ path }) => String(path[0]))
  if (bad.every((name) => spare.includes(name))) {
    const rest = row.safeParse({ ...cells, ...Object.fromEntries(bad.map((name) => [name, ''])) })
    if (rest.success) {
      report.warnings.push({ line, message: `${message}: left out` })
      return rest.data
    }
  }
  report.errors.push({ line, message })
  return null
}

const withJoined = (cells: Record<string, string>, joined: NonNullable<RowKind<Row>['joined']>) => ({
  ...cells,
  ...Object.fromEntries(
    Object.entries(joined)
      .filter(([whole]) => !cells[whole])
      .map(([whole, parts]) => [whole, parts.flatMap((part) => cells[part] || []).join(' ')]),
  ),
})

const problemsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'row'}: ${message}`).join('; ')

type Planner = (rows: readonly Row[]) => Promise<(row: Row) => RowPlan>

/** Plans a batch and writes it in one transaction; when that fails, row by row, so that only the bad one is lost. */
const writeBatch = async (
  app: App,
  planner: Planner,
  batch: readonly ReadRow[],
  report: ImportReport,
  begin: () => Promise<void>,
) => {
  if (batch.length === 0) return
  const plan = await planner(batch.map(({ row }) => row))
  const plans = batch.flatMap(({ line, row }) => {
    try {
      return [{ line, ...plan(row) }]
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      report.errors.push({ line, message: error.message })
      return []
    }
  })
  const write = async (some: typeof plans) => {
    if (report.id === null) return
    await begin()
    await atomically(app.db, (tx) => [
      ...some.flatMap(({ changes, steps }) => [...writeRows(tx, changes?.rows ?? []), ...(steps?.(tx) ?? [])]),
      keepChanges(report.id!, some),
    ])
  }
  const written = await write(plans).then(
    () => plans,
    async () => {
      const kept: typeof plans = []
      for (const one of plans)
        await write([one]).then(
          () => kept.push(one),
          (error) => report.errors.push({ line: one.line, message: messageOf(error) }),
        )
      return kept
    },
  )
  for (const { result, warning, line } of written) {
    report[result]++
    if (warning) report.warnings.push({ line, message: warning })
  }
}

const rowOf = (app: App, { id, kind, file, rows, added, changed, unchanged, errors }: ImportReport) => ({
  id: id!,
  kind,
  file,
  at: app.now(),
  rowsRead: rows,
  added,
  changed,
  unchanged,
  failed: errors.length,
})

const saveReport = async (app: App, report: ImportReport, by: string | null) => {
  const { at: finishedAt, ...row } = rowOf(app, report)
  const lines = [...groupBy(report.errors, ({ line }) => line)].map(([line, said]) => ({
    importId: row.id,
    line,
    message: said.map(({ message }) => message).join('; '),
  }))
  const { kind, rows, added, changed } = report
  await atomically(
    app.db,
    (tx) => [
      updateImport(tx, row.id, { ...row, finishedAt }),
      ...chunks(lines, 200).map((part) => insertImportErrors(tx, part)),
    ],
    [
      {
        at: finishedAt,
        actorId: by,
        what: 'imported',
        subject: 'import',
        subjectId: row.id,
        detail: { kind, rows, added, changed, failed: report.errors.length },
      },
    ],
  )
}
