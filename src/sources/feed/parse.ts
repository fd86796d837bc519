import type { Document, Instant } from '../../core/document.ts'
import type { PublisherHints } from '../../core/poll.ts'
import { Unreadable } from '../source.ts'
import { withoutControls } from '../text.ts'
import { decode } from './decode.ts'
import { readJson } from './json.ts'
import { documentsOf } from './normalise.ts'
import { secondOpinion } from './second-opinion.ts'
import { readXml } from './xml.ts'

export type FeedContext = {
  url?: string | null
  headers?: Record<string, string>
  /** Dates more than a day after this count as this; without it no date is in the future. */
  fetchedAt?: Instant
  publisher?: string | null
}

export type FeedReading = { documents: Document[]; warnings: string[]; hints: PublisherHints }

/** A feed of any format, from bytes as they came to documents. Throws `Unreadable` when it is no feed. */
export async function parseFeed(bytes: Uint8Array, context: FeedContext = {}): Promise<FeedReading> {
  const text = decode(bytes, context.headers?.['content-type'])
  const isJson = /^\s*[[{]/.test(text)
  const setting = { url: context.url ?? null, now: context.fetchedAt ?? Infinity, publisher: context.publisher ?? null }
  const own = isJson ? readJson(text) : readXml(text)
  const documents = own ? documentsOf(own, setting) : []
  const { warnings = [], hints = {} } = own ?? {}
  if (isJson || (own && !inDoubt(documents))) {
    if (!own) throw new Unreadable(whatItIs(text))
    return { documents, warnings, hints }
  }
  const other = await secondOpinion(withoutControls(text))
  const others = other ? documentsOf(other, setting) : []
  if (!own && others.length === 0) throw new Unreadable(whatItIs(text))
  return { documents: fullness(others) > fullness(documents) ? others : documents, warnings, hints }
}

/** Entries without addresses or dates are rare; that our reader missed them is likelier than for most feeds. */
const inDoubt = (documents: readonly Document[]): boolean =>
  documents.length === 0 ||
  documents.some(({ url, publishedAt, updatedAt }) => !url || (publishedAt ?? updatedAt) === null)

/** How much a reading found; entries first, then what they say. */
const fullness = (documents: readonly Document[]): number =>
  documents.reduce((sum, { title, url, publishedAt, updatedAt }) => {
    const dated = (publishedAt ?? updatedAt) !== null
    return sum + 4 + Number(title !== '') + Number(url !== null) + Number(dated)
  }, 0)

function whatItIs(text: string): string {
  const start = text.trimStart().slice(0, 2_000).toLowerCase()
  if (start === '') return 'The answer was empty'
  if (/^[[{]/.test(start)) return 'JSON, but not a JSON Feed'
  if (/<html|<!doctype html|<body|<head/.test(start)) return 'A web page where a feed was expected'
  return 'Not a feed'
}
