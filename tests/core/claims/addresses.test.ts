import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findAddresses } from '../../../src/core/claims/addresses.ts'
import { check } from '../../../src/core/draft/check.ts'
import { compose } from '../../../src/core/draft/compose.ts'
import { briefOf, day, icp, sender, storyOf } from '../draft/made-up.ts'

const found = (text: string): string[] => findAddresses(text).map((hit) => hit.text)

test.each([
  ['Read https://wire.example/a?b#c, please.', 'https://wire.example/a?b#c'],
  ['Write to desk@wire.example.', 'desk@wire.example'],
  ['Seen on wire.example today', 'wire.example'],
  ['Seen on Wire.com', 'Wire.com'],
  ['Seen on WIRE.COM', 'WIRE.COM'],
  ['Seen on wire．example', 'wire．example'],
  ['Seen on xn--wre-hoa.example', 'xn--wre-hoa.example'],
  ['Go to 192.0.2.7 now', '192.0.2.7'],
  ['Go to hxxps://wire.example', 'hxxps://wire.example'],
  ['Or mailto:desk@wire.example', 'mailto:desk@wire.example'],
  ['Ask desk[at]wire', 'desk[at]wire'],
  ['Look at wire dot example', 'wire dot example'],
  ['Follow @wire', '@wire'],
  ['Call +1 (555) 010-0199', '+1 (555) 010-0199'],
])('%s holds an address', (text, address) => expect(found(text)).toEqual([address]))

test.each([
  'It ended this month.We start anew',
  'Node.js, e.g. in the U.S. at 9 a.m.',
  '€24.5 million, 1,234,567 people, 25 000 000 parts and 3.2 %',
  'From 2026-11-22 to 22/11/2026, or 2026-2027',
  'Dot matrix printers at Wire',
])('%s holds none', (text) => expect(found(text)).toEqual([]))

test('an address a publisher wrote goes to a manager, wherever it stands in a draft; one that nobody wrote blocks', () => {
  const story = storyOf('product_launch', 'Northwind Robotics', 0)
  const product = { value: 'gantry.example', quote: 'gantry.example' }
  const quote = 'Northwind Robotics launches gantry.example'
  const brief = briefOf('Northwind Robotics', [{ ...story, quote, fields: { product }, publisher: 'wire.example' }])
  const written = compose(brief, icp.personas[0]!, icp, sender, { seed: 'a', variant: 0, day })
  expect(written.text).not.toContain('wire.example')
  const places = fc.constantFrom('greeting', 'lead', 'question', 'closing', 'subject')
  const addresses = fc.constantFrom('gantry.example', 'wire.example', 'other.example', 'eve@other.example')
  const reached = new Set<string>()
  fc.assert(
    fc.property(places, addresses, (place, address) => {
      reached.add(`${place} ${address}`)
      const at = (here: string): string => (place === here ? ` ${address}` : '')
      const text = `Hi Mara,${at('greeting')}\n\nI read of a launch${at('lead')}.\n\nIs that so${at('question')}?\n\nBest,${at('closing')}\nSam Sample`
      const { findings } = check({ subject: `A launch${at('subject')}`, text }, brief, icp, { sender, day })
      const ours = findings.filter(({ kind }) => kind !== 'style')
      expect(ours.length).toBeGreaterThan(0)
      if (address.includes('other')) expect(ours.some(({ level }) => level === 'block')).toBe(true)
    }),
    { numRuns: 200 },
  )
  expect(reached.size).toBe(20)
})
