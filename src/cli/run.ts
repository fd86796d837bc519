import type { StageEnd } from '../pipeline/runs.ts'
import type { AddCommand } from './index.ts'
import { act, exitCodes, type Opened, print, progress, UsageError, withWorkspace } from './support.ts'

export const addRun: AddCommand = (program) => {
  program
    .command('run')
    .description('run the machine stages of a morning once, from poll to draft, or one stage')
    .argument('[stage]', 'poll, extract, match, full_text, fit, rank, research, draft, send, replies or digest')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  daybreak run\n  daybreak run match --json')
    .action(act((stage: string | undefined, { json }: { json?: boolean }) => withWorkspace((o) => run(o, stage, json))))
}

const run = async (opened: Opened, name: string | undefined, json: boolean | undefined) => {
  const [{ morning, stages }, { runStages }] = await Promise.all([
    import('../pipeline/index.ts'),
    import('../pipeline/runs.ts'),
  ])
  const wanted = name === undefined ? morning : stages.filter((stage) => stage.name === name)
  if (wanted.length === 0)
    throw new UsageError(`There is no stage "${name}"; the stages are ${stages.map((stage) => stage.name).join(', ')}`)
  const polling = await openForPolling(opened)
  try {
    const ends = await runStages(polling.app, wanted, opened.app.now(), {
      onStage: (stage) => progress(`${stage} …`),
    })
    if (ends.some(({ stage }) => stage === 'send')) await opened.advanceEpoch() // a copy from before may not send it again
    print(json, ends, () => ends.map(line).join('\n'))
    return ends.some(({ error }) => error !== null) ? exitCodes.failed : exitCodes.ok
  } finally {
    await polling.close()
  }
}

/** The sample's feeds stand on this machine: served by the running server, or else by us for the while. */
const openForPolling = async (opened: Opened) => {
  if (!opened.sample) return { app: opened.app, close: async () => {} }
  const [{ openSample, servedElsewhere }, { wire }] = await Promise.all([import('../sample.ts'), import('../wire.ts')])
  const elsewhere = await servedElsewhere(opened)
  const server = elsewhere ? null : await openSample(opened)
  const { host, port } = elsewhere ?? server!
  const wired = await wire({ config: opened.config, sample: true, allow: { host, port } })
  return {
    app: wired.app,
    close: async () => {
      await Promise.all([wired.close(), server?.close()])
    },
  }
}

const line = ({ stage, counts, error }: StageEnd): string => {
  const { days, items, ...rest } = counts
  const told = Object.entries(days === 0 ? rest : counts).map(([what, count]) => `${count} ${what}`)
  return `${stage.padEnd(9)} ${error ?? [...told, ...(days === 0 ? [noQueue] : [])].join(', ')}`
}

const noQueue = 'no new queue: those of today stand, are not due, or would be the first and empty'
