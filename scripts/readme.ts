// Writes the table of commands into the README, from the commands themselves. `npm run readme`
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import { commands } from '../src/cli/index.ts'

const file = path.resolve(import.meta.dirname, '../README.md')
const [open, close] = ['<!-- commands -->', '<!-- /commands -->']

type Callable = { call: string; description: string; flags: readonly string[] }

/** Every command that can be called, as people type it, with its options. */
export const callable = (): Callable[] => {
  const program = new Command('daybreak')
  for (const add of commands) add(program)
  return program.commands.flatMap((command) => leaves(command, ''))
}

const leaves = (command: Command, before: string): Callable[] => {
  const name = `${before}${command.name()}`
  if (command.commands.length > 0) return command.commands.flatMap((each) => leaves(each, `${name} `))
  const given = command.registeredArguments.map((one) => (one.required ? one.name().toUpperCase() : `[${one.name()}]`))
  const flags = command.options.flatMap(({ long }) => long ?? [])
  return [{ call: [name, ...given].join(' '), description: command.description(), flags }]
}

export const commandTable = (): string =>
  [
    '| command | what it does |',
    '|---|---|',
    ...callable().map((each) => `| \`${each.call}\` | ${each.description} |`),
  ].join('\n')

/** The README with its table as the commands are now. */
export const withCommands = (readme: string): string => {
  const [start, end] = [readme.indexOf(open), readme.indexOf(close)]
  if (start < 0 || end < start) throw new Error(`The README has no ${open} … ${close}`)
  return `${readme.slice(0, start + open.length)}\n${commandTable()}\n${readme.slice(end)}`
}

if (import.meta.main) writeFileSync(file, withCommands(readFileSync(file, 'utf8')))
