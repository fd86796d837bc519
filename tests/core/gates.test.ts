import { describe, expect, test } from 'vitest'
import { type Candidate, type GateReason, gate, gateReasons } from '../../src/core/gates.ts'
import { candidateOf, day, fitResultOf, freeze, ownerOf, standingOf, triggerOf } from './ranking-builders.ts'

const owners = new Map([
  ['rep', ownerOf('rep')],
  ['away', ownerOf('away', { absent: true })],
  ['covered', ownerOf('covered', { absent: true, coverId: 'rep' })],
  ['doubly', ownerOf('doubly', { absent: true, coverId: 'away' })],
])
const ask = (parts: Partial<Candidate>) => gate(candidateOf('acme', parts), day, owners)
const cooldown = { until: '2026-12-01', why: 'first touch on 26 Oct 2026' }
const hold = { since: freeze, until: null, untilTrigger: false, why: 'budget in spring', by: 'Robin' }

/** Each gate's failing, in order. */
const failing: Record<string, Partial<Candidate>> = {
  merged: { mergedInto: 'Acme Group' },
  incomplete: { complete: false },
  suppressed: { suppressed: 'asked not to be written to' },
  relationship: { relationship: { kind: 'customer', ownerId: null } },
  disqualified: { fit: fitResultOf(80, null, { disqualifiedBy: [{ id: 'x', label: 'Agency' }] }) },
  bad_fit: { badFit: 'Judged a bad fit by Robin' },
  too_little_known: { fit: fitResultOf(80, 2, { coverage: 0.39 }) },
  below_floor: { fit: fitResultOf(20, null) },
  no_trigger: { triggers: [] },
  trigger_spent: { triggers: [triggerOf({ spent: 'marked stale by Robin' })] },
  cooldown: { cooldown },
  held: { holds: [hold] },
  in_flight: { inFlight: 'a draft waits for approval' },
  no_owner: { ownerId: null },
  owner_absent: { ownerId: 'away' },
}

describe('the gates', () => {
  test('let an account through that nothing stands against', () => {
    expect(ask({})).toBeNull()
  })

  test.each(Object.entries(failing))('name %s in a sentence', (reason, parts) => {
    const stop = ask(parts)
    expect(stop?.reason).toBe(reason)
    expect(stop?.sentence).toMatch(/^[A-Z].{8,}$/)
    expect(stop?.sentence).not.toMatch(/undefined|null|NaN/)
  })

  test('every gate but the two of the ranking is tried here', () => {
    expect([...Object.keys(failing), 'kind_limit', 'capacity']).toEqual([...gateReasons])
  })

  test('of several, the first in order is the reason', () => {
    const inOrder = Object.entries(failing)
    for (const [index, [reason, parts]] of inOrder.entries())
      for (const [later, others] of inOrder.slice(index + 1))
        expect(ask({ ...others, ...parts })?.reason, `${reason} and ${later}`).toBe(reason)
  })

  test.each<[GateReason, object]>([
    ['suppressed', { suppressed: 'asked not to be written to' }],
    ['relationship', { relationship: { kind: 'open_opportunity', ownerId: 'rep' } }],
    ['cooldown', { cooldown }],
    ['in_flight', { inFlight: 'a message is leaving' }],
  ])('%s is asked of the whole family and names the relative', (reason, standing) => {
    const stop = ask({ relatives: [standingOf('acme-labs'), standingOf('acme-holding', standing)] })
    expect(stop).toMatchObject({ reason, sentence: expect.stringContaining('(acme-holding, of the same family)') })
  })

  test('a cooldown ends on its day, and the sentence says which with the year', () => {
    expect(ask({ cooldown })?.sentence).toBe('Cooling down until 1 Dec 2026: first touch on 26 Oct 2026')
    expect(ask({ cooldown: { ...cooldown, until: day } })).toBeNull()
  })

  test('a hold ends on its day, or with a trigger first seen since', () => {
    expect(ask({ holds: [{ ...hold, until: '2026-11-26' }] })?.reason).toBe('held')
    expect(ask({ holds: [{ ...hold, until: day }] })).toBeNull()
    const since = { ...hold, untilTrigger: true, since: freeze - 24 * 3_600_000 }
    expect(ask({ holds: [since], triggers: [triggerOf({ seenHoursAgo: 30 })] })?.reason).toBe('held')
    expect(ask({ holds: [since], triggers: [triggerOf({ seenHoursAgo: 20 })] })).toBeNull()
    expect(ask({ holds: [hold] })?.sentence).toBe('Held by Robin: budget in spring')
  })

  test('of several holds each is asked, and only news that may lead ends one until the next trigger', () => {
    const passed = { ...hold, until: day }
    expect(ask({ holds: [passed, { ...hold, until: '2026-12-01', why: 'a reorganisation' }] })?.sentence).toBe(
      'Held until 1 Dec 2026 by Robin: a reorganisation',
    )
    const since = { ...hold, untilTrigger: true, since: freeze - 24 * 3_600_000 }
    const old = triggerOf({ id: 'old', seenHoursAgo: 30 })
    for (const weak of [
      triggerOf({ id: 'b', lite: true, seenHoursAgo: 1 }),
      triggerOf({ id: 'b', kind: 'layoff', seenHoursAgo: 1 }),
      triggerOf({ id: 'b', spent: 'stale', seenHoursAgo: 1 }),
    ])
      expect(ask({ holds: [since], triggers: [old, weak] })?.reason).toBe('held')
  })

  test('a trigger shown on three working days and not worked is spent; a new one reopens the account', () => {
    const shown = triggerOf({ id: 'a', shownDays: 3 })
    expect(ask({ triggers: [shown] })?.sentence).toMatch(/shown on 3 working days/)
    expect(ask({ triggers: [triggerOf({ shownDays: 2 })] })).toBeNull()
    expect(ask({ triggers: [shown, triggerOf({ id: 'b', kind: 'expansion' })] })).toBeNull()
  })

  test('bad news, passing mentions and expired news lead nothing', () => {
    expect(ask({ triggers: [triggerOf({ kind: 'layoff' })] })?.reason).toBe('no_trigger')
    expect(ask({ triggers: [triggerOf({ hoursAgo: 24 * 200 })] })?.reason).toBe('no_trigger')
    expect(ask({ triggers: [triggerOf({ lite: true })] })?.sentence).toBe('Only passing mentions, no complete trigger')
  })

  test('an account no ICP applies to, or of which nothing counts, is too little known', () => {
    expect(ask({ fit: null })?.sentence).toBe('No ICP applies to it')
    expect(ask({ fit: fitResultOf(null, null, { coverage: 0.5 }) })?.reason).toBe('too_little_known')
    expect(ask({ fit: fitResultOf(80, 1, { coverage: 0.4 }) })).toBeNull()
  })

  test('an absent owner stops it unless a present cover takes over', () => {
    expect(ask({ ownerId: 'covered' })).toBeNull()
    expect(ask({ ownerId: 'doubly' })?.reason).toBe('owner_absent')
    expect(ask({ ownerId: 'left-the-company' })?.reason).toBe('no_owner')
  })
})
