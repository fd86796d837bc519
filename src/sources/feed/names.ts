/** Namespaces by the prefix we know them by, whatever the feed calls them. '' is the vocabulary of RSS itself. */
const known: Record<string, string> = {
  'www.w3.org/2005/atom': 'atom',
  'purl.org/atom/ns': 'atom',
  'purl.org/rss/1.0': '',
  'purl.org/net/rss1.1': '',
  'my.netscape.com/rdf/simple/0.9': '',
  'channel.netscape.com/rdf/simple/0.9': '',
  'blogs.law.harvard.edu/tech/rss': '',
  'backend.userland.com/rss': '',
  'backend.userland.com/rss2': '',
  'www.w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  'purl.org/dc/elements/1.0': 'dc',
  'purl.org/dc/elements/1.1': 'dc',
  'purl.org/dc/terms': 'dcterms',
  'purl.org/rss/1.0/modules/content': 'content',
  'purl.org/rss/1.0/modules/syndication': 'sy',
  'www.w3.org/1999/xhtml': 'xhtml',
  'search.yahoo.com/mrss': 'media',
  'www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'rssnamespace.org/feedburner/ext/1.0': 'feedburner',
}

const knownPrefixes = new Set(Object.values(known))

/** Whether an element belongs to a vocabulary that has no part in feeds. */
export const isForeign = (name: string): boolean =>
  name.includes(':') && !knownPrefixes.has(name.slice(0, name.indexOf(':')))

/** Prefix as written → prefix as known. */
export type Spaces = Readonly<Record<string, string>>
export const noSpaces: Spaces = Object.freeze(Object.create(null))

const mostDeclarations = 100

/** The namespaces in force inside an element. An unknown default one changes nothing: many feeds invent one. */
export function spacesWithin(outer: Spaces, attributes: Record<string, string>): Spaces {
  let inner: Record<string, string> | null = null
  let declarations = 0
  for (const name in attributes) {
    if (!name.startsWith('xmlns') || ++declarations > mostDeclarations) continue
    const prefix = name.slice('xmlns:'.length)
    const uri = attributes[name]!.toLowerCase().replace(/^\s*https?:\/\/|[/#\s]+$/g, '')
    inner ??= Object.create(outer) as Record<string, string>
    inner[prefix] = known[uri] ?? prefix
  }
  return inner ?? outer
}

/** `dc:date`, `atom:link`, or a bare name for RSS's own; a prefix that nobody declared means what it usually does. */
export function knownName(written: string, spaces: Spaces): string {
  const colon = written.indexOf(':')
  const prefix = colon < 0 ? '' : written.slice(0, colon)
  const space = spaces[prefix] ?? prefix
  const local = written.slice(colon + 1)
  return space === '' ? local : `${space}:${local}`
}
