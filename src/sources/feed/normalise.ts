import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Document, Instant } from '../../core/document.ts'
import { clampFuture, readDate } from '../dates.ts'
import { clip, looksLikeMarkup, oneLine, plainText, tidy } from '../text.ts'
import { webAddress } from '../url.ts'
import type { RawFeed, RawItem, RawText } from './raw.ts'

export type Setting = {
  /** Where the feed was read, for relative addresses. */
  url: string | null
  /** When it was read: the measure of dates in the future. */
  now: Instant
  /** The feed's publisher where the catalogue names one. */
  publisher: string | null
}

const lengths = { title: 500, summary: 10_000, body: 200_000, guid: 1_000 }

/** Raw items to documents: plain text, absolute addresses, sure dates, a stable identity each. */
export function documentsOf(feed: RawFeed, setting: Setting): Document[] {
  const publisher = setting.publisher ?? (feed.title && oneLine(plain(feed.title, lengths.title)))
  const read = feed.items.map((item) => documentOf(item, feed.language, publisher || null, setting))
  const times = new Map<string, number>()
  for (const { guid } of read) if (guid) times.set(guid, (times.get(guid) ?? 0) + 1)
  return read.map(({ guid, document }) => identified(document, guid, guid !== null && times.get(guid)! > 1))
}

/** The guid; a repeated guid is told apart by the address; without one the address, and at last the words. */
function identified(document: Document, guid: string | null, repeated: boolean): Document {
  if (guid && repeated)
    return { ...document, identity: `${guid}|${document.url ?? ''}`, extra: { ...document.extra, guid } }
  if (guid ?? document.url) return { ...document, identity: guid ?? document.url! }
  const words = [document.title, document.summary, document.body].join('\n')
  return { ...document, identity: `sha256:${bytesToHex(sha256(utf8ToBytes(words)))}` }
}

function documentOf(item: RawItem, language: string | null, publisher: string | null, setting: Setting) {
  const summary = item.summary && plain(item.summary, lengths.summary)
  const content = item.content && plain(item.content, lengths.body)
  const publishedAt = clampFuture(firstDate(item.published), setting.now)
  const updatedAt = clampFuture(firstDate(item.updated), setting.now)
  const document: Document = {
    identity: '',
    url: firstAddress(item, setting.url),
    title: item.title ? oneLine(plain(item.title, lengths.title)) : '',
    summary: summary || (content ? clip(content, lengths.summary) : null),
    body: summary && content && content !== summary ? content : null,
    publisher: item.publisher ? oneLine(tidy(clip(item.publisher, lengths.title))) : publisher,
    language: languageTag(item.language ?? language),
    publishedAt: publishedAt.at,
    updatedAt: updatedAt.at,
    ...(publishedAt.clamped || updatedAt.clamped ? { extra: { datedInTheFuture: true } } : {}),
  }
  return { guid: item.guid && clip(item.guid.trim(), lengths.guid), document }
}

function plain(text: RawText, limit: number): string {
  const isMarkup = text.as === 'html' || (text.as === 'either' && looksLikeMarkup(text.value))
  return clip(isMarkup ? plainText(text.value) : tidy(text.value), limit)
}

const firstAddress = (item: RawItem, feedUrl: string | null): string | null => {
  for (const { href, base } of item.links) {
    const address = webAddress(href, base, feedUrl)
    if (address) return address
  }
  return null
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
