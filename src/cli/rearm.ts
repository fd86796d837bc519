import type { AddCommand } from './index.ts'
import { act, exitCodes, type Opened, print, withWorkspace } from './support.ts'

export const addRearm: AddCommand = (program) => {
  program
    .command('rearm')
    .description('say that this database is the one that sends, after it was restored, moved or changed by hand')
    .option('--seal', 'take the rules and people’s rights as they stand now, after they were changed by hand')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nA restored or copied database sends nothing, so that yesterday’s messages do not leave twice. Run this once the\nother copy is switched off and messages that were under way have been looked through. Where rules or people’s rights\nwere changed outside of Daybreak, it shows what stands there; look at each line before you seal it.\n\nExample:\n  daybreak rearm --seal',
    )
    .action(act((options: Options) => withWorkspace((opened) => run(opened, options))))
}

type Options = { seal?: boolean; json?: boolean }

const run = async ({ app, arm }: Opened, { seal = false, json }: Options) => {
  const [{ commit }, { sealGate, standing, tampered }] = await Promise.all([
    import('../pipeline/commit.ts'),
    import('../pipeline/gate.ts'),
  ])
  const found = await tampered(app)
  if (found.length > 0 && !seal) {
    const lines = await standing(app)
    const after = 'If this is as it should be: daybreak rearm --seal'
    print(json, { armed: false, tampered: found, standing: lines }, () =>
      [...found, '', ...lines, '', after].join('\n'),
    )
    return exitCodes.failed
  }
  const before = found.length === 0 && (await app.armed())
  if (!before) {
    const line = { actorId: null, subject: 'workspace', subjectId: '1' }
    if (found.length > 0) await sealGate(app, [{ ...line, what: 'sealed_anew', detail: { found: found.length } }])
    await commit(app, () => [], [{ ...line, what: 'rearmed' }])
    await arm()
  }
  print(json, { armed: true, changed: !before }, () =>
    before ? 'This database is armed already.' : 'This database may send again.',
  )
  return exitCodes.ok
}
