import path from 'node:path'
import type { AddCommand } from './index.ts'
import { act, exitCodes, type Opened, print, withWorkspace } from './support.ts'

export const addBackup: AddCommand = (program) => {
  program
    .command('backup')
    .description('write a consistent copy of the database, while it is in use')
    .argument('<file>', 'a file that does not exist yet')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nThe key that signs approvals is not in it: keep secret.key of the data folder too. A restored copy sends nothing\nuntil a person runs daybreak rearm.\n\nExample:\n  daybreak backup /backups/daybreak-monday.sqlite',
    )
    .action(act((file: string, { json }: { json?: boolean }) => withWorkspace((opened) => run(opened, file, json))))
}

const run = async ({ app }: Opened, target: string, json: boolean | undefined) => {
  const { backup } = await import('../pipeline/backups.ts')
  const { file, bytes } = await backup(app, path.resolve(target))
  print(json, { file, bytes }, () => `Wrote ${file}, ${Math.ceil(bytes / 1024).toLocaleString('en')} KB.`)
  return exitCodes.ok
}
