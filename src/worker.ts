import { parentPort, workerData } from 'node:worker_threads'
import { morning } from './pipeline/index.ts'
import { runStages, type StageEnd } from './pipeline/runs.ts'
import { type Wiring, wire } from './wire.ts'

/** Asks for one run of the machine stages; answered by progress and then the ends. */
export type RunRequest = { scheduledFor: number } | 'stop'
export type RunAnswer = { stage: string } | { ends: StageEnd[] }

/** The thread of the machine stages, so that a page opens as fast during a poll as at rest. */
const port = parentPort
if (port) {
  const { app, close } = await wire(workerData as Wiring)
  const say = (answer: RunAnswer) => port.postMessage(answer)
  port.on('message', async (request: RunRequest) => {
    if (request === 'stop') {
      await close()
      port.close()
      return
    }
    say({ ends: await runStages(app, morning, request.scheduledFor, (stage) => say({ stage })) })
  })
}
