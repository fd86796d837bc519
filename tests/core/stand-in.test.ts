import { describe, expect, it } from 'vitest'
import { settingsSchema } from '../../src/core/settings.ts'
import { standInAs } from '../../src/core/stand-in.ts'

const hourMs = 3_600_000
/** Friday, 27 November 2026, 22:00 in Berlin. */
const friday = Date.UTC(2026, 10, 27, 21)
const rules = (change: object = {}) => settingsSchema.parse({ deputyId: 'otto', ...change })
const as = (now: number, change: object = {}, tier: number | null = 1) =>
  standInAs('otto', rules(change), 'Europe/Berlin', { at: friday, tier }, now)

describe('the deputy', () => {
  it('decides about a Tier 1 from the fourth working hour on, not a moment before', () => {
    const due = friday + 2 * hourMs + 48 * hourMs + 2 * hourMs
    expect(as(due - 1)).toBeNull()
    expect(as(due)).toBe('deputy')
    expect(as(due, {}, 2)).toBeNull()
    expect(as(due, {}, null)).toBeNull()
    expect(as(due, { deputyId: 'ida' })).toBeNull()
    expect(as(due, { deputyId: null })).toBeNull()
  })

  it('waits over a holiday as over a weekend, and as long as the workspace says', () => {
    const due = friday + 4 * hourMs + 48 * hourMs
    expect(as(due, { holidays: ['2026-11-30'] })).toBeNull()
    expect(as(due + 24 * hourMs, { holidays: ['2026-11-30'] })).toBe('deputy')
    expect(as(due, { tier1WaitHours: 5 })).toBeNull()
  })
})

describe('the cover of a manager', () => {
  it('decides at once, about any tier, on the days that the manager is away', () => {
    const covers = [{ awayId: 'ben', coverId: 'otto', from: '2026-11-28', to: '2026-11-30' }]
    const change = { deputyId: null, covers }
    const midnight = friday + 2 * hourMs
    expect(as(midnight - 1, change, 2)).toBeNull()
    expect(as(midnight, change, 2)).toBe('cover')
    expect(as(midnight + 72 * hourMs - 1, change, 2)).toBe('cover')
    expect(as(midnight + 72 * hourMs, change, 2)).toBeNull()
  })
})
