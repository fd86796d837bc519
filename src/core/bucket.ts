import type { Instant } from './document.ts'

/** What a caller has left, and when that was so. */
export type Bucket = { left: number; at: Instant }
export type BucketSize = { mostAtOnce: number; perSecond: number }

/** Takes one call: what is left then, or how long to wait for the next. A full bucket is that of a new caller. */
export const takeCall = (
  before: Bucket | undefined,
  now: Instant,
  { mostAtOnce, perSecond }: BucketSize,
): { bucket: Bucket; waitMs: number } => {
  const { left, at } = before ?? { left: mostAtOnce, at: now }
  const has = Math.min(mostAtOnce, left + (Math.max(0, now - at) / 1000) * perSecond)
  if (has >= 1) return { bucket: { left: has - 1, at: now }, waitMs: 0 }
  return { bucket: { left: has, at: now }, waitMs: Math.ceil(((1 - has) / perSecond) * 1000) }
}
