import type { AddCommand } from './index.ts'
import { act, exitCodes, type Opened, print, withWorkspace } from './support.ts'

type Options = { json?: boolean }

export const addAudit: AddCommand = (program) => {
  const audit = program.command('audit').description('the record of every change of state')
  audit
    .command('verify')
    .description('prove that no row of the record was changed, removed or slipped in')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nKeep the printed head somewhere else: a record cut short at its end shows only against it.\n\nExample:\n  daybreak audit verify --json',
    )
    .action(act((options: Options) => withWorkspace((opened) => verify(opened, options))))
}

const verify = async ({ app }: Opened, { json }: Options) => {
  const { verifyAudit } = await import('../store/audit.ts')
  const verdict = await verifyAudit(app.db)
  print(json, verdict, () =>
    verdict.broken
      ? `Broken at row ${verdict.broken.seq}: ${verdict.broken.why}. ${verdict.rows} rows before it hold.`
      : `${verdict.rows} rows hold. Head: ${verdict.head || 'none yet'}`,
  )
  return verdict.broken ? exitCodes.failed : exitCodes.ok
}
