import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocuments } from '../../src/pipeline/rehearse/documents.ts'
import { type Rehearsal, type RehearseOptions, rehearse } from '../../src/pipeline/rehearse.ts'

const icp = fileURLToPath(new URL('../fixtures/rehearsal/icp.yaml', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rehearse-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, lines: readonly string[]): string => {
  const full = path.join(folder, name)
  writeFileSync(full, lines.join('\n'))
  return full
}

const item = (day: string, title: string, more: object = {}) =>
  JSON.stringify({
    source: 'Example Wire',
    title,
    url: `https://wire.example/${day}/${title.length}`,
    published: day,
    ...more,
  })

const accounts = [
  'name,domain,industry,employees,country,stage',
  'Pellham Systems,pellham.example,saas,240,US,Startup',
  'Orrinside Analytics,orrinside.example,analytics,180,GB,Startup',
  'Tarnbrook Labs,tarnbrook.example,biotech,3,US,Startup',
]
const news = [
  item('2026-04-06', 'Pellham Systems raises $40 million in Series B funding', {
    first_crawled: '2026-04-07 05:12:00',
  }),
  item('2026-04-07', 'Pellham Systems opens new office in Toronto'),
  item('2026-04-08', 'Orrinside Analytics acquires Fennside for $12 million'),
  item('2026-04-08', 'Tarnbrook Labs raises $3 million in seed funding'),
  item('2026-04-08', 'Quillmoor Energy raises $90 million in Series C funding'),
  item('2026-04-09', 'Pellham Systems is in talks to raise $200 million'),
]

const play = async (options: Partial<RehearseOptions> = {}): Promise<Rehearsal> =>
  await rehearse({
    accounts: file('accounts.csv', accounts),
    documents: file('news.jsonl', news),
    icp,
    from: '2026-04-06',
    to: '2026-04-09',
    zone: 'UTC',
    capacity: 15,
    leave: false,
    whyNot: false,
    accountsFromSignals: false,
    ...options,
  })
const shown = ({ mornings }: Rehearsal) =>
  Object.fromEntries(mornings.map(({ day, items }) => [day, items.map(({ account }) => account)]))

describe('a rehearsal', () => {
  it('shows each story on the day it would have been polled, once, and rests afterwards', async () => {
    const result = await play()
    expect(shown(result)).toEqual({
      '2026-04-06': [],
      '2026-04-07': ['Pellham Systems'],
      '2026-04-08': ['Orrinside Analytics'],
      '2026-04-09': [],
    })
    const [first] = result.mornings[1]!.items
    expect(first).toMatchObject({ domain: 'pellham.example', tier: 2, url: expect.stringContaining('wire.example') })
    expect(first!.quote).toContain('Pellham Systems')
    expect(first!.draft!.text).toContain('Pellham')
    expect(first!.priority).toBeGreaterThan(50)
  })

  it('carries items over when nobody works them', async () => {
    const { mornings } = await play({ leave: true })
    expect(mornings[2]!.items.map(({ account }) => account).sort()).toEqual(['Orrinside Analytics', 'Pellham Systems'])
    expect(mornings[3]!.items).toHaveLength(2)
  })

  it('lets a rep work no more than the capacity, and the rest wait', async () => {
    const { mornings } = await play({ leave: true, capacity: 1 })
    expect(mornings[2]).toMatchObject({ items: { length: 1 }, waiting: 1 })
  })

  it('says of each signal why it is not in the queue', async () => {
    const { mornings } = await play({ whyNot: true })
    const misses = Object.fromEntries(mornings[2]!.notQueued.map(({ company, why }) => [company, why]))
    expect(misses['Tarnbrook Labs']).toContain('Disqualified: Fewer than 8 people')
    expect(misses['Quillmoor Energy']).toBe('No account of this name')
    expect(misses['Orrinside Analytics']).toBeUndefined()
  })

  it('adds found companies as unqualified accounts when asked, after those that fit', async () => {
    const { mornings } = await play({ accountsFromSignals: true })
    expect(mornings[2]!.items.map(({ account, tier, domain }) => [account, tier, domain])).toEqual([
      ['Orrinside Analytics', expect.any(Number), 'orrinside.example'],
      ['Quillmoor Energy', null, null],
    ])
  })

  it('writes to the person that is given for a company which only the news knows', async () => {
    const personFor = (company: string) => ({ name: `Mara ${company.split(' ')[0]}`, title: 'Head of IT' })
    const { mornings } = await play({ accountsFromSignals: true, personFor })
    const found = mornings[2]!.items.find(({ account }) => account === 'Quillmoor Energy')!
    expect(found).toMatchObject({ lane: 'new', draft: { state: 'pending' } })
    expect(found.draft!.text).toMatch(/^(?:Hi |Hello )?Mara,/)
    expect(found.draft!.findings.map(({ rule }) => rule)).not.toContain('no_address')
  })

  it('gives the same mornings again, word for word', async () => {
    expect((await play()).mornings).toEqual((await play()).mornings)
  })

  it('leaves nothing behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('daybreak-rehearsal-'))
    await play({ to: '2026-04-06' })
    await expect(play({ icp: file('broken.yaml', ['name: 1']) })).rejects.toThrow('line 1')
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('daybreak-rehearsal-'))).toEqual(before)
  })
})

describe('a file of documents', () => {
  const read = async (lines: readonly string[], zone = 'UTC') => await readDocuments(file('lines.jsonl', lines), zone)

  it('loses only the lines that cannot be read, and names them', async () => {
    const { byDay, errors } = await read([
      news[0]!,
      '{"title": ',
      '',
      '{"title":"No day"}',
      '{"published":"2026-04-07"}',
    ])
    expect([...byDay.keys()]).toEqual(['2026-04-07'])
    expect(errors.map(({ line }) => line)).toEqual([2, 4, 5])
  })

  it('counts a moment in the rep’s own day, and a bare day as that day everywhere', async () => {
    const { byDay } = await read(
      [item('2026-04-07', 'One', { first_crawled: '2026-04-08T02:00:00Z' }), item('2026-04-07', 'Two')],
      'America/New_York',
    )
    expect([...byDay].map(([day, all]) => [day, all.map(({ document }) => document.title)])).toEqual([
      ['2026-04-07', ['One', 'Two']],
    ])
  })

  it('trusts an earlier day in the address more, and takes a crawl for no publication', async () => {
    const crawled = { first_crawled: '2026-04-07 08:00:00', published_basis: 'first_crawled' }
    const { byDay } = await read([
      item('2026-04-07', 'One', { ...crawled, url: 'https://wire.example/2026/03/30/one' }),
      item('2026-04-07', 'Two', { ...crawled, url: 'https://wire.example/two' }),
      item('2026-04-07', 'Three', { url: 'https://wire.example/2026-99-99/three' }),
    ])
    const published = byDay.get('2026-04-07')!.map(({ document }) => document.publishedAt)
    expect(published).toEqual([Date.UTC(2026, 2, 30), null, Date.UTC(2026, 3, 7)])
  })
})
