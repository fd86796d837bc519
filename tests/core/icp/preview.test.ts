import { describe, expect, test } from 'vitest'
import { icpPreview, type NamedSubject, runIcpTests } from '../../../src/core/icp/preview.ts'
import { criterion, subjectOf, versionOf } from '../icp-builders.ts'

const at = Date.UTC(2026, 10, 23, 6)
const has = (id: string, weight: number) => criterion(id, weight, { field: id, test: { is: true } })
const named = (name: string, fields: NamedSubject['fields']): NamedSubject => ({
  ...subjectOf({ id: `id-of-${name}`, fields }),
  name,
  domains: [`${name.toLowerCase()}.example`],
})
const subjects = [
  named('Both', { a: true, b: true }),
  named('Onlya', { a: true, b: false }),
  named('Onlyb', { a: false, b: true }),
  named('Unknown', {}),
]

describe('previewing an ICP', () => {
  const before = versionOf({ criteria: [has('a', 6), has('b', 6)] })

  test('names who moves where, and why', () => {
    const after = versionOf({ criteria: [has('a', 8), has('b', 2)] })
    const preview = icpPreview([before], [after], subjects, at)
    expect(preview).toMatchObject({
      accounts: 4,
      before: { 1: 1, 3: 2, not_known: 1 },
      after: { 1: 2, below_floor: 1 },
    })
    expect(preview.moves).toEqual([
      {
        accountId: 'id-of-Onlya',
        name: 'Onlya',
        from: 3,
        to: 1,
        fitBefore: 50,
        fitAfter: 80,
        because: ['Criterion a +30.0'],
      },
      {
        accountId: 'id-of-Onlyb',
        name: 'Onlyb',
        from: 3,
        to: 'below_floor',
        fitBefore: 50,
        fitAfter: 20,
        because: ['Criterion b −30.0'],
      },
    ])
  })

  test('counts every account once on each side', () => {
    const { before: was, after: is, accounts } = icpPreview([before], [], subjects, at)
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0)
    expect([sum(was), sum(is)]).toEqual([accounts, accounts])
    expect(is.not_known).toBe(4)
  })

  test('says which disqualifier throws an account out', () => {
    const disqualifiers = [{ id: 'has_b', label: 'Has b', when: { field: 'b', test: { is: true } } }]
    const after = versionOf({ criteria: [has('a', 6), has('b', 6)], disqualifiers })
    const moved = icpPreview([before], [after], subjects, at).moves
    expect(moved.map(({ name, to, because }) => [name, to, because[0]])).toEqual([
      ['Both', 'disqualified', 'Has b'],
      ['Onlyb', 'disqualified', 'Has b'],
    ])
  })
})

describe("an ICP's own tests", () => {
  const criteria = [{ ...has('a', 6), required_for_tier_1: true }, has('b', 2)]

  test('pass and fail by name or domain, and say what was found', () => {
    const tests = { tier_1: ['both.example', ' ONLYA', 'Onlyb'], out: ['Onlyb', 'Unknown', 'Nobody Inc'] }
    const results = runIcpTests(versionOf({ criteria, tests }), subjects, at)
    expect(results.map(({ expected, passed, message }) => `${expected} ${passed}: ${message}`)).toEqual([
      'tier_1 true: Fit 100.0, Tier 1, 100 % known',
      'tier_1 true: Fit 75.0, Tier 1, 100 % known',
      'tier_1 false: Fit 25.0, below Tier 3, 100 % known; Criterion a is not met',
      'out true: Fit 25.0, below Tier 3, 100 % known; Criterion a is not met',
      'out false: Nothing that counts is known of it',
      'out false: There is no such account',
    ])
  })
})
