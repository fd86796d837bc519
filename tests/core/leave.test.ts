import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Leaving, mayLeave, placeOf } from '../../src/core/leave.ts'
import { settingsSchema } from '../../src/core/settings.ts'

const leaving = (change: Partial<Leaving> = {}): Leaving => ({
  now: Date.UTC(2026, 10, 24, 10),
  route: 'folder',
  guardsIntact: true,
  armed: true,
  tampered: [],
  publicAddress: false,
  settings: settingsSchema.parse({}),
  place: { country: 'NL', zones: ['Europe/Amsterdam'], assumed: false, basis: null },
  holidays: new Set(),
  ...change,
})
const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds
const place = (country: string, ...zones: string[]) => ({ country, zones, assumed: false, basis: null })

describe('a message leaves', () => {
  it('on a working day, in working hours of the recipient', () => {
    expect(mayLeave(leaving())).toEqual({ leaves: true })
  })

  it.each([
    ['before eight there', '2026-11-24T06:59:00Z'],
    ['from six in the evening there', '2026-11-24T17:00:00Z'],
    ['on Saturday there', '2026-11-28T10:00:00Z'],
  ])('not %s', (_name, now) => {
    expect(mayLeave(leaving({ now: at(now) }))).toMatchObject({ leaves: false, stop: 'wait' })
  })

  it('by the clocks of the recipient, through the change of the clocks', () => {
    const berlin = place('DE', 'Europe/Berlin')
    expect(mayLeave(leaving({ place: berlin, now: at('2026-03-27T06:30:00Z') })).leaves).toBe(false)
    expect(mayLeave(leaving({ place: berlin, now: at('2026-03-30T06:30:00Z') })).leaves).toBe(true)
  })

  it('exactly while the clock on the wall there is in the window, on the days around both changes of the clocks', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Casablanca']
    const changes = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-09-06', '2026-10-04', '2026-10-25', '2026-11-01']
    const windows = [
      [18, 8],
      [1, 3],
      [0, 9],
      [22, 24],
    ] as const
    const reached = { left: 0, waited: 0, moved: 0 }
    const wall = (now: number, timeZone: string) => {
      const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', weekday: 'short', hourCycle: 'h23' })
      const { hour, weekday } = Object.fromEntries(parts.formatToParts(now).map(({ type, value }) => [type, value]))
      return { hour: Number(hour), isWeekend: weekday === 'Sat' || weekday === 'Sun' }
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...changes),
        fc.integer({ min: -48 * 60, max: 72 * 60 }),
        fc.constantFrom(...windows),
        fc.boolean(),
        (zone, day, minutes, [from, to], weekends) => {
          const now = Date.parse(day) + minutes * 60_000
          const { hour, isWeekend } = wall(now, zone)
          const quiet = from <= to ? hour >= from && hour < to : hour >= from || hour < to
          const expected = !quiet && !(weekends && isWeekend)
          const settings = settingsSchema.parse({ quietHours: { from, to, weekends } })
          expect(mayLeave(leaving({ place: place('XX', zone), now, settings })).leaves).toBe(expected)
          reached[expected ? 'left' : 'waited']++
          const offset = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offset
          if (offset(now - 12 * 3_600_000) !== offset(now + 12 * 3_600_000)) reached.moved++
        },
      ),
      { numRuns: 1_500 },
    )
    expect(Math.min(...Object.values(reached)), JSON.stringify(reached)).toBeGreaterThan(50)
  })

  it('when it is Monday there, though it is Sunday here', () => {
    const now = at('2026-11-29T22:30:00Z')
    expect(mayLeave(leaving({ place: place('NZ', 'Pacific/Auckland'), now })).leaves).toBe(true)
  })

  it('only when no zone of a wide country is quiet', () => {
    const wide = place('US', 'America/New_York', 'America/Los_Angeles')
    expect(mayLeave(leaving({ place: wide, now: at('2026-11-24T14:00:00Z') })).leaves).toBe(false)
    expect(mayLeave(leaving({ place: wide, now: at('2026-11-24T18:00:00Z') })).leaves).toBe(true)
  })

  it('not on a holiday there', () => {
    const holidays = new Set(['2026-11-24'])
    expect(mayLeave(leaving({ holidays }))).toMatchObject({ stop: 'wait', why: expect.stringContaining('holiday') })
  })

  it('never from a database whose guards changed, or that was restored', () => {
    expect(mayLeave(leaving({ guardsIntact: false }))).toMatchObject({ stop: 'all' })
    expect(mayLeave(leaving({ armed: false }))).toMatchObject({ stop: 'all' })
    expect(mayLeave(leaving({ tampered: ['The rules were changed'] }))).toMatchObject({
      stop: 'all',
      why: 'The rules were changed: nothing is sent until an admin has looked and re-arms it',
    })
  })

  it('by SMTP only where people can reach the opt-out', () => {
    expect(mayLeave(leaving({ route: 'smtp' }))).toMatchObject({ stop: 'all' })
    expect(mayLeave(leaving({ route: 'smtp', publicAddress: true })).leaves).toBe(true)
  })

  it('by the policy for its country; one that nobody knows waits for a person', () => {
    const policy = settingsSchema.parse({ countries: { NL: 'needs_basis', CN: 'blocked' } })
    expect(mayLeave(leaving({ settings: policy }))).toMatchObject({ stop: 'decide' })
    const basis = { ...place('NL', 'Europe/Amsterdam'), basis: 'asked at a fair, 3 March 2026' }
    expect(mayLeave(leaving({ settings: policy, place: basis })).leaves).toBe(true)
    expect(mayLeave(leaving({ settings: policy, place: place('CN', 'Asia/Shanghai') }))).toMatchObject({
      stop: 'decide',
    })
    const nowhere = { ...place('NL', 'Europe/Amsterdam'), country: null }
    expect(mayLeave(leaving({ place: nowhere }))).toMatchObject({
      stop: 'decide',
      why: expect.stringContaining('country'),
    })
    expect(mayLeave(leaving({ place: place('NL') }))).toMatchObject({ stop: 'decide' })
  })
})

describe('where a recipient is', () => {
  const zonesOf = (country: string) => (country === 'NL' ? ['Europe/Amsterdam'] : ['Zone/One', 'Zone/Two'])
  const account = { country: 'NL', timeZone: null, basis: null }

  it('is what the contact says, else what the account says, marked as assumed', () => {
    expect(placeOf({ country: 'US', timeZone: null }, account, zonesOf)).toMatchObject({
      country: 'US',
      zones: ['Zone/One', 'Zone/Two'],
      assumed: false,
    })
    expect(placeOf({ country: null, timeZone: null }, account, zonesOf)).toMatchObject({
      country: 'NL',
      zones: ['Europe/Amsterdam'],
      assumed: true,
    })
  })

  it('does not mix the contact’s country with the account’s zone', () => {
    const there = { country: 'NL', timeZone: 'Europe/Amsterdam', basis: null }
    expect(placeOf({ country: 'US', timeZone: null }, there, zonesOf).zones).toEqual(['Zone/One', 'Zone/Two'])
  })
})
