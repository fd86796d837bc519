import type { Instant } from '../core/document.ts'
import type { Progress } from '../core/progress.ts'
import { finishRun, takeRun } from '../store/runs.ts'
import type { App } from './app.ts'
import { morning } from './index.ts'
import { type Counts, messageOf, type Stage, type Tell } from './stage.ts'

export type StageEnd = { stage: string; counts: Counts; error: string | null }
export type RunOptions = {
  /** Told when a stage begins, and as often as it says how far it is. */
  onProgress?: (progress: Progress) => void
  /** Asked between stages: whatever is left is caught up by the next run. */
  stop?: AbortSignal
}

/**
 * Runs these stages in order, each once for its scheduled time, whoever else tries. A stage that fails is recorded and
 * does not keep the next ones from working on what there is.
 */
export const runStages = async (
  app: App,
  stages: readonly Stage[],
  scheduledFor: Instant,
  { onProgress, stop }: RunOptions = {},
): Promise<StageEnd[]> => {
  const ends: StageEnd[] = []
  for (const stage of stages) {
    if (stop?.aborted) break
    const id = app.newId()
    if (!(await takeRun(app.db, { id, stage: stage.name, scheduledFor, startedAt: app.now() }))) continue
    onProgress?.({ stage: stage.name, done: 0, total: null })
    const end = await runStage(app, stage, (done, total) => onProgress?.({ stage: stage.name, done, total }))
    await finishRun(app.db, id, { finishedAt: app.now(), counts: end.counts, error: end.error })
    ends.push(end)
  }
  return ends
}

/** The machine stages once now, whatever is due, on the thread that asks. */
export const runMorning = async (app: App): Promise<StageEnd[]> =>
  await runStages(app, morning, app.now(), { onProgress: app.live.tell }).finally(app.live.end)

const runStage = async (app: App, stage: Stage, tell: Tell): Promise<StageEnd> => {
  try {
    return { stage: stage.name, counts: await stage.run(app, tell), error: null }
  } catch (error) {
    app.log.error({ stage: stage.name, error }, 'A stage failed')
    return { stage: stage.name, counts: {}, error: messageOf(error) }
  }
}

/** The start of the slot that `now` falls in: what was missed while nobody ran is caught up by the next run. */
export const slotOf = (now: Instant, everyMs: number): Instant => Math.floor(now / everyMs) * everyMs
