import { parentPort, workerData } from 'node:worker_threads'
import { morning } from './pipeline/index.ts'
import { runStages, type StageEnd } from './pipeline/runs.ts'
import { messageOf } from './pipeline/stage.ts'
import { type Wiring, wire } from './wire.ts'

/** Asks for one run of the machine stages; answered by progress and then by how it ended. */
export type RunRequest = { scheduledFor: number } | 'stop'
export type RunAnswer = { stage: string } | { ends: StageEnd[] } | { failed: string }

/** The thread of the machine stages, so that a page opens as fast during a poll as at rest. */
const port = parentPort
if (port) {
  const { app, close } = await wire(workerData as Wiring)
  const stop = new AbortController()
  const say = (answer: RunAnswer) => port.postMessage(answer)
  let running: Promise<void> = Promise.resolve()
  const run = async (scheduledFor: number) => {
    try {
      say({
        ends: await runStages(app, morning, scheduledFor, { onStage: (stage) => say({ stage }), stop: stop.signal }),
      })
    } catch (error) {
      say({ failed: messageOf(error) })
    }
  }
  port.on('message', async (request: RunRequest) => {
    if (request !== 'stop') {
      running = run(request.scheduledFor)
      return
    }
    stop.abort()
    await running
    await close()
    port.close()
  })
}
