import { describe, expect, test } from 'vitest'
import { personaOf } from '../../../src/core/icp/persona.ts'
import { icpOf } from '../icp-builders.ts'

const persona = (key: string, titles: string[]) => ({
  key,
  name: key,
  titles,
  pains: ['p'],
  value_points: [{ text: 'v' }],
  questions: ['q?'],
})
const icp = icpOf({
  personas: [
    persona('sales', ['VP Sales', 'Head of Sales', 'CRO']),
    persona('enablement', ['Sales Enablement', 'Head of Sales Enablement']),
    persona('it', ['CIO', 'Head of IT']),
  ],
})

describe("a title's persona", () => {
  test.each([
    ['VP Sales', 'sales'],
    ['VP of Sales, EMEA', 'sales'],
    ['Senior Vice President, Sales', 'sales'],
    ['Chief Revenue Officer & co-founder', 'sales'],
    ['head of sales enablement', 'enablement'],
    ['Chief Information Officer', 'it'],
    ['Head of Information Technology', 'it'],
  ])('%s is %s', (title, key) => expect(personaOf(title, icp)?.key).toBe(key))

  test.each([
    'Executive Assistant to the VP Sales',
    'Former CRO',
    'Across Operations Lead',
    'Salesforce VP',
    'Head of Presales',
    'Head of Italian Sales Tax',
    'Chief Information Security Officer',
    'Steel constructor',
    '',
    null,
  ])('%s is nobody', (title) => expect(personaOf(title, icp)).toBeNull())

  test('an endless title is read to a bound', () => {
    expect(personaOf(`${'x '.repeat(100_000)}VP Sales`, icp)).toBeNull()
  })
})
