import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { msPerDay } from '../../../src/core/day.ts'
import { bestName } from '../../../src/core/fit/best.ts'
import { FitColumns, fieldsAsked } from '../../../src/core/fit/columns.ts'
import { nameOf } from '../../../src/core/fit/name.ts'
import { coverageOf, fitTenthsOf, isDisqualified, reweigh, scoreAll, tierOfRow } from '../../../src/core/fit/score.ts'
import { fit as bestFit, fitHash, fitOne } from '../../../src/core/fit.ts'
import type { FitSubject } from '../../../src/core/icp/condition.ts'
import type { Icp, IcpVersion } from '../../../src/core/icp.ts'
import { criterion, versionOf } from '../icp-builders.ts'

/** Columns from accounts that are at hand one by one. */
const columnsFrom = (subjects: readonly FitSubject[], icps: readonly Icp[]): FitColumns => {
  const columns = new FitColumns(
    subjects.map(({ id }) => id),
    fieldsAsked(icps),
  )
  for (const [row, { fields, events, contacts, isCustomer }] of subjects.entries()) {
    for (const [name, column] of columns.fields) column.set(row, fields[name])
    for (const { kind, at } of events) columns.addEvent(row, kind, at)
    for (const { title } of contacts) columns.addContact(row, title)
    columns.customers[row] = Number(isCustomer)
  }
  return columns
}

const at = Date.UTC(2026, 10, 23, 6)
const words = ['Kafka', 'kafka ', 'Rust', 'SAP', 'robotics and rust', '', ' ', '2026-11-01', '2027-01-01', '250']
const word = fc.constantFrom(...words)
const value = fc.oneof(
  { arbitrary: word, weight: 3 },
  fc.integer({ min: -5, max: 900 }),
  fc.constantFrom(Number.NaN, 0.5, 1e9),
  fc.boolean(),
  fc.array(word, { maxLength: 4 }),
)
const fieldNames = ['a', 'b', 'c']

const subject: fc.Arbitrary<FitSubject> = fc.record({
  id: fc.uuid(),
  fields: fc.record(Object.fromEntries(fieldNames.map((name) => [name, fc.option(value, { nil: undefined })]))),
  events: fc.array(
    fc.record({
      kind: fc.constantFrom('funding' as const, 'layoff' as const),
      at: fc.integer({ min: -90, max: 3 }).map((days) => at + days * msPerDay),
    }),
    { maxLength: 4 },
  ),
  contacts: fc.array(fc.record({ title: fc.constantFrom(null, '', 'VP Sales', 'Head of Sales', 'Cook') }), {
    maxLength: 3,
  }),
  isCustomer: fc.boolean(),
})

const list = fc.array(word, { minLength: 1, maxLength: 3 })
const operators: Record<string, fc.Arbitrary<object>> = {
  is: fc.oneof(word, fc.boolean(), fc.constant(250)).map((is) => ({ is })),
  in: list.map((values) => ({ in: values })),
  not_in: list.map((values) => ({ not_in: values })),
  between: fc
    .tuple(fc.integer({ min: -5, max: 300 }), fc.nat(600))
    .map(([low, more]) => ({ between: [low, low + more] })),
  at_least: fc.integer({ min: 0, max: 900 }).map((at_least) => ({ at_least })),
  at_most: fc.integer({ min: 0, max: 900 }).map((at_most) => ({ at_most })),
  includes_any: list.map((includes_any) => ({ includes_any })),
  includes_all: list.map((includes_all) => ({ includes_all })),
  includes_none: list.map((includes_none) => ({ includes_none })),
  mentions: fc.constantFrom('rust', 'robotics', 'sap').map((phrase) => ({ mentions: [phrase] })),
  within_last_days: fc.constant({ within_last_days: 40 }),
  within_next_days: fc.constant({ within_next_days: 60 }),
  known: fc.boolean().map((known) => ({ known })),
}
const fieldWhen = fc
  .tuple(fc.constantFrom(...fieldNames), fc.oneof(...Object.values(operators)))
  .map(([field, test]) => ({ field, test }))
const when = fc.oneof(
  { arbitrary: fieldWhen, weight: 6 },
  fc.record({
    events: fc.constantFrom('funding', 'layoff'),
    within_days: fc.constant(60),
    at_least: fc.integer({ min: 1, max: 2 }),
  }),
  fc.constant({ contact: 'sales' }),
)

const version: fc.Arbitrary<IcpVersion> = fc
  .record({
    criteria: fc.array(fc.tuple(fc.integer({ min: -10, max: 10 }), when, fc.boolean()), { minLength: 1, maxLength: 8 }),
    out: fc.array(
      when.filter((each) => !('test' in each && 'known' in each.test)),
      { maxLength: 2 },
    ),
  })
  .map(({ criteria, out }) =>
    versionOf({
      criteria: [
        criterion('first', 4, { field: 'a', test: { at_least: 0 } }),
        ...criteria
          .map(([weight, each, required]) => ({ weight, each, required }))
          .map(({ weight, each, required }, i) => criterion(`c${i}`, weight, each, { required_for_tier_1: required })),
      ],
      disqualifiers: out.map((each, i) => ({ id: `d${i}`, label: `Out ${i}`, when: each })),
    }),
  )

const expectSame = (
  subjects: readonly FitSubject[],
  each: IcpVersion,
  scores: ReturnType<typeof scoreAll>,
  seen: Map<string, number>,
) => {
  for (const [row, one] of subjects.entries()) {
    const result = fitOne(one, each, at)
    const tenths = fitTenthsOf(scores, row)
    expect({
      fit: tenths === null ? null : tenths / 10,
      tier: tierOfRow(scores, row),
      coverage: coverageOf(scores, row),
      disqualified: isDisqualified(scores, row),
      name: nameOf(scores, row),
    }).toEqual({
      fit: result.fit,
      tier: result.tier,
      coverage: result.coverage,
      disqualified: result.disqualifiedBy.length > 0,
      name: fitHash(result),
    })
    for (const mark of [`tier ${result.tier}`, `out ${result.disqualifiedBy.length > 0}`, `fit ${result.fit === null}`])
      seen.set(mark, (seen.get(mark) ?? 0) + 1)
  }
}

describe('scoring by columns', () => {
  test('gives every account exactly what scoring it by itself gives', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(fc.array(subject, { minLength: 1, maxLength: 12 }), version, (subjects, each) => {
        expectSame(subjects, each, scoreAll(columnsFrom(subjects, [each.icp]), each, at), seen)
      }),
      { numRuns: 500 },
    )
    for (const mark of ['tier 1', 'tier 2', 'tier null', 'out true', 'out false', 'fit true', 'fit false'])
      expect(seen.get(mark), mark).toBeGreaterThan(20)
  })

  test('another weight gives what scoring anew with it gives', () => {
    fc.assert(
      fc.property(
        fc.array(subject, { minLength: 1, maxLength: 8 }),
        version,
        fc.integer({ min: -10, max: 10 }),
        (subjects, each, weight) => {
          const scores = scoreAll(columnsFrom(subjects, [each.icp]), each, at)
          const index = each.icp.criteria.length - 1
          reweigh(scores, index, weight)
          const criteria = each.icp.criteria.map((one, i) => (i === index ? { ...one, weight } : one))
          expectSame(subjects, { ...each, icp: { ...each.icp, criteria } }, scores, new Map())
        },
      ),
      { numRuns: 200 },
    )
  })

  test('an account taken back from the columns gets the same result', () => {
    fc.assert(
      fc.property(fc.array(subject, { minLength: 1, maxLength: 6 }), version, (subjects, each) => {
        const columns = columnsFrom(subjects, [each.icp])
        for (const [row, one] of subjects.entries())
          expect(fitOne(columns.subject(row), each, at)).toEqual(fitOne(one, each, at))
      }),
      { numRuns: 200 },
    )
  })

  test('of several ICPs it picks the one that scoring an account by itself picks', () => {
    const picked = new Set<string>()
    const keyed = fc.tuple(version, version, version).map((all) =>
      all.map((one, i) => ({
        ...one,
        id: `v${i}`,
        icp: { ...one.icp, key: `k${i}`, kind: i === 2 ? ('expansion' as const) : ('first_touch' as const) },
      })),
    )
    fc.assert(
      fc.property(fc.array(subject, { minLength: 1, maxLength: 6 }), keyed, (subjects, versions) => {
        const columns = columnsFrom(
          subjects,
          versions.map(({ icp }) => icp),
        )
        const scored = versions.map((each) => scoreAll(columns, each, at))
        for (const [row, one] of subjects.entries()) {
          const result = bestFit(one, versions, at)
          expect(bestName(scored, one.isCustomer, row)).toBe(result && fitHash(result))
          picked.add(result?.icpKey ?? 'none')
        }
      }),
      { numRuns: 200 },
    )
    expect([...picked].sort()).toEqual(['k0', 'k1', 'k2'])
  })
})
