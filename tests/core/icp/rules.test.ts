import { expect, it } from 'vitest'
import { parseRules, rulesAsText } from '../../../src/core/icp/rules.ts'

const text = '{ field: country, test: { in: [ NL, BE ] } }\n{ field: employees, test: { at_least: 50 } }'

it('rules read as an ICP writes them, one a line, and are written back the same', () => {
  const rules = parseRules(`\n- ${text.replace('\n', '\n\n- ')}\n`)
  expect(rules.map(({ field }) => field)).toEqual(['country', 'employees'])
  expect(rulesAsText(rules)).toBe(text)
  expect(parseRules(rulesAsText(rules))).toEqual(rules)
  expect(parseRules('  \n')).toEqual([])
})

it.each([
  ['{ field: country, test: { in: [NL }', /Rule 1 cannot be read/],
  ['{ field: country }', /Rule 1: test/],
  ['country NL', /Rule 1/],
  [`${text}\n{ events: funding, within_days: 9 }`, /Rule 3/],
  ['&a [*a, *a]', /Rule 1/],
])('what is no rule is named by its line: %s', (bad, said) => {
  expect(() => parseRules(bad)).toThrow(said)
})
