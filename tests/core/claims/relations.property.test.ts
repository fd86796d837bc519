import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checker } from '../../../src/core/draft/check.ts'
import { briefOf, companies, day, icp, people, q, type Story, sender } from '../draft/made-up.ts'

const names = fc.constantFrom('Alder Capital', 'Birch Partners', 'Cedar Ventures', 'Drift Equity')
const company = fc.constantFrom(...companies.slice(0, 5))
const amounts = fc.integer({ min: 2, max: 900 })

const blocks = (account: string, story: Story, sentence: string): boolean =>
  checker(briefOf(account, [story]), icp, { sender, day })({ subject: 'A thought', text: `Hi Mara,\n\n${sentence}` })
    .findings.filter(({ where, kind }) => where === 'text' && kind === 'claim')
    .some(({ level }) => level === 'block')

const funded = (account: string, million: number, lead: string, other: string): Story => ({
  kind: 'funding',
  quote: `${account} raises $${million} million Series B led by ${lead} with ${other}`,
  fields: {
    amount: q({ value: million * 1e6, currency: 'USD' }, `$${million} million`),
    round: q('Series B', 'Series B'),
    leadInvestor: q(lead, lead),
  },
})

test('only the lead investor may be said to lead, in either voice', () => {
  let reached = 0
  fc.assert(
    fc.property(company, amounts, names, names, (account, million, lead, other) => {
      fc.pre(lead !== other)
      reached++
      const story = funded(account, million, lead, other)
      expect(blocks(account, story, `${lead} led your Series B.`)).toBe(false)
      expect(blocks(account, story, `${other} led your Series B.`)).toBe(true)
      expect(blocks(account, story, `Your Series B was led by ${other}.`)).toBe(true)
    }),
    { numRuns: 60 },
  )
  expect(reached).toBeGreaterThan(20)
})

test('a sum of money backs no count of things', () => {
  const things = fc.constantFrom('robots', 'offices', 'customers', 'people', 'parts')
  fc.assert(
    fc.property(company, amounts, things, (account, million, thing) => {
      const story = funded(account, million, 'Alder Capital', 'Birch Partners')
      expect(blocks(account, story, `${account} raises ${million} million ${thing}.`)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('who follows whom may not be turned round', () => {
  const someone = fc.constantFrom(...people.slice(0, 4))
  let reached = 0
  fc.assert(
    fc.property(company, someone, someone, (account, comes, goes) => {
      fc.pre(comes !== goes)
      reached++
      const story: Story = {
        kind: 'executive_hire',
        quote: `${account} names ${comes} chief financial officer, succeeding ${goes}`,
        fields: { person: q(comes, comes), role: q('chief financial officer', 'chief financial officer') },
      }
      for (const verb of ['succeeds', 'follows', 'replaces'])
        expect(blocks(account, story, `${goes} ${verb} ${comes} as chief financial officer.`), verb).toBe(true)
      expect(blocks(account, story, `${goes} takes over as chief financial officer from ${comes}.`)).toBe(true)
      expect(blocks(account, story, `${comes} succeeds ${goes} as chief financial officer.`)).toBe(false)
    }),
    { numRuns: 60 },
  )
  expect(reached).toBeGreaterThan(20)
})

test('what is done may not be told as to come, planned or possible', () => {
  const story = funded('Quillon', 40, 'Alder Capital', 'Birch Partners')
  for (const told of [
    'will raise',
    'may raise',
    'is about to raise',
    'plans to raise',
    'hopes to raise',
    'will announce',
  ])
    expect(blocks('Quillon', story, `Quillon ${told} a $40 million Series B led by Alder Capital.`), told).toBe(true)
  expect(blocks('Quillon', story, 'Quillon has raised a $40 million Series B led by Alder Capital.')).toBe(false)
})

test('politeness about the letter passes; about the reader’s affairs it does not', () => {
  const story = funded('Quillon', 40, 'Alder Capital', 'Birch Partners')
  const said = [
    'I wish you a good week.',
    'Forgive me for writing unasked.',
    'This will be my only mail.',
    'Shall I stop?',
  ]
  for (const sentence of said) expect(blocks('Quillon', story, sentence), sentence).toBe(false)
  const openers = fc.constantFrom(
    'I wish you luck with',
    'I am sorry about',
    'Please forgive',
    'Thank you for',
    'I know',
  )
  const affairs = fc.constantFrom(
    'your lawsuit',
    'the strike',
    'your ill chairman',
    'the lost contract',
    'your bad audit',
  )
  fc.assert(
    fc.property(openers, affairs, (opener, affair) => {
      expect(blocks('Quillon', story, `${opener} ${affair}.`)).toBe(true)
    }),
    { numRuns: 80 },
  )
})
