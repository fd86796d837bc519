import { Worker } from 'node:worker_threads'
import type { Document } from '../../core/document.ts'
import type { CareersRead } from '../../sources/careers.ts'
import { type Body, type Parsed, Unreadable } from '../../sources/source.ts'
import type { ReadAnswer, Readings, ReadTask } from './reader-thread.ts'

export type Reader = {
  /** Rejects with `Unreadable` when the body is not what it should be, or takes too long or too much memory. */
  read: (kind: string, settings: unknown, body: Body) => Promise<Parsed>
  /** The same for a page of an account on which jobs may be named. */
  readCareers: (body: Body) => Promise<CareersRead>
  /** The same for an item's own page. */
  readArticle: (body: Body) => Promise<Document>
}

type Job = { task: ReadTask; resolve: (read: Readings) => void; reject: (error: Error) => void }
type Thread = { worker: Worker; state: 'starting' | 'idle' | 'busy' | 'ended'; job: Job | null; timer?: NodeJS.Timeout }

const code = new URL('./reader-thread.ts', import.meta.url)
/** Far more than the largest body we take should ever need. */
const resourceLimits = { maxOldGenerationSizeMb: 512 }
const mostThreads = 2
/** Then an idle thread gives its memory back. */
const idleMs = 60_000

/**
 * A few threads that read bodies, started when there is one to read; a body that takes too long ends its thread. Idle
 * threads end by themselves and keep no process from ending.
 */
export const createReader = ({ limitMs = 5_000 }: { limitMs?: number } = {}): Reader => {
  const threads = new Set<Thread>()
  const waiting: Job[] = []

  const start = () => {
    // The sources are plain TypeScript, which Node runs as it is: no loader of ours is needed there.
    const thread: Thread = { worker: new Worker(code, { execArgv: [], resourceLimits }), state: 'starting', job: null }
    threads.add(thread)
    thread.worker.on('message', (said: ReadAnswer | 'ready') => {
      if (said !== 'ready') settle(thread, said)
      work(thread)
    })
    thread.worker.on('error', (error) => end(thread, messageOf(error)))
    thread.worker.on('exit', () => end(thread, 'The thread that read it ended'))
  }

  const work = (thread: Thread) => {
    const job = waiting.shift() ?? null
    thread.job = job
    thread.state = job ? 'busy' : 'idle'
    if (!job) {
      thread.worker.unref()
      thread.timer = setTimeout(() => end(thread, ''), idleMs).unref()
      return
    }
    clearTimeout(thread.timer)
    thread.worker.ref()
    thread.timer = setTimeout(() => end(thread, `Reading it took more than ${limitMs / 1000} seconds`), limitMs)
    thread.worker.postMessage(job.task)
  }

  const settle = (thread: Thread, answer: ReadAnswer) => {
    clearTimeout(thread.timer)
    if ('read' in answer) thread.job?.resolve(answer.read)
    else thread.job?.reject('unreadable' in answer ? new Unreadable(answer.unreadable) : new Error(answer.error))
    thread.job = null
  }

  const end = (thread: Thread, why: string) => {
    if (thread.state === 'ended') return
    const couldStart = thread.state !== 'starting'
    thread.state = 'ended'
    threads.delete(thread)
    void thread.worker.terminate()
    settle(thread, { unreadable: why })
    if (couldStart && waiting.length > 0) start()
    else if (threads.size === 0) for (const job of waiting.splice(0)) job.reject(new Error(why))
  }

  /** A thread answers a task with what was asked for. */
  const ask = <Read extends Readings>(task: ReadTask): Promise<Read> =>
    new Promise((resolve, reject) => {
      waiting.push({ task, resolve: resolve as Job['resolve'], reject })
      const idle = [...threads].find(({ state }) => state === 'idle')
      if (idle) work(idle)
      else if (threads.size < mostThreads) start()
    })

  return {
    read: (kind, settings, body) => ask<Parsed>({ kind, settings, body }),
    readCareers: (body) => ask<CareersRead>({ careers: body }),
    readArticle: (body) => ask<Document>({ article: body }),
  }
}

/** The threads of this process. */
export const reader = createReader()

const messageOf = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string }
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'Reading it took too much memory' : (message ?? String(error))
}
