import { dayInWords, localDay, localTime } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import type { Feed } from '../store/feeds.ts'
import type { Yield } from '../store/yields.ts'

/** A day and an hour, said so that nobody wonders whose. */
export const momentInWords = (at: Instant): string => `${dayInWords(localDay(at, 'UTC'))} ${localTime(at, 'UTC')} UTC`

/** Everything the feeds page says of a feed, as one line of text. */
export const feedInWords = (feed: Feed, brought: Yield | undefined): string => {
  const { items = 0, signals = 0, queued = 0 } = brought ?? {}
  return [
    `${feed.key}, ${healthOf(feed)}: ${feed.lastAnswer ?? 'not asked yet'}`,
    `last success ${feed.lastSuccessAt === null ? 'never' : momentInWords(feed.lastSuccessAt)}`,
    `${count(items, 'item')}, ${count(signals, 'signal')}, ${queued} queued`,
    ...(feed.enabled && feed.kind !== 'inbox' ? [`next try ${nextTry(feed)}`] : []),
  ].join('; ')
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

export const isFailing = ({ enabled, failures, state }: Feed): boolean =>
  enabled && (failures > 0 || state === 'gone' || state === 'paused')

const healthOf = ({ enabled, verifiedAt, state, failures }: Feed): string => {
  if (!enabled) return verifiedAt === null ? 'off, unverified' : 'off'
  return failures > 0 ? `${state}, failed ${failures} times` : state
}

const nextTry = ({ state, nextPollAt }: Feed): string =>
  state === 'paused' || state === 'gone' ? 'when you test it' : momentInWords(nextPollAt)
