import { Parser } from 'htmlparser2'
import { breaksLine, isSilent } from '../text.ts'
import { longestUrl } from '../url.ts'
import { isListed, readHints } from './hints.ts'
import { isForeign, knownName, noSpaces, type Spaces, spacesWithin } from './names.ts'
import { limits, type RawFeed } from './raw.ts'
import { type Fields, feedFields, itemFields, rawItem, rawTitle, siteLink, type Written } from './xml-fields.ts'

type Frame = { name: string; spaces: Spaces; base: string | null; language: string | null }

const roots = new Set(['rss', 'rdf:rdf', 'atom:feed', 'feed', 'channel', 'rdf', 'atom:entry'])
const containers = new Set([...roots, 'rdf:channel'])
const entries = new Set(['item', 'entry', 'rdf:item'])

/** Reads RSS, RDF and Atom of any version in one pass. Null when there is no feed in the text. */
export function readXml(text: string): RawFeed | null {
  const reading = new Reading()
  // Elements are told apart by lower-case names: `pubdate` and `PubDate` are as common as they are wrong.
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reading.open(name, attributes),
      ontext: (data) => reading.text(data),
      onclosetag: () => reading.close(),
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  try {
    parser.write(text)
    reading.cutOff()
    parser.end()
  } catch (error) {
    if (!(error instanceof Enough)) throw error
  }
  return reading.feed()
}

/** Thrown to leave the parser when there is more than we want to read. */
class Enough extends Error {}

class Reading {
  private readonly frames: Frame[] = []
  private readonly read: RawFeed = { title: null, language: null, site: null, items: [], warnings: [] }
  private readonly about: Fields = new Map()
  private isFeed = false
  private isAtom = false
  private item: { fields: Fields; frame: Frame; depth: number } | null = null
  private field: { written: Written; name: string; depth: number; silentDepth: number | null } | null = null

  open(writtenName: string, attributes: Record<string, string>) {
    if (this.frames.length >= limits.depth) this.enough(`Nested deeper than ${limits.depth} elements`)
    const outer = this.frames.at(-1)
    const frame = this.frame(writtenName, attributes, outer)
    this.frames.push(frame)
    if (this.field) this.openMarkup(frame)
    else if (!this.isFeed) this.lookForRoot(frame, attributes)
    else if (!this.item && entries.has(frame.name) && !(outer && isForeign(outer.name)))
      this.openItem(frame, attributes)
    else if (outer && this.isWanted(frame, outer)) this.openField(frame, attributes)
  }

  text(data: string) {
    if (this.field && this.field.silentDepth === null) this.field.written.text += data
  }

  close() {
    const frame = this.frames.pop()!
    const depth = this.frames.length
    if (this.field) {
      if (depth > this.field.depth) this.closeMarkup(frame, depth)
      else this.closeField()
    } else if (this.item?.depth === depth) this.closeItem()
  }

  /** What is open at the end of the text was cut: half a headline is no headline. */
  cutOff() {
    if (this.frames.length === 0) return
    this.read.warnings.push('The feed ends in the middle')
    if (!this.field) return
    this.field = null
    if (this.read.items.length > 0) this.item = null
  }

  feed(): RawFeed | null {
    if (!this.isFeed) return null
    const language = this.about.get('language') ?? this.about.get('dc:language')
    return {
      ...this.read,
      title: rawTitle(this.about),
      site: siteLink(this.about),
      language: language?.[0]?.text ?? this.read.language,
      hints: readHints((name) => this.about.get(name)?.at(-1)?.text),
    }
  }

  private frame(writtenName: string, attributes: Record<string, string>, outer: Frame | undefined): Frame {
    const spaces = spacesWithin(outer?.spaces ?? noSpaces, attributes)
    const name = knownName(writtenName, spaces)
    return {
      name: this.isAtom && name.startsWith('atom:') ? name.slice('atom:'.length) : name,
      spaces,
      base: joined(attributes['xml:base'], outer?.base ?? null),
      language: attributes['xml:lang'] ?? outer?.language ?? null,
    }
  }

  private lookForRoot(frame: Frame, attributes: Record<string, string>) {
    if (!roots.has(frame.name)) return
    this.isFeed = true
    this.isAtom = frame.name === 'feed' || frame.name.startsWith('atom:')
    this.read.language = frame.language
    frame.name = frame.name.replace('atom:', '')
    if (frame.name === 'entry') this.openItem(frame, attributes)
  }

  private openItem(frame: Frame, attributes: Record<string, string>) {
    this.item = { fields: new Map(), frame, depth: this.frames.length - 1 }
    const about = attributes['rdf:about'] ?? attributes.about
    if (about) this.item.fields.set('rdf:about', [{ text: about, attributes: {}, base: frame.base, hasMarkup: false }])
  }

  /** Only direct children count: the title of an image inside an item is not the item's. */
  private isWanted(frame: Frame, outer: Frame): boolean {
    return this.item
      ? outer === this.item.frame && itemFields.has(frame.name)
      : containers.has(outer.name) && feedFields.has(frame.name)
  }

  private openField(frame: Frame, attributes: Record<string, string>) {
    const written = { text: '', attributes, base: frame.base, hasMarkup: false }
    this.field = { written, name: frame.name, depth: this.frames.length - 1, silentDepth: null }
  }

  /** Markup that stands bare in a field, as XHTML may, is read as its text. */
  private openMarkup(frame: Frame) {
    const tag = frame.name.replace('xhtml:', '')
    const field = this.field!
    field.written.hasMarkup = true
    if (breaksLine(tag) || isListed(tag)) field.written.text += '\n'
    if (isSilent(tag)) field.silentDepth ??= this.frames.length - 1
  }

  private closeMarkup(frame: Frame, depth: number) {
    const field = this.field!
    if (breaksLine(frame.name.replace('xhtml:', ''))) field.written.text += '\n'
    if (field.silentDepth === depth) field.silentDepth = null
  }

  private closeField() {
    const { written, name } = this.field!
    this.field = null
    const fields = this.item?.fields ?? this.about
    const already = fields.get(name)
    if (already) already.push(written)
    else fields.set(name, [written])
  }

  private closeItem() {
    const { fields, frame } = this.item!
    this.item = null
    this.read.items.push(rawItem(fields, frame.language))
    if (this.read.items.length >= limits.items) this.enough(`More than ${limits.items} items`)
  }

  private enough(why: string): never {
    this.read.warnings.push(`${why}: read up to there`)
    throw new Enough(why)
  }
}

/** `xml:base` is relative to the one around it. */
function joined(base: string | undefined, outer: string | null): string | null {
  if (!base || base.length > longestUrl) return outer
  const joined = URL.parse(base, outer ?? undefined)?.href ?? outer ?? base
  return joined.length > longestUrl ? outer : joined
}
