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

const sentence = (n: number) =>
  `Paragraph ${n} tells how Quillmark bakes its software and for whom, in more words than a caption has.`
const paragraphs = (count: number) => Array.from({ length: count }, (_, n) => `<p>${sentence(n + 1)}</p>`).join('')

test('a page laid out in plain blocks is read where most of its text stands, without what stands around it', () => {
  const html = `<title>Quillmark raises</title>
    <div class="top"><p>Markets today: a long line about bonds, shares and the price of flour in the towns.</p></div>
    <div class="wrap"><div class="story">
      <p>LEITH, March 2, 2026 - Quillmark has raised $12 million in a Series A round led by Alder Fund.</p>
      <p>Subscribe to our newsletter and read all about ovens, every day, before anybody else does.</p>
      <figure><p>A caption that is as long as a paragraph: an oven, seen from the side, on a sunny day.</p></figure>
      <p><a href="/a">Ferngate opens a second bakery</a> <a href="/b">Mosswell hires a chief executive officer</a></p>
      <aside><p>Ferngate raises $90 million, says a box beside the story that has nothing to do with it.</p></aside>
      ${paragraphs(3)}</div></div>
    <div><p>Copyright of the Example Wire, who wrote all of this and keeps the rights in each word of it.</p></div>`
  const lines = readArticle(body(html)).body?.split('\n')
  expect(lines).toEqual([expect.stringMatching(/^LEITH, March 2, 2026/), sentence(1), sentence(2), sentence(3)])
})

test('of several articles on a page the one with most to tell is read, and not more than its opening', () => {
  const html = `<article><p>${sentence(90)}</p></article><article>${paragraphs(30)}</article>`
  expect(readArticle(body(html)).body?.split('\n')).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(sentence))
})

test.each([
  ['it asks for consent', '<title>Before you continue</title><p>We use cookies.</p><button>Accept all</button>'],
  [
    'it asks for consent',
    `<title>Quillmark raises</title>${paragraphs(1)}<div><p>We and our 812 partners store things on your device.</p></div>`,
  ],
  ['it asks to sign in', '<title>Example Wire</title><form><input name="who"><input type="password"></form>'],
  ['it is for subscribers', `<title>Quillmark</title>${paragraphs(2)}<div>Subscribe to continue reading</div>`],
  [
    'it is for subscribers',
    `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree": false}</script>${paragraphs(6)}`,
  ],
  [
    'it checks who is reading',
    '<title>Just a moment...</title><noscript>Enable JavaScript and cookies to continue</noscript>',
  ],
  ['there is no such page', `<title>404: page not found</title>${paragraphs(4)}`],
  [
    'it is a list of articles',
    Array.from({ length: 9 }, (_, n) => `<article><a href="/${n}">${sentence(n)}</a></article>`).join(''),
  ],
])('a page that is none of an article is refused: %s', (why, html) => {
  expect(() => readArticle(body(html))).toThrow(new Unreadable(`Not an article: ${why}`))
})

test('a story that offers cookies and a newsletter on the way is still a story', () => {
  const html = `<title>Quillmark raises</title><div>Accept all cookies</div><article>${paragraphs(5)}</article>
    <form><input type="password"></form><p>Already a subscriber? Sign in to read without advertisements.</p>`
  expect(readArticle(body(html)).body?.split('\n')).toHaveLength(5)
})

test('hostile pages cost little: many places, many paragraphs, one endless paragraph, blocks within each other', () => {
  const nested = (tag: string) => `<${tag}>`.repeat(200) + paragraphs(400) + `</${tag}>`.repeat(200)
  const started = cpuMs()
  for (const html of [nested('article'), nested('div'), nested('aside'), `<p>${'word '.repeat(400_000)}`])
    expect((readArticle(body(html)).body ?? '').length).toBeLessThanOrEqual(6_000)
  expect(cpuMs() - started).toBeLessThan(4_000)
})

test.each([
  ['<article>STORY<section class="comments">OTHER</section></article>'],
  ['<article>STORY<div class="wide related-posts">OTHER</div></article>'],
  ['<article>STORY</article><div id="comments"><article>OTHER</article></div>'],
  ['<article>STORY</article><article class="comment">OTHER</article>'],
  ['<div>STORY</div><div class="trending">OTHER</div>'],
])('comments and other stories beside it are no part of a story: %s', (page) => {
  const told = '<p>Quillmark opens an archive of old ovens in Leith, which is free to visit on weekdays.</p>'
  const other =
    '<p>Ferngate has raised $9 million in a Series A round led by Alder Fund, it said on Monday.</p>'.repeat(3)
  const document = readArticle(body(page.replace('STORY', told + told).replace('OTHER', other)))
  expect(document.body).toMatch(/^Quillmark opens/)
  expect(document.body).not.toMatch(/Ferngate/)
})
