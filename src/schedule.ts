import { Worker } from 'node:worker_threads'
import { schedule as cron } from 'node-cron'
import { aftermath } from './pipeline/index.ts'
import { runStages, type StageEnd, slotOf } from './pipeline/runs.ts'
import { send } from './pipeline/send.ts'
import { findWorkspace } from './store/workspace.ts'
import type { Wired, Wiring } from './wire.ts'
import type { RunAnswer, RunRequest } from './worker.ts'

const morningEveryMs = 5 * 60_000
const minuteMs = 60_000

/**
 * The clock: a UTC tick each minute that asks the database what is due, so that downtime, two processes or a clock
 * change lose and double nothing; and a short one that lets approved messages leave after their undo window.
 */
export const startSchedule = (wired: Wired, wiring: Wiring) => {
  const { app } = wired
  const worker = startWorker(wiring)
  const report = (ends: readonly StageEnd[]) => {
    for (const { stage, counts, error } of ends) if (error) app.log.error({ stage, counts }, error)
  }
  const minute = cron(
    '* * * * *',
    async () => {
      if (!(await findWorkspace(app.db))) return
      report(await worker.run(slotOf(app.now(), morningEveryMs)))
      report(
        await runStages(
          app,
          aftermath.filter(({ name }) => name !== 'send'),
          slotOf(app.now(), minuteMs),
        ),
      )
    },
    { timezone: 'UTC', noOverlap: true },
  )
  const seconds = cron(
    '*/3 * * * * *',
    async () => {
      if (!(await findWorkspace(app.db))) return
      const { sent = 0, unknown = 0 } = await send.run(app)
      if (sent + unknown > 0) await wired.advanceEpoch()
    },
    { timezone: 'UTC', noOverlap: true },
  )
  return {
    /** One run of the machine stages now, whatever is due. */
    runNow: () => worker.run(app.now()),
    stop: async () => {
      await Promise.all([minute.destroy(), seconds.destroy()])
      await worker.stop()
    },
  }
}

/** One run at a time; a second asker waits for its turn. */
const startWorker = (wiring: Wiring) => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: wiring })
  let turn: Promise<unknown> = Promise.resolve()
  let ended: Error | null = null
  worker.on('error', (error) => {
    ended = error instanceof Error ? error : new Error(String(error))
  })
  const ask = (request: RunRequest) =>
    new Promise<StageEnd[]>((resolve, reject) => {
      if (ended) return reject(ended)
      const onError = (error: Error) => reject(error)
      const onMessage = (answer: RunAnswer) => {
        if (!('ends' in answer)) return
        worker.off('message', onMessage).off('error', onError)
        resolve(answer.ends)
      }
      worker.on('message', onMessage).once('error', onError)
      worker.postMessage(request)
    })
  return {
    run: (scheduledFor: number): Promise<StageEnd[]> => {
      const mine = turn.then(() => ask({ scheduledFor }))
      turn = mine.catch(() => undefined)
      return mine
    },
    stop: async () => {
      await turn
      worker.postMessage('stop' satisfies RunRequest)
      await new Promise((resolve) => worker.once('exit', resolve))
    },
  }
}
