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

const run = async ({ app, config, sample }: Opened, target: string, options: Loudness) => {
  const [{ backup }, { startHeavyThread }] = await Promise.all([
    import('../pipeline/backups.ts'),
    import('../heavy-thread.ts'),
  ])
  const line = workLine(options)
  const { study, stop } = startHeavyThread({ config, sample, durability: 'normal' }, app.log)
  const say = (done: number, total: number | null) =>
    line.say('copy', `Copying the database · ${Math.floor((100 * done) / (total || 1))} %`)
  const { file, bytes } = await backup({ ...app, study }, path.resolve(target), null, say).finally(stop)
  line.end()
  print(options.json, { file, bytes }, () => `Wrote ${file}, ${Math.ceil(bytes / 1024).toLocaleString('en')} KB.`)
  return exitCodes.ok
}
