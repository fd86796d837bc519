import type { Log } from './app.ts'
import { messageOf } from './stage.ts'

/** Work that nobody's answer waits for, nor tells anything about by the time it takes. */
export type Later = {
  /** Begins once what is being answered now is out. */
  add: (work: () => Promise<void>) => void
  /** When all of it has ended. */
  settled: () => Promise<void>
}

export const createLater = (log: Pick<Log, 'error'>): Later => {
  const under = new Set<Promise<void>>()
  const begin = async (work: () => Promise<void>) => {
    await new Promise((resolve) => setImmediate(resolve))
    await work().catch((error) => log.error({ error: messageOf(error) }, 'Work after an answer failed'))
  }
  return {
    add: (work) => {
      const one = begin(work)
      under.add(one)
      void one.then(() => under.delete(one))
    },
    settled: async () => {
      while (under.size > 0) await Promise.all(under)
    },
  }
}
