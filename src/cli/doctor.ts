import type { Check } from '../pipeline/doctor.ts'
import type { AddCommand } from './index.ts'
import { act, exitCodes, type Opened, print, withWorkspace } from './support.ts'

export const addDoctor: AddCommand = (program) => {
  program
    .command('doctor')
    .description('check configuration, database, guards, feeds, runs, mail and backups')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nThe exit code is 1 when something must be mended, 3 when some feeds or documents fail.\n\nExample:\n  daybreak doctor',
    )
    .action(act(({ json }: { json?: boolean }) => withWorkspace((opened) => run(opened, json))))
}

const run = async ({ app, config, sample, databaseFile }: Opened, json: boolean | undefined) => {
  const { doctor, modelCheck } = await import('../pipeline/doctor.ts')
  const files = sample ? 'the sample workspace' : 'your own workspace'
  const checks: Check[] = [
    { name: 'node', state: 'ok', message: process.version, details: [] },
    { name: 'config', state: 'ok', message: `${files}, ${databaseFile}`, details: [] },
    ...(config.model ? [await modelCheck(app, config.model)] : []),
    ...(await doctor(app)),
  ]
  print(json, checks, () => checks.flatMap(lines).join('\n'))
  if (checks.some(({ state }) => state === 'failed')) return exitCodes.failed
  return checks.some(({ state }) => state === 'partly') ? exitCodes.partly : exitCodes.ok
}

const marks = { ok: 'ok  ', note: 'note', partly: 'part', failed: 'FAIL' } as const

const lines = ({ name, state, message, details }: Check): string[] => [
  `${marks[state]}  ${name.padEnd(10)} ${message}`,
  ...details.map((detail) => `                  ${detail}`),
]
