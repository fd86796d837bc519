import { hash } from 'node:crypto'
import type { Document } from '../../core/document.ts'
import { withoutTracking } from '../../core/poll.ts'
import type { Feed, NewDocument } from '../../store/feeds.ts'
import type { App } from '../app.ts'

/** How an item of a feed is kept. */
export const documentRow = (
  app: App,
  feed: Pick<Feed, 'id' | 'publisher' | 'language'>,
  document: Document,
): NewDocument => {
  const { url, title, summary, body = null, publishedAt, updatedAt, extra = null } = document
  return {
    id: app.newId(),
    feedId: feed.id,
    identity: withoutTracking(document.identity),
    contentHash: contentHash(document),
    url,
    title,
    summary,
    body,
    publisher: document.publisher ?? feed.publisher,
    language: document.language ?? feed.language,
    publishedAt,
    updatedAt,
    fetchedAt: app.now(),
    extra,
  }
}

/**
 * Only another wording is an edit: feeds date their items anew and count their links in new ways all the time. Texts
 * come in NFC from their sources.
 */
export const contentHash = ({ title, summary, body }: Pick<Document, 'title' | 'summary' | 'body'>): string =>
  hash('sha256', JSON.stringify([title, summary, body ?? null]))
