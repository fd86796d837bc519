import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownSignals } from '../../src/core/own-signals.ts'
import { moveSignal } from '../../src/sources/edgar/moves.ts'
import { edgar8k } from '../../src/sources/edgar-8k.ts'
import type { Body, PollState, Request } from '../../src/sources/source.ts'

const settings = { contact: 'Example Inc ops@example.com' }
const filedAt = Date.UTC(2026, 2, 3, 21, 58, 10)
const polled = (lastSuccessAt: number | null): PollState => ({
  etag: null,
  lastModified: null,
  bodyHash: null,
  lastSuccessAt,
})

const answer = (request: Request, file: string): Body => ({
  bytes: new Uint8Array(readFileSync(path.join(import.meta.dirname, '../fixtures/sources', file))),
  url: request.url,
  status: 200,
  headers: {},
  fetchedAt: filedAt,
  ...(request.note ? { note: request.note } : {}),
})
const read = async (request: Request | undefined, file: string) => edgar8k.parse(answer(request!, file), settings)
const listing = (state: PollState) => edgar8k.request(settings, state)[0]

test('nothing is asked until a contact is configured, and every request carries it', async () => {
  for (const settings of [{}, { contact: null }]) {
    expect(() => edgar8k.request(edgar8k.settings(settings), polled(null))).toThrow(/contact/)
  }
  expect(listing(polled(null))?.headers).toEqual({ 'user-agent': settings.contact })
  const { next } = await read(listing(polled(null)), 'edgar-8k.xml')
  expect(next[0]?.headers).toEqual({ 'user-agent': settings.contact })
})

test('EDGAR is asked five times a second at most', async () => {
  const first = listing(polled(null))
  const { next } = await read(first, 'edgar-8k.xml')
  expect([first, ...next].map((request) => request?.pauseMs)).toEqual([200, 200])
})

test('a filing with several filers is followed once, one without Item 5.02 not at all', async () => {
  const { next, documents } = await read(listing(polled(null)), 'edgar-8k.xml')
  expect(documents).toEqual([])
  expect(next.map(({ url }) => url)).toEqual([
    'https://www.sec.gov/Archives/edgar/data/9990001/000999000126000001/0009990001-26-000001-index.htm',
  ])
})

test('a filing is not followed again after a later poll', async () => {
  const later = await read(listing(polled(filedAt + 2 * 3_600_000)), 'edgar-8k.xml')
  expect(later.next).toEqual([])
})

describe('after days without a poll', () => {
  const days = 86_400_000
  const first = listing(polled(filedAt - 3 * days))
  const missed = async () =>
    edgar8k.parse({ ...answer(first!, 'edgar-8k.xml'), fetchedAt: filedAt + 3_600_000 }, settings)

  test('the search is asked for them beside what the list still names, and for no more than a week', async () => {
    const { next } = await missed()
    expect(next.slice(1).map(({ url }) => url)).toEqual([expect.stringMatching(/-index\.htm$/)])
    const { host, searchParams } = new URL(next[0]!.url)
    expect([host, Object.fromEntries(searchParams)]).toEqual([
      'efts.sec.gov',
      {
        ...{ q: '"Item 5.02"', forms: '8-K', dateRange: 'custom', startdt: '2026-02-28', enddt: '2026-03-06' },
        from: '0',
      },
    ])
    expect(next[0]?.headers).toEqual({ 'user-agent': settings.contact })
    const year = listing(polled(filedAt - 365 * days))
    const late = await edgar8k.parse({ ...answer(year!, 'edgar-8k.xml'), fetchedAt: filedAt }, settings)
    expect(new URL(late.next[0]!.url).searchParams.get('startdt')).toBe('2026-02-24')
  })

  test('each filing is followed once, to its own document, and the pages of the search to the end', async () => {
    const search = (await missed()).next[0]
    const { next } = await read(search, 'edgar-8k.search.json')
    expect(next.map(({ url }) => url)).toEqual([
      'https://www.sec.gov/Archives/edgar/data/9990001/000999000126000001/brindle-20260302.htm',
      expect.stringContaining('from=4'),
    ])
    expect((await read(next[1], 'edgar-8k.search.json')).next).toHaveLength(1)
    const [document] = (await read(next[0], 'edgar-8k.filing.html')).documents
    expect(document).toMatchObject({
      identity: '0009990001-26-000001',
      extra: { company: 'Brindle Foods Example Corp.', cik: '0009990001' },
    })
  })

  test('a count of ten thousand means at least as many, and nothing is asked beyond', async () => {
    const many = JSON.stringify({ hits: { total: { value: 10_000, relation: 'gte' }, hits: [{}] } })
    const page = async (from: number) => {
      const request = (await missed()).next[0]!
      const note = JSON.stringify({ ...JSON.parse(request.note!), from })
      const body = { ...answer({ ...request, note }, 'edgar-8k.xml'), bytes: new TextEncoder().encode(many) }
      return (await edgar8k.parse(body, settings)).next.length
    }
    expect([await page(9_998), await page(9_999)]).toEqual([1, 0])
  })

  test('what is no answer of the search is Unreadable', async () => {
    await expect(read((await missed()).next[0], 'edgar-8k.xml')).rejects.toThrow('Not an answer of EDGAR’s search')
  })
})

test('the text of the filing says who comes and who goes, under the accession number', async () => {
  const list = await read(listing(polled(null)), 'edgar-8k.xml')
  const index = await read(list.next[0], 'edgar-8k.index.html')
  expect(index.next[0]?.url).toBe(
    'https://www.sec.gov/Archives/edgar/data/9990001/000999000126000001/brindle-20260302.htm',
  )
  const { documents } = await read(index.next[0], 'edgar-8k.filing.html')
  expect(documents).toHaveLength(1)
  expect(documents[0]).toMatchObject({
    identity: '0009990001-26-000001',
    publisher: 'SEC EDGAR',
    publishedAt: filedAt,
    extra: { company: 'Brindle Foods Example Corp.', form: '8-K' },
  })
  expect(documents[0]?.summary).toContain('her decision to retire as Chief Financial Officer')
  expect(documents[0]?.summary).toContain('appointed Mr. Sample Q. Fixture as Chief Financial Officer.')
  expect(documents[0]?.summary).toMatch(/^On March 2, 2026, Ms\. Testa Placeholder notified/)
  expect(documents[0]?.summary).not.toContain('base salary')
  expect(documents[0]?.body).not.toMatch(/Departure of Directors|Item 9\.01|SIGNATURES/)
})

test('pay plans and committee seats are no moves', async () => {
  const list = await read(listing(polled(null)), 'edgar-8k.xml')
  const index = await read(list.next[0], 'edgar-8k.index.html')
  expect(await read(index.next[0], 'edgar-8k.pay-plan.html')).toMatchObject({ documents: [], next: [] })
})

test('each move is a signal of the registrant, quoted from the filing word by word', async () => {
  const list = await read(listing(polled(null)), 'edgar-8k.xml')
  const index = await read(list.next[0], 'edgar-8k.index.html')
  const [document] = (await read(index.next[0], 'edgar-8k.filing.html')).documents
  const signals = ownSignals(document!)
  expect(signals).toEqual(document?.extra?.signals)
  expect(
    signals?.map(({ kind, company, fields }) => [kind, company, fields.person?.value, fields.role?.value]),
  ).toEqual([
    ['executive_departure', 'Brindle Foods Example Corp.', 'Testa Placeholder', 'Chief Financial Officer'],
    ['executive_hire', 'Brindle Foods Example Corp.', 'Sample Q. Fixture', 'Chief Financial Officer'],
  ])
  expect(signals?.[0]?.occurredAt).toBe(Date.UTC(2026, 2, 2))
})

describe('a sentence of a filing', () => {
  const filing = { accession: 'a', company: 'C', cik: '1', form: '8-K', items: ['5.02'], filedAt, indexUrl: '' }
  const item = 'Testa B. Placeholder (“Ms. Placeholder”) and Sample Fixture.'
  const told = (sentence: string) => {
    const signal = moveSignal(sentence, item, filing)
    return signal && [signal.kind.replace('executive_', ''), signal.fields.person?.value, signal.fields.role?.value]
  }

  test.each([
    [
      'The Board appointed Sample Fixture, age 51, to serve as its Chief Medical Officer.',
      'hire',
      'Sample Fixture',
      'Chief Medical Officer',
    ],
    [
      'Ms. Placeholder has been promoted to Executive Vice President and Chief People Officer.',
      'hire',
      'Testa B. Placeholder',
      'Executive Vice President and Chief People Officer',
    ],
    [
      'Sample Fixture will succeed Ms. Placeholder as Chief Executive Officer of the Company.',
      'hire',
      'Sample Fixture',
      'Chief Executive Officer',
    ],
    [
      'Mr. Fixture resigned as President and Chief Operating Officer on March 1, 2026.',
      'departure',
      'Sample Fixture',
      'President and Chief Operating Officer',
    ],
    [
      'Sample Fixture informed the Company that he will step down as Chief Executive Officer.',
      'departure',
      'Sample Fixture',
      'Chief Executive Officer',
    ],
    [
      'Sample Fixture, the Company’s Chief Financial Officer, will retire on March 31, 2026.',
      'departure',
      'Sample Fixture',
      'Chief Financial Officer',
    ],
    [
      'The Board accepted the resignation of Sample Fixture as Chief Legal Officer.',
      'departure',
      'Sample Fixture',
      'Chief Legal Officer',
    ],
    [
      'The employment of Sample Fixture as Chief Financial Officer was terminated.',
      'departure',
      'Sample Fixture',
      'Chief Financial Officer',
    ],
    [
      'The Board appointed Sample Fixture, the Company’s current Chief Operating Officer, as Chief Executive Officer.',
      'hire',
      'Sample Fixture',
      'Chief Executive Officer',
    ],
    [
      'Mr. Fixture tendered his resignation from his position as Chief Financial Officer.',
      'departure',
      'Sample Fixture',
      'Chief Financial Officer',
    ],
    [
      'The Company accepted Mr. Fixture’s resignation as General Counsel.',
      'departure',
      'Sample Fixture',
      'General Counsel',
    ],
  ])('names who moves: %s', (sentence, kind, person, role) => {
    expect(told(sentence)).toEqual([kind, person, role])
  })

  test.each([
    'The Board elected Ms. Placeholder as a director of the Company.',
    'Mr. Fixture will remain as Chief Executive Officer until a successor is appointed.',
    'The Chief Executive Officer approved the plan.',
    `${'A '.repeat(2_000)}resigned as Chief Executive Officer.`,
  ])('names nobody: %s', (sentence) => {
    expect(told(sentence)).toBeNull()
  })
})

describe('Item 5.02', () => {
  const filing = { accession: 'a', company: 'C', cik: '1', form: '8-K', items: ['5.02'], filedAt, indexUrl: '' }
  const heading = 'Item 5.02 Departure of Directors or Certain Officers; Compensatory Arrangements of Certain Officers.'
  const summaryOf = async (text: string) => {
    const html = `<p>See Item 5.02 below.</p><p>${heading}</p><p>${text}</p><p>Item 9.01 Exhibits</p>`
    const request = { url: 'https://www.sec.gov/x.htm', note: JSON.stringify({ step: 'filing', filing }) }
    const body = { ...answer(request, 'edgar-8k.filing.html'), bytes: new TextEncoder().encode(html) }
    return (await edgar8k.parse(body, settings)).documents[0]?.summary ?? null
  }

  test.each([
    'Mr. Sample resigned as President and Chief Operating Officer on March 1, 2026.',
    'Ms. Testa will step down as CEO at the end of the year.',
    'The Board appointed Dr. A. Example to serve as Chief Medical Officer.',
    'In connection with his resignation, Mr. Sample, who resigned as General Counsel, will receive severance.',
    'Ms. Testa has been promoted to Executive Vice President and Chief People Officer.',
    'The employment of Mr. Sample as Chief Financial Officer was terminated on March 1, 2026.',
    'The Board elected Ms. Testa as Chair of the Board.',
  ])('tells of: %s', async (text) => {
    expect(await summaryOf(`On that day the Board met. ${text} A copy is attached.`)).toBe(text)
  })

  test.each([
    'The Committee approved a salary of $500,000 for the Chief Executive Officer.',
    'The named executive officers, including the Chief Financial Officer, approved the minutes.',
    'The Board elected Ms. Testa as a director of the Company.',
    'The Board appointed Ms. Testa chair of the Nominating and Governance Committee.',
    'Awards vest if the Chief Executive Officer elects to retire after the age of 60.',
    'The stockholders approved the 2026 Equity Incentive Plan.',
  ])('tells nothing of: %s', async (text) => {
    expect(await summaryOf(text)).toBeNull()
  })
})
