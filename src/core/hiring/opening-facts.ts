import { msPerDay } from '../day.ts'
import type { Instant } from '../document.ts'
import { jobFunction } from './function.ts'
import type { KnownPosting } from './reading.ts'

/** Growth compares with so long ago, and is not known before the boards were watched for as long. */
const growthDays = 90
/** Of a smaller board a share says too much: one more job than two is no growth by half. */
const leastOpenings = 5

/**
 * What an account's boards say in numbers, for criteria to ask: `openings` listed now, `openings_sales` and the like
 * by the work they are part of, and `openingsGrowthPercent`, the change against 90 days ago in steps of ten. Empty
 * where nothing was ever listed. A board that never named a kind of work says nothing about it; one that did says 0.
 */
export const openingFacts = (postings: readonly KnownPosting[], now: Instant): Record<string, number> => {
  if (postings.length === 0) return {}
  const listedAt = (at: Instant) =>
    postings.filter(({ firstSeenAt, goneAt }) => firstSeenAt <= at && (goneAt === null || goneAt > at))
  const [current, before] = [listedAt(now), listedAt(now - growthDays * msPerDay)]
  const listed = new Set(current)
  const facts: Record<string, number> = { openings: current.length }
  for (const [work, some] of Map.groupBy(postings, ({ title, department }) => jobFunction(title, department)))
    if (work !== 'general') facts[`openings_${work}`] = some.filter((posting) => listed.has(posting)).length
  const watchedSince = postings.reduce((first, { firstSeenAt }) => Math.min(first, firstSeenAt), now)
  if (watchedSince <= now - growthDays * msPerDay)
    facts.openingsGrowthPercent = inTens(
      (100 * (current.length - before.length)) / Math.max(leastOpenings, before.length),
    )
  return facts
}

const inTens = (percent: number): number => Math.round(percent / 10) * 10 + 0 // no minus nought
