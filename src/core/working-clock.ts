import { type Holidays, workingMsBetween } from './day.ts'
import type { Instant } from './document.ts'

const hourMs = 3_600_000
/** From first seen to a touch, an account waits at most a working day: 24 hours that fall on working days. */
const clockMs = 24 * hourMs

/** How long something new waits, or waited, for its first touch. */
export type WorkingClock = { ms: number; stopped: boolean; late: boolean }

export const workingClock = (
  seenAt: Instant,
  touchedAt: Instant | null,
  { now, zone, holidays }: { now: Instant; zone: string; holidays: Holidays },
): WorkingClock => {
  const ms = workingMsBetween(seenAt, touchedAt ?? now, zone, holidays)
  return { ms, stopped: touchedAt !== null, late: ms > clockMs }
}

/** The value below or at which that share of them lies (nearest rank); null of none. */
export const percentile = (values: readonly number[], share: number): number | null =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? null

/** One thing that stood on a list: when its news happened, was seen and was acted on. */
export type Waited = { ownerId: string; eventAt: Instant; clock: WorkingClock; seenAt: Instant }

export type ClockReport = {
  touched: number
  p50Ms: number | null
  p90Ms: number | null
  inTime: number
  waiting: number
  late: number
}

/** What the clocks of these say together. */
export const clockReport = (waited: readonly Waited[]): ClockReport => {
  const done = waited.filter(({ clock }) => clock.stopped)
  const open = waited.filter(({ clock }) => !clock.stopped)
  const times = done.map(({ clock }) => clock.ms)
  return {
    touched: done.length,
    p50Ms: percentile(times, 0.5),
    p90Ms: percentile(times, 0.9),
    inTime: done.filter(({ clock }) => !clock.late).length,
    waiting: open.length,
    late: open.filter(({ clock }) => clock.late).length,
  }
}
