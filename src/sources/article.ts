import type { Document } from '../core/document.ts'
import { leadOf } from './article/lead.ts'
import { refuseWalls } from './article/walls.ts'
import { clampFuture, readDate } from './dates.ts'
import { decode } from './feed/decode.ts'
import { htmlTree, type Tree } from './html-tree.ts'
import type { Body } from './source.ts'
import { clip, oneLine, tidy } from './text.ts'
import { webAddress } from './url.ts'

/**
 * One page about one matter: its title, its own description, and the paragraphs that open its story. Throws
 * `Unreadable` where something stands before the story, or is there in its place.
 */
export const readArticle = (body: Body): Document => {
  const html = decode(body.bytes, body.headers['content-type'])
  const tree = htmlTree(html)
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
  const lead = leadOf(tree)
  refuseWalls({ html, tree, url: body.url, lead })
  return {
    identity: url,
    url,
    title: clip(title ?? '', 500),
    summary: summary ? clip(summary, 2_000) : null,
    body: lead.join('\n') || null,
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
