import type { UndoReport } from '../pipeline/import/undo.ts'
import type { ImportKind, ImportReport } from '../pipeline/import.ts'
import type { AddCommand } from './index.ts'
import {
  act,
  count,
  exitCodes,
  type Loudness,
  type Opened,
  print,
  quietly,
  tellSample,
  UsageError,
  withWorkspace,
  workLine,
} from './support.ts'

type Options = Loudness & { dryRun?: boolean; undo?: string }

export const addImport: AddCommand = (program) => {
  program
    .command('import')
    .description('read accounts, contacts, owners, opportunities, touches, outcomes or suppressions from a CSV file')
    .argument('[kind]', 'accounts, contacts, owners, opportunities, touches, outcomes or suppressions')
    .argument('[file]', 'a CSV file with a header; - for standard input')
    .option('--dry-run', 'say what would be done and change nothing')
    .option('--undo <id>', 'take back what an earlier import wrote, as far as nothing of it was changed or used since')
    .option('--json', 'print JSON')
    .option(...quietly)
    .addHelpText('after', examples)
    .action(
      act((kind: string | undefined, file: string | undefined, options: Options) =>
        withWorkspace((opened) =>
          options.undo === undefined ? run(opened, kind, file, options) : undo(opened, options.undo, options),
        ),
      ),
    )
}

const examples = `
Rows are keyed by external_id, else by domain, so that the same export can be imported every night. A row that cannot
be used is reported with its line; the others are kept, and the exit code is 3.

A file with only a header answers which of its columns are known; accounts keep the others as attributes. People are
tied to accounts by account_domain or account_external_id, and to users by owner_email or user_email.

Examples:
  daybreak import accounts crm-accounts.csv --dry-run
  daybreak import touches nightly.csv --json
  zcat contacts.csv.gz | daybreak import contacts -
  daybreak import --undo 019e9f…`

const run = async (
  opened: Opened,
  kind: string | undefined,
  file: string | undefined,
  { dryRun = false, json, quiet }: Options,
) => {
  const { importCsv, importFile, importKinds } = await import('../pipeline/import.ts')
  const { isUndoable } = await import('../pipeline/import/undo.ts')
  if (kind === undefined || file === undefined) throw new UsageError('Say what is imported, and from which file')
  if (!Object.hasOwn(importKinds, kind))
    throw new UsageError(`There is no import of "${kind}"; there is ${Object.keys(importKinds).join(', ')}`)
  tellSample(opened)
  const line = rowsLine({ json, quiet })
  const report =
    file === '-'
      ? await importCsv(opened.app, kind as ImportKind, process.stdin, {
          dryRun,
          onProgress: line.rows,
          name: 'standard input',
        })
      : await importFile(opened.app, kind as ImportKind, file, { dryRun, onProgress: line.rows })
  line.end()
  print(json, report, () => text(report, isUndoable(report.kind)))
  return report.errors.length > 0 ? exitCodes.partly : exitCodes.ok
}

const undo = async (opened: Opened, id: string, { json, quiet }: Options) => {
  const { undoImport } = await import('../pipeline/import/undo.ts')
  tellSample(opened)
  const line = rowsLine({ json, quiet })
  const report = await undoImport(opened.app, { id, by: null, onProgress: line.rows })
  line.end()
  print(json, report, () => undoText(report))
  return report.left.length > 0 ? exitCodes.partly : exitCodes.ok
}

/** Plain lines come every ten thousand rows. */
const rowsLine = (loudness: Loudness) => {
  const line = workLine(loudness)
  const rows = (n: number) => {
    if (n > 0) line.say(String(Math.floor(n / 10_000)), `${n.toLocaleString('en')} rows`)
  }
  return { ...line, rows }
}

const undoText = ({ kind, file, rowsUndone, left }: UndoReport): string =>
  [`Took back ${count(rowsUndone, 'row')} of ${kind} from ${file}.`, ...told('Left as they are:', left)].join('\n')

const mostLines = 50

const text = (report: ImportReport, undoable: boolean): string => {
  const { kind, file, rows, added, changed, unchanged, warnings, notes, errors, dryRun } = report
  const sums = [`${added} added`, `${changed} changed`, `${unchanged} unchanged`, `${errors.length} not usable`]
  return [
    `${dryRun ? 'Nothing was changed. Would have read' : 'Read'} ${count(rows, 'row')} of ${kind} from ${file}: ${sums.join(', ')}`,
    ...notes,
    ...(report.id && undoable && added + changed > 0
      ? [`To take it back: npm run -s daybreak -- import --undo ${report.id}`]
      : []),
    ...told('Not used:', errors),
    ...told('Used, though:', warnings),
  ].join('\n')
}

const told = (title: string, lines: ImportReport['errors']): string[] => [
  ...(lines.length > 0 ? [title] : []),
  ...lines.slice(0, mostLines).map(({ line, message }) => `  line ${line}: ${message}`),
  ...(lines.length > mostLines ? [`  … and ${lines.length - mostLines} more; --json prints all`] : []),
]
