import { expect, test } from 'vitest'
import { championMove, type KnownPerson, namesakesIn } from '../../src/core/champion.ts'
import type { Signal } from '../../src/core/signal.ts'

const arrival: Signal = {
  kind: 'executive_hire',
  company: 'Tessaline',
  companyQuote: 'Tessaline',
  fields: { person: { value: 'Pernilla Askevold', quote: 'Pernilla Askevold' } },
  occurredAt: null,
  quote: 'Tessaline appoints Pernilla Askevold',
  confidence: 0.9,
  lite: false,
  rule: 'test',
}
const known: KnownPerson = {
  employmentId: 'e1',
  name: 'Pernilla K. Askevold',
  accountId: 'a1',
  accountNames: ['Lumenforge', 'Lumen Forge'],
  leftAt: null,
}

test('a known champion whose former employer the story names is a champion move, with the sentence as its quote', () => {
  const move = championMove(arrival, 'Tessaline appoints Pernilla Askevold. She joins from LUMENFORGE.', [known])
  expect(move?.signal.kind).toBe('champion_move')
  expect(move?.signal.fields.counterpart).toEqual({ value: 'LUMENFORGE', quote: 'She joins from LUMENFORGE.' })
})
test('the name alone, another person, or a longer word that contains the employer is not enough', () => {
  expect(championMove(arrival, 'Tessaline appoints Pernilla Askevold.', [known])).toBeNull()
  expect(championMove(arrival, 'She joins from Lumenforgery.', [known])).toBeNull()
  expect(championMove(arrival, 'She joins from Lumenforge.', [{ ...known, name: 'Petra Askevold' }])).toBeNull()
})
test.each([
  ['She leaves Lumenforge after nine years.', 'Lumenforge'],
  ['Lumenforge CFO Pernilla Askevold joins Tessaline', 'Lumenforge'],
  ['Tessaline poaches Lumenforge’s Askevold', 'Lumenforge'],
  ['She was with Loop for nine years.', 'Loop'],
])('where somebody comes from is heard: %s', (text, name) => {
  expect(championMove(arrival, text, [{ ...known, accountNames: [name] }])).not.toBeNull()
})
test.each([
  ['She was asked to loop in the board and to target growth.', 'Loop'],
  ['She was calm. On Monday she starts.', 'On'],
  ['Its rival Lumenforge was sold last week.', 'Lumenforge'],
  ['She succeeds Bo Rand, who left for Lumenforge.', 'Lumenforge'],
  ['For nine years she was in charge of the books at Lumenforge Street Bakery.', 'Lumenforge'],
  ['Lumenforge raised $9M last week.', 'Lumenforge'],
  ['Pernilla Askevold was named CFO of Tessaline Robotics.', 'Tessaline'],
])('a former employer named for another reason makes no move: %s', (text, name) => {
  const signal = { ...arrival, company: 'Tessaline Robotics' }
  expect(championMove(signal, text, [{ ...known, accountNames: [name] }])).toBeNull()
})
test('the name alone is enough once a person has said that they are the one, and no employer is made up for it', () => {
  const text = 'Tessaline appoints Pernilla Askevold.'
  const move = championMove(arrival, text, [known], new Set(['a1']))
  expect(move?.signal.kind).toBe('champion_move')
  expect(move?.signal.fields.counterpart).toBeUndefined()
  expect(championMove(arrival, text, [known], new Set(['another account']))).toBeNull()
})
test('a person is known by name whatever its accents, titles and initials', () => {
  const told = (name: string): Signal => ({ ...arrival, fields: { person: { value: name, quote: name } } })
  for (const name of ['PERNILLA ASKEVOLD', 'Dr. Pernilla K. Askevold', 'Pernílla Askevold, PhD'])
    expect(namesakesIn(told(name), [known])).toEqual([known])
  expect(namesakesIn(told('Askevold'), [known])).toEqual([])
})
test('only an arrival can be a move', () => {
  expect(championMove({ ...arrival, kind: 'executive_departure' }, 'She joins from Lumenforge.', [known])).toBeNull()
})
