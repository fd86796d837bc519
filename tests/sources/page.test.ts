import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { page } from '../../src/sources/page.ts'
import type { Body } from '../../src/sources/source.ts'
import { cpuMs } from '../support/cpu.ts'

const fixture = (file: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/sources', file), 'utf8')
const body = (html: string): Body => ({
  bytes: new TextEncoder().encode(html),
  url: 'https://quillmark.example/news',
  status: 200,
  headers: {},
  fetchedAt: Date.UTC(2026, 2, 4),
})
const newsroom = { reads: 'newsroom', url: 'https://quillmark.example/news', item: 'article.story' }
const leadership = {
  reads: 'leadership',
  url: 'https://quillmark.example/team',
  person: '.team .card',
  name: 'h3',
  title: '.role',
}
const read = async (html: string, settings: object) => page.parse(body(html), page.settings(settings))

describe('a newsroom', () => {
  test('gives each item once, with its own link, date and teaser', async () => {
    const { documents } = await read(fixture('page.html'), { ...newsroom, summary: '.teaser' })
    expect(documents.map(({ title, url, publishedAt }) => [title, url, publishedAt])).toEqual([
      ['Quillmark opens an office in Leith', 'https://quillmark.example/news/leith-office', Date.UTC(2026, 1, 24, 9)],
      ['Tide maps for every harbour, again', 'https://quillmark.example/news/tide-maps#top', null],
      ['Undated and unlinked', 'https://quillmark.example/news', null],
    ])
    expect(documents[0]?.summary).toBe('Thirty people move in by June & more will follow.')
  })

  test('a date in the future is clamped and said so', async () => {
    const { documents } = await read(
      '<article class="story"><a href="/a">Later</a><time datetime="2027-01-01"></time></article>',
      newsroom,
    )
    expect(documents[0]).toMatchObject({ publishedAt: Date.UTC(2026, 2, 4), extra: { datedInTheFuture: true } })
  })

  test('a page that was built anew is no news and says what was not found', async () => {
    await expect(read('<p>We have moved</p>', newsroom)).rejects.toThrow('found by “article.story”')
  })
})

describe('a leadership page', () => {
  test('gives everyone once, with the title where there is one', async () => {
    const { people, documents } = await read(fixture('page.leadership.html'), leadership)
    expect(documents).toEqual([])
    expect(people).toEqual([
      { name: 'Testa Placeholder', title: 'Chief Executive Officer' },
      { name: 'Sample Q. Fixture', title: 'Chief Revenue Officer' },
      { name: 'Specimen Mock', title: null },
    ])
  })

  test('a page without people is no leadership page', async () => {
    await expect(read('<div class="team"></div>', leadership)).rejects.toThrow('Nobody on the page')
  })
})

test.each([
  ['twenty thousand boxes within each other', `${'<div>'.repeat(20_000)}x`],
  ['half a million elements', '<br>'.repeat(500_000)],
  ['four megabytes', `<p>${'a'.repeat(4_000_000)}</p>`],
])('%s are refused before a tree is made', async (_, html) => {
  const started = cpuMs()
  await expect(read(html, newsroom)).rejects.toThrow(/too (?:deep|long)/)
  expect(cpuMs() - started).toBeLessThan(1_000)
})

test('list items that nobody closed are not deep', async () => {
  const html = `<ul>${'<li>x'.repeat(2_000)}</ul><article class="story"><a href="/a">News</a></article>`
  expect((await read(html, newsroom)).documents).toHaveLength(1)
})
