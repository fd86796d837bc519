import type { Step, Tx } from '#dialect'
import { msPerDay } from '../../core/day.ts'
import { type HostMemory, waitForHost } from '../../core/poll.ts'
import { farAheadMs, forgetHosts, forgetHostsOutside, hostsWaiting, saveHost } from '../../store/feeds.ts'
import type { App } from '../app.ts'

/** The hosts that asked us to wait. What one feed hears counts for all feeds of its host, also after a restart. */
export type Hosts = {
  /** Until when a host may not be asked; null when it may. */
  waitUntil: (host: string) => number | null
  refused: (host: string, retryAfterMs: number | null) => void
  /** A host that answers is waiting no more; false when it was not. */
  answered: (host: string) => boolean
  /** What changed of these hosts, to be saved with the end of the poll that heard it. */
  steps: (tx: Tx, heard: Iterable<string>) => Step[]
}

/** A host that was not asked again for so long after its wait is one like any other. */
const keptMs = 7 * msPerDay

export const loadHosts = async (app: App): Promise<Hosts> => {
  const kept = (await hostsWaiting(app.db)).filter(({ waitUntil }) => waitUntil <= app.now() + farAheadMs)
  const known = new Map<string, HostMemory>(kept.map((memory) => [memory.host, memory]))
  return {
    waitUntil: (host) => {
      const until = known.get(host)?.waitUntil ?? 0
      return until > app.now() ? until : null
    },
    refused: (host, retryAfterMs) => void known.set(host, waitForHost(host, known.get(host), retryAfterMs, app.now())),
    answered: (host) => known.delete(host),
    steps: (tx, heard) => {
      const steps = [...heard].map((host) => {
        const memory = known.get(host)
        return memory ? saveHost(tx, memory) : forgetHosts(tx, [host])
      })
      const now = app.now()
      if (steps.length > 0) steps.push(forgetHostsOutside(tx, now - keptMs, now + farAheadMs))
      return steps
    },
  }
}
