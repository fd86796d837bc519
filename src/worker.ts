import { parentPort, workerData } from 'node:worker_threads'
import { type ErrorCode, Refusal } from './core/errors.ts'
import { type Progress, seldom } from './core/progress.ts'
import { morning } from './pipeline/index.ts'
import { runStages, type StageEnd } from './pipeline/runs.ts'
import { messageOf } from './pipeline/stage.ts'
import { type StudyName, studies } from './pipeline/study.ts'
import { type Wiring, wire } from './wire.ts'

/** One run of the machine stages, or one question about the whole book; answered once. */
export type Request = { run: { scheduledFor: number } } | { study: { name: StudyName; asked: unknown[] } } | 'stop'
export type Answer =
  | { ends: StageEnd[] }
  | { answer: unknown }
  | { refused: { code: ErrorCode; message: string; details: unknown } }
  | { failed: string }
/** Said while a run goes on, before its answer. */
export type Aside = { progress: Progress }

const progressEveryMs = 250

/** The thread of heavy work, so that a page opens as fast during a poll as at rest. */
const port = parentPort
if (port) {
  const { app, close } = await wire(workerData as Wiring)
  const stop = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const answerTo = async (request: Exclude<Request, 'stop'>): Promise<Answer> => {
    try {
      if ('run' in request) {
        const onProgress = seldom(
          (progress) => port.postMessage({ progress } satisfies Aside),
          progressEveryMs,
          app.now,
        )
        return { ends: await runStages(app, morning, request.run.scheduledFor, { stop: stop.signal, onProgress }) }
      }
      const { name, asked } = request.study
      return { answer: await (studies[name] as (...given: unknown[]) => Promise<unknown>)(app, ...asked) }
    } catch (error) {
      if (!(error instanceof Refusal)) return { failed: messageOf(error) }
      const { code, message, details } = error
      return { refused: { code, message, details } }
    }
  }
  port.on('message', async (request: Request) => {
    if (request !== 'stop') {
      running = answerTo(request).then((answer) => port.postMessage(answer))
      return
    }
    stop.abort()
    await running
    await close()
    port.close()
  })
}
