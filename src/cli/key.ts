import { dayInWords, localDay } from '../core/day.ts'
import type { AddCommand } from './index.ts'
import { act, exitCodes, type Opened, print, tellSample, UsageError, withWorkspace } from './support.ts'

type Options = { scope?: string[]; json?: boolean }

export const addKey: AddCommand = (program) => {
  const key = program.command('key').description('make, list or revoke keys for the API')
  key
    .command('add')
    .description('make a key and print its token, once')
    .argument('<name>', 'the system that uses it')
    .requiredOption('--scope <scopes...>', 'what it may do, several with spaces or commas')
    .option('--json', 'print JSON')
    .addHelpText('after', addHelp)
    .action(act((name: string, options: Options) => withWorkspace((opened) => add(opened, name, options))))
  key
    .command('list')
    .description('every key, the newest first, without its token')
    .option('--json', 'print JSON')
    .action(act((options: Options) => withWorkspace((opened) => list(opened, options))))
  key
    .command('revoke')
    .description('the key opens nothing from now on')
    .argument('<id>', 'as the list shows it')
    .option('--json', 'print JSON')
    .action(act((id: string, options: Options) => withWorkspace((opened) => revoke(opened, id, options))))
}

const addHelp = `
Scopes: queue:read, signals:write, accounts:qualify, replies:write, hand-outs:answer, export:read

Example:
  daybreak key add crm --scope signals:write queue:read`

const add = async (opened: Opened, name: string, { scope: given = [], json }: Options) => {
  const { apiScopes, makeKey } = await import('../pipeline/keys.ts')
  const scope = given.flatMap((words) => words.split(',')).filter((word) => word !== '')
  const unknown = scope.filter((word) => !apiScopes.some((known) => known === word))
  if (unknown.length > 0) throw new UsageError(`There is no scope "${unknown[0]}"; there is ${apiScopes.join(', ')}`)
  tellSample(opened)
  const made = await makeKey(opened.app, null, { name, scopes: apiScopes.filter((known) => scope.includes(known)) })
  print(json, made, () => `${made.token}\nKeep it: it is not shown again. Its id is ${made.id}.`)
  return exitCodes.ok
}

const list = async ({ app }: Opened, { json }: Options) => {
  const { allApiKeys } = await import('../store/api-keys.ts')
  const keys = (await allApiKeys(app.db)).map(({ tokenHash: _, ...key }) => key)
  const day = (at: number) => dayInWords(localDay(at, 'UTC'))
  const line = (key: (typeof keys)[number]) =>
    `${key.id}  ${key.name}  ${key.scopes.join(' ')}  made ${day(key.createdAt)}, ${key.lastUsedAt ? `last used ${day(key.lastUsedAt)}` : 'never used'}${key.revokedAt ? `, revoked ${day(key.revokedAt)}` : ''}`
  print(json, keys, () => (keys.length === 0 ? 'There is no key yet.' : keys.map(line).join('\n')))
  return exitCodes.ok
}

const revoke = async (opened: Opened, id: string, { json }: Options) => {
  const { revokeKey } = await import('../pipeline/keys.ts')
  await revokeKey(opened.app, null, id)
  print(json, { revoked: id }, () => 'Revoked.')
  return exitCodes.ok
}
