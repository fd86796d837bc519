import { describe, expect, test } from 'vitest'
import type { FactValue } from '../../../src/core/account.ts'
import { questionOf } from '../../../src/core/icp/condition.ts'
import type { Condition } from '../../../src/core/icp.ts'
import { icpOf, subjectOf } from '../icp-builders.ts'

const at = Date.UTC(2026, 10, 23, 6)
const day = 86_400_000
const ask = (test: object, value: FactValue | undefined) =>
  questionOf({ field: 'f', test } as Condition, icpOf())(subjectOf({ fields: { f: value } }), at)

describe('a test on a field', () => {
  test.each<[object, FactValue, boolean | null]>([
    [{ is: 'SaaS' }, ' saas', true],
    [{ is: true }, false, false],
    [{ is: 12 }, '12', true],
    [{ in: ['NL', 'DE'] }, 'nl', true],
    [{ in: ['NL', 'DE'] }, ['FR', 'DE'], true],
    [{ not_in: ['NL', 'DE'] }, 'FR', true],
    [{ not_in: ['NL', 'DE'] }, 'de', false],
    [{ between: [50, 500] }, 50, true],
    [{ between: [50, 500] }, 501, false],
    [{ between: [50, 500] }, '240', true],
    [{ between: [50, 500] }, 'a few', null],
    [{ at_least: 10 }, 9, false],
    [{ at_most: 10 }, 10, true],
    [{ at_least: 10 }, ['11'], null],
    [{ includes_any: ['Kafka', 'Spark'] }, ['spark'], true],
    [{ includes_all: ['Kafka', 'Spark'] }, ['spark'], false],
    [{ includes_none: ['Kafka', 'Spark'] }, ['flink'], true],
    [{ includes_any: ['Kafka'] }, 'kafka', true],
    [{ mentions: ['pay roll', 'CRM'] }, 'We run pay-roll for you', true],
    [{ mentions: ['cro'] }, 'across the market', false],
    [{ mentions: ['c++'] }, 'Written in C++.', true],
    [{ within_last_days: 30 }, '2026-11-01', true],
    [{ within_last_days: 30 }, '2026-09-01', false],
    [{ within_last_days: 30 }, '2026-12-01', false],
    [{ within_next_days: 30 }, '2026-12-01T10:00:00Z', true],
    [{ within_next_days: 30 }, '2026-13-45', null],
    [{ within_next_days: 30 }, 'next spring', null],
    [{ known: true }, 'x', true],
    [{ known: false }, 'x', false],
  ])('%j of %j is %j', (operator, value, answer) => {
    expect(ask(operator, value)).toBe(answer)
  })

  test.each(['constructor', '__proto__', 'toString'])('a field called %s is one like any other', (field) => {
    const known = questionOf({ field, test: { known: true } }, icpOf())
    expect(known(subjectOf(), at)).toBe(false)
    expect(known(subjectOf({ fields: Object.fromEntries([[field, 'x']]) }), at)).toBe(true)
  })

  test.each([undefined, '', '  ', [] as string[], Number.NaN])('%j is not known, whatever is asked', (value) => {
    for (const operator of [
      { is: 1 },
      { not_in: ['a'] },
      { includes_none: ['a'] },
      { at_most: 1 },
      { mentions: ['a'] },
    ])
      expect(ask(operator, value)).toBeNull()
    expect(ask({ known: true }, value)).toBe(false)
    expect(ask({ known: false }, value)).toBe(true)
  })
})

describe('a question about events', () => {
  const hires = questionOf({ events: 'executive_hire', within_days: 30, at_least: 2 }, icpOf())
  const hire = (daysAgo: number) => ({ kind: 'executive_hire' as const, at: at - daysAgo * day })

  test('counts those of its kind within the days before', () => {
    expect(hires(subjectOf({ events: [hire(1), hire(29)] }), at)).toBe(true)
    expect(hires(subjectOf({ events: [hire(1), hire(31)] }), at)).toBe(false)
    expect(hires(subjectOf({ events: [hire(1), hire(-2)] }), at)).toBe(false)
    expect(hires(subjectOf({ events: [hire(1), { kind: 'funding', at }] }), at)).toBe(false)
  })

  test('what was not seen is a no, because every account is watched', () => {
    expect(hires(subjectOf(), at)).toBe(false)
  })
})

describe('a question about contacts', () => {
  const sales = questionOf({ contact: 'sales' }, icpOf())

  test('is met by a title of the persona', () => {
    expect(sales(subjectOf({ contacts: [{ title: 'Vice President of Sales' }] }), at)).toBe(true)
    expect(sales(subjectOf({ contacts: [{ title: 'Accountant' }] }), at)).toBe(false)
  })

  test('is not known where nobody with a title is', () => {
    expect(sales(subjectOf(), at)).toBeNull()
    expect(sales(subjectOf({ contacts: [{ title: null }] }), at)).toBeNull()
  })
})
