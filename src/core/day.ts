import type { Instant } from './document.ts'

/** A calendar day in somebody's zone, `2026-11-23`. Days compare as text. */
export type LocalDay = string

/** Days on which nobody is expected to work, besides Saturday and Sunday. */
export type Holidays = ReadonlySet<LocalDay>

export const msPerDay = 86_400_000
const noHolidays: Holidays = new Set()

const zoned = (instant: Instant, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)

/** The day it is in `zone` at `instant`. */
export const localDay = (instant: Instant, zone: string): LocalDay => zoned(instant, zone).toPlainDate().toString()

/** The wall clock in `zone` at `instant`, `07:41`. */
export const localTime = (instant: Instant, zone: string): string =>
  zoned(instant, zone).toPlainTime().toString({ smallestUnit: 'minute' })

/** The first moment of `day` in `zone`; where midnight is skipped by the clocks, the first moment after it. */
export const startOfDay = (day: LocalDay, zone: string): Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds

/** The moment the wall clock in `zone` shows `time` (`05:30`) on `day`. */
export const atLocalTime = (day: LocalDay, time: string, zone: string): Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
    .epochMilliseconds

export const addDays = (day: LocalDay, days: number): LocalDay => Temporal.PlainDate.from(day).add({ days }).toString()

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `23 Nov 2026`: a day as people read it, always with its year. */
export const dayInWords = (day: LocalDay): string => {
  const { day: date, month, year } = Temporal.PlainDate.from(day)
  return `${date} ${months[month - 1]} ${year}`
}

/** Whole calendar days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: LocalDay, to: LocalDay): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days

export const isWorkingDay = (day: LocalDay, holidays: Holidays = noHolidays): boolean =>
  Temporal.PlainDate.from(day).dayOfWeek <= 5 && !holidays.has(day)

/** The working day `count` working days after (or, when negative, before) `day`; 0 is the day itself. */
export const addWorkingDays = (day: LocalDay, count: number, holidays: Holidays = noHolidays): LocalDay => {
  const step = Math.sign(count)
  let at = day
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, step)
    if (isWorkingDay(at, holidays)) left--
  }
  return at
}

/** Milliseconds from one moment to another that fall on working days in `zone`: the working clock. */
export const workingMsBetween = (from: Instant, to: Instant, zone: string, holidays: Holidays = noHolidays): number => {
  let total = 0
  for (let day = localDay(from, zone), start = from; start < to; ) {
    const { next, end, isWeekday } = spanOf(day, zone)
    const stop = Math.min(to, end)
    if (isWeekday && !holidays.has(day)) total += stop - start
    day = next
    start = stop
  }
  return total
}

/** The moment at which so many milliseconds of working days in `zone` have passed since `from`. */
export const afterWorkingMs = (from: Instant, ms: number, zone: string, holidays: Holidays = noHolidays): Instant => {
  let left = ms
  for (let day = localDay(from, zone), start = from; ; ) {
    const { next, end, isWeekday } = spanOf(day, zone)
    const worked = isWeekday && !holidays.has(day) ? end - start : 0
    if (worked >= left) return start + left
    left -= worked
    day = next
    start = end
  }
}

type Span = { next: LocalDay; end: Instant; isWeekday: boolean }
const spans = new Map<string, Span>()
const mostSpans = 10_000

/** A day in its zone; kept, since every row of a list asks for the same few. */
const spanOf = (day: LocalDay, zone: string): Span => {
  const key = `${day} ${zone}`
  const known = spans.get(key)
  if (known) return known
  const next = addDays(day, 1)
  const span = { next, end: startOfDay(next, zone), isWeekday: isWorkingDay(day) }
  if (spans.size >= mostSpans) spans.clear()
  spans.set(key, span)
  return span
}

/** Whether the name is an IANA zone this runtime knows. */
export const isZone = (zone: string): boolean => {
  try {
    zoned(0, zone)
    return true
  } catch {
    return false
  }
}
