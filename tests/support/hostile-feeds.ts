const item = (inside: string) => `<rss version="2.0"><channel><title>Wire</title><item>${inside}</item></channel></rss>`
const attributes = Array.from({ length: 1e5 }, (_, i) => `a${i}="x"`).join(' ')
const namespaces = Array.from({ length: 300 }, (_, i) => `xmlns:p${i}="u"`).join(' ')
const entities = Array.from({ length: 30 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')

/** Feeds made to keep a reader busy, fill its memory or break it, each by what is wrong with it. */
export const hostileFeeds: readonly (readonly [string, () => string])[] = [
  ['a million elements deep', () => item(`<description>${'<a>'.repeat(1e6)}</description>`)],
  ['escaped markup half a million deep', () => item(`<description>${'&lt;div&gt;'.repeat(5e5)}</description>`)],
  ['100,000 attributes', () => `<rss ${attributes}>${item('')}`],
  ['45,000 namespaces', () => `<rss>${`<a ${namespaces}>`.repeat(150)}`],
  [
    'an endless xml:base',
    () =>
      `<rss xml:base="http://e.example/${'a/'.repeat(5e5)}">${'<item xml:base="x/"><title>a</title></item>'.repeat(4e3)}`,
  ],
  ['a flood of <', () => item(`<description>${'<'.repeat(3e6)}</description>`)],
  ['a flood of &', () => item(`<description>${'&'.repeat(3e6)}</description>`)],
  ['a flood of closing tags', () => item('</x>'.repeat(5e5))],
  ['a flood of line breaks', () => item(`<title>${'\n '.repeat(1e6)}</title>`)],
  ['brackets of JSON', () => '['.repeat(2e6)],
  ['a bomb of entities', () => `<!DOCTYPE r [<!ENTITY e0 "lol">${entities}]>${item('<title>&e30;</title>')}`],
  ['a comment without end', () => `<rss><channel><!--${'- '.repeat(1e6)}`],
  ['a million empty items', () => `<rss><channel>${'<item/>'.repeat(1e6)}</channel></rss>`],
  ['one guid four thousand times', () => `<rss>${'<item><guid>g</guid><title>a</title></item>'.repeat(4e3)}</rss>`],
]
