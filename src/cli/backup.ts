import { existsSync } from 'node:fs'
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

const run = async ({ app }: Opened, file: string, json: boolean | undefined) => {
  const { backup } = await import('../pipeline/doctor.ts')
  const target = path.resolve(file)
  if (existsSync(target)) throw new Error(`${target} is there already: name a new file`)
  const bytes = await backup(app, target)
  print(json, { file: target, bytes }, () => `Wrote ${target}, ${Math.ceil(bytes / 1024).toLocaleString('en')} KB.`)
  return exitCodes.ok
}
