import type { Instant } from './document.ts'

/** What a caller has left in thousandths of a call, so that whole numbers add up exactly, and when that was so. */
export type Bucket = { left: number; at: Instant }
/** Whole calls. */
export type BucketSize = { mostAtOnce: number; perSecond: number }

const call = 1000

/** Takes one call: what is left then, or how long to wait for the next. A full bucket is that of a new caller. */
export const takeCall = (
  before: Bucket | undefined,
  now: Instant,
  { mostAtOnce, perSecond }: BucketSize,
): { bucket: Bucket; waitMs: number } => {
  const { left, at } = before ?? { left: mostAtOnce * call, at: now }
  const has = Math.min(mostAtOnce * call, left + Math.max(0, now - at) * perSecond)
  if (has >= call) return { bucket: { left: has - call, at: now }, waitMs: 0 }
  return { bucket: { left: has, at: now }, waitMs: Math.ceil((call - has) / perSecond) }
}
