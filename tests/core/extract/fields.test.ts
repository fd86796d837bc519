import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/core/extract.ts'
import type { SignalFields } from '../../../src/core/signal.ts'
import { told } from './told.ts'

const field = (title: string, name: keyof SignalFields): unknown =>
  extract({ title, summary: null, url: null, publishedAt: null }).signals[0]?.fields[name]?.value

describe('a name is freed from what describes it', () => {
  test.each([
    ['Battery Recycler Quillmark Files for Bankruptcy', 'bankruptcy: Quillmark'],
    ['Bread-Shopping Network QMK Files for Bankruptcy', 'bankruptcy: QMK'],
    ['Fintech Savings Service Quillmark Launches Android App', 'product_launch: Quillmark'],
    ['Crypto Exchange Quillmark Lays Off 40', 'layoff: Quillmark'],
    ['Ovenly and Quillmark lay off staff', 'layoff: Ovenly'],
    ['Ovenly and Quillmark Launch Delivery Service for Bakers', 'product_launch: Ovenly'],
    ['Loaf & Crumb said it would buy Birchwood for $5 million', 'acquisition: Loaf & Crumb'],
    ['Quillmark Loaf 6 with steam sensor launched in India', 'product_launch: Quillmark'],
    ['Quillmark Motors Loaf EV launched in India at Rs 9 lakh', 'product_launch: Quillmark Motors'],
    ["Quillmark's upgraded smart oven door debuts in Berlin", 'product_launch: Quillmark'],
  ])('%s', (title, event) => {
    expect(told(title)).toContain(event)
  })

  test.each([
    ['Loaf King appoints Ada Thorne as CEO', 'executive_hire: Loaf King'],
    ['Union Loaf Works raises $5M seed round', 'funding: Union Loaf Works'],
    ['q7 Ovens raises $5M seed round', 'funding: q7 Ovens'],
    ['q7z leads $20M round in Quillmark', 'funding: Quillmark'],
  ])('a word of public life or a digit within a name does not cut it: %s', (title, event) => {
    expect(told(title)).toEqual([event])
  })

  test.each([
    'King Alder opens new plant in Wales',
    'Bakers Union names Ada Thorne president',
    'Alder School of Bread names Ada Thorne CEO',
  ])('a person or a public body is no company: %s', (title) => {
    expect(told(title)).toEqual([])
  })

  test.each([
    ['Ferngate to Buy Clinical-Stage Biotech Quillmark for $5 Million', 'Quillmark'],
    ['Ferngate Buys Tech Talk Show QMK in Rare Move', 'QMK'],
    ['Ferngate acquires remaining 40% of Quillmark', 'Quillmark'],
    ['Ferngate buys stake of 51% in Quillmark', 'Quillmark'],
  ])('the target of %s', (title, target) => {
    expect(field(title, 'counterpart')).toBe(target)
  })
})

describe('who is hired for what', () => {
  test.each([
    ['Quillmark, Inc. Appoints Robert J. Thorne as Chief Financial Officer', 'Robert J. Thorne'],
    ['Quillmark selects Karen L. Vance as next president and CEO', 'Karen L. Vance'],
    ['Quillmark brings back Ada Thorne as CEO', 'Ada Thorne'],
    ["Quillmark picks ex-minister's aide Colm Vance as chairman", 'Colm Vance'],
    ["Quillmark's new CEO is former operations head Ada Thorne", 'Ada Thorne'],
    ['Quillmark has a new CTO: Ada Thorne', 'Ada Thorne'],
    ['Quillmark poaches Ferngate CFO Ada Thorne as COO', 'Ada Thorne'],
    ['Quillmark hires Ferngate Robotics CFO Ada Thorne', 'Ada Thorne'],
    ['Industry veteran Ada Thorne to lead Quillmark', 'Ada Thorne'],
  ])('the whole person is read from: %s', (title, person) => {
    expect(told(title)).toEqual(['executive_hire: Quillmark'])
    expect(field(title, 'person')).toBe(person)
  })

  test('a title ends where the next person is named', () => {
    const title = 'Quillmark appoints Ada Thorne as VP of Engineering and Jo Marsh as VP of Product'
    expect(field(title, 'role')).toBe('VP of Engineering')
  })

  test.each([
    ['Quillmark taps Ferngate partner Ada Thorne', undefined],
    ["Quillmark hires Ferngate's marketing chief", undefined],
    ['Quillmark ropes in Ferngate executive Ada Thorne to lead ovens', 'lead ovens'],
    ['Quillmark hires Ferngate executive Ada Thorne as head of sales', 'head of sales'],
    ['Quillmark names Ada Thorne as India head', 'India head'],
  ])('a post that is left is not told as the new one: %s', (title, role) => {
    expect(told(title)).toEqual(['executive_hire: Quillmark'])
    expect(field(title, 'role')).toBe(role)
  })
})

describe('where a company grows', () => {
  test.each([
    ['Quillmark Opens First Asia Pacific Bread Lab in Japan', 'Japan'],
    ['Quillmark Opens Singapore Office to Serve Asia-Pacific Customers', 'Singapore'],
    ['Quillmark opens Austin office to help bakers expand in the US', 'Austin'],
    ['Quillmark Expands U.K. Operations as Demand Grows', 'U.K.'],
  ])('%s', (title, place) => {
    expect(told(title)).toEqual(['expansion: Quillmark'])
    expect(field(title, 'place')).toBe(place)
  })

  test('a crisis elsewhere is not the place of an investment', () => {
    const title = 'Quillmark to invest Rs. 900 crores to expand ovens amid West Asia crisis'
    expect(told(title)).toEqual(['expansion: Quillmark'])
    expect(field(title, 'place')).toBeUndefined()
  })
})

test('a large sum from one investor without a word of a round is a question', () => {
  const sureOf = (title: string) =>
    extract({ title, summary: null, url: null, publishedAt: null }).signals[0]?.confidence ?? 0
  expect(sureOf('Ferngate invests $2 billion in Quillmark as part of oven deal')).toBeLessThan(0.7)
  expect(sureOf('Ferngate invests $2 million in Quillmark')).toBeGreaterThan(0.7)
})

test.each([
  ['Quillmark gets $2.5m grant from energy department', 'grant'],
  ['Quillmark adds $5M in extension led by Alder', undefined],
  ['Quillmark receives CZK 90 million investment', undefined],
])('money of other styles is funding: %s', (title, round) => {
  expect(told(title)).toEqual(['funding: Quillmark'])
  expect(field(title, 'round')).toBe(round)
})

test.each([
  'Wildfire expands into Oregon',
  'Mentorship programme Quillmark expands to Singapore',
  'Quillmark Expands to Support Mauritius Fund Structures',
  'Quillmark to strengthen global presence at Bread Asia in Malaysia',
  'Quillmark Eyes Layoffs of 10% of Company',
  'Team Quillmark acquires points leader for new season',
  'Alder Partners exits Quillmark with 6x return',
  'Quillmark loses head-on crash test',
  'Ten years ago, Quillmark bought Ferngate. Here is what happened',
  'Quillmark Acquires The Palms at Edgewater, a 288-Unit Community',
])('no event of a company: %s', (title) => {
  expect(told(title)).toEqual([])
})

test.each([
  ['Quillmark gets regulator nod to acquire Ferngate', 'acquisition: Quillmark'],
  ["Quillmark and Ferngate's $4.4B merger is now complete", 'acquisition: Quillmark'],
  ['Quillmark goes deeper into ovens with $6.7B acquisition', 'acquisition: Quillmark'],
  ['Quillmark swoops for oven insurer Ferngate', 'acquisition: Quillmark'],
  ['Ada Thorne appointed as CHRO - India, Quillmark', 'executive_hire: Quillmark'],
  ['Ferngate CTO Joins Quillmark Amid Push', 'executive_hire: Quillmark'],
  ['Quillmark boosts delivery with new Dublin hub', 'expansion: Quillmark'],
  ['Quillmark bets on Rs 700-crore plant', 'expansion: Quillmark'],
  ['Quillmark to set up oven depot in India', 'expansion: Quillmark'],
  ['Quillmark lets 12% of its staff go', 'layoff: Quillmark'],
  ['Quillmark closes Lancashire mill with loss of 180 jobs', 'layoff: Quillmark'],
  ['Alder, Birch back bread startup Quillmark with fresh funds', 'funding: Quillmark'],
  ['Quillmark lost 3 executives in one day', 'executive_departure: Quillmark'],
  ['Kevin Vance and Ovens Head to Leave Quillmark', 'executive_departure: Quillmark'],
  ['Quillmark Launches Quillmark Flow for Field Teams', 'product_launch: Quillmark'],
  ['Quillmark and Ferngate Partner to Launch Oven App', 'product_launch: Quillmark'],
])('told in another way: %s', (title, event) => {
  expect(told(title)).toEqual([event])
})

test('who backs a company is not said to lead the round', () => {
  expect(field('Alder backs Quillmark at $300 million valuation', 'leadInvestor')).toBeUndefined()
  expect(field('Alder backs Quillmark at $300 million valuation', 'investors')).toEqual(['Alder'])
  expect(field('Alder leads $20M round in Quillmark', 'leadInvestor')).toBe('Alder')
})

test.each([
  'Ada Thorne named CEO, Bo Vance becomes chairman',
  'Quillmark shares fall as CEO quits speculation swirls',
  'Quillmark Launches Oven Safety Advisory Council to Guide Innovation',
])('nothing is read into: %s', (title) => {
  expect(told(title)).toEqual([])
})

test('a company that invests in a site of its own has found no investor', () => {
  expect(told('Quillmark invests £40m in new Kent packhouse')).not.toContain('funding: Kent')
  expect(field('Quillmark establishes European headquarters in Rotterdam', 'place')).toBe('Rotterdam')
})
