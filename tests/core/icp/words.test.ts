import { expect, test } from 'vitest'
import { conditionInWords } from '../../../src/core/icp/words.ts'

test('a condition is read in everyday words: no field of the file, money as people write it', () => {
  expect(conditionInWords({ field: 'revenueUsd', test: { between: [8_000_000, 120_000_000] } })).toBe(
    'revenue $8M to $120M',
  )
  expect(conditionInWords({ field: 'revenueUsd', test: { at_least: 1_500_000_000 } })).toBe('revenue at least $1.5B')
  expect(conditionInWords({ field: 'lastTouchDay', test: { known: true } })).toBe('last touch day is known')
  expect(conditionInWords({ field: 'technologies', test: { includes_any: ['Salesforce', 'HubSpot'] } })).toBe(
    'technologies includes any of Salesforce, HubSpot',
  )
  expect(conditionInWords({ field: 'founded', test: { at_least: 2008 } })).toBe('founded at least 2008')
})
