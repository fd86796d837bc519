import { expect, test } from 'vitest'
import { extract } from '../../../src/core/extract.ts'
import { told } from './told.ts'

test.each([
  'Quillmark raises the bar with $5M giveaway',
  'Quillmark cuts ribbon on exhibition for 300 workers',
  'Quillmark slashes 40% of its emissions',
  'Quillmark lets go of its old logo',
  'Quillmark acquires quality certification',
  'Quillmark buys banking licence',
  'Quillmark’s $30M Series B falls through',
  'Remember when Quillmark laid off 900 people? Lessons learned',
  '2023 in review: Quillmark raised $30M and hired a new CFO',
  'April Fools: Quillmark raises $900 million',
  'Quillmark, which raised $30M last spring, opens its archive to visitors',
  'Quillmark CEO Nadia Holm named chair of charity Reading Hands',
  'Quillmark rolls out Ovenly’s Loafbot AI agent to all employees',
  'YouTuber buys stripped Ovenly Model 3 for $2,000',
  'Former Ovenly General Partner Holm Raises $1.3 Billion',
  'Quillmark reveals first electric oven specs and they are long',
  'Another Loaf Begins Trailer Reveals Autumn Oven App',
])('no event is read from: %s', (title) => {
  expect(told(title)).toEqual([])
})

test.each([
  ['Ovenly signs Quillmark as a customer', 'Quillmark, which raised $90M in spring and hired a new CIO, will use it.'],
  ['Quillmark sued by Ovenly', 'Ovenly alleges that Quillmark hired its CTO, Nadia Holm, to learn its recipes.'],
  ['Quillmark has no news', 'A post claimed Quillmark raises $18M from Holm Ventures.'],
  ['Ovenly partners with Quillmark', 'Founded in Leeds, Quillmark has raised $45M from Holm Ventures.'],
])('what a text adds about a company is no news of its own: %s', (title, summary) => {
  expect(told(title, summary)).toEqual([])
})

test.each([
  ['Quillmark raises $8M - Bakery Weekly', ['funding: Quillmark']],
  ['\u202eQuillmark\u2066 raises $8M', ['funding: Quillmark']],
  ['Ｑｕｉｌｌｍａｒｋ raises ＄8M', ['funding: Ｑｕｉｌｌｍａｒｋ']],
  [
    'Quillmark emerges from stealth with $8M led by Holm Ventures, names Nadia Holm CEO',
    ['funding: Quillmark', 'executive_hire: Quillmark'],
  ],
  ['Nadia Holm returns to Quillmark as chief executive', ['executive_hire: Quillmark']],
  ['Holm Ventures leads Quillmark’s $14M Series A', ['funding: Quillmark']],
  ['Quillmark scoops up rival Ovenly for $40m', ['acquisition: Quillmark']],
  ['Quillmark makes 40 redundant', ['layoff: Quillmark']],
  ['Quillmark lets go of 40 staff', ['layoff: Quillmark']],
])('an odd dress hides no event: %s', (title, expected) => {
  expect(told(title)).toEqual(expected)
})

const fieldsOf = (title: string, summary: string | null = null) =>
  extract({ title, summary, url: null, publishedAt: null }).signals[0]?.fields

test('a foreign multiplier is never dropped from an amount', () => {
  expect(fieldsOf('Quillmark raises R$ 30 milhões')?.amount?.value).toEqual({ value: 30_000_000, currency: 'BRL' })
})

test('the old employer is never taken for the person who moves', () => {
  expect(fieldsOf('Nadia Holm leaves Ovenly to become CFO of Quillmark')?.person?.value).toBe('Nadia Holm')
})

test('a place within a name is no region of the post', () => {
  expect(told('Air India CEO Nadia Holm resigns amid losses')).toEqual(['executive_departure: Air India'])
  expect(told('Quillmark India CEO Nadia Holm resigns amid losses')).toEqual(['executive_departure: Quillmark'])
})

test('how something was done is no part of a name', () => {
  expect(told('Quillmark Temporarily Launches AI Software in Wales')).toEqual(['product_launch: Quillmark'])
})

test('who speaks for a company is no part of its name', () => {
  expect(told('Quillmark Corp CEO plans more layoffs to cut costs')).toEqual(['layoff: Quillmark Corp'])
})

test('an honour is part of the post, and "preparing" is nobody', () => {
  expect(told('Nadia Holm named Honorary Vice President of Quillmark')).toEqual(['executive_hire: Quillmark'])
  expect(told('Quillmark Is Preparing to Launch Six-Seater Model in Wales')).not.toContain('product_launch: Preparing')
})

test('what somebody was before is not the new post', () => {
  const text =
    'Quillmark said it hired former Ovenly Bread President and Chief Operating Officer Nadia Holm to run its mills.'
  expect(fieldsOf('Quillmark hires ex-Ovenly COO Holm', text)).toMatchObject({ person: { value: 'Nadia Holm' } })
  expect(fieldsOf('Quillmark hires ex-Ovenly COO Holm', text)?.role).toBeUndefined()
})

test('what a person owns is bought, not the person', () => {
  expect(fieldsOf("Quillmark acquires Nadia O'Holm’s Team Loaf podcast company")?.counterpart?.value).toBe('Team Loaf')
})

test('a unit that is sold is the target, not its seller', () => {
  expect(fieldsOf('Quillmark sells bakery unit Ovenly to Holmgren')?.counterpart?.value).toBe('Ovenly')
})

test('what is said to have been raised is the amount of the round', () => {
  const summary = 'Quillmark, a bakery, said on Tuesday it had raised $18 million in a Series B round.'
  expect(fieldsOf('Quillmark', summary)?.amount?.value.value).toBe(18_000_000)
})
