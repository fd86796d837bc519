import { Command, CommanderError } from 'commander'
import { commands } from './cli/index.ts'
import { codeOf, progress, sentenceOf } from './cli/support.ts'

const program = new Command('daybreak')
  .description(
    'A daily prospect queue driven by signals, with the outreach drafted and a human gate before anything leaves.',
  )
  .addHelpText(
    'after',
    '\nExit codes: 0 ok, 1 failed, 2 wrong usage, 3 some rows or feeds failed, 78 wrong configuration.',
  )
  .exitOverride() // commands made from it inherit it, so that a wrong call ends with 2
for (const command of commands) command(program)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0) // the reader has seen enough
  throw error
})
try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) progress(sentenceOf(error))
  process.exitCode = codeOf(error)
}
