import { Command } from 'commander'
import { commands } from './cli/index.ts'

const program = new Command('daybreak').description(
  'A daily prospect queue driven by signals, with the outreach drafted and a human gate before anything leaves.',
)
for (const command of commands) command(program)
await program.parseAsync()
