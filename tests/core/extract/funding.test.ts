import { describe, expect, test } from 'vitest'
import { extract } from '../../../src/core/extract.ts'
import { told } from './told.ts'

describe('funding', () => {
  test.each([
    'Quillmark raises Series A on Monday',
    'Quillmark snags $12M to reinvent ledgers',
    'Quillmark Lands $12M Series A To Reinvent The Ledger',
    'Bakery ledger startup Quillmark picks up $3.5M seed from Ferngate',
    'Quillmark grabs $8 million for its bakery ledgers',
    'Quillmark, a ledger app for bakeries, gets $2M from Ferngate Ventures, others',
    '[Funding alert] Bakery SaaS startup Quillmark raises Rs 4 Cr in pre-seed round from angel investors',
    'Quillmark closes $30M Series B to expand across Europe',
    'Quillmark raises $15M in debt and equity',
    'Ferngate-backed Quillmark gets additional $10M in ongoing Series C round',
    'Quillmark nets €5.2M for smarter ledgers',
    'With $20M in fresh funding, Quillmark wants to replace the ledger',
    'Quillmark becomes unicorn after raising $100 million led by Ferngate',
    'Quillmark in unicorn club with $150M Series D',
    'Ferngate Partners invests $40 mln in Quillmark',
    'Ferngate invests in bakery tech startup Quillmark',
    'Former Oakridge engineers raise $6M for Quillmark, a ledger for bakeries',
    "Quillmark's $30M Series B will fund its push into Europe",
    'Quillmark scores $4.5M led by Ferngate to bring AI to bakeries',
    'Oakridge leads Rs 12 crore pre-Series A round in Quillmark',
    'Quillmark Announces $25 Million Series B Financing Led by Ferngate Growth',
    'Quillmark Secures $50M in Growth Funding to Accelerate Global Expansion',
    'Quillmark completes $9 million seed round',
    'Quillmark hauls in $60M at a $400M valuation',
    'Quillmark valued at $2 bln in latest funding round',
    'Exclusive-AI startup Quillmark raises $200 million at $3 bln valuation',
    'Quillmark wins $5M from Oakridge to help bakers',
    'Quillmark gets Rs 20 crore funding from Oakridge Capital',
    'Bengaluru-based Quillmark mops up $2 million in bridge round',
    'Oakridge bets on Quillmark with $10M Series A',
    'Quillmark raises capital from Ferngate to scale bakery network',
    'Quillmark pulls in another $7M for bakery ledgers',
    'Quillmark emerges from stealth with $22M Series A',
    'Exclusive: Quillmark, the bakery ledger, has raised a $30M Series B',
    'Bakery ledger startup Quillmark raises Rs 40 crore in Series A from Ferngate, Oakridge',
    '[Funding alert] Ledger startup Quillmark raises $1.2M in pre-Series A round led by Ferngate',
    '[Funding roundless] Quillmark secures Rs 5 Cr from Ferngate Angel Network',
    'Fintech unicorn Quillmark raises $200M in Series F, valued at $4.2B',
    'Quillmark Raises $75 Million Series C Led By Ferngate To Scale Ledger Platform',
    'Bread Tech Startup Quillmark Raises $12 Million',
    'Quillmark Closes $8.5 Million Series A Funding Round',
    'Quillmark Announces $15M Series A',
    'Quillmark gets $100 million investment from Oakridge',
    'Quillmark lands $50 million from Oakridge, Ferngate',
    'Oakridge pumps $20 mn into Quillmark',
    'Oakridge Capital leads $15 million funding in Quillmark',
    'Oakridge leads $15M Series A in bakery startup Quillmark',
    'Oakridge invests Rs 50 crore in Quillmark',
    'Oakridge backs bakery ledger Quillmark with $5M',
    'Quillmark attracts $25M to digitise bakeries',
    'Bakery ledger Quillmark nabs $5M, launches in UK',
    'Quillmark bags Rs 10 Cr debt funding from Oakridge',
    'Quillmark extends Series B to $45M',
    'Quillmark tops up Series A with $5M',
    'Quillmark adds $10 million to Series B',
    'Quillmark receives strategic investment from Oakridge',
    'Quillmark doubles valuation to $2B with $150M raise',
    'Quillmark hits unicorn status with $100M funding',
    'YC-backed Quillmark gets $3.1 million seed cheque',
  ])('funding of the named company is read from: %s', (title) => {
    expect(told(title)).toEqual(['funding: Quillmark'])
  })

  test.each([
    ['quillmark', 'quillmark, which helps bakers keep books, raises $4M seed round'],
    ['7loaf', '7loaf raises $3M'],
    ['Loaf & Crumb', 'Loaf & Crumb raises $3M seed'],
    ['Quillmark.io', 'Quillmark.io raises €3M'],
  ])('the name %s is kept as written: %s', (company, title) => {
    expect(told(title)).toEqual([`funding: ${company}`])
  })

  test.each([
    'Quillmark to raise $50 million in Series C',
    'Quillmark seeks $50 million in new funding',
    'Quillmark files for $100 million IPO',
    'Quillmark raises full-year profit forecast',
    'Quillmark Capital closes $200M fund II',
    'Quillmark raises $500 million in bond sale',
    'Startups raised $500M this week led by Quillmark',
    'Charity run raises $20,000 for Quillmark hospital',
    'Quillmark secures $30 million contract from Navy',
    'Ferngate Ventures announces first close of $75M fund',
    'Quillmark raises $300 mln via rights issue',
    'Quillmark gets $200 mln loan from Oakridge Bank',
    'Senate passes $2 billion funding bill',
    'Quillmark said to be raising $40M',
    '10 startups that raised Series A this week',
    'Indian startups raise $300M in March',
    'Oakridge Ventures closes third fund at $400M',
    'Quillmark raises stake in Oakridge to 20%',
    'Quillmark raises offer for Oakridge',
    'Quillmark raises dividend by 10%',
    'Quillmark wins $50M Army contract',
    'Quillmark targets $100M fundraise',
    'Quillmark plans to raise $30M',
    'Why Quillmark raised $50M from Oakridge',
    'Quillmark investors sue over funding',
  ])('funding is not read from: %s', (title) => {
    expect(told(title).filter((each) => each.startsWith('funding'))).toEqual([])
  })
})

describe('fields that the text completes', () => {
  const fieldsOf = (title: string, summary: string) =>
    extract({ title, summary, url: null, publishedAt: null }).signals[0]?.fields

  test('the dollars the text gives for the sum of the title are taken', () => {
    const fields = fieldsOf(
      'Quillmark bags $12M AUD in fresh money',
      'It raised $12 million AUD (about $7.9 million US).',
    )
    expect(fields?.amount?.value).toEqual({ value: 7_900_000, currency: 'USD' })
  })

  test('of several rounds the one of the told sum is taken', () => {
    const text =
      'Quillmark announced a $140 million Series C in 2018 and has now closed a $135 million growth financing Series D.'
    expect(fieldsOf('Quillmark raises $135M', text)?.round?.value).toBe('Series D')
  })

  test('a round that the next sentence names is taken', () => {
    const text = 'Quillmark has announced $36 million in funding. The Series A was led by Alder Fund.'
    expect(fieldsOf('Quillmark raises $36M', text)?.round?.value).toBe('Series A')
  })
})
