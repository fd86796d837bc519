import type { Instant } from './document.ts'
import { laterBy, longestMs, maxAgeMs, nextPoll, type PublisherHints, recentItems } from './poll/interval.ts'

export { type HostMemory, isRefusal, waitForHost } from './poll/host.ts'
export { maxAgeMs, type PublisherHints } from './poll/interval.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** Failures in a row after which a feed is shown as degraded, and after which it is paused; or so long without a good poll. */
const degradedAt = 3
const pausedAt = 10
const pausedAfterMs = 7 * dayMs
const firstRetryMs = 10 * minuteMs
/** Some servers say "not modified" whatever happens, so that a whole body is asked for every so often. */
const wholeBodyEveryMs = 8 * dayMs
/** A move is believed after so many polls that agree, over so long: a hotel's sign-in page says "moved" too. */
const agreeingPolls = 3
const agreeingForMs = dayMs

/** Pages that a poll knew of and did not read, with how often each was tried. */
export type Backlog = {
  url: string
  headers?: Record<string, string>
  note?: string
  pauseMs?: number
  tries: number
}[]

export type FeedMemory = {
  id: string
  state: 'new' | 'ok' | 'degraded' | 'paused' | 'gone'
  failures: number
  failingSince: Instant | null
  goneSince: Instant | null
  lastBodyAt: Instant | null
  verifiedAt: Instant | null
  address: string | null
  movedTo: string | null
  movedSince: Instant | null
  movedPolls: number
  hints: PublisherHints | null
  recentItemsAt: Instant[] | null
}

/** A poll that read the feed, or was told that nothing changed. */
export type GoodPoll = {
  now: Instant
  /** A body came, changed or not. */
  hadBody: boolean
  cacheControl: string | undefined
  /** Null when no body was parsed. */
  hints: PublisherHints | null
  /** When the items of the body were published. */
  itemsAt: readonly (Instant | null)[]
  isBoard: boolean
  /** Where redirects for good led. */
  movedTo: string | null
}
export type BadPoll = { now: Instant; message: string; retryAfterMs: number | null; gone: boolean }

/** Whether to ask without validators, so that the whole body comes; also when the clock was set back since it did. */
export const wantsWholeBody = ({ lastBodyAt }: Pick<FeedMemory, 'lastBodyAt'>, now: Instant): boolean =>
  lastBodyAt === null || Math.abs(now - lastBodyAt) >= wholeBodyEveryMs

/** What is remembered of a feed after a good poll; `notice` is for people. */
export const afterGoodPoll = (feed: FeedMemory, poll: GoodPoll) => {
  const { now } = poll
  const hints = hintsAfter(feed.hints, poll)
  const recentItemsAt = recentItems(feed.recentItemsAt, poll.itemsAt, now)
  const moved = moveAfter(feed, poll)
  return {
    change: {
      ...moved,
      hints,
      recentItemsAt,
      state: 'ok' as const,
      failures: 0,
      failingSince: null,
      goneSince: null,
      lastPolledAt: now,
      lastSuccessAt: now,
      ...(poll.hadBody ? { lastBodyAt: now } : {}),
      verifiedAt: feed.verifiedAt ?? now,
      nextPollAt: nextPoll(feed.id, { recentItemsAt, hints, isBoard: poll.isBoard }, now),
    },
    notice: moved.address && moved.address !== feed.address ? `Moved for good to ${moved.address}` : null,
  }
}

/** The body's hints stay until another body is read, the server's until it says otherwise. */
const hintsAfter = (before: PublisherHints | null, { hints, cacheControl }: GoodPoll): PublisherHints => {
  const { freshMs: _, ...own } = hints ?? before ?? {}
  const freshMs = maxAgeMs(cacheControl) ?? (hints ? null : before?.freshMs)
  return { ...own, ...(freshMs ? { freshMs } : {}) }
}

const settled = { movedTo: null, movedSince: null, movedPolls: 0 }

const moveAfter = (feed: FeedMemory, { movedTo, now }: GoodPoll) => {
  if (movedTo === null) return { ...settled, address: feed.address }
  const agrees = movedTo === feed.movedTo
  const movedSince = agrees ? (feed.movedSince ?? now) : now
  const movedPolls = agrees ? feed.movedPolls + 1 : 1
  if (movedPolls >= agreeingPolls && now - movedSince >= agreeingForMs) return { ...settled, address: movedTo }
  return { movedTo, movedSince, movedPolls, address: feed.address }
}

/**
 * What is remembered of a feed after a poll that failed. The wait doubles from ten minutes to a day, or is what the
 * server asked for. What we have is kept, and a move is not believed on the way.
 */
export const afterBadPoll = (feed: FeedMemory, poll: BadPoll) => {
  const { now } = poll
  const failures = feed.failures + 1
  const failingSince = feed.failingSince ?? now
  const goneSince = poll.gone ? (feed.goneSince ?? now) : null
  const state = stateAfter(feed, { failures, failingSince, goneSince }, now)
  const backoffMs = Math.min(firstRetryMs * 2 ** Math.min(failures - 1, 8), longestMs)
  const waitMs = poll.gone ? longestMs : Math.max(backoffMs, poll.retryAfterMs ?? 0)
  return {
    change: {
      ...settled,
      failures,
      failingSince,
      goneSince,
      state,
      lastPolledAt: now,
      nextPollAt: laterBy(feed.id, waitMs, now),
    },
    notice: noticeOf(state, poll.message, failures),
  }
}

type Failing = { failures: number; failingSince: Instant; goneSince: Instant | null }

const stateAfter = (
  feed: FeedMemory,
  { failures, failingSince, goneSince }: Failing,
  now: Instant,
): FeedMemory['state'] => {
  if (goneSince !== null && now - goneSince >= dayMs) return 'gone'
  // Two failures a week apart are a machine that was off for the week.
  if (failures >= pausedAt || (failures >= degradedAt && now - failingSince >= pausedAfterMs)) return 'paused'
  if (failures >= degradedAt) return 'degraded'
  return feed.state === 'gone' ? 'degraded' : feed.state
}

const noticeOf = (state: FeedMemory['state'], message: string, failures: number): string | null => {
  if (state === 'gone') return `Off: its publisher says for a day that it is gone for good (${message})`
  if (state === 'paused')
    return `Paused after ${failures} failures in a row (${message}); a good test turns it on again`
  return state === 'degraded' ? `Failing: ${failures} times in a row (${message})` : null
}

/** Parameters that say where a reader came from and not what is read. */
const tracking =
  /(?<=[?&])(?:utm_[a-z_]{1,20}|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|ocid|_hsenc|_hsmi)=[^&#|\s]*&?/gi

/** An identity or address without its tracking parameters, so that an item stays the same however it is counted. */
export const withoutTracking = (text: string): string =>
  text.includes('=') ? text.replace(tracking, '').replace(/[?&](?=$|[#|])/, '') : text
