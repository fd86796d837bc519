import { expect, test } from 'vitest'
import { icpSchema } from '../../src/core/icp.ts'
import { offerReason } from '../../src/core/offer.ts'
import type { Signal } from '../../src/core/signal.ts'

const icp = icpSchema.parse({
  name: 'Core',
  key: 'core',
  offer: 'We sell.',
  criteria: [
    {
      id: 'industry',
      layer: 'firmographic',
      label: 'Sells software',
      when: { field: 'industry', test: { in: ['Fintech', 'Robotics'] } },
      weight: 5,
    },
    {
      id: 'bank',
      layer: 'firmographic',
      label: 'A bank',
      when: { field: 'industry', test: { is: 'Banking' } },
      weight: -5,
    },
  ],
  personas: [{ key: 'p', name: 'P', titles: ['Head'], pains: ['x'], value_points: [{ text: 'y' }], questions: ['z?'] }],
})
const signal: Signal = {
  kind: 'funding',
  company: 'Osprellan',
  companyQuote: 'Osprellan',
  fields: {},
  occurredAt: null,
  quote: 'Osprellan raises',
  confidence: 0.9,
  lite: false,
  rule: 'test',
}

test('a company whose story uses a wanted word is offered with that word as the reason', () => {
  expect(offerReason(signal, 'Robotics maker Osprellan raises $9M', icp)).toContain('"Robotics"')
})
test('parts of words, unwanted words and passing mentions offer nobody', () => {
  expect(offerReason(signal, 'Osprellan, a biorobotics lab, raises $9M', icp)).toBeNull()
  expect(offerReason(signal, 'Banking start-up Osprellan raises $9M', icp)).toBeNull()
  expect(offerReason({ ...signal, lite: true }, 'Robotics maker Osprellan raises', icp)).toBeNull()
  expect(offerReason({ ...signal, kind: 'layoff' }, 'Robotics maker Osprellan cuts', icp)).toBeNull()
})
