import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, type GateReason, gateReasons } from '../../src/core/gates.ts'
import { append, type Lane, lanes, type RankInput, rank } from '../../src/core/rank.ts'
import type { SignalKind } from '../../src/core/signal.ts'
import {
  candidateOf,
  fitResultOf,
  freeze,
  inputOf,
  msPerHour,
  ownerOf,
  standingOf,
  triggerOf,
} from './ranking-builders.ts'

const queueOf = (input: RankInput, ownerId: string | null = 'rep') =>
  rank(input)
    .items.filter((item) => item.ownerId === ownerId)
    .map(({ accountId, lane, position }) => `${position} ${accountId} ${lane}`)
const reasonsOf = (input: RankInput) =>
  Object.fromEntries(rank(input).ledger.map(({ accountId, reason }) => [accountId, reason]))
const of = (kind: SignalKind, more = {}) => [triggerOf({ kind, id: `t-${kind}`, ...more })]

describe("a day's queue", () => {
  test('holds New before Still warm, each by priority', () => {
    const old = { hoursAgo: 24 * 6 }
    const input = inputOf([
      candidateOf('warm-strong', { triggers: of('champion_move', old) }),
      candidateOf('new-weak', { triggers: of('product_launch') }),
      candidateOf('new-strong', { triggers: of('funding') }),
      candidateOf('warm-weak', { triggers: of('hiring', old) }),
    ])
    expect(queueOf(input)).toEqual([
      '1 new-strong new',
      '2 new-weak new',
      '3 warm-strong still_warm',
      '4 warm-weak still_warm',
    ])
  })

  test('is New for two working days of the owner, over weekends and holidays', () => {
    const laneOf = (seen: number, holidays = new Set<string>()) =>
      rank(
        inputOf([candidateOf('a', { triggers: [triggerOf({ seenHoursAgo: (freeze - seen) / msPerHour })] })], {
          owners: [ownerOf('rep', { holidays })],
        }),
      ).items[0]?.lane
    const mondayInBerlin = Date.UTC(2026, 10, 22, 23)
    expect(laneOf(mondayInBerlin)).toBe('new')
    expect(laneOf(mondayInBerlin - 1)).toBe('still_warm')
    expect(laneOf(Date.UTC(2026, 10, 20, 9), new Set(['2026-11-23']))).toBe('new')
  })

  test('breaks ties by first seen, then account id', () => {
    const seen = (hours: number) => ({ triggers: [triggerOf({ hoursAgo: 5, seenHoursAgo: hours })] })
    const input = inputOf([candidateOf('c', seen(3)), candidateOf('b', seen(3)), candidateOf('a', seen(2))])
    expect(queueOf(input)).toEqual(['1 b new', '2 c new', '3 a new'])
  })

  test("is cut at the owner's capacity, and the rest are told so", () => {
    const input = inputOf(
      [candidateOf('a', { triggers: of('funding') }), candidateOf('b', { triggers: of('hiring') })],
      { owners: [ownerOf('rep', { capacity: 1 })] },
    )
    expect(reasonsOf(input)).toEqual({ a: null, b: 'capacity' })
  })

  test('takes at most so many led by one kind, and gives their seats to others', () => {
    const input = inputOf(
      [
        candidateOf('a', { triggers: of('funding') }),
        candidateOf('b', { triggers: of('funding', { hoursAgo: 10 }) }),
        candidateOf('c', { triggers: of('hiring') }),
      ],
      { perKindLimit: 1 },
    )
    expect(reasonsOf(input)).toEqual({ a: null, b: 'kind_limit', c: null })
  })

  test('holds one account of a family, and names it to the other', () => {
    const family = (id: string, other: string, kind: SignalKind) =>
      candidateOf(id, { triggers: of(kind), relatives: [standingOf(other)] })
    const { ledger } = rank(inputOf([family('acme', 'acme-labs', 'hiring'), family('acme-labs', 'acme', 'funding')]))
    expect(ledger).toMatchObject([
      { reason: 'in_flight', sentence: "acme-labs, of the same family, is in The rep's queue today" },
      { queued: true },
    ])
  })

  test('a relative that finds no seat does not block the other', () => {
    const input = inputOf(
      [
        candidateOf('first', { triggers: of('champion_move') }),
        candidateOf('labs', { triggers: of('funding'), relatives: [standingOf('group')] }),
        candidateOf('group', { ownerId: 'two', triggers: of('hiring'), relatives: [standingOf('labs')] }),
      ],
      { owners: [ownerOf('rep', { capacity: 1 }), ownerOf('two')] },
    )
    expect(reasonsOf(input)).toEqual({ first: null, labs: 'capacity', group: null })
  })

  test('a pursuit a person has edited keeps its seat; another one competes afresh', () => {
    const warm = (edited: boolean): Partial<Candidate> => ({
      triggers: of('hiring', { hoursAgo: 24 * 8 }),
      pursuit: { id: 'p', edited },
    })
    const one = { owners: [ownerOf('rep', { capacity: 1 })] }
    expect(reasonsOf(inputOf([candidateOf('a', warm(true)), candidateOf('b')], one)).b).toBe('capacity')
    expect(reasonsOf(inputOf([candidateOf('a', warm(false)), candidateOf('b')], one)).a).toBe('capacity')
  })

  test('an account nobody can be reached at waits outside capacity', () => {
    const input = inputOf([candidateOf('a', { reachable: false }), candidateOf('b')], {
      owners: [ownerOf('rep', { capacity: 1 })],
    })
    expect(queueOf(input)).toEqual(['1 b new', '1 a needs_contact'])
    const edited = { reachable: false, pursuit: { id: 'p', edited: true } }
    expect(reasonsOf({ ...input, candidates: [candidateOf('a', edited), candidateOf('b')] })).toEqual({
      a: null,
      b: null,
    })
  })

  test('customers and open opportunities with news go to the lane of whose they are', () => {
    const customer = (id: string, parts: Partial<Candidate>) =>
      candidateOf(id, { relationship: { kind: 'customer', ownerId: 'two' }, fit: null, ...parts })
    const input = inputOf(
      [
        customer('quiet', { triggers: [] }),
        customer('good', { triggers: of('expansion') }),
        customer('bad', { triggers: of('layoff') }),
        customer('dismissed', { triggers: of('layoff', { spent: 'known' }) }),
        candidateOf('partner', { relationship: { kind: 'partner', ownerId: 'two' } }),
        candidateOf('deal', { relationship: { kind: 'open_opportunity', ownerId: null } }),
      ],
      { owners: [ownerOf('rep'), ownerOf('two')] },
    )
    expect(queueOf(input, 'two')).toEqual(['1 good your_accounts', '2 bad your_accounts'])
    expect(queueOf(input)).toEqual(['1 deal your_accounts'])
    expect(new Set(Object.values(reasonsOf(input)))).toEqual(new Set(['relationship']))
  })

  test('an expansion ICP orders the customers with good news; bad news keeps its place', () => {
    const customer = (id: string, fit: number | null, kind: SignalKind) =>
      candidateOf(id, {
        relationship: { kind: 'customer', ownerId: 'rep' },
        fit: fit === null ? null : fitResultOf(fit, 2),
        triggers: of(kind),
      })
    const lane = queueOf(
      inputOf([
        customer('a-poor', 4, 'expansion'),
        customer('b-good', 90, 'expansion'),
        customer('c-cutting', 4, 'layoff'),
        customer('d-unknown', null, 'expansion'),
      ]),
    )
    expect(lane.map((each) => each.split(' ')[1])).toEqual(['b-good', 'd-unknown', 'c-cutting', 'a-poor'])
  })

  test('an account nobody owns is offered to the managers, its reason said', () => {
    const { items, ledger } = rank(inputOf([candidateOf('a', { ownerId: null })]))
    expect(items).toMatchObject([{ accountId: 'a', ownerId: null, lane: 'unowned', position: 1 }])
    expect(ledger).toMatchObject([{ queued: false, reason: 'no_owner', lane: 'unowned' }])
  })

  test("an absent owner's accounts stand in the cover's queue, marked", () => {
    const owners = [ownerOf('rep', { absent: true, coverId: 'two' }), ownerOf('two')]
    expect(rank(inputOf([candidateOf('a')], { owners })).items).toMatchObject([{ ownerId: 'two', forOwnerId: 'rep' }])
  })

  test('an item carries what its numbers are made of, lead first, bad news last', () => {
    const triggers = [
      triggerOf({ id: 'x', kind: 'layoff' }),
      triggerOf({ id: 'y', kind: 'champion_move', lite: true }),
      triggerOf({ id: 'z', kind: 'hiring' }),
      triggerOf({ id: 'w', kind: 'funding', spent: 'stale' }),
    ]
    const [item] = rank(inputOf([candidateOf('a', { triggers })])).items
    expect(item?.strengths.map(({ triggerId }) => triggerId)).toEqual(['z', 'y', 'x'])
    expect(item).toMatchObject({ leadTriggerId: 'z', fit: 80, heat: 35.3, priority: 53.1 })
  })
})

describe('a frozen day', () => {
  const later = freeze + 5 * msPerHour
  const frozen = { frozenAt: freeze, items: [{ accountId: 'early', ownerId: 'rep', lane: 'new' as const }] }
  const seenSince = { triggers: [triggerOf({ seenHoursAgo: -2 })] }
  const one = { owners: [ownerOf('rep', { capacity: 1 })], perKindLimit: 1 }

  test('takes in Tier 1 accounts with a trigger first seen since, above capacity, marked with the hour', () => {
    const { items, ledger } = append(frozen, inputOf([candidateOf('late', seenSince)], one), later)
    expect(items).toMatchObject([{ accountId: 'late', position: 2, appendedAt: later }])
    expect(ledger).toMatchObject([{ accountId: 'late', queued: true }])
  })

  test('takes in nothing else', () => {
    const candidates = [
      candidateOf('early', seenSince),
      candidateOf('sister', { ...seenSince, relatives: [standingOf('early')] }),
      candidateOf('tier-2', { ...seenSince, fit: fitResultOf(60, 2) }),
      candidateOf('old-news'),
      candidateOf('suppressed', { ...seenSince, suppressed: 'asked' }),
      candidateOf('customer', { ...seenSince, relationship: { kind: 'customer', ownerId: 'rep' } }),
      candidateOf('unowned', { ...seenSince, ownerId: null }),
    ]
    expect(append(frozen, inputOf(candidates, one), later)).toEqual({ items: [], ledger: [] })
  })
})

/** Accounts in every state, with families, so that each reason comes up. */
const candidateArbitrary = fc.record({
  flaw: fc.option(fc.constantFrom<GateReason>(...gateReasons), { freq: 2 }),
  kind: fc.constantFrom<SignalKind>('funding', 'hiring', 'layoff', 'champion_move'),
  hours: fc.integer({ min: 1, max: 200 }),
  fitTenths: fc.integer({ min: 350, max: 1000 }),
  owner: fc.constantFrom('rep', 'two', 'covered'),
  reachable: fc.constantFrom(true, true, true, false),
  family: fc.constantFrom('a', 'b', null, null, null),
})
type Made = typeof candidateArbitrary extends fc.Arbitrary<infer T> ? T : never

const flawOf: Partial<Record<GateReason, Partial<Candidate>>> = {
  merged: { mergedInto: 'Other' },
  incomplete: { complete: false },
  suppressed: { suppressed: 'asked' },
  relationship: { relationship: { kind: 'customer', ownerId: 'two' } },
  disqualified: { fit: fitResultOf(80, null, { disqualifiedBy: [{ id: 'x', label: 'X' }] }) },
  bad_fit: { badFit: 'Judged a bad fit' },
  too_little_known: { fit: fitResultOf(80, 2, { coverage: 0.1 }) },
  below_floor: { fit: fitResultOf(10, null) },
  no_trigger: { triggers: [] },
  trigger_spent: { triggers: [triggerOf({ spent: 'stale' })] },
  cooldown: { cooldown: { until: '2026-12-24', why: 'touched' } },
  held: { holds: [{ since: 0, until: null, untilTrigger: false, why: 'later', by: 'Robin' }] },
  in_flight: { inFlight: 'a draft waits' },
  no_owner: { ownerId: null },
  owner_absent: { ownerId: 'away' },
}

const candidatesFrom = (made: readonly Made[]): Candidate[] =>
  made.map(({ flaw, kind, hours, fitTenths, owner, reachable, family }, index) =>
    candidateOf(`a${index}`, {
      fit: fitResultOf(fitTenths / 10, 2),
      triggers: [triggerOf({ id: `t${index}`, kind, hoursAgo: hours })],
      ownerId: owner,
      reachable,
      relatives: made.flatMap((other, at) =>
        family && other.family === family && at !== index ? [standingOf(`a${at}`)] : [],
      ),
      ...(flaw && flawOf[flaw]),
    }),
  )

const owners = [
  ownerOf('rep', { capacity: 3 }),
  ownerOf('two', { capacity: 2, zone: 'America/New_York' }),
  ownerOf('covered', { absent: true, coverId: 'two' }),
  ownerOf('away', { absent: true }),
]
const settings = { owners, perKindLimit: 2 }

describe('whatever the accounts', () => {
  const candidatesArbitrary = fc
    .array(candidateArbitrary, { minLength: 15, maxLength: 30, size: 'max' })
    .map(candidatesFrom)

  test('each has exactly one of queued or a reason, queues keep their bounds, all reasons come up', () => {
    const seen = new Map<GateReason | Lane, number>()
    fc.assert(
      fc.property(candidatesArbitrary, (candidates) => {
        const { items, ledger } = rank(inputOf(candidates, settings))
        expect(ledger.map(({ accountId }) => accountId)).toEqual(candidates.map(({ accountId }) => accountId).sort())
        for (const row of ledger) {
          expect(row.queued).toBe(row.reason === null)
          expect(items.filter(({ accountId }) => accountId === row.accountId)).toHaveLength(row.lane ? 1 : 0)
          seen.set(row.reason ?? row.lane!, (seen.get(row.reason ?? row.lane!) ?? 0) + 1)
        }
        for (const owner of owners) {
          const mine = items.filter(({ ownerId, lane }) => ownerId === owner.id && /new|warm/.test(lane))
          expect(mine.length).toBeLessThanOrEqual(owner.absent ? 0 : owner.capacity)
          expect(mine.map(({ position }) => position)).toEqual(mine.map((_, index) => index + 1))
        }
      }),
      { numRuns: 200 },
    )
    for (const name of gateReasons) expect(seen.get(name) ?? 0, name).toBeGreaterThan(5)
    for (const lane of lanes.slice(0, 3)) expect(seen.get(lane) ?? 0, lane).toBeGreaterThan(5)
  })

  test('the order they are given in changes nothing', () => {
    fc.assert(
      fc.property(candidatesArbitrary, fc.infiniteStream(fc.nat()), (candidates, chance) => {
        const keyed = candidates.map((candidate) => ({ candidate, key: chance.next().value }))
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ candidate }) => candidate)
        expect(rank(inputOf(shuffled, settings))).toEqual(rank(inputOf(candidates, settings)))
      }),
      { numRuns: 100 },
    )
  })
})
