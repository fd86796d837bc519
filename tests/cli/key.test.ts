import { Command } from 'commander'
import { expect, it } from 'vitest'
import { addKey } from '../../src/cli/key.ts'
import { apiScopes } from '../../src/pipeline/keys.ts'

it('the help of key add names every scope', () => {
  const program = new Command()
  addKey(program)
  const add = program.commands[0]!.commands.find((command) => command.name() === 'add')!
  let help = ''
  add.configureOutput({ writeOut: (text) => (help += text) }).outputHelp()
  expect(/Scopes: (.+)/.exec(help)?.[1]?.split(', ')).toEqual([...apiScopes])
})
