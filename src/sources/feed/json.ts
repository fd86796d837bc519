import { withoutControls } from '../text.ts'
import { limits, type RawFeed, type RawItem, type RawLink, type RawText } from './raw.ts'

type Json = Record<string, unknown>

/** Reads JSON Feed 1.0 and 1.1. Null when the text is JSON of another kind, or no JSON at all. */
export function readJson(text: string): RawFeed | null {
  const feed = parsed(text)
  if (!isObject(feed) || !Array.isArray(feed.items) || (feed.items.length === 0 && !isJsonFeed(feed))) return null
  const items = feed.items.slice(0, limits.items).filter(isObject)
  return {
    title: literal(feed.title),
    language: words(feed.language),
    site: linkTo(feed.home_page_url),
    items: items.map(rawItem),
    warnings: feed.items.length > limits.items ? [`More than ${limits.items} items: read up to there`] : [],
  }
}

function rawItem(item: Json): RawItem {
  return {
    guid: words(item.id),
    links: [item.url, item.external_url].map(linkTo).filter((link) => link !== null),
    title: literal(item.title),
    summary: literal(item.summary),
    content: literal(item.content_text) ?? literal(item.content_html),
    published: [words(item.date_published)].filter((date) => date !== null),
    updated: [words(item.date_modified)].filter((date) => date !== null),
    language: words(item.language),
    publisher: null,
  }
}

function parsed(text: string): unknown {
  // Line breaks and tabs stand bare in the strings of some feeds; outside of them a space does as well.
  for (const candidate of [text, withoutControls(text).replace(/[\t\n\r]/g, ' ')]) {
    try {
      return JSON.parse(candidate)
    } catch {} // the next, if there is one
  }
  return null
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const isJsonFeed = (feed: Json) => typeof feed.version === 'string' && feed.version.includes('jsonfeed.org')

/** Some feeds number their items, against the standard. */
const words = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : null

const linkTo = (value: unknown): RawLink | null => {
  const href = words(value)
  return href === null ? null : { href, base: null }
}

const literal = (value: unknown): RawText | null => {
  const text = words(value)
  return text === null ? null : { value: text, as: 'either' }
}
