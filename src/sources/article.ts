import type { Document } from '../core/document.ts'
import { clampFuture, readDate } from './dates.ts'
import { decode } from './feed/decode.ts'
import { htmlTree, type Tree } from './html-tree.ts'
import type { Body } from './source.ts'
import { clip, oneLine, tidy } from './text.ts'
import { webAddress } from './url.ts'

const mostParagraphs = 8
/** Bylines, captions and buttons are shorter; a lead paragraph is not. */
const shortestParagraph = 60
const bodyLimit = 6_000

/** One page about one matter: its title, its own description, and the paragraphs that open it. */
export const readArticle = (body: Body): Document => {
  const tree = htmlTree(decode(body.bytes, body.headers['content-type']))
  const title = firstOf(tree, [
    meta('property', 'og:title'),
    meta('name', 'twitter:title'),
    textAt('h1'),
    textAt('title'),
  ])
  const summary = firstOf(tree, [meta('name', 'description'), meta('property', 'og:description')])
  const published = firstOf(tree, [
    meta('property', 'article:published_time'),
    meta('itemprop', 'datePublished'),
    (page) => page.first('article time[datetime], main time[datetime]')?.attribute('datetime'),
  ])
  const canonical = tree.first('link[rel="canonical"]')?.attribute('href')
  const url = (canonical && webAddress(canonical, body.url)) || body.url
  return {
    identity: url,
    url,
    title: clip(title ?? '', 500),
    summary: summary ? clip(summary, 2_000) : null,
    body: leadOf(tree) || null,
    publisher: firstOf(tree, [meta('property', 'og:site_name')]),
    language: tree.first('html')?.attribute('lang')?.trim() || null,
    publishedAt: clampFuture(readDate(published ?? ''), body.fetchedAt).at,
    updatedAt: null,
  }
}

type Look = (page: Tree) => string | undefined

const meta =
  (key: string, value: string): Look =>
  (page) =>
    page.first(`meta[${key}="${value}"]`)?.attribute('content')

const textAt =
  (selector: string): Look =>
  (page) =>
    page.first(selector)?.text()

/** The first of these places that says something, as one clean line. */
const firstOf = (page: Tree, looks: readonly Look[]): string | null => {
  for (const look of looks) {
    const text = oneLine(tidy(look(page) ?? ''))
    if (text) return text
  }
  return null
}

/** The paragraphs that open the story: those within its own element, where the page marks one. */
const leadOf = (page: Tree): string => {
  const home = page.first('[itemprop="articleBody"]') ?? page.first('article') ?? page.first('main') ?? page
  const paragraphs = home
    .all('p')
    .slice(0, 200)
    .map((paragraph) => oneLine(tidy(paragraph.text())))
    .filter((text) => text.length >= shortestParagraph)
  return clip(paragraphs.slice(0, mostParagraphs).join('\n'), bodyLimit)
}
