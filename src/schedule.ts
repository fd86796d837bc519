import { schedule as cron } from 'node-cron'
import { startHeavyThread } from './heavy-thread.ts'
import { digest } from './pipeline/digest.ts'
import { replies } from './pipeline/replies.ts'
import { runStages, type StageEnd, slotOf } from './pipeline/runs.ts'
import { send } from './pipeline/send.ts'
import { messageOf } from './pipeline/stage.ts'
import { isFigures } from './pipeline/study.ts'
import { findWorkspace } from './store/workspace.ts'
import type { Wired, Wiring } from './wire.ts'

const morningEveryMs = 5 * 60_000
const minuteMs = 60_000
const repliesEveryMs = 2 * minuteMs

/**
 * The clock: a UTC tick each minute that asks the database what is due, so that downtime, two processes or a clock
 * change lose and double nothing; and a short one that lets approved messages leave after their undo window. What one
 * of them does never holds up another.
 */
export const startSchedule = (wired: Wired, wiring: Wiring) => {
  const { app } = wired
  const stages = startHeavyThread({ ...wiring, durability: 'normal' }, app.log, app.live.tell)
  const studies = startHeavyThread({ ...wiring, durability: 'normal' }, app.log)
  const figures = startHeavyThread({ ...wiring, durability: 'normal' }, app.log)
  figures.start()
  const runAt = async (scheduledFor: number) => await stages.run(scheduledFor).finally(app.live.end)
  app.study = (name, ...asked) => (isFigures(name) ? figures : studies).study(name, ...asked)
  app.runNow = () => runAt(app.now())
  const duties = [
    duty(wired, '* * * * *', async () => report(await runAt(slotOf(app.now(), morningEveryMs)))),
    duty(wired, '* * * * *', async () => report(await runStages(app, [digest], slotOf(app.now(), minuteMs)))),
    duty(wired, '* * * * *', async () => {
      if (app.mailbox) report(await runStages(app, [replies], slotOf(app.now(), repliesEveryMs)))
    }),
    duty(wired, '7 * * * *', async () => app.uploads.sweep()),
    duty(wired, '*/3 * * * * *', async () => {
      const { sent = 0, unknown = 0 } = await send.run(app)
      if (sent + unknown > 0) await wired.advanceEpoch()
    }),
  ]
  const report = (ends: readonly StageEnd[]) => {
    for (const { stage, counts, error } of ends) if (error) app.log.error({ stage, counts }, error)
  }
  return {
    /** Lets what is under way end: a message that is being sent is never left unsure by a restart. */
    stop: async () => {
      await Promise.all([...duties.map((one) => one.stop()), stages.stop(), studies.stop(), figures.stop()])
    },
  }
}

/** Something done at each tick while there is a workspace, never twice at once, whose failure is told and forgotten. */
const duty = ({ app }: Wired, ticks: string, work: () => Promise<void>) => {
  let running: Promise<void> = Promise.resolve()
  const task = cron(
    ticks,
    () => {
      running = (async () => {
        if (await findWorkspace(app.db)) await work()
      })().catch((error) => app.log.error({ error: messageOf(error) }, 'A scheduled task failed'))
      return running
    },
    { timezone: 'UTC', noOverlap: true },
  )
  return {
    stop: async () => {
      await task.destroy()
      await running
    },
  }
}
