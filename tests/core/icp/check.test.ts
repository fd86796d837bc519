import { describe, expect, test } from 'vitest'
import { icpCheck } from '../../../src/core/icp/check.ts'
import type { FitSubject } from '../../../src/core/icp/condition.ts'
import { criterion, icpOf, subjectOf } from '../icp-builders.ts'

const at = Date.UTC(2026, 10, 23, 6)
const field = (name: string, test: object) => ({ field: name, test })
const required = { required_for_tier_1: true }
const out = (id: string, when: object) => ({ id, label: id, when })
const accounts = (count: number, fieldsOf: (index: number) => FitSubject['fields']): FitSubject[] =>
  Array.from({ length: count }, (_, index) =>
    subjectOf({ id: `a${index}`, fields: fieldsOf(index), contacts: [{ title: 'VP Sales' }] }),
  )
const saidOf = (icp: Parameters<typeof icpOf>[0], subjects: FitSubject[] = []) =>
  icpCheck(icpOf(icp), subjects, at).findings.map(({ level, path, message }) => `${level} ${path}: ${message}`)

describe('checking an ICP against itself', () => {
  test('finds nothing in a sound one', () => {
    expect(saidOf({})).toEqual([])
  })

  test('finds a question asked twice', () => {
    const when = field('employees', { at_least: 50 })
    expect(saidOf({ criteria: [criterion('a', 3, when), criterion('b', 5, when)] })).toEqual([
      'warn criteria.b: asks the same as criteria.a',
    ])
  })

  test.each([
    [field('employees', { between: [10, 40] }), field('employees', { at_most: 50 })],
    [field('country', { is: 'nl' }), field('country', { in: ['NL', 'BE'] })],
    [
      { events: 'layoff', within_days: 30 },
      { events: 'layoff', within_days: 30 },
    ],
  ])('finds points for what a disqualifier throws out', (rewarded, thrownOut) => {
    const said = saidOf({ criteria: [criterion('a', 3, rewarded)], disqualifiers: [out('small', thrownOut)] })
    expect(said).toEqual(['error criteria.a: whoever meets it is out by disqualifiers.small'])
  })

  test('leaves a disqualifier alone that a criterion only touches', () => {
    const criteria = [criterion('a', 3, field('employees', { between: [10, 60] }))]
    expect(saidOf({ criteria, disqualifiers: [out('small', field('employees', { at_most: 50 }))] })).toEqual([])
  })

  test('finds requirements that nobody can meet together', () => {
    const criteria = [
      criterion('a', 3, field('employees', { at_most: 50 }), required),
      criterion('b', 3, field('employees', { at_least: 51 }), required),
      criterion('c', -3, field('tags', { includes_any: ['x'] }), required),
    ]
    expect(saidOf({ criteria })).toEqual([
      'error criteria.c: is required for Tier 1 and costs points',
      expect.stringContaining('error criteria.b: cannot hold together with criteria.a'),
    ])
  })

  test('finds an account tested both ways', () => {
    const tests = { tier_1: ['acme.example'], out: ['acme.example'] }
    expect(saidOf({ tests })).toEqual(['error tests: "acme.example" is to be both Tier 1 and out'])
  })
})

describe('checking an ICP against the accounts', () => {
  const size = criterion('size', 5, field('employees', { at_least: 50 }))

  test('counts of whom each answer is known, and who meets it', () => {
    const subjects = accounts(30, (index) => (index < 20 ? { employees: index * 10 } : {}))
    const checked = icpCheck(icpOf({ criteria: [size] }), subjects, at)
    expect(checked.criteria).toEqual([{ id: 'size', label: 'Criterion size', known: 20, met: 15 }])
    expect(checked).toMatchObject({ accounts: 30, findings: [], personas: [{ key: 'sales', accounts: 30 }] })
  })

  test.each<[string, (index: number) => FitSubject['fields'], string]>([
    ['hardly anyone has', (index) => (index < 2 ? { employees: 90 } : {}), 'is known of only 2 of 30 accounts'],
    ['nobody meets', () => ({ employees: 3 }), 'is met by none of the 30 accounts of which it is known'],
    ['everybody meets', () => ({ employees: 90 }), 'is met by all 30 accounts of which it is known'],
    ['nobody has', () => ({ size: 90 }), 'none of 30 accounts has the field "employees"'],
    ['nobody can read', () => ({ employees: 'many' }), 'no account\'s "employees" can be read as this test needs it'],
  ])('warns of a criterion %s', (_what, fieldsOf, message) => {
    expect(saidOf({ criteria: [size] }, accounts(30, fieldsOf))).toEqual([`warn criteria.size: ${message}`])
  })

  test.each(['employes', 'Employees', 'employess', 'revenue_usd'])('guesses what "%s" was meant to be', (name) => {
    const [said] = saidOf(
      { criteria: [criterion('a', 1, field(name, { at_least: 1 }))] },
      accounts(3, () => ({ city: 'x' })),
    )
    expect(said).toMatch(/did you mean "(employees|revenueUsd)"\?$/)
  })

  test('warns of a disqualifier that throws out most, and of a persona nobody is', () => {
    const subjects = accounts(30, (index) => ({ employees: index * 10 })).map((each) => ({ ...each, contacts: [] }))
    const disqualifiers = [out('most', field('employees', { at_least: 100 }))]
    expect(saidOf({ criteria: [size], disqualifiers }, subjects)).toEqual([
      'warn disqualifiers.most: throws out 20 of 30 accounts',
      'warn personas.sales: no contact of any account has one of its titles',
    ])
  })
})
