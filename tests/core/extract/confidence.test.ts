import { expect, test } from 'vitest'
import { calibrated } from '../../../src/core/extract/confidence.ts'
import measured from '../../../src/core/extract/precision.json' with { type: 'json' }

test('a rule that was read often is believed as far as it was right', () => {
  const { read, right } = measured.news['launch.verb']
  expect(read).toBeGreaterThan(100)
  expect(Math.abs(calibrated('launch.verb', 0.2) - right / read)).toBeLessThan(0.05)
})

test('a rule that nobody read keeps what it claims', () => {
  expect(calibrated('no.such.rule', 0.65)).toBe(0.65)
})

test('no rule was right more often than it was read', () => {
  for (const tallies of [measured.news, measured.labelled])
    for (const [rule, { read, right }] of Object.entries(tallies)) expect(right >= 0 && right <= read, rule).toBe(true)
})
