import { Worker } from 'node:worker_threads'
import type { Log } from './pipeline/app.ts'
import type { StageEnd } from './pipeline/runs.ts'
import type { Wiring } from './wire.ts'
import type { RunAnswer, RunRequest } from './worker.ts'

/** How long a thread that is asked to stop may take to end its stage. */
const patienceMs = 20_000

/**
 * The thread of the machine stages, one run at a time; a second asker waits for its turn. A thread that ends is said,
 * and the next run starts another.
 */
export const startStages = (wiring: Wiring, log: Log) => {
  let thread: Worker | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let stopping = false
  const alive = (): Worker => {
    if (thread) return thread
    const made = new Worker(new URL('./worker.ts', import.meta.url), { workerData: wiring })
    const gone = () => {
      if (thread === made) thread = null
    }
    made.once('exit', gone).on('error', (error) => {
      gone() // it ends right after
      log.error({ error: String(error) }, 'The thread of the stages failed')
    })
    thread = made
    return made
  }
  return {
    run: (scheduledFor: number): Promise<StageEnd[]> => {
      const mine = turn.then(() => (stopping ? [] : ask(alive(), { scheduledFor })))
      turn = mine.catch(() => undefined)
      return mine
    },
    stop: async () => {
      stopping = true
      if (!thread) return
      const ended = new Promise((resolve) => thread?.once('exit', resolve))
      thread.postMessage('stop' satisfies RunRequest)
      const late = setTimeout(() => void thread?.terminate(), patienceMs)
      await ended
      clearTimeout(late)
    },
  }
}

const ask = (thread: Worker, request: RunRequest): Promise<StageEnd[]> =>
  new Promise((resolve, reject) => {
    const done = () => thread.off('message', onMessage).off('error', onError).off('exit', onExit)
    const onError = (error: unknown) => {
      done()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    const onExit = () => onError(new Error('The thread of the stages ended in the middle of a run'))
    const onMessage = (answer: RunAnswer) => {
      if ('stage' in answer) return
      done()
      if ('ends' in answer) resolve(answer.ends)
      else reject(new Error(answer.failed))
    }
    thread.on('message', onMessage).once('error', onError).once('exit', onExit)
    thread.postMessage(request)
  })
