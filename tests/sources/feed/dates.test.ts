import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clampFuture, readDate } from '../../../src/sources/dates.ts'
import { cpuMs } from '../../support/cpu.ts'

const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds

describe('a date is read as', () => {
  test.each([
    ['Tue, 03 Mar 2026 09:30:00 GMT', '2026-03-03T09:30:00Z'],
    ['Tue, 3 Mar 26 09:30 EST', '2026-03-03T14:30:00Z'],
    ['Tue,03 March 2026 09:30:00 -0230', '2026-03-03T12:00:00Z'],
    ['03-Mar-2026 09:30:00 +01:00', '2026-03-03T08:30:00Z'],
    ['Tue, 03 Mar 2026 09:30:00 GMT+0100', '2026-03-03T08:30:00Z'],
    ['Tue, 03 Mar 2026 09:30:00 +0100 (CET)', '2026-03-03T08:30:00Z'],
    ['Tue, 03 Mar 2026 09:30:60 GMT', '2026-03-03T09:30:59Z'],
    ['Tue, 03 Mar 2026', '2026-03-03T00:00:00Z'],
    ['Wed, 03 Mar 1999 10:00:00 GMT', '1999-03-03T10:00:00Z'],
    ['Wed, 03 Mar 99 10:00:00 GMT', '1999-03-03T10:00:00Z'],
    ['Tue Mar  3 09:30:00 2026', '2026-03-03T09:30:00Z'],
    ['Tue Mar 3 09:30:00 +0000 2026', '2026-03-03T09:30:00Z'],
    ['March 3, 2026 4:30 PM', '2026-03-03T16:30:00Z'],
    ['March 3, 2026 at 12:05 a.m. PST', '2026-03-03T08:05:00Z'],
    ['Ter, 03 Fev 2026 09:30:00 -0300', '2026-02-03T12:30:00Z'],
    ['mar., 03 févr. 2026 09:30:00 +0100', '2026-02-03T08:30:00Z'],
    ['Di, 03 Mär 2026 09:30:00 MEZ', '2026-03-03T08:30:00Z'],
    ['2026-03-03T09:30:00Z', '2026-03-03T09:30:00Z'],
    ['2026-03-03T09:30:00.123456+05:30', '2026-03-03T04:00:00Z'],
    ['2026-03-03T09:30+01:00', '2026-03-03T08:30:00Z'],
    ['2026-03-03 09:30:00 -08:00', '2026-03-03T17:30:00Z'],
    ['2026-03-03T093000+0100', '2026-03-03T08:30:00Z'],
    ['2026/03/03 09:30', '2026-03-03T09:30:00Z'],
    ['20260303', '2026-03-03T00:00:00Z'],
    ['2026-03-03', '2026-03-03T00:00:00Z'],
    ['2026-03', '2026-03-01T00:00:00Z'],
    ['2024-02-29T24:00:00Z', '2024-03-01T00:00:00Z'],
  ])('%s', (text, iso) => {
    expect(readDate(`  ${text}\n`)).toBe(at(iso))
  })
})

test('what is not surely a moment is no date', () => {
  const unsure = ['', 'yesterday', '2026', '03-03T09:30:00Z', '31 Feb 2026 10:00:00 GMT', '2026-13-01', '2026-02-29']
  const odd = ['0001-01-01T00:00:00Z', '1772530200', '03/04/2026', 'Tue, 03 Mar 2026 25:00:00 GMT', '3 Foo 2026']
  const zones = ['Tue, 03 Mar 2026 09:30:00 XYZZY', 'Tue, 03 Mar 2026 09:61:00 GMT', 'x'.repeat(500)]
  for (const text of [...unsure, ...odd, ...zones]) expect(readDate(text), text).toBeNull()
})

test('every moment survives the ways that feeds write it', () => {
  const moment = fc.integer({ min: at('1970-01-01T00:00:00Z'), max: at('2100-01-01T00:00:00Z') })
  fc.assert(
    fc.property(moment, fc.integer({ min: -12 * 60, max: 14 * 60 }), (ms, offset) => {
      const seconds = ms - (ms % 1000)
      expect(readDate(new Date(seconds).toUTCString())).toBe(seconds)
      expect(readDate(new Date(seconds).toISOString())).toBe(seconds)
      const sign = offset < 0 ? '-' : '+'
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((n) =>
        `${n}`.padStart(2, '0'),
      )
      const local = new Date(seconds + offset * 60_000).toISOString().slice(0, 19)
      expect(readDate(`${local}${sign}${hours}:${minutes}`)).toBe(seconds)
    }),
  )
})

test('nothing makes the reader slow or throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => void readDate(text)))
  const began = cpuMs()
  for (const text of [
    '1'.repeat(60),
    'a '.repeat(30),
    '1-'.repeat(30),
    ...[' ', '(', '( ', ') ('].map((part) => part.repeat(1e6)),
  ])
    expect(readDate(text)).toBeNull()
  expect(cpuMs() - began).toBeLessThan(2_000)
})

test('a date more than a day ahead counts as now, and is said so', () => {
  const now = at('2026-03-03T00:00:00Z')
  expect(clampFuture(now + 23 * 3_600_000, now)).toEqual({ at: now + 23 * 3_600_000, clamped: false })
  expect(clampFuture(now + 25 * 3_600_000, now)).toEqual({ at: now, clamped: true })
  expect(clampFuture(null, now)).toEqual({ at: null, clamped: false })
})
