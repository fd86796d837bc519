import { expect, test } from 'vitest'
import { likenesses, namer } from '../../src/core/erasure.ts'

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

test.each([
  ['Zoë Example', 'Hi Zoe\u0308 Example,'],
  ['Zoe\u0308 Example', 'Hi ZOË EXAMPLE,'],
  ['Mara Example', 'Mara\n  Example wrote'],
  ['Mara Example', 'Mara\u00a0Example'],
  ['Mara Example', 'Mara J. Example wrote'],
  ['Mara J. Example', 'Mara Example wrote'],
  ['Dr. Mara Example', 'Mara Example wrote'],
  ['Mara Example, PhD', 'mara example wrote'],
  ['Mara O’Sample', "To: Mara O'Sample"],
  ["Mara O'Sample", 'To: Mara O’Sample'],
  ['見本太郎', '本日見本太郎様より'],
  ['見本 太郎', '本日見本太郎様より'],
  ['ตัวอย่าง', 'คุณตัวอย่างตอบ'],
])('a name is found however it is spelled: %s in %s', (name, text) => {
  expect(namer({ name, email: null })(text)).toBe(true)
  expect(like(likenesses({ name, email: null }), text)).toBe(true)
})

test.each([
  ['Mara Example', 'Mara Lena Example'],
  ['Mara Example', 'Tamara Example'],
  ['Mara Example', 'Mara Examples'],
  ['Dr. Example', 'Example'],
  ['J. Example', 'Mara Example'],
])('another name is not: %s in %s', (name, text) => expect(namer({ name, email: null })(text)).toBe(false))

test.each([
  ['mara@olive.example', 'Tell -mara@olive.example', true],
  ['mara@olive.example', 'MARA+crm@olive.example', true],
  ['mara+crm@olive.example', 'mara@olive.example', true],
  ['mara@olive.example', 'anna-mara@olive.example', false],
  ['mara@olive.example', 'x+mara@olive.example', false],
])('an address with or without its tag: %s in %s', (email, text, isTheirs) => {
  expect(namer({ name: null, email })(text)).toBe(isTheirs)
  if (isTheirs) expect(like(likenesses({ name: null, email }), text)).toBe(true)
})

test('a long text of hyphens or spaces is looked through at once', () => {
  const names = namer({ name: 'Mara Example', email: 'mara@olive.example' })
  const begun = performance.now()
  expect([names('-'.repeat(200_000)), names(`Mara${' '.repeat(200_000)}`), names('+'.repeat(200_000))]).toEqual([
    false,
    false,
    false,
  ])
  expect(performance.now() - begun).toBeLessThan(1000)
})

/** What a database makes of it, whose lower case knows the letters a to z only. */
const like = (patterns: string[], text: string) =>
  patterns.some((pattern) => new RegExp(`^${pattern.replaceAll('%', '[^]*')}$`).test(text.toLowerCase()))
