import type { Instant } from '../document.ts'
import { laterBy } from './interval.ts'

/** What is remembered of a host that asked us to wait. */
export type HostMemory = { host: string; waitUntil: Instant; refusals: number }

const firstWaitMs = 10 * 60_000

/** Answers by which a server says "not now", to all that it serves. */
export const isRefusal = (status: number): boolean => status === 429 || status === 503

/** Waits as long as the host asks; where it does not say, ten minutes that double each time, at most a day. */
export const waitForHost = (
  host: string,
  before: HostMemory | undefined,
  retryAfterMs: number | null,
  now: Instant,
): HostMemory => {
  const refusals = (before?.refusals ?? 0) + 1
  // A wait of nothing, or until a moment that is over, says no more than none.
  const waitMs = retryAfterMs || firstWaitMs * 2 ** Math.min(refusals - 1, 8)
  return { host, refusals, waitUntil: laterBy(host, waitMs, now) }
}
