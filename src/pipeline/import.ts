import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { z } from 'zod'
import { atomically, type Step, type Tx } from '#dialect'
import { Refusal } from '../core/errors.ts'
import { insertImport, insertImportErrors } from '../store/imports.ts'
import type { App } from './app.ts'
import { accountRows } from './import/accounts.ts'
import { contactRows } from './import/contacts.ts'
import { opportunityRows } from './import/opportunities.ts'
import { outcomeRows } from './import/outcomes.ts'
import { ownerRows } from './import/owners.ts'
import { RowError } from './import/row-error.ts'
import { suppressionRows } from './import/suppressions.ts'
import { touchRows } from './import/touches.ts'
import { chunks, messageOf } from './stage.ts'

/** One row's effect. `key`: rows of one batch with the same key are written one after the other. */
export type RowPlan = { result: 'added' | 'changed' | 'unchanged'; steps: (tx: Tx) => readonly Step[] }

/** How one kind of row is read and written. `open` loads what the rows will be compared with, once per file. */
export type RowKind<Row> = {
  /** What a row must have; unknown columns are handed on as they are. */
  row: z.ZodType<Row>
  required: readonly string[]
  key: (row: Row) => string
  open: (app: App) => Promise<(rows: readonly Row[]) => Promise<(row: Row) => RowPlan>>
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

export type ImportReport = {
  kind: ImportKind
  file: string
  rows: number
  added: number
  changed: number
  unchanged: number
  errors: { line: number; message: string }[]
  dryRun: boolean
}

export type ImportOptions = { dryRun?: boolean; by?: string | null; onProgress?: (rows: number) => void }

const batchSize = 200
const longestRecord = 1_000_000

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
  const rowKind = importKinds[kind] as unknown as RowKind<Record<string, unknown>>
  const report: ImportReport = { kind, file: name, rows: 0, added: 0, changed: 0, unchanged: 0, errors: [], dryRun }
  const planner = await rowKind.open(app)
  let batch = new Map<string, { line: number; row: Record<string, unknown> }>()
  const flush = async () => {
    await writeBatch(app, planner, [...batch.values()], report)
    batch = new Map()
    onProgress?.(report.rows)
  }
  for await (const { record, line } of records(csv, rowKind, report)) {
    report.rows++
    const parsed = rowKind.row.safeParse(record)
    if (!parsed.success) {
      report.errors.push({ line, message: problemsOf(parsed.error) })
      continue
    }
    const key = rowKind.key(parsed.data)
    if (batch.has(key) || batch.size >= batchSize) await flush()
    batch.set(key, { line, row: parsed.data })
  }
  await flush()
  if (!dryRun) await saveReport(app, report, by)
  return report
}

type CsvRecord = { record: Record<string, string>; line: number }

/** The records with the line they start on. A quote that never closes ends the file with an error, not the import. */
async function* records(
  csv: Readable,
  kind: { required: readonly string[] },
  report: ImportReport,
): AsyncGenerator<CsvRecord> {
  const parser = csv.pipe(
    parse({
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      skip_records_with_error: true,
      max_record_size: longestRecord,
      columns: (header: string[]) => checkedHeader(header.map(columnName), kind.required),
    }),
  )
  csv.once('error', (error) => parser.destroy(error))
  parser.on('skip', (error) => error && report.errors.push({ line: error.lines ?? 0, message: error.message }))
  try {
    for await (const { record, info } of parser) {
      yield { record, line: info.lines }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    report.errors.push({ line: Number(error.lines ?? report.rows + 1), message: error.message })
  }
}

const columnName = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
    .replace(/^(company|company_name|account|account_name)$/, 'name')
    .replace(/^(website|web_site|url)$/, 'domain')

const checkedHeader = (header: string[], required: readonly string[]): string[] => {
  const missing = required.filter((name) => !header.includes(name))
  if (missing.length > 0)
    throw new Refusal(
      'invalid',
      `The file has no column ${missing.map((name) => `"${name}"`).join(', ')}. It has: ${header.join(', ')}`,
    )
  return header
}

const problemsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'row'}: ${message}`).join('; ')

type Planner = (rows: readonly Record<string, unknown>[]) => Promise<(row: Record<string, unknown>) => RowPlan>

/** Plans a batch and writes it in one transaction; when that fails, row by row, so that only the bad one is lost. */
const writeBatch = async (
  app: App,
  planner: Planner,
  batch: { line: number; row: Record<string, unknown> }[],
  report: ImportReport,
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
  const write = (some: typeof plans) =>
    report.dryRun ? Promise.resolve() : atomically(app.db, (tx) => some.flatMap(({ steps }) => steps(tx)))
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
  for (const { result } of written) report[result]++
}

const saveReport = async (app: App, report: ImportReport, by: string | null) => {
  const id = app.newId()
  const { kind, file, rows, added, changed, unchanged, errors } = report
  const row = { id, kind, file, by, at: app.now(), rowsRead: rows, added, changed, unchanged, failed: errors.length }
  const lines = new Map(errors.map(({ line, message }) => [line, { importId: id, line, message }]))
  await atomically(
    app.db,
    (tx) => [insertImport(tx, row), ...chunks([...lines.values()], 200).map((part) => insertImportErrors(tx, part))],
    [
      {
        at: app.now(),
        actorId: by,
        what: 'imported',
        subject: 'import',
        subjectId: id,
        detail: { kind, rows, added, changed, failed: errors.length },
      },
    ],
  )
}
