import { readFileSync } from 'node:fs'
import { createHistogram } from 'node:perf_hooks'

export type Delays = { p99Ms: number; samples: number }

/** How long this thread could have run and the machine ran something else, where the system says so. */
const keptWaitingMs = (): number => {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e6
  } catch {
    return 0
  }
}

/**
 * The delay of the event loop, sampled as `monitorEventLoopDelay` does it. What other programs on the machine took is
 * left out: they hold up a loop that does nothing just as long.
 */
export const watchLoop = () => {
  const everyMs = 10
  const delays = createHistogram()
  let at = performance.now()
  let waitedMs = keptWaitingMs()
  const timer = setInterval(() => {
    const [before, waitedBefore] = [at, waitedMs]
    at = performance.now()
    waitedMs = keptWaitingMs()
    delays.record(Math.max(1, Math.round((at - before - everyMs - (waitedMs - waitedBefore)) * 1e6)))
  }, everyMs)
  return {
    end: (): Delays => {
      clearInterval(timer)
      return { p99Ms: delays.percentile(99) / 1e6, samples: delays.count }
    },
  }
}
