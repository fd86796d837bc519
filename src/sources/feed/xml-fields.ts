import { hintFields } from './hints.ts'
import type { RawItem, RawLink, RawText } from './raw.ts'

/** One element as it stood: its text with inner markup already flattened, and what its attributes said. */
export type Written = { text: string; attributes: Record<string, string>; base: string | null; hasMarkup: boolean }
/** By known name; an element that stands twice keeps both, and the later one counts, as where values are overwritten. */
export type Fields = Map<string, Written[]>

// Best first. A feed in the wild mixes vocabularies; what is most specific to the format wins.
const titles = ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title']
const summaries = ['description', 'summary', 'atom:summary', 'dc:description', 'itunes:summary', 'media:description']
const contents = ['content:encoded', 'content', 'atom:content', 'xhtml:body', 'xhtml:div', 'encoded']
const guids = ['guid', 'id', 'atom:id', 'dc:identifier', 'rdf:about']
const published = [
  'pubdate',
  'published',
  'atom:published',
  'issued',
  'dcterms:issued',
  'dc:date',
  'created',
  'dcterms:created',
  'date',
]
const updated = ['updated', 'atom:updated', 'modified', 'dcterms:modified', 'dcterms:updated', 'lastbuilddate']
const links = ['link', 'atom:link', 'feedburner:origlink', 'rdf:about', 'url']
const others = ['dc:language', 'language', 'source', 'dc:publisher', 'enclosure']

export const itemFields = new Set([titles, summaries, contents, guids, published, updated, links, others].flat())
export const feedFields = new Set([...titles, 'link', 'language', 'dc:language', ...hintFields])

export const rawTitle = (fields: Fields): RawText | null => firstText(fields, titles)

export function rawItem(fields: Fields, language: string | null): RawItem {
  const guid = firstWritten(fields, guids)
  return {
    guid: guid?.text.trim() || null,
    links: rawLinks(fields, guid),
    title: rawTitle(fields),
    summary: firstText(fields, summaries),
    content: firstText(fields, contents),
    published: texts(fields, published),
    updated: texts(fields, updated),
    language: texts(fields, ['dc:language', 'language'])[0] ?? language,
    publisher: publisherOf(fields),
  }
}

/** RSS names the outlet in `source`; Atom's `source` is a whole other feed's head. */
const publisherOf = (fields: Fields): string | null => {
  const source = fields.get('source')?.find((written) => !written.hasMarkup)
  return source?.text.trim() || (texts(fields, ['dc:publisher'])[0] ?? null)
}

const texts = (fields: Fields, names: readonly string[]): string[] =>
  writtens(fields, names).map(({ text }) => text.trim())

const firstWritten = (fields: Fields, names: readonly string[]): Written | undefined => writtens(fields, names)[0]

/** What the named fields say, best first. */
function writtens(fields: Fields, names: readonly string[]): Written[] {
  const said: Written[] = []
  for (const name of names) {
    const found = fields.get(name)
    if (!found) continue
    for (let i = found.length - 1; i >= 0; i--) if (found[i]!.text.trim() !== '') said.push(found[i]!)
  }
  return said
}

function firstText(fields: Fields, names: readonly string[]): RawText | null {
  const written = firstWritten(fields, names)
  if (!written) return null
  const { type = '', mode = '' } = written.attributes
  if (mode === 'base64' || type.toLowerCase().endsWith('base64')) return { value: unbase64(written.text), as: 'either' }
  return {
    value: written.text,
    as: written.hasMarkup || type === 'text' ? 'text' : /html/i.test(type) ? 'html' : 'either',
  }
}

const isPermalink = ({ text, attributes }: Written): boolean =>
  attributes.ispermalink?.toLowerCase() !== 'false' && /^\s*https?:/i.test(text)

const unbase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8')

/** RSS puts the address in the text, Atom in `href`; of Atom's links only the alternate leads to the item. */
function rawLinks(fields: Fields, guid: Written | undefined): RawLink[] {
  const found: RawLink[] = []
  const later: RawLink[] = guid && isPermalink(guid) ? [{ href: guid.text, base: null }] : []
  for (const { text, attributes, base } of candidates(fields)) {
    const href = text.trim() || attributes.href
    const rel = (attributes.rel ?? 'alternate').toLowerCase().replace(/^.*[/#]/, '')
    if (href && rel === 'alternate') found.push({ href, base })
    else if (href && !inward.has(rel)) later.push({ href, base })
  }
  const enclosure = fields.get('enclosure')?.[0]
  if (enclosure?.attributes.url) later.push({ href: enclosure.attributes.url, base: enclosure.base })
  return [...found, ...later]
}

/** Links that lead to the feed's own machinery. */
const inward = new Set(['self', 'edit', 'edit-media', 'replies', 'hub', 'license'])

/** Atom lists an item's links best first; RSS has one, and a later one overwrites it. */
const candidates = (fields: Fields): Written[] =>
  links.flatMap((name) => {
    const found = fields.get(name) ?? []
    return found.length < 2 || found.some(({ attributes }) => attributes.rel) ? found : found.toReversed()
  })

/** The site that the feed belongs to, which relative addresses in careless feeds are relative to. */
export function siteLink(fields: Fields): RawLink | null {
  const [first] = rawLinks(new Map([...fields].filter(([name]) => name === 'link')), undefined)
  return first ?? null
}
