import type { Command } from 'commander'
import { act, exitCodes, type Opened, print, tellSample, userNamed, wholeNumber, withWorkspace } from './support.ts'

type Options = { json?: boolean; by?: string }

/** What changed between versions, and the way back to one. */
export const addIcpVersions = (icp: Command): void => {
  icp
    .command('diff')
    .description('say in words what changed from one version of an ICP to another, else to the one in force')
    .argument('<key>', 'the key of the ICP')
    .argument('<from>', 'the number of the earlier version', wholeNumber)
    .argument('[to]', 'the number of the later version', wholeNumber)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  daybreak icp diff warehouse_robotics 1 3')
    .action(
      act((key: string, from: number, to: number | undefined, options: Options) =>
        withWorkspace((opened) => diff(opened, key, from, to, options)),
      ),
    )
  icp
    .command('restore')
    .description('publish an earlier version of an ICP again, as its next version')
    .argument('<key>', 'the key of the ICP')
    .argument('<number>', 'the number of the version', wholeNumber)
    .option('--by <email>', 'who restores it')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  daybreak icp restore warehouse_robotics 2 --by ana@example.com')
    .action(
      act((key: string, number: number, options: Options) =>
        withWorkspace((opened) => restore(opened, key, number, options)),
      ),
    )
  icp
    .command('retire')
    .description('take an ICP out of use; its versions stay, and any of them can be restored')
    .argument('<key>', 'the key of the ICP')
    .option('--by <email>', 'who takes it out of use')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  daybreak icp retire warehouse_robotics --by ana@example.com')
    .action(act((key: string, options: Options) => withWorkspace((opened) => retire(opened, key, options))))
}

const diff = async ({ app }: Opened, key: string, from: number, to: number | undefined, { json }: Options) => {
  const { diffIcp } = await import('../pipeline/icp.ts')
  const changes = await diffIcp(app, key, from, to)
  print(json, changes, () => (changes.length === 0 ? 'They mean the same.' : changes.join('\n')))
  return exitCodes.ok
}

const restore = async (opened: Opened, key: string, number: number, { json, by }: Options) => {
  const { restoreIcp } = await import('../pipeline/icp.ts')
  tellSample(opened)
  const person = by ? await userNamed(opened, by) : null
  const { name } = await restoreIcp(opened.app, person?.id ?? null, key, number)
  print(json, { key, name, restored: number }, () => `"${name}" is in force again as it was in version ${number}.`)
  return exitCodes.ok
}

const retire = async (opened: Opened, key: string, { json, by }: Options) => {
  const { retireIcp } = await import('../pipeline/icp.ts')
  tellSample(opened)
  const person = by ? await userNamed(opened, by) : null
  const { name, number } = await retireIcp(opened.app, person?.id ?? null, key)
  print(json, { key, name, number }, () => `"${name}" is out of use; \`icp restore ${key} ${number}\` brings it back.`)
  return exitCodes.ok
}
