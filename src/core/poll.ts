import type { Instant } from './document.ts'
import { sha256Hex } from './hash.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const usualMs = hourMs
const longestMs = 24 * hourMs
/** Failures in a row after which a feed is shown as degraded, and after which it is paused. */
const degradedAt = 3
const pausedAt = 10

export type FeedMemory = {
  id: string
  state: 'new' | 'ok' | 'degraded' | 'paused' | 'gone'
  failures: number
  verifiedAt: Instant | null
}
export type PollEnd = { now: Instant; failed: boolean; message: string; retryAfterMs: number | null; gone: boolean }

/**
 * When a feed is polled next and what state it is in. Every hour after a success; after a failure the wait
 * doubles from ten minutes to a day, or is what the server asked for. Spread by ±10 % so that feeds drift apart;
 * the spread comes from the feed's id and the moment, so the same poll always gives the same answer.
 */
export const pollAgain = (feed: FeedMemory, end: PollEnd) => {
  const failures = end.failed ? feed.failures + 1 : 0
  const wait = end.failed ? Math.max(backoffMs(failures), end.retryAfterMs ?? 0) : usualMs
  return {
    failures,
    lastPolledAt: end.now,
    ...(end.failed ? {} : { lastSuccessAt: end.now, verifiedAt: feed.verifiedAt ?? end.now }),
    nextPollAt: end.now + Math.round(Math.min(wait, longestMs) * spread(feed.id, end.now)),
    state: stateOf(feed, failures, end),
  }
}

const backoffMs = (failures: number): number => Math.min(10 * minuteMs * 2 ** (failures - 1), longestMs)

const stateOf = (feed: FeedMemory, failures: number, end: PollEnd): FeedMemory['state'] => {
  if (!end.failed) return 'ok'
  if (end.gone && feed.failures > 0) return 'gone'
  if (failures >= pausedAt) return 'paused'
  return failures >= degradedAt || feed.state === 'degraded' ? 'degraded' : feed.state
}

/** 0.9 to 1.1. */
const spread = (id: string, now: Instant): number =>
  0.9 + (Number.parseInt(sha256Hex(`${id} ${now}`).slice(0, 6), 16) / 0xffffff) * 0.2
