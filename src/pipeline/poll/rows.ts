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
  const { url, publishedAt, updatedAt, extra = null } = document
  const texts = { title: whole(document.title), summary: whole(document.summary), body: whole(document.body ?? null) }
  return {
    id: app.newId(),
    feedId: feed.id,
    identity: whole(withoutTracking(document.identity)),
    contentHash: contentHash(texts),
    url,
    ...texts,
    publisher: document.publisher ?? feed.publisher,
    language: document.language ?? feed.language,
    publishedAt,
    updatedAt,
    fetchedAt: app.now(),
    extra,
  }
}

/** No database keeps halves of characters: with one in it a text would be new each time it comes. */
const whole = <Text extends string | null>(text: Text): Text => (text?.toWellFormed() ?? null) as Text

/**
 * Only another wording is an edit: feeds date their items anew and count their links in new ways all the time. Texts
 * come in NFC from their sources.
 */
const contentHash = ({ title, summary, body }: Pick<Document, 'title' | 'summary' | 'body'>): string =>
  hash('sha256', JSON.stringify([title, summary, body ?? null]))
