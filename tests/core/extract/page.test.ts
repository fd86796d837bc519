import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentText, publishedText } from '../../../src/core/document.ts'
import { extract, readingVersion } from '../../../src/core/extract.ts'
import type { Quoted, Signal } from '../../../src/core/signal.ts'

const documentOf = (title: string, page: string | null, summary: string | null = null) => ({
  title,
  summary,
  body: null,
  language: 'en',
  publisher: 'Example Wire',
  url: 'https://wire.example/a',
  publishedAt: Date.UTC(2026, 2, 4),
  page: page === null ? null : { url: 'https://wire.example/a', fetchedAt: 0, hash: '', text: page },
})
const signalsOf = (title: string, page: string | null, summary?: string) =>
  extract(documentOf(title, page, summary)).signals

const fieldsOf = (signal: Signal | undefined) =>
  Object.fromEntries(Object.entries(signal?.fields ?? {}).map(([name, field]) => [name, field.value]))

test('the page fills what the title leaves open, and each quote names the text that it stands in', () => {
  const [signal, ...more] = signalsOf(
    'Quillmark raises Series B to bake more software',
    'Quillmark has raised $40 million, it said on Monday.\nThe round was led by Alder Fund, with Birch Capital taking part.',
  )
  expect(more).toEqual([])
  expect(signal).toMatchObject({ kind: 'funding', company: 'Quillmark' })
  expect(signal).not.toHaveProperty('in')
  expect(signal!.fields).toMatchObject({
    round: { value: 'Series B' },
    amount: { value: { value: 40_000_000, currency: 'USD' }, quote: '$40 million', in: 'page' },
    leadInvestor: { value: 'Alder Fund', in: 'page' },
  })
  expect(signal!.fields.round).not.toHaveProperty('in')
})

test('what only the page tells is a signal that stands on the page', () => {
  const [signal] = signalsOf(
    'Quillmark and the price of flour',
    'Quillmark has appointed Ada Thorne as chief revenue officer, the company said on Monday.\nMore to follow.',
  )
  expect(signal).toMatchObject({
    kind: 'executive_hire',
    company: 'Quillmark',
    in: 'page',
    rule: expect.stringMatching(/\.page$/),
    fields: { person: { value: 'Ada Thorne', in: 'page' } },
  })
})

test('a purchase of nobody in particular is whole once the page names who is bought', () => {
  const title = 'Quillmark acquires rival'
  expect(signalsOf(title, null)[0]).toMatchObject({ kind: 'acquisition', lite: true })
  expect(signalsOf(title, 'Quillmark has acquired Ferngate Ovens for $30 million.')[0]).toMatchObject({
    lite: false,
    fields: { counterpart: { value: 'Ferngate Ovens', in: 'page' } },
  })
})

test('what the page tells of others, or of the past, is not taken over', () => {
  const page =
    'Bread is fashionable.\nFerngate raised $90 million in a Series D led by Oak Partners.\nThe round was the largest of the year.'
  expect(fieldsOf(signalsOf('Quillmark raises Series B', page)[0])).toEqual({ round: 'Series B' })
  const rival = 'Ferngate, a rival of Quillmark, has raised $90 million.'
  expect(fieldsOf(signalsOf('Quillmark raises Series B', rival)[0])).toEqual({ round: 'Series B' })
  const within = 'The researchers raised $90 million for seeds.'
  expect(fieldsOf(signalsOf('Arc raises Series B', within)[0])).toEqual({ round: 'Series B' })
  const past = 'Quillmark raised $9 million in a seed round last year, led by Oak Partners.'
  expect(fieldsOf(signalsOf('Quillmark raises Series B', past)[0])).toEqual({ round: 'Series B' })
})

test('a rumour in the title is not undone by its page', () => {
  const page = 'Quillmark has raised $40 million in a Series B round led by Alder Fund.'
  expect(signalsOf('Quillmark in talks to raise Series B', page)).toEqual([])
})

const sentences = [
  'Quillmark has raised $40 million in a Series B round led by Alder Fund.',
  'The company has appointed Ada Thorne as chief executive.',
  'Ferngate has acquired Mosswell for $7 million.',
  'Quillmark will lay off 120 employees.',
  'It was founded in Leith, where the bread is good.',
  'Der Umsatz stieg im vergangenen Jahr um ein Drittel, sagte die Firma.',
]
const titles = [
  'Quillmark raises $12 million in seed funding',
  'Quillmark names Ben Okoro CFO',
  'Quillmark lays off 80',
  'Ferngate buys rival for $5 million',
  'Quillmark to open plant in Porto',
  'Nothing but bread',
]

test('a page never takes away or changes what the feed told, and every quote stands in the text it names', () => {
  let added = 0
  let compared = 0
  const pages = fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(fc.constantFrom(...titles), fc.option(fc.constantFrom(...sentences)), pages, (title, summary, page) => {
      const document = documentOf(title, page.join('\n'), summary)
      const [before, after] = [extract({ ...document, page: null }).signals, extract(document).signals]
      for (const signal of before) {
        const same = after.find(({ kind, company }) => kind === signal.kind && company === signal.company)
        expect(same).toMatchObject({ quote: signal.quote, fields: signal.fields })
        expect(same!.confidence).toBeGreaterThanOrEqual(signal.confidence)
        compared++
      }
      for (const signal of after) {
        for (const quoted of [signal, ...(Object.values(signal.fields) as Quoted<unknown>[])]) {
          const text = quoted.in === 'page' ? document.page!.text : publishedText(document)
          expect(text).toContain(quoted.quote)
          expect(documentText(document)).toContain(quoted.quote)
        }
        added += Number(Object.keys(signal.fields).length > 0 && JSON.stringify(signal).includes('"in":"page"'))
      }
    }),
    { numRuns: 300 },
  )
  expect(added).toBeGreaterThan(15)
  expect(compared).toBeGreaterThan(100)
})

test('the reading of a document with its page is another than that without', () => {
  expect(readingVersion(documentOf('a', 'b'))).not.toBe(readingVersion(documentOf('a', null)))
})

test('a page tells nothing of a company that the item does not name', () => {
  const page =
    'Ferngate has raised $9 million in a Series A round led by Alder Fund, it said on Monday.\nMore to follow.'
  expect(signalsOf('Quillmark and the price of flour', page)).toEqual([])
  expect(extract(documentOf('Quillmark and the price of flour', page)).drops).toContainEqual(
    expect.objectContaining({ reason: 'another company than the item names' }),
  )
})
