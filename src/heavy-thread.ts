import { Worker } from 'node:worker_threads'
import { Refusal } from './core/errors.ts'
import type { Progress } from './core/progress.ts'
import type { Log } from './pipeline/app.ts'
import type { StageEnd } from './pipeline/runs.ts'
import { longestMs, type Study, type StudyName } from './pipeline/study.ts'
import type { Wiring } from './wire.ts'
import type { Answer, Aside, Request } from './worker.ts'

/** How long a thread that is asked to stop may take to end its stage. */
const patienceMs = 20_000

/**
 * A thread for heavy work, one request at a time; a second asker waits for its turn. A thread that ends is said, and
 * the next request starts another.
 */
export const startHeavyThread = (wiring: Wiring, log: Log, onProgress: (progress: Progress) => void = () => {}) => {
  let thread: Worker | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let stopping = false
  const alive = (): Worker => {
    if (thread) return thread
    const made = new Worker(new URL('./worker.ts', import.meta.url), { workerData: wiring })
    const gone = () => {
      if (thread === made) thread = null
    }
    made.on('message', (said: Answer | Aside) => {
      if ('progress' in said) onProgress(said.progress)
    })
    made.once('exit', gone).on('error', (error) => {
      gone() // it ends right after
      log.error({ error: String(error) }, 'A thread of heavy work failed')
    })
    thread = made
    return made
  }
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }
  const study = async (name: StudyName, ...asked: unknown[]) => {
    const answer = await inTurn(() => {
      if (stopping) throw new Refusal('conflict', 'The server is stopping')
      return within(longestMs(name), alive(), { study: { name, asked } })
    })
    return 'answer' in answer ? answer.answer : failed(answer)
  }
  return {
    /** Before the first who asks, so that nobody waits for the start. */
    start: (): void => void alive(),
    run: (scheduledFor: number): Promise<StageEnd[]> =>
      inTurn(async () => {
        if (stopping) return []
        const answer = await ask(alive(), { run: { scheduledFor } })
        return 'ends' in answer ? answer.ends : failed(answer)
      }),
    study: study as Study,
    stop: async () => {
      stopping = true
      if (!thread) return
      const ended = new Promise((resolve) => thread?.once('exit', resolve))
      thread.postMessage('stop' satisfies Request)
      const late = setTimeout(() => void thread?.terminate(), patienceMs)
      await ended
      clearTimeout(late)
    },
  }
}

const failed = (answer: Answer): never => {
  if (!('refused' in answer)) throw new Error('failed' in answer ? answer.failed : 'The thread answered something else')
  throw new Refusal(answer.refused.code, answer.refused.message, answer.refused.details)
}

/** A question that takes too long ends its thread, so that the next one is heard. */
const within = async (limitMs: number, thread: Worker, request: Request): Promise<Answer> => {
  let late = false
  const timer = setTimeout(() => {
    late = true
    void thread.terminate()
  }, limitMs)
  try {
    return await ask(thread, request)
  } catch (error) {
    if (late) throw new Refusal('conflict', `That took longer than ${limitMs / 60_000} minutes and was ended`)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

const ask = (thread: Worker, request: Request): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const done = () => thread.off('message', onMessage).off('error', onError).off('exit', onExit)
    const onError = (error: unknown) => {
      done()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    const onExit = () => onError(new Error('The thread ended in the middle of its work'))
    const onMessage = (said: Answer | Aside) => {
      if ('progress' in said) return
      done()
      resolve(said)
    }
    thread.on('message', onMessage).once('error', onError).once('exit', onExit)
    thread.postMessage(request)
  })
