import type { AddCommand } from './index.ts'
import { act, exitCodes, type Opened, print, withWorkspace } from './support.ts'

export const addRearm: AddCommand = (program) => {
  program
    .command('rearm')
    .description('say that this database is the one that sends, after it was restored or moved')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nA restored or copied database sends nothing, so that yesterday’s messages do not leave twice. Run this once the\nother copy is switched off and messages that were under way have been looked through.\n\nExample:\n  daybreak rearm',
    )
    .action(act(({ json }: { json?: boolean }) => withWorkspace((opened) => run(opened, json))))
}

const run = async ({ app, arm }: Opened, json: boolean | undefined) => {
  const { audited, commit } = await import('../pipeline/commit.ts')
  const before = await app.armed()
  if (!before) {
    await commit(app, () => [], [
      audited(app, { actorId: null, what: 'rearmed', subject: 'workspace', subjectId: '1' }),
    ])
    await arm()
  }
  print(json, { armed: true, changed: !before }, () =>
    before ? 'This database is armed already.' : 'This database may send again.',
  )
  return exitCodes.ok
}
