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
    expect(mayLeave(leaving({ place: { ...place('NL'), country: null } }))).toMatchObject({ stop: 'decide' })
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
