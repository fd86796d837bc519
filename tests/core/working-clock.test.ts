import { expect, it } from 'vitest'
import { clockReport, percentile, workingClock } from '../../src/core/working-clock.ts'

const hourMs = 3_600_000
/** Friday, 27 November 2026, 12:00 UTC. */
const friday = Date.UTC(2026, 10, 27, 12)
const at = (hours: number, holidays: string[] = []) => ({
  now: friday + hours * hourMs,
  zone: 'UTC',
  holidays: new Set(holidays),
})

it('the clock runs on working days alone and stops with the touch', () => {
  expect(workingClock(friday, null, at(6))).toEqual({ ms: 6 * hourMs, stopped: false, late: false })
  expect(workingClock(friday, null, at(60))).toEqual({ ms: 12 * hourMs, stopped: false, late: false })
  expect(workingClock(friday, null, at(72))).toMatchObject({ ms: 24 * hourMs, late: false })
  expect(workingClock(friday, null, at(73))).toMatchObject({ ms: 25 * hourMs, late: true })
  expect(workingClock(friday, null, at(73, ['2026-11-30']))).toMatchObject({ ms: 12 * hourMs, late: false })
  expect(workingClock(friday, friday + hourMs, at(200))).toEqual({ ms: hourMs, stopped: true, late: false })
})

it('a percentile is one of the values, by nearest rank', () => {
  expect(percentile([], 0.5)).toBeNull()
  expect(percentile([3, 1, 2], 0.5)).toBe(2)
  expect(percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9)).toBe(9)
  expect(percentile([7], 0.9)).toBe(7)
})

it('a report counts what was touched, in time, and what waits, late or not', () => {
  const waited = (ms: number, stopped: boolean) => ({
    ownerId: 'ida',
    eventAt: friday,
    seenAt: friday,
    clock: { ms, stopped, late: ms > 24 * hourMs },
  })
  const clocks = [
    waited(hourMs, true),
    waited(30 * hourMs, true),
    waited(2 * hourMs, false),
    waited(40 * hourMs, false),
  ]
  expect(clockReport(clocks)).toEqual({
    ...{ touched: 2, p50Ms: hourMs, p90Ms: 30 * hourMs, inTime: 1, waiting: 2, late: 1 },
  })
})
