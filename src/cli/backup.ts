import path from 'node:path'
import type { AddCommand } from './index.ts'
import { act, exitCodes, type Loudness, type Opened, print, quietly, withWorkspace, workLine } from './support.ts'

export const addBackup: AddCommand = (program) => {
  program
    .command('backup')
    .description('write a consistent copy of the database, while it is in use')
    .argument('<file>', 'a file that does not exist yet')
    .option('--json', 'print JSON')
    .option(...quietly)
    .addHelpText(
      'after',
      '\nThe key that signs approvals is not in it: keep secret.key of the data folder too. A restored copy sends nothing\nuntil a person runs daybreak rearm.\n\nExample:\n  daybreak backup /backups/daybreak-monday.sqlite',
    )
    .action(act((file: string, options: Loudness) => withWorkspace((opened) => run(opened, file, options))))
}

const run = async ({ app }: Opened, target: string, options: Loudness) => {
  const { backup } = await import('../pipeline/backups.ts')
  const line = workLine(options)
  const { file, bytes } = await backup(app, path.resolve(target), null, (done, total) =>
    line.say('copy', `Copying the database · ${Math.floor((100 * done) / (total || 1))} %`),
  )
  line.end()
  print(options.json, { file, bytes }, () => `Wrote ${file}, ${Math.ceil(bytes / 1024).toLocaleString('en')} KB.`)
  return exitCodes.ok
}
