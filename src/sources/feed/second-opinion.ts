import RssParser from 'rss-parser'
import { limits, type RawFeed, type RawItem, type RawText } from './raw.ts'

/** rss-parser builds a tree, so it is asked about ordinary sizes only. */
const longestText = 2_000_000

/** The same text read by rss-parser, which is strict about XML and knows other habits. Null when it gives up. */
export async function secondOpinion(text: string): Promise<RawFeed | null> {
  if (text.length > longestText) return null
  try {
    const feed = await new RssParser({ defaultRSS: 2 }).parseString(text)
    return {
      title: literal(feed.title),
      language: words(feed.language),
      site: null,
      items: feed.items.slice(0, limits.items).map(rawItem),
      warnings: [],
    }
  } catch {
    return null
  }
}

function rawItem(item: Record<string, unknown>): RawItem {
  const link = words(item.link)
  return {
    guid: words(item.guid) ?? words(item.id) ?? words(item['rdf:about']),
    links: link ? [{ href: link, base: null }] : [],
    title: literal(item.title),
    summary: literal(item.summary ?? item.content),
    content: literal(item['content:encoded']),
    published: [item.pubDate, item.date].map(words).filter((date) => date !== null),
    updated: [],
    language: null,
    publisher: null,
  }
}

const words = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)

const literal = (value: unknown): RawText | null => {
  const text = words(value)
  return text === null ? null : { value: text, as: 'either' }
}
