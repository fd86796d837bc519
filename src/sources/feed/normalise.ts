import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Document, Instant } from '../../core/document.ts'
import { clampFuture, readDate } from '../dates.ts'
import { clip, looksLikeMarkup, oneLine, plainText, tidy } from '../text.ts'
import { webAddress } from '../url.ts'
import type { RawFeed, RawItem, RawLink, RawText } from './raw.ts'

export type Setting = {
  /** Where the feed was read, for relative addresses. */
  url: string | null
  /** When it was read: the measure of dates in the future. */
  now: Instant
  /** The feed's publisher where the catalogue names one. */
  publisher: string | null
}

/** Markup is read no further than this many times the text that is kept of it. */
const markupPerText = 20
/** Items take addresses and a publisher from the feed around them: a small body could grow to fifty megabytes. */
const mostTaken = 10_000_000
const lengths = { title: 2_000, titleInstead: 120, summary: 10_000, body: 200_000, guid: 1_000 }

/** Raw items to documents: plain text, absolute addresses, sure dates, a stable identity each. */
export function documentsOf(feed: RawFeed, setting: Setting): Document[] {
  const publisher = setting.publisher ?? (feed.title && oneLine(plain(feed.title, lengths.title)))
  const head = {
    publisher: publisher || null,
    language: feed.language,
    bases: [feed.site && addressOf(feed.site, [setting.url]), setting.url],
  }
  const read: ReturnType<typeof documentOf>[] = []
  let taken = 0
  for (const item of feed.items) {
    const one = documentOf(item, head, setting.now)
    const { url, publisher } = one.document
    taken += 2 * (url?.length ?? 0) + (publisher?.length ?? 0) // the address may be the identity too
    if (taken > mostTaken) {
      feed.warnings.push('Its addresses are too long: read up to there')
      break
    }
    read.push(one)
  }
  const times = new Map<string, number>()
  for (const { guid } of read) if (guid) times.set(guid, (times.get(guid) ?? 0) + 1)
  return read.map(({ guid, document }) => identified(document, guid, guid !== null && times.get(guid)! > 1))
}

/** What the items take from the feed around them. */
type Head = { publisher: string | null; language: string | null; bases: (string | null)[] }

/** The guid; a repeated guid is told apart by the address; without one the address, and at last the words. */
function identified(document: Document, guid: string | null, repeated: boolean): Document {
  if (guid && repeated)
    return { ...document, identity: `${guid}|${document.url ?? ''}`, extra: { ...document.extra, guid } }
  if (guid ?? document.url) {
    document.identity = guid ?? document.url!
    return document
  }
  const words = [document.title, document.summary, document.body].join('\n')
  return { ...document, identity: `sha256:${bytesToHex(sha256(utf8ToBytes(words)))}` }
}

function documentOf(item: RawItem, head: Head, now: Instant) {
  const summary = item.summary && withoutFooter(plain(item.summary, lengths.summary))
  const content = item.content && withoutFooter(plain(item.content, lengths.body))
  const publishedAt = clampFuture(firstDate(item.published), now)
  const updatedAt = clampFuture(firstDate(item.updated), now)
  const url = firstAddress(item, head.bases)
  const document: Document = {
    identity: '',
    url,
    title: titleOf(item, summary || content || url || ''),
    summary: summary || (content ? clip(content, lengths.summary) : null),
    body: summary && content && content !== summary ? content : null,
    publisher: item.publisher ? oneLine(tidy(clip(item.publisher, lengths.title))) : head.publisher,
    language: languageTag(item.language ?? head.language),
    publishedAt: publishedAt.at,
    updatedAt: updatedAt.at,
    ...(publishedAt.clamped || updatedAt.clamped ? { extra: { datedInTheFuture: true } } : {}),
  }
  return { guid: item.guid && clip(item.guid.trim(), lengths.guid), document }
}

function plain({ value, as }: RawText, limit: number): string {
  const isMarkup = as === 'html' || (as === 'either' && looksLikeMarkup(value))
  const enough = value.slice(0, limit * (isMarkup ? markupPerText : 2))
  return clip(isMarkup ? plainText(enough) : tidy(enough), limit)
}

/** Posts without a title are told apart by their first line, as readers show them. */
function titleOf({ title, publisher }: RawItem, instead: string): string {
  const words = title && oneLine(plain(title, lengths.title))
  if (!words) return clip(instead.split('\n', 1)[0]!, lengths.titleInstead)
  // Aggregators put the outlet behind every headline; the item names it in a field of its own.
  const outlet = publisher ? ` - ${tidy(publisher)}` : ''
  return outlet && words.endsWith(outlet) && words.length > outlet.length ? words.slice(0, -outlet.length) : words
}

/** WordPress ends each text with a line about itself, which tells the title a second time. */
const withoutFooter = (text: string): string =>
  text.replace(/(?:^|\n)The post [^\n]{1,400} appeared first on [^\n]{1,200}\.$/, '')

function firstAddress(item: RawItem, bases: readonly (string | null)[]): string | null {
  for (const link of item.links) {
    const address = addressOf(link, bases)
    if (address) return address
  }
  return null
}

/** Where nothing says what a relative address is relative to, it stays as written. */
function addressOf({ href, base }: RawLink, bases: readonly (string | null)[]): string | null {
  const address = webAddress(href, base, ...bases)
  return address || [base, ...bases].some(Boolean) || URL.canParse(href) ? address : href.trim()
}

function firstDate(candidates: readonly string[]): Instant | null {
  for (const text of candidates) {
    const at = readDate(text)
    if (at !== null) return at
  }
  return null
}

const languageTag = (text: string | null): string | null =>
  text && /^[a-z]{2,3}(?:[-_][a-z\d]{1,8})*$/i.test(text.trim()) ? text.trim().replaceAll('_', '-') : null
