import { expect, test } from 'vitest'
import { namer } from '../../src/core/erasure.ts'

const li = namer({ name: 'Li', email: 'li@olive.example' })

test.each([
  'Li',
  'To: Li, VP Sales',
  'Li’s answer',
  '“Li”',
  'Mail LI@Olive.example.',
  '<li@olive.example>',
  'mailto:li@olive.example?x',
])('a name and an address are found whole: %s', (text) => expect(li(text)).toBe(true))

test.each([
  'Delight GmbH',
  'Olive Ltd',
  'LI',
  'like li',
  'Lía',
  'Li\u0301a',
  'Li_2',
  'ali@olive.example',
  'x.li@olive.example',
  'li@olive.example.org',
  'li@olive.examples',
])('nobody else is taken for them: %s', (text) => expect(li(text)).toBe(false))

test('a name of signs is found as those signs, and who has neither name nor address nowhere', () => {
  const odd = namer({ name: 'Ann (.*) Example+', email: null })
  expect([odd('To: ANN (.*) example+'), odd('Ann Other Example+')]).toEqual([true, false])
  expect(namer({ name: null, email: null })('anything')).toBe(false)
})
