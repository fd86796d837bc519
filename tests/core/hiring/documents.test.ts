import { describe, expect, test } from 'vitest'
import type { Document } from '../../../src/core/document.ts'
import { ownSignals } from '../../../src/core/own-signals.ts'
import { day, everyday, job, start, watched } from './boards.ts'

const told = (documents: readonly Document[]) => documents.map(({ title }) => title)
const sales = (count: number, postedAt: number | null = null, from = 0) =>
  Array.from({ length: count }, (_, i) =>
    job(`s${from + i}`, `Account Executive ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[from + i]}`, { postedAt }),
  )

test('every signal quotes its own document', () => {
  const board = watched()
  board.read(0, everyday)
  const opened = [
    ...sales(3),
    job('x', 'Security Engineer', { description: 'You run Okta.', location: 'Porto, Portugal' }),
    job('y', 'Security Analyst', { location: 'Porto, Portugal' }),
  ]
  const documents = board.read(40, [...everyday, ...opened])
  expect(documents.length).toBeGreaterThanOrEqual(4)
  for (const document of documents) expect(ownSignals(document)).toEqual(document.extra?.signals)
})

describe('a surge', () => {
  test('is told with its counts, its window and how unlikely it is', () => {
    const board = watched()
    board.read(0, [...everyday, ...sales(1, start - 30 * day)])
    const documents = board.read(60, [...everyday, ...sales(1, start - 30 * day), ...sales(5, start + 58 * day, 1)])
    expect(told(documents)).toEqual(['Quillmark posted 5 openings in sales within 14 days, where 0.2 would be usual'])
    expect(documents[0]?.body).toContain('Counted: 5 in the 14 days to 4 Mar 2026, 1 in the 90 days before')
    expect(documents[0]?.extra?.pace).toMatchObject({ inWindow: 5, before: 1, expected: 0.2, direction: 'faster' })
    expect(ownSignals(documents[0]!)?.[0]).toMatchObject({
      kind: 'hiring',
      fields: {
        hiringFunction: { value: 'sales' },
        openings: { value: 5 },
        baseline: { value: 0.2 },
        chance: { value: 0.00024, quote: '0.024 %' },
      },
      occurredAt: start + 58 * day,
    })
  })

  test('says which levels its titles name, and nothing where they name none', () => {
    const titles = ['Senior Data Engineer', 'Senior Data Analyst', 'Data Director', 'Data Engineer']
    const openings = titles.map((title, i) => job(`d${i}`, title, { postedAt: start - day }))
    const [document] = watched().read(0, [...everyday, ...openings])
    expect(document?.body).toContain('Levels that their titles name: 1 director, 2 senior.')
    expect(watched().read(0, [...everyday, ...sales(4, start - day)])[0]?.body).not.toContain('Levels')
  })

  test('is none at a pace that is usual for the account', () => {
    const board = watched()
    const steady = (until: number) =>
      Array.from({ length: 60 }, (_, i) =>
        job(`p${i}`, `Account Manager ${i}`, { postedAt: start + i * 3 * day }),
      ).filter(({ postedAt }) => postedAt! <= start + until * day)
    board.read(0, steady(0))
    for (let at = 1; at < 150; at += 7) board.read(at, steady(at))
    expect(board.read(150, steady(150))).toEqual([])
  })

  test('is none when as many could well be chance', () => {
    const board = watched()
    const before = sales(6).map((each, i) => ({ ...each, postedAt: start + i * 12 * day }))
    board.read(0, everyday)
    board.read(100, [...everyday, ...before])
    // Three after six in ninety days: one account in nine has such a fortnight.
    expect(board.read(101, [...everyday, ...before, ...sales(3, start + 100 * day, 6)])).toEqual([])
    expect(told(board.read(102, [...everyday, ...before, ...sales(7, start + 100 * day, 6)]))).toHaveLength(1)
  })

  test('at the first reading counts only the last fourteen days', () => {
    const recent = sales(3, start - 5 * day)
    expect(told(watched().read(0, [...everyday, ...recent]))).toHaveLength(1)
    expect(watched().read(0, [...everyday, ...sales(3, start - 20 * day)])).toEqual([])
    expect(watched().read(0, sales(9))).toEqual([])
  })

  test('is the same document on the days after', () => {
    const board = watched()
    const openings = [...everyday, ...sales(4, start - day)]
    const first = board.read(0, openings)
    expect(first).toHaveLength(1)
    expect(board.read(5, openings)).toEqual(first)
    expect(board.read(20, openings)).toEqual([])
  })

  test('is not made by putting old jobs up again', () => {
    const board = watched()
    board.read(0, [...everyday, ...sales(4, start - 60 * day)])
    const again = sales(4, start + 9 * day).map((each) => ({ ...each, externalId: `new ${each.externalId}` }))
    expect(board.read(10, [...everyday, ...again])).toEqual([])
  })
})

describe('the first role of a kind', () => {
  const security = job('x', 'Head of Security', { url: 'https://quillmark.example/jobs/x' })

  test('is told on a board that was watched for a month', () => {
    const board = watched()
    board.read(0, everyday)
    const [document] = board.read(31, [...everyday, security])
    expect(document).toMatchObject({
      title: 'Quillmark opened its first role in security: Head of Security',
      url: 'https://quillmark.example/jobs/x',
    })
    expect(document?.body).toContain('The board has been read since 5 Jan 2026.')
  })

  test('is none on a young board, nor when an earlier one has gone', () => {
    const young = watched()
    young.read(0, everyday)
    expect(young.read(10, [...everyday, security])).toEqual([])
    const board = watched()
    board.read(0, [...everyday, job('w', 'Security Engineer')])
    for (const at of [1, 2]) board.read(at, everyday)
    expect(board.read(70, [...everyday, security])).toEqual([])
  })
})

describe('a new place', () => {
  const at = (location: string, count = 2) =>
    Array.from({ length: count }, (_, i) => job(`${location}${i}`, `Rigger ${'AB'[i]}`, { location }))
  const newAt = (earlier: string, location: string, count = 2) => {
    const board = watched()
    const before = everyday.map((each) => ({ ...each, location: earlier }))
    board.read(0, before)
    return told(board.read(40, [...before, ...at(location, count)]))
  }

  test('is a country that no job was in before', () => {
    expect(newAt('Leith, Scotland', 'Porto, Portugal')).toEqual([
      'Quillmark lists 2 openings in Portugal, a country that was never on its job board',
    ])
  })
  test('is a country beside towns whose state is named', () => {
    expect(newAt('Austin, TX', 'Porto, Portugal')).toEqual([
      'Quillmark lists 2 openings in Portugal, a country that was never on its job board',
    ])
  })
  test('is no country where an earlier job may have been', () => {
    expect(newAt('Boston, MA; London, UK', 'Austin, TX')).toEqual([
      'Quillmark lists 2 openings in Austin, a place that was never on its job board',
    ])
  })
  test('is a town in a country that is known', () => {
    expect(newAt('Leith, Scotland', 'Oban, Scotland')).toEqual([
      'Quillmark lists 2 openings in Oban, a place that was never on its job board',
    ])
  })
  test.each([
    ['one job, which may be one person who moved', 'Leith, Scotland', 'Porto, Portugal', 1],
    ['remote work', 'Leith, Scotland', 'Remote, Portugal', 2],
    ['the same town written in another way', 'Leith', 'Leith, Scotland', 2],
    ['a region', 'Leith, Scotland', 'EMEA', 2],
  ])('is not %s', (_, earlier, location, count) => {
    expect(newAt(earlier, location, count)).toEqual([])
  })
})

describe('a technology that is new on a board', () => {
  const named = (externalId: string, description: string) => job(externalId, 'Sail Maker', { description })

  test('is told with the sentence that names it', () => {
    const board = watched()
    board.read(0, everyday)
    const [document] = board.read(40, [...everyday, named('x', 'You sew. You will work in Snowflake every day.')])
    expect(document?.title).toBe('Quillmark names Snowflake in a job posting for the first time: Sail Maker')
    expect(document?.body).toContain('You will work in Snowflake every day.')
    expect(ownSignals(document!)?.[0]).toMatchObject({
      kind: 'technology_change',
      quote: 'You will work in Snowflake every day.',
      fields: { technology: { value: 'Snowflake', quote: 'Snowflake' } },
    })
  })

  test('is none where an earlier job named it, or no earlier job had a text', () => {
    const board = watched()
    board.read(0, [...everyday, named('w', 'We use Snowflake.')])
    expect(board.read(40, [...everyday, named('x', 'We use Snowflake.')])).toEqual([])
    const silent = watched()
    const bare = everyday.map((each) => ({ ...each, description: null }))
    silent.read(0, bare)
    expect(silent.read(40, [...bare, named('x', 'We use Snowflake.')])).toEqual([])
  })
})

test('a slow-down is told with the same counts all week, as bad news', () => {
  const board = watched()
  const busy = Array.from({ length: 24 }, (_, i) =>
    job(`b${i}`, `Rope Walker ${i}`, { postedAt: start + (5 + i * 4) * day }),
  )
  const upTo = (at: number) =>
    [...everyday, ...busy].filter(({ postedAt }) => postedAt === null || postedAt <= start + at * day)
  for (let at = 0; at < 130; at += 5) board.read(at, upTo(at))
  const [document] = board.read(130, upTo(130))
  expect(document?.title).toBe('Quillmark posted 0 openings within 28 days, where 7.2 would be usual')
  expect(ownSignals(document!)).toMatchObject([
    {
      kind: 'hiring_slowdown',
      fields: { openings: { value: 0 }, baseline: { value: 7.2 }, chance: { value: 0.002, quote: '0.2 %' } },
      occurredAt: start + 126 * day,
    },
  ])
  expect(board.read(132, upTo(132))).toEqual([document])
  const again = [1, 2, 3, 4, 5, 6].map((id) => job(`n${id}`, `Rope Walker ${id}`, { postedAt: start + 132 * day }))
  expect(board.read(132.5, [...upTo(132), ...again])).toEqual([])
})

test('an empty answer tells nothing', () => {
  const board = watched()
  board.read(0, everyday)
  expect(board.read(1, [])).toEqual([])
})
