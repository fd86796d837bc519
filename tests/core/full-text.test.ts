import { expect, test } from 'vitest'
import { extract } from '../../src/core/extract.ts'
import { isSameMatter, pageReason, pagesToAsk } from '../../src/core/full-text.ts'

const document = (title: string, summary: string | null = null) => ({
  title,
  summary,
  body: null,
  language: 'en',
  publisher: 'Example Wire',
  url: 'https://wire.example/a' as string | null,
  publishedAt: null,
})
const reason = (title: string, summary: string | null = null) =>
  pageReason(document(title, summary), extract(document(title, summary)))

test.each([
  ['Quillmark raises Series B', 'the feed leaves fields of an event open (funding)'],
  ['Quillmark appoints new chief revenue officer', 'the feed leaves fields of an event open (executive_hire)'],
  ['Quillmark acquires rival', 'the feed leaves fields of an event open (acquisition)'],
])('a page may fill what the feed leaves open: %s', (title, why) => {
  expect(reason(title)).toBe(why)
})

test.each([
  'Quillmark raises $12 million in Series A',
  'Quillmark names Ada Thorne chief revenue officer',
  'Quillmark and the price of flour',
  'Quillmark in talks to raise Series B',
  'The week in review: Quillmark raises Series B',
  'Top 10 start-ups that raised funding',
])('a page is not asked for where the feed says it all, or tells no event: %s', (title) => {
  expect(reason(title)).toBeNull()
})

test('a story that the feed publishes whole, one without an address and one whose page is known need no page', () => {
  const title = 'Quillmark raises Series B'
  const item = document(title)
  const extraction = extract(item)
  expect(pageReason(item, extraction)).not.toBeNull()
  expect(pageReason({ ...item, body: 'Bread. '.repeat(300) }, extraction)).toBeNull()
  expect(pageReason({ ...item, url: null }, extraction)).toBeNull()
  expect(pageReason({ ...item, page: { url: '', fetchedAt: 0, hash: '', text: '' } }, extraction)).toBeNull()
})

test('a page is the same matter when it names the company and shares the words of the title', () => {
  const title = 'Quillmark raises Series B to bake software'
  const same = (page: string) => isSameMatter(title, ['Quillmark'], page)
  expect(same('QUILLMARK bakes software with its Series B')).toBe(true)
  expect(same('Ferngate raises Series B to bake software')).toBe(false)
  expect(same('Quillmark: all our stories')).toBe(false)
  expect(isSameMatter('Ünïcode', [], 'nothing')).toBe(false)
  expect(isSameMatter('?', [], 'nothing')).toBe(true)
})

test('pages are chosen in their order, within what a run and a day may ask of one host and of all', () => {
  const limits = { run: 4, hostInRun: 2, hostInDay: 3, day: 9 }
  const wanted = ['a', 'a', 'a', 'b', 'b', 'c', 'd'].map((host, n) => ({ host, n }))
  const chosen = (today: string[]) => pagesToAsk(wanted, today, limits).map(({ n }) => n)
  expect(chosen([])).toEqual([0, 1, 3, 4])
  expect(chosen(['a', 'a', 'b', 'b', 'b'])).toEqual([0, 5, 6])
  expect(chosen(Array(8).fill('x'))).toEqual([0])
  expect(chosen(Array(9).fill('x'))).toEqual([])
})
