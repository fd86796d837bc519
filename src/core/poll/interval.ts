import type { Instant } from '../document.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** Where nothing is known of a feed's rhythm. */
const usualMs = hourMs
/** A board is large and changes slowly, and a job is gone only after two readings without it. */
const boardMs = 6 * hourMs
const shortestMs = 30 * minuteMs
export const longestMs = dayMs
/** A feed is asked this many times between two of its items, so that an item waits little. */
const asksPerItem = 4
const rememberedItems = 20

/** What a publisher says about how often to come; a feed says it in its body, a server in its headers. */
export type PublisherHints = {
  /** RSS `ttl`, or `sy:updatePeriod` over `sy:updateFrequency`. */
  everyMs?: number
  /** `Cache-Control: max-age`. */
  freshMs?: number
  /** Hours 0–23 and days of the week 0–6 (Sunday is 0) in which nothing is published, UTC. */
  skipHours?: readonly number[]
  skipDays?: readonly number[]
}

export type Rhythm = { recentItemsAt: readonly Instant[] | null; hints: PublisherHints | null; isBoard: boolean }

/**
 * The newest dates of items, to tell a feed's rhythm from; dates in the future tell nothing. Each date once, so that
 * reading the same items again changes nothing.
 */
export const recentItems = (
  before: readonly Instant[] | null,
  found: readonly (Instant | null)[],
  now: Instant,
): Instant[] =>
  [...new Set([...(before ?? []), ...found])]
    .filter((at) => at !== null && at <= now)
    .map(Number)
    .sort((a, b) => b - a)
    .slice(0, rememberedItems)

/**
 * When a feed that answered is asked again: by its own rhythm, between half an hour and a day, never sooner than its
 * publisher asks, never later than a day. Spread by ±10 % so that feeds drift apart, but only upwards where it is the
 * publisher who says how long.
 */
export const nextPoll = (id: string, rhythm: Rhythm, now: Instant): Instant => {
  const chance = spread(id, now)
  const own = ownIntervalMs(rhythm, now) * (0.9 + 0.2 * chance)
  const asked = Math.max(rhythm.hints?.everyMs ?? 0, rhythm.hints?.freshMs ?? 0) * (1 + 0.1 * chance)
  const latest = now + longestMs
  return Math.min(afterSkipped(now + Math.round(Math.max(own, asked)), rhythm.hints ?? {}), latest)
}

/** After `wait` and up to a tenth more, at most a day. */
export const laterBy = (id: string, waitMs: number, now: Instant): Instant =>
  now + Math.min(longestMs, Math.round(waitMs * (1 + 0.1 * spread(id, now))))

const ownIntervalMs = ({ recentItemsAt, isBoard }: Rhythm, now: Instant): number => {
  if (isBoard) return boardMs
  if (!recentItemsAt || recentItemsAt.length < 2) return usualMs
  // Up to now, not up to the newest item: a feed that falls silent is asked less and less.
  const gapMs = (now - recentItemsAt.at(-1)!) / recentItemsAt.length
  return Math.min(longestMs, Math.max(shortestMs, gapMs / asksPerItem))
}

/** The first moment from `at` on that is in none of the hours and days to skip. */
const afterSkipped = (at: Instant, { skipHours = [], skipDays = [] }: PublisherHints): Instant => {
  if (skipHours.length === 0 && skipDays.length === 0) return at
  for (let moment = at; moment < at + longestMs; moment = Math.floor(moment / hourMs + 1) * hourMs) {
    const hour = Math.floor(moment / hourMs) % 24
    const day = (Math.floor(moment / dayMs) + 4) % 7 // 1 January 1970 was a Thursday
    if (!skipHours.includes(hour) && !skipDays.includes(day)) return moment
  }
  return at
}

/** 0 to 1, from the feed and the moment: the same poll always gives the same answer. */
const spread = (id: string, now: Instant): number => {
  let mixed = 0x811c9dc5
  for (const letter of `${id} ${now}`) mixed = Math.imul(mixed ^ letter.codePointAt(0)!, 0x01000193)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 0xffffffff
}

/** `Cache-Control: max-age`, at most a day; null when it says nothing of use. */
export const maxAgeMs = (cacheControl: string | undefined): number | null => {
  const [, seconds] = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/i.exec(cacheControl ?? '') ?? []
  return seconds === undefined ? null : Math.min(longestMs, Number(seconds) * 1000)
}
