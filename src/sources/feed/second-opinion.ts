import RssParser from 'rss-parser'
import { limits, type RawFeed, type RawItem, type RawText } from './raw.ts'

/** rss-parser builds a tree, so it is asked about ordinary sizes only. */
const longestText = 2_000_000
/** Its search for tags takes time by the square of a text whose tags never end, so each text is cut to this. */
const longestPart = 1_000

/** The same text read by rss-parser, which is strict about XML and knows other habits. Null when it gives up. */
export async function secondOpinion(text: string): Promise<RawFeed | null> {
  if (text.length > longestText) return null
  try {
    const feed = await new RssParser({ defaultRSS: 2 }).parseString(shortened(text))
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

/** The feed with its texts cut: what stands between two tags, and what stands in a CDATA section. */
function shortened(text: string): string {
  const [open, close] = ['<![CDATA[', ']]>']
  let parts = ''
  for (let from = 0; from < text.length; ) {
    const start = text.indexOf(open, from)
    const plain = text.slice(from, start < 0 ? undefined : start)
    parts += plain.replace(/[^<]+/g, (words) => words.slice(0, longestPart))
    if (start < 0) break
    const end = text.indexOf(close, start)
    const inside = text.slice(start + open.length, end < 0 ? undefined : end)
    parts += open + inside.slice(0, longestPart) + close
    if (end < 0) break
    from = end + close.length
  }
  return parts
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
