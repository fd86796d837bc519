import { setTimeout as sleep } from 'node:timers/promises'

export type Turns = {
  /** The signal ends the pause, not the work: that knows of it, and asks nobody any more. */
  inTurn: <T>(host: string, pauseMs: number, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>
}

type Host = { tail: Promise<void>; freeAtMs: number; waiting: number }

const rememberedHosts = 2_000

/** One request at a time to a host, with a pause after each; so many at once over all hosts. */
export function createTurns({ atOnce }: { atOnce: number }): Turns {
  const hosts = new Map<string, Host>()
  const queue: (() => void)[] = []
  let free = atOnce

  const giveSlot = () => {
    const next = queue.shift()
    if (next) next()
    else free++
  }

  const inTurn: Turns['inTurn'] = async (name, pauseMs, work, signal) => {
    const host = hosts.get(name) ?? { tail: Promise.resolve(), freeAtMs: 0, waiting: 0 }
    hosts.set(name, host)
    const { promise, resolve } = Promise.withResolvers<void>()
    const before = host.tail
    host.tail = promise
    if (host.waiting++ > 0) await before
    const pause = host.freeAtMs - performance.now()
    if (pause > 0) await sleep(pause, undefined, signal && { signal }).catch(() => undefined)
    // The host's turn comes before the common slot: many feeds at one slow host must not hold all the slots.
    if (free > 0) free--
    else await new Promise<void>((resolve) => queue.push(resolve))
    try {
      return await work()
    } finally {
      giveSlot()
      host.freeAtMs = Math.max(host.freeAtMs, performance.now() + pauseMs)
      host.waiting--
      if (hosts.size > rememberedHosts) forgetIdle(hosts)
      resolve()
    }
  }
  return { inTurn }
}

function forgetIdle(hosts: Map<string, Host>) {
  const now = performance.now()
  for (const [name, host] of hosts) if (host.waiting === 0 && host.freeAtMs < now) hosts.delete(name)
}
