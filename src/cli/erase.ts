import type { AddCommand } from './index.ts'
import { act, count, exitCodes, type Opened, print, withWorkspace } from './support.ts'

type Options = { json?: boolean }

export const addErase: AddCommand = (program) => {
  program
    .command('erase')
    .description('take everything out that tells who somebody is, for good, and never write to them again')
    .argument('<address>', 'their mail address')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nNothing brings it back, and no import takes the person in again.\n\nExample:\n  daybreak erase someone@acme.example',
    )
    .action(act((address: string, options: Options) => withWorkspace((opened) => run(opened, address, options))))
}

const run = async ({ app }: Opened, address: string, { json }: Options) => {
  const { erasePerson } = await import('../pipeline/erase.ts')
  const erased = await erasePerson(app, null, { address })
  print(json, erased, () =>
    erased.people === 0
      ? 'Nobody here has this address. It is suppressed, and stays out when it comes.'
      : `Erased: ${count(erased.people, 'person', 'people')} and ${count(erased.texts, 'text')}. Backups made before still hold them.`,
  )
  return exitCodes.ok
}
