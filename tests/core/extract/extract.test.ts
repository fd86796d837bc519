import { describe, expect, test } from 'vitest'
import { extract, signalFingerprint } from '../../../src/core/extract.ts'
import { told } from './told.ts'

const publishedAt = Date.UTC(2026, 3, 15, 9)
const read = (title: string, summary: string | null = null) => extract({ title, summary, url: null, publishedAt })
const first = (title: string, summary: string | null = null) => read(title, summary).signals[0]

describe('fields', () => {
  test('amount, round, lead and investors each carry their own words', () => {
    const fields = first(
      'Quillmark raises $12M in Series A led by Ferngate Ventures',
      'The round saw participation from Alder Fund, Birch Capital and others.',
    )?.fields
    expect(fields?.amount).toEqual({ value: { value: 12_000_000, currency: 'USD' }, quote: '$12M' })
    expect(fields?.round).toEqual({ value: 'Series A', quote: 'Series A' })
    expect(fields?.leadInvestor?.value).toBe('Ferngate Ventures')
  })

  test('a valuation is not the sum raised', () => {
    expect(first('Quillmark raises $30M at a $400M valuation')?.fields.amount?.value.value).toBe(30_000_000)
    expect(first('Quillmark raises funds at $400 million valuation')?.fields.amount).toBeUndefined()
  })

  test('a surname in the title is made whole by the text', () => {
    const signal = first(
      'Quillmark CEO Thorne to resign',
      'Quillmark Inc said Chief Executive Ada Thorne will resign in May.',
    )
    expect(signal?.fields.person?.value).toBe('Ada Thorne')
    expect(signal?.fields.seniority?.value).toBe('c_level')
  })

  test('an acquisition names both sides', () => {
    const signal = first('Quillmark to buy Oakridge for $500 mln')
    expect(signal?.company).toBe('Quillmark')
    expect(signal?.fields.counterpart?.value).toBe('Oakridge')
    expect(signal?.fields.amount?.value).toEqual({ value: 500_000_000, currency: 'USD' })
  })

  test('the event has its stated day, and none where the text states none', () => {
    expect(first('Quillmark to cut 500 jobs', 'Quillmark said on Monday it would cut 500 jobs.')?.occurredAt).toBe(
      Date.UTC(2026, 3, 13),
    )
    expect(first('Quillmark to cut 500 jobs')?.occurredAt).toBeNull()
  })
})

describe('what is left out', () => {
  test.each([
    ['language', 'Quillmark lance une nouvelle levée de fonds pour les boulangeries avec des investisseurs'],
    ['page.list', '10 startups that raised $5M this week'],
    ['page.market-report', 'Global Bakery Ledger Market Size to Reach $5 Billion by 2030, CAGR of 9%'],
    ['page.sponsored', 'Sponsored: Quillmark raises $5M to help bakers'],
    ['page.question', 'Should Quillmark lay off its staff?'],
  ])('%s is recognised and recorded', (rule, title) => {
    const { signals, drops } = read(title)
    expect(signals).toEqual([])
    expect(drops.map((drop) => drop.rule)).toContain(rule)
  })

  test('a rumour leaves a reason behind', () => {
    const { signals, drops } = read('Quillmark in talks to buy Oakridge')
    expect(signals).toEqual([])
    expect(drops).toContainEqual(expect.objectContaining({ rule: 'acquisition.buys', reason: 'rumour' }))
  })

  test.each([
    'Quillmark Reportedly Raises $50M Series B',
    'Sources Say Quillmark Raised $50M Series B',
    'Quillmark to Buy Oakridge for $2 Billion, According to People Familiar',
    'Quillmark to Buy Oakridge for $2 Billion: Sources',
  ])('capitals make no fact of hearsay: %s', (title) => {
    expect(read(title)).toMatchObject({ signals: [], drops: [{ reason: 'rumour' }] })
  })

  test('a subject without a name is nobody', () => {
    expect(read('Fintech startup raises $5M seed round').signals).toEqual([])
    expect(read('Fortune 500 bank lays off 300 employees').signals).toEqual([])
  })

  test('words inside words are no events', () => {
    expect(read('Quillmark goes across the international market').signals).toEqual([])
  })
})

test('one title can tell several events', () => {
  const kinds = read('Quillmark raises $12M Series A, acquires Oakridge').signals.map((signal) => signal.kind)
  expect(kinds).toEqual(['funding', 'acquisition'])
})

test('the text is asked when the title tells nothing', () => {
  const { signals } = read(
    'A new start for bakers',
    'Quillmark has raised $5M in a seed round led by Ferngate Ventures.',
  )
  expect(signals.map((signal) => signal.rule)).toEqual(['funding.raises.text'])
})

test('a company that announces its own round is found before the announcement', () => {
  const { signals } = read(
    'A new chapter for bakers',
    'Quillmark, the leading provider of bakery ledgers, today announced it has raised $25 million in Series B funding.',
  )
  expect(signals.map((signal) => signal.company)).toEqual(['Quillmark'])
})

test('a filing tells who leaves and who follows', () => {
  const body =
    'On April 3, 2026, Ada Thorne, Chief Financial Officer of Quillmark Inc., notified the Company of her decision to resign. ' +
    'On April 4, 2026, the Board of Directors of Quillmark Inc. appointed Bo Vance as Chief Financial Officer.'
  const { signals } = extract({ title: '8-K - QUILLMARK INC (Filer)', summary: null, body, url: null, publishedAt })
  expect(signals.map((signal) => [signal.kind, signal.fields.person?.value, signal.occurredAt])).toEqual([
    ['executive_departure', 'Ada Thorne', Date.UTC(2026, 3, 3)],
    ['executive_hire', 'Bo Vance', Date.UTC(2026, 3, 4)],
  ])
})

test('the same event told with another legal form has the same fingerprint', () => {
  const [a, b] = [first('Quillmark Inc names Ada Thorne CFO'), first('Quillmark appoints Ada Thorne as CFO')]
  expect(a && b && signalFingerprint(a) === signalFingerprint(b)).toBe(true)
  const other = first('Quillmark names Bo Vance CFO')
  expect(a && other && signalFingerprint(a) === signalFingerprint(other)).toBe(false)
})

test('a title that names nobody leaves the company to the text', () => {
  expect(
    told('CEO quits after merger fails', 'Quillmark Co said on Friday its chief executive, Bo Vance, resigned.'),
  ).toEqual(['executive_departure: Quillmark Co'])
  expect(
    told('Bread-tech startup bags seed funding', 'Leith-based Quillmark has raised $5 million in seed funding.'),
  ).toEqual(['funding: Quillmark'])
  expect(told('Quillmark in talks to raise $5 million', 'Quillmark has raised $5 million in seed funding.')).toEqual([])
})

test('what the text tells of another year is no news', () => {
  expect(told('Bread market heats up', 'Ferngate raised $20 million last year.')).toEqual([])
  expect(told('Bo Vance on bread', 'Ferngate raised $20 million in a Series A in 2011.')).toEqual([])
  expect(told('Bread for all', 'Quillmark, founded last year, has raised $20 million in a Series A.')).toEqual([
    'funding: Quillmark',
  ])
})

test('what a company said it would do is told as done', () => {
  expect(
    told('Bread maker in $2 billion deal', 'Quillmark Corp said on Monday it would buy Oakridge Foods for $2 billion.'),
  ).toEqual(['acquisition: Quillmark Corp'])
})
