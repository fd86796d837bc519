import { dayInWords, localDay, msPerDay } from '../day.ts'
import type { Document, Instant } from '../document.ts'
import { jobFunction } from './function.ts'
import { type BoardHistory, freshDays, type Job } from './history.ts'
import { levelsInWords } from './level.ts'
import { boardDocument, jobLine } from './signal.ts'
import { type Pace, paceOf } from './surge.ts'

const beforeDays = 90
const fewestOpenings = 3
/** As unlikely as this at the earlier pace, or it is everyday business. */
const mostLikely = 0.01
/** A pace that was counted from jobs still standing forgets those that were filled; it is trusted a little less. */
const sureness = { watched: 0.95, guessed: 0.85 }

type Dated = Job & { openedAt: Instant }
const datedJobs = ({ jobs, now }: BoardHistory): Dated[] =>
  jobs.filter((job): job is Dated => job.openedAt !== null && job.openedAt <= now)

const tooBroad = new Set(['general', 'executive'])

/**
 * One document for each function in which openings come faster than the account's own pace. It is counted back from
 * the newest opening, so that it changes with the openings and not with the calendar.
 */
export const surges = (history: BoardHistory): Document[] =>
  [...Map.groupBy(datedJobs(history), ({ title, department }) => jobFunction(title, department))]
    .filter(([name]) => !tooBroad.has(name))
    .flatMap(([name, jobs]) => surgeIn(history, name, jobs) ?? [])

const surgeIn = (history: BoardHistory, name: string, jobs: readonly Dated[]): Document | null => {
  const listed = jobs.filter(({ isListed, wasFresh }) => isListed && wasFresh)
  const newestAt = Math.max(...listed.map(({ openedAt }) => openedAt))
  if (listed.length === 0 || newestAt <= history.now - freshDays * msPerDay) return null
  const from = newestAt - freshDays * msPerDay
  const fresh = listed.filter(({ openedAt }) => openedAt > from)
  const before = jobs.filter(({ openedAt }) => openedAt <= from && openedAt > from - beforeDays * msPerDay)
  const pace = paceOf(fresh.length, freshDays, before.length, beforeDays)
  if (fresh.length < fewestOpenings || pace.direction === 'slower' || pace.p > mostLikely) return null
  const openings = `${fresh.length} openings`
  const usual = before.length > 0 ? `, where ${pace.expected} would be usual` : ''
  const isWatched = from - beforeDays * msPerDay >= history.watchedSince
  return boardDocument(history, {
    identity: `hiring ${name}`,
    title: `${history.company} posted ${openings} in ${name} within ${freshDays} days${usual}`,
    lines: [...fresh.map(jobLine).sort(), ...levelLine(fresh), ...testInWords(pace, newestAt, isWatched)],
    at: newestAt,
    signal: {
      kind: 'hiring',
      fields: {
        hiringFunction: { value: name, quote: name },
        openings: { value: fresh.length, quote: openings },
        ...(before.length > 0 ? { baseline: { value: pace.expected, quote: String(pace.expected) } } : {}),
        chance: chanceOf(pace),
      },
      confidence: isWatched ? sureness.watched : sureness.guessed,
      rule: 'board.surge',
    },
    extra: { pace },
  })
}

/** Who is sought tells a seller whom they will meet: beginners, or the people who decide. */
const levelLine = (jobs: readonly Job[]): string[] => {
  const named = levelsInWords(jobs.map(({ title }) => title))
  return named === null ? [] : [`Levels that their titles name: ${named}.`]
}

/** The counts, the windows and the chance, so that anyone can count again. */
const testInWords = (
  { inWindow, windowDays, before, beforeDays, expected, p }: Pace,
  endAt: Instant,
  isWatched: boolean,
) => [
  `Counted: ${inWindow} in the ${windowDays} days to ${dayInWords(localDay(endAt, 'UTC'))}, ${before} in the ${beforeDays} days before, which makes ${expected} usual.`,
  `At the earlier pace the chance of this is ${percent(p)} (exact test of two Poisson rates).`,
  ...(isWatched
    ? []
    : ['The days before were counted from jobs that still stood on the board when it was first read.']),
]

const chanceOf = ({ p }: Pace) => ({ value: p, quote: percent(p) })

const percent = (p: number): string => (p < 0.0001 ? 'under 0.01 %' : `${Number((p * 100).toPrecision(2))} %`)

const slowDays = 28
const fewestBefore = 12

/**
 * A board that all but stopped: told once a month, never in a message. It is counted up to the week's beginning, so
 * that it is the same all week, and told while it still holds.
 */
export const slowDown = (history: BoardHistory): Document[] => {
  const { company, now, watchedSince } = history
  const to = weekStart(now)
  if (to - watchedSince < (slowDays + beforeDays) * msPerDay) return []
  const pace = slowPace(history, to)
  if (!pace || !slowPace(history, now)) return []
  const { inWindow } = pace
  const openings = `${inWindow} ${inWindow === 1 ? 'opening' : 'openings'}`
  return [
    boardDocument(history, {
      identity: `slower ${localDay(to, 'UTC').slice(0, 7)}`,
      title: `${company} posted ${openings} within ${slowDays} days, where ${pace.expected} would be usual`,
      lines: testInWords(pace, to, true),
      at: to,
      signal: {
        kind: 'hiring_slowdown',
        fields: {
          openings: { value: inWindow, quote: openings },
          baseline: { value: pace.expected, quote: String(pace.expected) },
          chance: chanceOf(pace),
        },
        confidence: sureness.watched,
        rule: 'board.slow-down',
      },
      extra: { pace },
    }),
  ]
}

/** The pace up to a moment if it is too slow to be everyday business. */
const slowPace = (history: BoardHistory, to: Instant): Pace | null => {
  const from = to - slowDays * msPerDay
  const opened = datedJobs(history).map(({ openedAt }) => openedAt)
  const inWindow = opened.filter((at) => at > from && at <= to).length
  const before = opened.filter((at) => at <= from && at > from - beforeDays * msPerDay).length
  const pace = paceOf(inWindow, slowDays, before, beforeDays)
  return before < fewestBefore || pace.direction === 'faster' || pace.p > mostLikely ? null : pace
}

/** Midnight UTC at the beginning of the week, a Monday; the epoch was a Thursday. */
const weekStart = (at: Instant): Instant => at - ((at + 3 * msPerDay) % (7 * msPerDay))
