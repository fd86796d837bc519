import { type CheerioAPI, load } from 'cheerio/slim'
import { Parser } from 'htmlparser2'
import { Unreadable } from './source.ts'
import { plainText } from './text.ts'

/** A piece of a page that can be asked for by CSS selector. */
export type Tree = {
  all: (selector: string) => Tree[]
  first: (selector: string) => Tree | null
  /** As a reader sees it: blocks on lines of their own, no scripts. */
  text: () => string
  /** What stands in it as it is written, scripts too. */
  source: () => string
  attribute: (name: string) => string | undefined
}

const longestPage = 3_000_000
// Twenty thousand elements within each other keep a tree's parser busy for seconds.
const deepest = 250
const mostElements = 80_000

/** The tree of a page that is small and flat enough to be one; any other is `Unreadable`. */
export function htmlTree(html: string): Tree {
  if (html.trim() === '') throw new Unreadable('The answer was empty')
  if (html.length > longestPage) throw new Unreadable('The page is too long to be read')
  checkDepth(html)
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } })
  return treeOf($, $.root())
}

type Selection = ReturnType<CheerioAPI['root']> | ReturnType<CheerioAPI>

const treeOf = ($: CheerioAPI, within: Selection): Tree => ({
  all: (selector) =>
    within
      .find(selector)
      .map((_, element) => treeOf($, $(element)))
      .get() as Tree[],
  first: (selector) => {
    const found = within.find(selector).first()
    return found.length > 0 ? treeOf($, found) : null
  },
  text: () => plainText($.html(within)),
  source: () => within.html() ?? '',
  attribute: (name) => within.attr(name),
})

/** Streams through the page before a tree is made of it. */
function checkDepth(html: string) {
  let depth = 0
  let elements = 0
  const parser = new Parser({
    onopentag: () => {
      if (++depth > deepest || ++elements > mostElements) throw new Unreadable('The page is too deep to be read')
    },
    onclosetag: () => {
      depth--
    },
  })
  parser.end(html)
}

/** Whether the text is a selector that the reader of pages understands. */
export function isSelector(text: string): boolean {
  try {
    load('')(text)
    return !text.trimStart().startsWith('<')
  } catch {
    return false
  }
}
