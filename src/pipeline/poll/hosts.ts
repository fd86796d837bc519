import { atomically } from '#dialect'
import { type HostMemory, waitForHost } from '../../core/poll.ts'
import { forgetHosts, hostsWaiting, saveHost } from '../../store/feeds.ts'
import type { App } from '../app.ts'

/** The hosts that asked us to wait. What one feed hears counts for all feeds of its host, also after a restart. */
export type Hosts = {
  /** Until when a host may not be asked; null when it may. */
  waitUntil: (host: string) => number | null
  refused: (host: string, retryAfterMs: number | null) => Promise<void>
  answered: (host: string) => Promise<void>
}

export const loadHosts = async (app: App): Promise<Hosts> => {
  const known = new Map<string, HostMemory>((await hostsWaiting(app.db)).map((memory) => [memory.host, memory]))
  return {
    waitUntil: (host) => {
      const until = known.get(host)?.waitUntil ?? 0
      return until > app.now() ? until : null
    },
    refused: async (host, retryAfterMs) => {
      const memory = waitForHost(host, known.get(host), retryAfterMs, app.now())
      known.set(host, memory)
      await atomically(app.db, (tx) => [saveHost(tx, memory)])
    },
    answered: async (host) => {
      if (known.delete(host)) await atomically(app.db, (tx) => [forgetHosts(tx, [host])])
    },
  }
}
