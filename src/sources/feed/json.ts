import { limits, type RawFeed, type RawItem, type RawText } from './raw.ts'

type Json = Record<string, unknown>

/** Reads JSON Feed 1.0 and 1.1. Null when the text is JSON of another kind, or no JSON at all. */
export function readJson(text: string): RawFeed | null {
  const feed = parsed(text)
  if (!isObject(feed) || !Array.isArray(feed.items) || (feed.items.length === 0 && !isJsonFeed(feed))) return null
  const items = feed.items.slice(0, limits.items).filter(isObject)
  return {
    title: literal(feed.title),
    language: words(feed.language),
    items: items.map(rawItem),
    warnings: feed.items.length > limits.items ? [`More than ${limits.items} items: read up to there`] : [],
  }
}

function rawItem(item: Json): RawItem {
  const html = words(item.content_html)
  const links = [item.url, item.external_url].map(words).filter((href) => href !== null)
  return {
    guid: words(item.id),
    links: links.map((href) => ({ href, base: null })),
    title: literal(item.title),
    summary: literal(item.summary),
    content: html ? { value: html, as: 'html' } : literal(item.content_text),
    published: [words(item.date_published)].filter((date) => date !== null),
    updated: [words(item.date_modified)].filter((date) => date !== null),
    language: words(item.language),
    publisher: null,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const isJsonFeed = (feed: Json) => typeof feed.version === 'string' && feed.version.includes('jsonfeed.org')

/** Some feeds number their items, against the standard. */
const words = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : null

const literal = (value: unknown): RawText | null => {
  const text = words(value)
  return text === null ? null : { value: text, as: 'either' }
}
