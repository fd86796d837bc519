import type { Tree } from '../html-tree.ts'
import { Unreadable } from '../source.ts'
import { oneLine, tidy } from '../text.ts'

type Page = { html: string; tree: Tree; url: string; lead: readonly string[] }

/** So many paragraphs are a story, whatever else the page says. */
const storyParagraphs = 3

/** Throws where the page is none of an article: `Not an article: …`. */
export const refuseWalls = (page: Page): void => {
  const wall = wallOf(page)
  if (wall) throw new Unreadable(`Not an article: ${wall}`)
}

const titles: readonly (readonly [string, RegExp])[] = [
  [
    'it asks for consent',
    /^(?:before you continue|we value your privacy|your privacy|privacy (?:choices|settings)|cookies? (?:settings|consent|policy)|consent)\b/i,
  ],
  ['it asks to sign in', /^(?:sign in|sign up|log ?in|login|register|create (?:an |your |a free )?account)\b/i],
  [
    'it checks who is reading',
    /^(?:just a moment|attention required|access (?:to this page has been )?denied|are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are|pardon our interruption|security check|one moment)/i,
  ],
  ['there is no such page', /^(?:error )?404\b|\b(?:page|article) (?:not|could not be) found\b/i],
]

const words: readonly (readonly [string, RegExp])[] = [
  [
    'it asks for consent',
    /\b(?:we and our (?:\d+ )?partners|accept all(?: cookies)?|manage (?:cookie |your )?(?:preferences|choices|consent)|reject all)\b/i,
  ],
  [
    'it is for subscribers',
    /\b(?:(?:subscribe|sign in|log in|register) (?:now )?to (?:continue|keep|read)|to (?:continue|keep) reading|already a (?:subscriber|member)|(?:article|story|content) is (?:only )?(?:for|reserved for|available to|exclusive to) (?:our )?(?:paying )?(?:subscribers|members))\b/i,
  ],
  [
    'it checks who is reading',
    /\b(?:enable javascript(?: and cookies)? to|checking your browser|verify (?:that )?you are (?:a )?human)\b/i,
  ],
]

const wallOf = ({ html, tree, url, lead }: Page): string | null => {
  if (/^consent\./i.test(URL.parse(url)?.hostname ?? '')) return 'it asks for consent'
  if (isForSubscribers(html, tree)) return 'it is for subscribers'
  const title = oneLine(tidy(tree.first('title')?.text() ?? ''))
  const named = titles.find(([, pattern]) => pattern.test(title))
  if (named) return named[0]
  if (lead.length >= storyParagraphs) return null
  if (tree.first('input[type="password"]')) return 'it asks to sign in'
  const text = tree.text().slice(0, 20_000)
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? (isList(tree) ? 'it is a list of articles' : null)
}

/** What publishers tell search engines about a page that not everyone may read. */
const isForSubscribers = (html: string, tree: Tree): boolean =>
  /"isAccessibleForFree"\s{0,9}:\s{0,9}"?false/i.test(html) ||
  /^(?:locked|metered|premium)$/i.test(
    tree.first('meta[name="article:content_tier"], meta[property="article:content_tier"]')?.attribute('content') ?? '',
  )

const manyArticles = 6

const isList = (tree: Tree): boolean =>
  tree.all('article').filter((article) => article.first('a[href]')).length >= manyArticles
