import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ExportKind } from '../pipeline/export.ts'
import type { AddCommand } from './index.ts'
import { act, exitCodes, type Opened, progress, UsageError, withWorkspace } from './support.ts'

export const addExport: AddCommand = (program) => {
  program
    .command('export')
    .description('write accounts, contacts, triggers, fits, touches, outcomes and the rest as CSV')
    .argument('<kind>', 'accounts, contacts, owners, opportunities, triggers, fits, queue, touches, …, or all')
    .option('--out <place>', 'a new file, or for all a folder; else standard output')
    .addHelpText('after', examples)
    .action(
      act((kind: string, { out }: { out?: string }) =>
        withWorkspace((opened) => (kind === 'all' ? runAll(opened, out) : run(opened, kind, out))),
      ),
    )
}

const examples = `
Files of what can be imported have the columns of an import, keyed by external id; columns that begin with daybreak_
are only told. Formulas in cells are made harmless. Addresses of suppressions are salted hashes.

Examples:
  daybreak export accounts > accounts.csv
  daybreak export all --out /backups/tuesday`

const run = async ({ app }: Opened, kind: string, out: string | undefined) => {
  const { exportCsv, exportKinds, isExportKind } = await import('../pipeline/export.ts')
  if (!isExportKind(kind))
    throw new UsageError(`There is no export of "${kind}"; there is ${Object.keys(exportKinds).join(', ')}, and all`)
  const lines = exportCsv(app, kind, { by: null })
  if (out === undefined) await pipeline(lines, process.stdout, { end: false })
  else await pipeline(lines, createWriteStream(path.resolve(out), { flags: 'wx', mode: 0o600 }))
  return exitCodes.ok
}

const runAll = async (opened: Opened, folder: string | undefined) => {
  const { exportKinds } = await import('../pipeline/export.ts')
  if (folder === undefined) throw new UsageError('Say into which folder: --out FOLDER')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const kind of Object.keys(exportKinds) as ExportKind[]) {
    const file = path.join(folder, `${kind}.csv`)
    await run(opened, kind, file)
    progress(`Wrote ${file}`)
  }
  return exitCodes.ok
}
