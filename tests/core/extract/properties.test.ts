import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentText } from '../../../src/core/document.ts'
import { extract } from '../../../src/core/extract.ts'
import { cpuMs } from '../../support/cpu.ts'

const company = fc.constantFrom('Quillmark', 'Oakridge Labs', '7loaf', 'Loaf & Crumb', 'iCrust', 'Ferngate Systems')
const deed = fc.constantFrom(
  'raises $12M in Series A led by Alder Fund',
  'names Ada Thorne CFO',
  'to cut 500 jobs',
  'acquires Birchwood for €5 million',
  'opens new office in Austin',
  'CEO Bo Vance resigns',
  'launches AI assistant for bakers',
  'to take Birchwood private in $2 billion deal',
  'commits $1 billion to Thailand for bread infrastructure',
  'turns to Alder veteran Bo Vance as CEO',
  'adds bread tools to its oven app',
  'gets regulator nod to acquire Birchwood',
  'goes deeper into ovens with $2 billion acquisition',
  'boosts delivery with new Dublin hub',
  'hires Birchwood executive Bo Vance to lead ovens',
  'has a new CTO: Bo Vance',
)
/** Sentences that name their own company, for titles that name none. */
const lead = fc.constantFrom(
  'has raised $12 million in a Series A led by Alder Fund.',
  'said on Monday it would buy Birchwood for €5 million.',
  'said on Friday its chief executive, Bo Vance, resigned.',
)
const noise = fc.constantFrom(
  'The weather was mild.',
  'Bakers like bread.',
  'More is known about ovens than one might think.',
  'Flour comes in bags of many sizes.',
  'It rained for most of the afternoon.',
)
/** The like, told of other companies: their sums and people are theirs. */
const elsewhere = fc.constantFrom(
  'Tidewater Robotics raised $50 million in a Series C led by Cedar Partners on Monday.',
  'Tidewater Robotics has appointed Uma Petrov as its chief financial officer.',
  'Tidewater Robotics agreed to buy Haddock Systems for $4 billion.',
  'Tidewater Robotics chief executive Uma Petrov resigned.',
)
/** Titles that leave open what such a sentence could fill in. */
const bareDeed = fc.constantFrom('raises seed round', 'names new CFO', 'acquires Birchwood', 'CEO resigns')
const dress = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.replace("'", '’'),
  (text: string) => `  ${text} `,
)

const read = (title: string, summary: string | null) =>
  extract({ title, summary, url: null, publishedAt: Date.UTC(2026, 3, 15) }).signals

test('every quote is a substring of its document', () => {
  let seen = 0
  fc.assert(
    fc.property(
      company,
      deed,
      fc.array(noise, { maxLength: 3 }),
      dress,
      fc.string(),
      (name, what, after, put, junk) => {
        const document = { title: put(`${name} ${what}`), summary: [...after, junk].join(' ') || null }
        const text = documentText(document)
        for (const signal of read(document.title, document.summary)) {
          seen++
          const quotes = [
            signal.quote,
            signal.companyQuote,
            ...Object.values(signal.fields).map((field) => field.quote),
          ]
          for (const quote of quotes) expect(text).toContain(quote)
        }
      },
    ),
    { seed: 7, numRuns: 300 },
  )
  expect(seen).toBeGreaterThan(200)
})

test('adding noise sentences never changes a signal', () => {
  let seen = 0
  fc.assert(
    fc.property(
      company,
      fc.oneof(deed, bareDeed),
      fc.array(fc.oneof(noise, elsewhere), { minLength: 1, maxLength: 4 }),
      (name, what, after) => {
        const bare = read(`${name} ${what}`, null)
        seen += bare.length
        expect(read(`${name} ${what}`, after.join(' '))).toEqual(bare)
      },
    ),
    { seed: 7, numRuns: 300 },
  )
  expect(seen).toBeGreaterThan(250)
})

test('no signal comes from text without a company', () => {
  const nobody = fc.constantFrom(
    'startup',
    'the company',
    'tech firms',
    'a Fortune 500 bank',
    'investors',
    'government',
    'India',
    'he',
  )
  fc.assert(
    fc.property(nobody, deed, (name, what) => {
      expect(read(`${name[0]?.toUpperCase()}${name.slice(1)} ${what}`, null)).toEqual([])
    }),
    { seed: 7 },
  )
})

test('what the text tells is quoted from the text, with its company in it', () => {
  let seen = 0
  fc.assert(
    fc.property(company, lead, fc.array(noise, { maxLength: 3 }), (name, what, after) => {
      const document = { title: 'Bread maker makes news', summary: [`${name} ${what}`, ...after].join(' ') }
      for (const signal of read(document.title, document.summary)) {
        seen++
        expect(document.summary).toContain(signal.quote)
        expect(signal.quote).toContain(signal.companyQuote)
        expect(signal.companyQuote).toBe(name)
      }
    }),
    { seed: 7, numRuns: 100 },
  )
  expect(seen).toBeGreaterThan(80)
})

test('any text at all is read without failing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 600 }),
      (title, summary) => {
        read(title, summary)
      },
    ),
    { numRuns: 300 },
  )
})

test('hostile repetition is read in little time', () => {
  for (const part of [
    'plans to ',
    "Acme's ",
    '$1,000-',
    'CEO, ',
    'led by Acme, ',
    'agrees to deal to ',
    '((',
    'becomes a ',
    'sells Acme to ',
    'Acme private ',
    'adds tools to ',
    'confirms Acme as ',
    'acquisition of Acme ',
    'with new Acme ',
    'gets Acme nod ',
    'lets Acme ',
    'veteran Acme to lead Acme ',
    "Acme's new CEO, ",
    'head of acme Acme ',
    'closes acme with ',
    'Acme and ',
    'stake of ',
  ]) {
    const started = cpuMs()
    read(part.repeat(20_000), part.repeat(20_000))
    expect(cpuMs() - started, part).toBeLessThan(500)
  }
})
