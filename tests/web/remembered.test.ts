import { expect, it } from 'vitest'
import { remembered } from '../../src/web/parts/remembered.ts'

it('renders once for everything a fragment shows, and again when anything of it differs', () => {
  let rendered = 0
  const draw = remembered(2, ({ name, tier }: { name: string; tier: number | null }) => `${++rendered} ${name} ${tier}`)
  expect([draw({ name: 'a', tier: 1 }), draw({ name: 'a', tier: 1 })].map(String)).toEqual(['1 a 1', '1 a 1'])
  expect(String(draw({ name: 'a', tier: null }))).toBe('2 a null')
  expect(String(draw({ name: 'b', tier: 1 }))).toBe('3 b 1')
  expect(String(draw({ name: 'a', tier: null }))).toBe('2 a null')
  expect(String(draw({ name: 'a', tier: 1 }))).toBe('4 a 1')
})
