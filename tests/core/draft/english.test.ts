import { expect, test } from 'vitest'
import { whenText } from '../../../src/core/draft/days.ts'
import {
  calmCase,
  count,
  list,
  lowerFirst,
  plural,
  possessive,
  sentence,
  spokenName,
  upperFirst,
  withArticle,
} from '../../../src/core/draft/english.ts'
import { readingGrade } from '../../../src/core/draft/grade.ts'
import { findMoney, moneyText } from '../../../src/core/draft/money.ts'
import { sentencesOf, wordsOf } from '../../../src/core/draft/sentences.ts'

test('articles follow the sound, also of amounts and short forms', () => {
  const spoken = [
    'SDR',
    'VP of Sales',
    'HR lead',
    'Series A',
    '$80 million round',
    '€11 million Series B',
    '$4 million round',
    'hour',
    'user',
    'MBA',
    'honest look',
    'office',
    'European office',
    'CFO',
    'XML tool',
  ]
  expect(spoken.map(withArticle).map((words) => words.split(' ')[0])).toEqual([
    'an',
    'a',
    'an',
    'a',
    'an',
    'an',
    'a',
    'an',
    'a',
    'an',
    'an',
    'an',
    'a',
    'a',
    'an',
  ])
})

test('counts agree in number, titles grow at their head', () => {
  expect([count(1, 'sales role'), count(9, 'sales role'), count(1240, 'job')]).toEqual([
    'one sales role',
    'nine sales roles',
    '1,240 jobs',
  ])
  expect([plural('VP of Sales'), plural('SDR'), plural('head of data'), plural('city')]).toEqual([
    'VPs of Sales',
    'SDRs',
    'heads of data',
    'cities',
  ])
})

test('names are written as people say them', () => {
  expect(
    [
      'Northwind Robotics, Inc.',
      'Orchard Labs GmbH',
      'Quillon Pvt. Ltd.',
      'NORTHWIND ROBOTICS',
      'QRTL',
      'Umbra AI',
      'Ember & Oak',
    ].map(spokenName),
  ).toEqual(['Northwind Robotics', 'Orchard Labs', 'Quillon', 'Northwind Robotics', 'QRTL', 'Umbra AI', 'Ember & Oak'])
  expect(possessive('LOAF’S')).toBe('LOAF’S')
  expect([upperFirst('loafly'), upperFirst('eLoaf'), upperFirst('iLOAF')]).toEqual(['Loafly', 'eLoaf', 'iLOAF'])
  expect([possessive('Harbour Analytics'), possessive('Quillon'), calmCase('WKDS')]).toEqual([
    "Harbour Analytics'",
    "Quillon's",
    'WKDS',
  ])
})

test('sentences are closed once and opened with a capital', () => {
  expect([
    sentence('it works..'),
    sentence('Is it?', '?'),
    lowerFirst('The plan'),
    lowerFirst('CRM data'),
    lowerFirst("I'd go"),
  ]).toEqual(['It works.', 'Is it?', 'the plan', 'CRM data', "I'd go"])
  expect(list(['a', 'b', 'c'])).toBe('a, b and c')
})

test('amounts are exact in text and read back from any usual spelling', () => {
  const amounts = [
    { value: 4_500_000, currency: 'USD' },
    { value: 12_000_000, currency: 'EUR' },
    { value: 200_000_000, currency: 'INR' },
    { value: 4_256_789, currency: 'USD' },
    { value: 750_000, currency: 'CHF' },
    { value: 40_000_000_000, currency: 'INR' },
  ]
  expect(amounts.map(moneyText)).toEqual([
    '$4.5 million',
    '€12 million',
    '₹20 crore',
    '$4,256,789',
    'CHF 750,000',
    '₹4,000 crore',
  ])
  for (const amount of amounts)
    expect(findMoney(`It raised ${moneyText(amount)} today.`).map(({ money }) => money)).toEqual([amount])
  const spellings = ['$4.5M', 'US$4.5 million', '4.5 million dollars', '$4,500,000', 'USD 4.5m', '4.5m USD']
  for (const text of spellings)
    expect(
      findMoney(text).map(({ money }) => money),
      text,
    ).toEqual([amounts[0]])
  expect(findMoney('forty million dollars')[0]!.money).toEqual({ value: 40_000_000, currency: 'USD' })
  expect(findMoney('Series B, 40 people, 12%')).toEqual([])
})

test('days are told relative to the message’s day', () => {
  const today = '2026-11-23' // a Monday
  const told = [
    '2026-11-24',
    '2026-11-23',
    '2026-11-22',
    '2026-11-19',
    '2026-11-16',
    '2026-11-12',
    '2026-11-03',
    '2026-10-02',
    '2025-12-02',
  ].map((day) => whenText(day, today))
  expect(told).toEqual([
    null,
    null,
    'yesterday',
    'on Thursday',
    'last week',
    'on 12 November',
    'on 3 November',
    'in October',
    'in December 2025',
  ])
})

test('sentences end where a reader ends them', () => {
  const split = (text: string) => sentencesOf(text).map((each) => each.text)
  expect(
    split(
      'They raised a Series A. That often helps. See Dr. Example of Acme Inc. today. Mara J. Example joined. It cost $4.5 million. Why?',
    ),
  ).toEqual([
    'They raised a Series A.',
    'That often helps.',
    'See Dr. Example of Acme Inc. today.',
    'Mara J. Example joined.',
    'It cost $4.5 million.',
    'Why?',
  ])
  expect(split('Hi Mara,\n\nOne line.\nAnother')).toEqual(['Hi Mara,', 'One line.', 'Another'])
  const text = 'Hi Mara,\n\nFirst one. Second one.'
  for (const { start, end, text: found } of sentencesOf(text)) expect(text.slice(start, end)).toBe(found)
})

test('the reading grade rises with long sentences and long words, not with names', () => {
  const plain = readingGrade('We send a plan. It helps new reps learn. They like it.')
  const hard = readingGrade(
    'Organisational transformation necessitates comprehensive capability development throughout international departments.',
  )
  expect(plain).toBeLessThan(4)
  expect(hard).toBeGreaterThan(16)
  expect(readingGrade('I saw that Placeholderopolis Internationale grew.')).toBeLessThan(8)
  expect(readingGrade('')).toBe(0)
  expect(wordsOf('Follow-up on $4.5 million, please.')).toHaveLength(5)
})
