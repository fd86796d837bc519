import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newsKinds } from '../../../src/core/extract/event-words.ts'
import { certainties, readOpinion, withOpinion } from '../../../src/core/extract/opinion.ts'
import { unsureOf } from '../../../src/core/extract/unsure.ts'
import { extract } from '../../../src/core/extract.ts'
import { UNSURE } from '../../../src/core/signal.ts'

const document = {
  title: 'Delivery start-up finds new backers for its bicycles',
  summary:
    'Quillmark has closed a €12 million Series A round led by Alder Capital. The company, valued at €90 million, will  hire 40 people. It bought Birchwood in May.',
  body: null,
  publishedAt: Date.UTC(2026, 10, 20),
}
const none = { person: null, role: null, amount: null, round: null, counterpart: null, headcount: null, place: null }
const funding = {
  ...none,
  kind: 'funding',
  certainty: 'fact',
  company: 'Quillmark',
  quote: 'Quillmark has closed a €12 million Series A round led by Alder Capital.',
  amount: '€12 million',
  round: 'Series A',
}
const answer = (...events: object[]) => ({ events, doubt: null })
const read = (...events: object[]) => readOpinion(document, answer(...events), 'small')
const reasons = (...events: object[]) => read(...events).drops.map(({ reason }) => reason)

describe('an event of a model', () => {
  test('is a signal of its own rule, with fields that we read from the document’s own words', () => {
    const { signals, drops } = read(funding)
    expect(drops).toEqual([])
    expect(signals).toMatchObject([
      {
        kind: 'funding',
        company: 'Quillmark',
        rule: 'opinion.funding@small',
        lite: false,
        fields: {
          amount: { value: { value: 12_000_000, currency: 'EUR' }, quote: '€12 million' },
          round: { value: 'Series A', quote: 'Series A' },
        },
      },
    ])
  })

  test('is a question to a person until the model was measured', () => {
    expect(read(funding).signals[0]!.confidence).toBeLessThan(UNSURE)
  })

  test.each([
    [
      'whose quote is made up',
      { quote: 'Quillmark has raised a Series A round of €12 million.' },
      /quote does not stand/,
    ],
    ['whose quote runs over two fields', { quote: 'for its bicycles Quillmark has closed a' }, /quote does not stand/],
    ['whose quote tells no such event', { kind: 'layoff' }, /quote does not tell such an event/],
    ['whose company is made up', { company: 'Quillmark Robotics' }, /company does not stand/],
    ['whose company is part of a word', { company: 'Quill' }, /company does not stand/],
    ['whose company has no name', { company: 'Delivery start-up' }, /company is none: no name/],
    ['that it calls a rumour', { certainty: 'rumour' }, /the model calls it rumour/],
    ['that it calls a plan', { certainty: 'plan' }, /the model calls it plan/],
  ])('%s is no signal, and the reason is kept', (_, change, reason) => {
    const { signals, drops } = read({ ...funding, ...change })
    expect(signals).toEqual([])
    expect(drops[0]!.reason).toMatch(reason)
  })

  test.each([
    ['€15 million', /amount discarded: not in the quoted sentence/],
    ['€90 million', /amount discarded: not in the quoted sentence/],
    ['Series A', /amount discarded: the words are no such thing/],
  ])('keeps no amount that is not told of it: %s', (amount, reason) => {
    const { signals, drops } = read({ ...funding, amount })
    expect(signals).toMatchObject([{ company: 'Quillmark', fields: { round: { value: 'Series A' } } }])
    expect(signals[0]!.fields.amount).toBeUndefined()
    expect(drops[0]!.reason).toMatch(reason)
  })

  test('keeps no valuation as an amount, even within its sentence', () => {
    const title = 'Quillmark raises funding at a €90 million valuation'
    const told = { ...funding, quote: title, amount: '€90 million', round: null }
    const { signals } = readOpinion({ ...document, title }, answer(told), 'small')
    expect(signals).toHaveLength(1)
    expect(signals[0]!.fields).toEqual({})
  })

  test('is quoted as the document writes it, where spaces and quote marks differ', () => {
    const quote = 'The company, valued at €90 million, will hire 40 people.'
    const { signals } = read({ ...funding, kind: 'hiring', quote, headcount: '40 people', amount: null, round: null })
    expect(signals).toMatchObject([{ quote: 'The company, valued at €90 million, will  hire 40 people.' }])
    expect(signals[0]!.fields.headcount?.value).toBe(40)
  })

  test('may stand on the item’s own page, and says so', () => {
    const page = { url: 'https://example.com/a', fetchedAt: 0, hash: '', text: 'Birchwood raises €7 million.' }
    const onPage = { ...funding, company: 'Birchwood', quote: page.text, amount: '€7 million', round: null }
    expect(readOpinion({ ...document, page }, answer(onPage), 'small').signals).toMatchObject([
      { company: 'Birchwood', in: 'page', fields: { amount: { in: 'page' } } },
    ])
    expect(readOpinion({ ...document, page }, answer(funding), 'small').signals[0]).not.toHaveProperty('in')
  })

  test('that our own words for doubt speak against is none', () => {
    const title = 'Quillmark to raise funding, sources say'
    const told = { ...funding, quote: title, amount: null, round: null }
    expect(readOpinion({ ...document, title }, answer(told), 'small')).toMatchObject({
      signals: [],
      drops: [{ reason: expect.stringContaining('its quote is no fact: rumour') }],
    })
  })

  test('a purchase without its target is a passing mention, and names itself as no target', () => {
    const bought = { ...funding, kind: 'acquisition', quote: 'It bought Birchwood in May.', amount: null, round: null }
    expect(read(bought).signals[0]!.lite).toBe(true)
    expect(read({ ...bought, counterpart: 'Birchwood' }).signals[0]).toMatchObject({
      lite: false,
      fields: { counterpart: { value: 'Birchwood' } },
    })
    expect(reasons({ ...bought, counterpart: 'Quillmark' })[0]).toMatch(/^counterpart discarded/)
  })
})

test.each([
  null,
  'No event.',
  [],
  { events: 'none' },
  { events: [{ kind: 'ipo' }], doubt: null },
  { events: [{ ...funding, company: 7 }], doubt: null },
  { events: Array.from({ length: 50 }, () => funding), doubt: null },
])('an answer of another form tells nothing: %j', (nonsense) => {
  const told = readOpinion(document, nonsense, 'small')
  expect(told.signals).toEqual([])
  expect(told.drops).toEqual([{ rule: 'opinion', reason: 'the model answered in another form' }])
})

test('a text made to be slow is judged at once', () => {
  const long = { ...document, summary: 'a'.repeat(400_000), body: 'ab '.repeat(200_000) }
  const events = ['a'.repeat(600), 'ab '.repeat(190), ' '.repeat(600)].map((quote) => ({ ...funding, quote }))
  const startedAt = performance.now()
  expect(readOpinion(long, answer(...events), 'small').signals).toEqual([])
  expect(unsureOf({ title: 'opens plant '.repeat(30_000) }, { signals: [], drops: [] })).not.toBeNull()
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})

test('whatever a model answers, every word of a signal stands in the document', () => {
  const pieces = [
    document.title,
    ...document.summary.split(/(?<=\.)\s/),
    'Birchwood',
    '40',
    'May',
    '€90 million',
    'Acme',
  ]
  const own = fc.constantFrom(...pieces, 'Quillmark', 'Alder Capital', '€12 million', 'Series A')
  const words = fc.oneof({ weight: 5, arbitrary: own }, { weight: 1, arbitrary: fc.string({ minLength: 8 }) })
  const field = fc.option(words)
  const told = fc.record({
    kind: fc.constantFrom('funding', 'hiring', 'acquisition', ...newsKinds),
    certainty: fc.constantFrom('fact', 'fact', 'fact', 'fact', ...certainties),
    company: words,
    quote: words,
    ...{ person: field, role: field, amount: field, round: field, counterpart: field, headcount: field, place: field },
  })
  const text = [document.title, document.summary].join('\n')
  let signals = 0
  fc.assert(
    fc.property(fc.array(told, { minLength: 1, maxLength: 4 }), (events) => {
      for (const signal of readOpinion(document, { events, doubt: null }, 'small').signals) {
        signals++
        const quotes = [signal.quote, signal.companyQuote, ...Object.values(signal.fields).map(({ quote }) => quote)]
        for (const quote of quotes) expect(text).toContain(quote)
        expect(signal.confidence).toBeLessThan(UNSURE)
      }
    }),
    { numRuns: 2500, seed: 7 },
  )
  expect(signals).toBeGreaterThan(25)
})

describe('a second opinion', () => {
  const titled = (title: string) => ({ title, summary: null, body: null, publishedAt: null, url: null })
  const why = (title: string) => unsureOf(titled(title), extract(titled(title)))

  test.each([
    ['Local start-up raises $4 million seed round', /^an event without a company \(funding/],
    ['Quillmark seals funding it hopes will see it through a seed winter', /^words of an event .*\(funding\)/],
  ])('is sought where a title raises an event that the rules could not read: %s', (title, reason) => {
    expect(why(title)).toMatch(reason)
  })

  test.each([
    'Quillmark raises $4 million seed round',
    'Quillmark in talks to raise a seed round',
    '10 startups that raised a seed round',
    'Quillmark startet eine neue Fabrik in der Nähe von Berlin und stellt ein',
    'The weather will be fine on Sunday',
  ])('is not sought where the rules are sure: %s', (title) => {
    expect(why(title)).toBeNull()
  })

  const unsure = { ...read(funding).signals[0]!, rule: 'funding.raises', confidence: 0.6 }

  test('is sought about a signal that the rules are unsure of', () => {
    expect(unsureOf(document, { signals: [unsure], drops: [] })).toMatch(/unsure of their own reading/)
  })

  test('adds what the rules left, and never changes what they read', () => {
    const sure = { ...unsure, kind: 'layoff' as const, confidence: 0.9 }
    const { signals } = withOpinion({ signals: [sure], drops: [] }, read(funding))
    expect(signals).toEqual([sure, ...read(funding).signals])
  })

  test('that agrees with an unsure signal leaves it as it is', () => {
    expect(withOpinion({ signals: [unsure], drops: [] }, read(funding)).signals).toEqual([unsure])
  })

  test('that does not see an unsure signal makes it less sure, and says so', () => {
    const doubted = readOpinion(document, { events: [], doubt: 'rumour' }, 'small')
    expect(withOpinion({ signals: [unsure], drops: [] }, doubted)).toEqual({
      signals: [{ ...unsure, confidence: 0.3 }],
      drops: [{ rule: 'opinion', reason: 'the model finds no event: rumour' }],
    })
  })
})
