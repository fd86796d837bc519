import { describe, expect, test } from 'vitest'
import {
  addDays,
  addWorkingDays,
  afterWorkingMs,
  atLocalTime,
  dayInWords,
  daysBetween,
  isWorkingDay,
  isZone,
  localDay,
  localTime,
  startOfDay,
  workingMsBetween,
} from '../../src/core/day.ts'

const hour = 3_600_000

describe('a local day', () => {
  test('is the one on the wall, not the one in Greenwich', () => {
    const instant = Date.UTC(2026, 10, 23, 2)
    expect(localDay(instant, 'America/New_York')).toBe('2026-11-22')
    expect(localDay(instant, 'Asia/Kolkata')).toBe('2026-11-23')
    expect(localTime(instant, 'Asia/Kolkata')).toBe('07:30')
  })

  test('starts at its first moment, also where the clocks skip midnight', () => {
    expect(startOfDay('2026-11-23', 'Europe/Berlin')).toBe(Date.UTC(2026, 10, 22, 23))
    const inSantiago = startOfDay('2026-09-06', 'America/Santiago')
    expect(localDay(inSantiago, 'America/Santiago')).toBe('2026-09-06')
    expect(localTime(inSantiago, 'America/Santiago')).toBe('01:00')
  })

  test('is 23 or 25 hours long when the clocks change, and a time of day holds', () => {
    const length = (from: string, to: string) => startOfDay(to, 'Europe/Berlin') - startOfDay(from, 'Europe/Berlin')
    expect(length('2026-03-29', '2026-03-30')).toBe(23 * hour)
    expect(length('2026-10-25', '2026-10-26')).toBe(25 * hour)
    expect(atLocalTime('2026-03-29', '06:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 4, 30))
  })

  test('counts over months and leap days', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
    expect(daysBetween('2026-11-23', '2027-01-01')).toBe(39)
    expect(daysBetween('2026-11-23', '2026-11-20')).toBe(-3)
    expect(dayInWords('2026-11-03')).toBe('3 Nov 2026')
  })

  test('is asked only of zones that exist', () => {
    expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false])
  })
})

describe('working days', () => {
  const holidays = new Set(['2026-11-26'])

  test('leave out weekends and holidays', () => {
    const week = ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29']
    expect(week.map((day) => isWorkingDay(day, holidays))).toEqual([true, false, true, false, false])
  })

  test('are stepped over in both directions', () => {
    expect(addWorkingDays('2026-11-25', 2, holidays)).toBe('2026-11-30')
    expect(addWorkingDays('2026-11-30', -2, holidays)).toBe('2026-11-25')
    expect(addWorkingDays('2026-11-28', 0)).toBe('2026-11-28')
  })

  test('are the only ones on which the clock of an answer runs', () => {
    const friday = Date.UTC(2026, 10, 27, 20)
    const monday = Date.UTC(2026, 10, 30, 9)
    expect(workingMsBetween(friday, monday, 'UTC')).toBe(13 * hour)
    expect(workingMsBetween(friday, monday, 'Europe/Berlin')).toBe(13 * hour)
    expect(workingMsBetween(friday, friday + hour, 'Asia/Tokyo')).toBe(0)
    expect(workingMsBetween(monday, friday, 'UTC')).toBe(0)
  })

  test('of three days ends three working days later, over weekends, holidays and both changes of the clocks', () => {
    const at = (text: string, zone: string) => Temporal.ZonedDateTime.from(`${text}[${zone}]`).epochMilliseconds
    const berlin = 'Europe/Berlin'
    const ends = (from: string, holidays: string[] = []) =>
      afterWorkingMs(at(from, berlin), 72 * hour, berlin, new Set(holidays))
    expect(ends('2026-11-24T10:00')).toBe(at('2026-11-27T10:00', berlin))
    expect(ends('2026-11-27T15:00')).toBe(at('2026-12-02T15:00', berlin))
    expect(ends('2026-11-28T15:00')).toBe(at('2026-12-03T00:00', berlin)) // a Saturday: Monday to Wednesday, whole
    expect(ends('2026-12-23T15:00', ['2026-12-24', '2026-12-25'])).toBe(at('2026-12-30T15:00', berlin))
    for (const friday of ['2026-03-27T15:00', '2026-10-23T15:00']) {
      const end = Temporal.ZonedDateTime.from(`${friday}[${berlin}]`).add({ days: 5 })
      expect(ends(friday)).toBe(end.epochMilliseconds)
    }
  })

  test('is the time between two moments, told forwards', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia'])
      for (let from = Date.UTC(2026, 2, 1); from < Date.UTC(2026, 3, 15); from += 31 * hour) {
        const end = afterWorkingMs(from, 50 * hour, zone)
        expect(workingMsBetween(from, end, zone)).toBe(50 * hour)
        expect(workingMsBetween(from, end - 1, zone)).toBe(50 * hour - 1)
      }
  })
})
