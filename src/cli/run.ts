import type { StageEnd } from '../pipeline/runs.ts'
import type { AddCommand } from './index.ts'
import {
  act,
  exitCodes,
  type Loudness,
  type Opened,
  print,
  quietly,
  UsageError,
  withWorkspace,
  workLine,
} from './support.ts'

export const addRun: AddCommand = (program) => {
  program
    .command('run')
    .description('run the machine stages of a morning once, from poll to draft, or one stage')
    .argument('[stage]', 'poll, extract, match, full_text, fit, rank, research, draft, send, replies or digest')
    .option('--json', 'print JSON')
    .option(...quietly)
    .addHelpText('after', '\nExamples:\n  daybreak run\n  daybreak run match --json')
    .action(act((stage: string | undefined, options: Loudness) => withWorkspace((o) => run(o, stage, options))))
}

/** Faster than an eye follows is of no use. */
const rewriteEveryMs = 100

const run = async (opened: Opened, name: string | undefined, options: Loudness) => {
  const [{ morning, stages }, { runStages }, { progressInWords, seldom }] = await Promise.all([
    import('../pipeline/index.ts'),
    import('../pipeline/runs.ts'),
    import('../core/progress.ts'),
  ])
  const wanted = name === undefined ? morning : stages.filter((stage) => stage.name === name)
  if (wanted.length === 0)
    throw new UsageError(`There is no stage "${name}"; the stages are ${stages.map((stage) => stage.name).join(', ')}`)
  const polling = await openForPolling(opened)
  const line = workLine(options)
  try {
    const ends = await runStages(polling.app, wanted, opened.app.now(), {
      onProgress: seldom((far) => line.say(far.stage, progressInWords(far)), rewriteEveryMs, Date.now),
    })
    line.end()
    if (ends.some(({ stage }) => stage === 'send')) await opened.advanceEpoch() // a copy from before may not send it again
    print(options.json, ends, () => ends.map(endInWords).join('\n'))
    return ends.some(({ error }) => error !== null) ? exitCodes.failed : exitCodes.ok
  } finally {
    line.end()
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

const endInWords = ({ stage, counts, error }: StageEnd): string => {
  const { days, items, ...rest } = counts
  const told = Object.entries(days === 0 ? rest : counts).map(([what, count]) => `${count} ${what}`)
  return `${stage.padEnd(9)} ${error ?? [...told, ...(days === 0 ? [noQueue] : [])].join(', ')}`
}

const noQueue = 'no new queue: those of today stand, are not due, or would be the first and empty'
