import { expect, test } from 'vitest'
import { extract } from '../../src/core/extract.ts'
import { readArticle } from '../../src/sources/article.ts'
import { Unreadable } from '../../src/sources/source.ts'
import { cpuMs } from '../support/cpu.ts'

const body = (html: string) => ({
  bytes: new TextEncoder().encode(html),
  url: 'https://news.example/a?utm=1',
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  fetchedAt: Date.UTC(2026, 2, 4),
})

const story = `<!doctype html><html lang="en"><head><title>Loaf news | Example Wire</title>
  <meta property="og:title" content="Quillmark moves on &amp; up"><meta property="og:site_name" content="Example Wire">
  <meta name="description" content="A baker of software has news.">
  <meta property="article:published_time" content="2026-03-02T09:00:00Z">
  <link rel="canonical" href="/a"><script>var p = "<p>Ferngate raises $9M in a Series A led by Alder Fund, says a script.</p>"</script></head>
  <body><nav><p>Subscribe to our newsletter to get all the news about bread and ovens every day.</p></nav>
  <article><h1>Quillmark moves on</h1><p>By Ada Thorne</p>
  <p>Quillmark has raised $12 million in a Series A round led by Alder Fund, the company said on Monday.</p>
  <p>The bakery software company, based in Leith, will open more kitchens with the money it was given.</p></article>
  <footer><p>All rights reserved by Example Wire, which is not responsible for what other pages may say.</p></footer></body></html>`

test('a page is read by its title, its description and the paragraphs that open its story', () => {
  const document = readArticle(body(story))
  expect(document).toMatchObject({
    title: 'Quillmark moves on & up',
    summary: 'A baker of software has news.',
    publisher: 'Example Wire',
    url: 'https://news.example/a',
    language: 'en',
    publishedAt: Date.UTC(2026, 2, 2, 9),
  })
  expect(document.body?.split('\n')).toHaveLength(2)
  expect(document.body).not.toMatch(/newsletter|rights|script|By Ada/)
})

test('what only the opening paragraphs tell is found', () => {
  const { signals } = extract(readArticle(body(story)))
  expect(
    signals.map(({ kind, company, fields }) => [kind, company, fields.amount?.value, fields.round?.value]),
  ).toEqual([['funding', 'Quillmark', { value: 12_000_000, currency: 'USD' }, 'Series A']])
})

test('a page without marks is still read, and a hostile one is refused at once', () => {
  expect(readArticle(body('<title>Bread</title><p>short</p>'))).toMatchObject({
    title: 'Bread',
    summary: null,
    body: null,
  })
  const started = cpuMs()
  expect(() => readArticle(body('<div>'.repeat(100_000)))).toThrow(Unreadable)
  expect(() => readArticle(body(`<p>${'x'.repeat(4_000_000)}</p>`))).toThrow(Unreadable)
  expect(cpuMs() - started).toBeLessThan(1_000)
})
