import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextPoll } from '../../src/core/poll/interval.ts'
import { afterBadPoll, afterGoodPoll, type FeedMemory, waitForHost } from '../../src/core/poll.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** Wednesday, 4 March 2026, noon UTC. */
const noon = Date.UTC(2026, 2, 4, 12)

const feed: FeedMemory = {
  ...{ id: 'feed', state: 'ok', failures: 0, failingSince: null, goneSince: null, lastBodyAt: noon, verifiedAt: noon },
  ...{ address: null, movedTo: null, movedSince: null, movedPolls: 0, hints: null, recentItemsAt: null },
}
const ids = Array.from({ length: 500 }, (_, i) => `feed${i}`)
const waitsOf = (rhythm: Parameters<typeof nextPoll>[1]) => ids.map((id) => nextPoll(id, rhythm, noon) - noon)
const quiet = { recentItemsAt: null, hints: null, isBoard: false }

describe('the next poll', () => {
  test('is spread by ten percent to both sides of the hour, and no further', () => {
    const waits = waitsOf(quiet)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0.9 * hourMs)
    expect(Math.max(...waits)).toBeLessThanOrEqual(1.1 * hourMs)
    expect(Math.min(...waits)).toBeLessThan(0.91 * hourMs)
    expect(Math.max(...waits)).toBeGreaterThan(1.09 * hourMs)
  })

  test('is spread only upwards of what the publisher asks', () => {
    const waits = waitsOf({ ...quiet, hints: { everyMs: 5 * hourMs } })
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(5 * hourMs)
    expect(Math.max(...waits)).toBeLessThanOrEqual(5.5 * hourMs)
    expect(Math.max(...waits)).toBeGreaterThan(5.4 * hourMs)
  })

  test('is never sooner than any of rhythm, body and server asks, nor later than a day, nor in an hour to skip', () => {
    let heeded = 0
    let skipped = 0
    const upTo = (ms: number) => fc.option(fc.integer({ min: 1, max: ms }), { nil: 0 })
    const skips = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 12 })
    fc.assert(
      fc.property(
        fc.uuid(),
        upTo(2 * dayMs),
        upTo(2 * dayMs),
        upTo(8 * dayMs),
        skips,
        (id, every, fresh, gap, hours) => {
          const hints = { everyMs: every, freshMs: fresh, skipHours: hours }
          const recentItemsAt = gap === 0 ? null : Array.from({ length: 10 }, (_, i) => noon - (i + 1) * gap)
          const at = nextPoll(id, { recentItemsAt, hints, isBoard: false }, noon)
          const own = gap === 0 ? hourMs : Math.min(dayMs, Math.max(30 * minuteMs, gap / 4))
          const least = Math.min(dayMs, Math.max(every, fresh, 0.9 * own))
          expect(at - noon).toBeGreaterThan(least - 2) // to the millisecond
          expect(at - noon).toBeLessThanOrEqual(dayMs)
          if (at - noon < dayMs) expect(hours).not.toContain(new Date(at).getUTCHours())
          heeded += Number(Math.max(every, fresh) > 2 * hourMs)
          skipped += Number(hours.length > 3)
        },
      ),
      { seed: 5, numRuns: 500 },
    )
    expect(Math.min(heeded, skipped)).toBeGreaterThan(100)
  })
})

describe('a feed that fails', () => {
  const failTimes = (times: number, retryAfterMs: number | null = null) => {
    let memory = feed
    let now = noon
    return Array.from({ length: times }, () => {
      const { change, notice } = afterBadPoll(memory, { now, message: 'No answer', retryAfterMs, gone: false })
      const waitMs = change.nextPollAt - now
      memory = { ...memory, ...change }
      now = change.nextPollAt
      return { waitMs, notice, state: change.state }
    })
  }

  test('waits from ten minutes on, doubled each time and spread by a tenth, at most a day', () => {
    for (const [i, { waitMs }] of failTimes(9).entries()) {
      const least = Math.min(dayMs, 10 * minuteMs * 2 ** i)
      expect(waitMs).toBeGreaterThanOrEqual(least)
      expect(waitMs).toBeLessThanOrEqual(Math.min(dayMs, least * 1.1))
    }
  })

  test('is degraded at the third failure and paused at the tenth, each with a notice from then on', () => {
    const ends = failTimes(10)
    expect(ends.map(({ state }) => state)).toEqual(['ok', 'ok', ...Array(7).fill('degraded'), 'paused'])
    expect(ends.map(({ notice }) => notice !== null)).toEqual([false, false, ...Array(8).fill(true)])
    expect(ends.at(-1)!.notice).toContain('Paused after 10 failures in a row (No answer)')
  })

  test('is paused after a week without a good poll, but not for two failures with a week between in which nobody asked', () => {
    const fail = (memory: FeedMemory, now: number) => ({
      ...memory,
      ...afterBadPoll(memory, { now, message: 'No answer', retryAfterMs: null, gone: false }).change,
    })
    const afterTheBreak = fail(fail(feed, noon), noon + 10 * dayMs)
    expect(afterTheBreak.state).toBe('ok')
    expect(fail(afterTheBreak, noon + 10 * dayMs + hourMs).state).toBe('paused')
  })

  test('waits as long as its server asks where that is longer', () => {
    expect(failTimes(1, 5 * hourMs)[0]!.waitMs).toBeGreaterThanOrEqual(5 * hourMs)
    expect(failTimes(1, minuteMs)[0]!.waitMs).toBeGreaterThanOrEqual(10 * minuteMs)
  })
})

test('a host that gives no time waits ten minutes, doubled at each refusal, at most a day', () => {
  let memory = waitForHost('news.example', undefined, null, noon)
  for (let i = 0; i < 12; i++) {
    const least = Math.min(dayMs, 10 * minuteMs * 2 ** i)
    expect(memory.waitUntil - noon).toBeGreaterThanOrEqual(least)
    expect(memory.waitUntil - noon).toBeLessThanOrEqual(Math.min(dayMs, least * 1.1))
    memory = waitForHost('news.example', memory, null, noon)
  }
})

test('a move is believed at the third poll that agrees, and not before a day is over', () => {
  const good = { hadBody: true, cacheControl: undefined, hints: null, itemsAt: [], isBoard: false }
  const believedAt = (hours: readonly number[]) => {
    let memory = feed
    return hours.find((hour) => {
      const poll = { ...good, now: noon + hour * hourMs, movedTo: 'https://new.example/feed' }
      memory = { ...memory, ...afterGoodPoll(memory, poll).change }
      return memory.address !== null
    })
  }
  expect(believedAt([0, 1, 2, 3, 23, 24, 25])).toBe(24)
  expect(believedAt([0, 30, 60])).toBe(60)
})
