import { atomically } from '#dialect'
import { findFeed, insertDocuments, upsertFeed } from '../../store/feeds.ts'
import type { App } from '../app.ts'
import { documentRow } from '../poll/rows.ts'
import { chunks } from '../stage.ts'
import type { DatedDocument } from './documents.ts'

export type Publish = (documents: readonly DatedDocument[]) => Promise<void>

/** Stores a day's documents as the poller would have, one feed per source. */
export const openFeeds = (app: App): Publish => {
  const known = new Map<string, string>()
  const feedOf = async (source: string): Promise<string> => {
    const id = known.get(source) ?? (await makeFeed(app, source))
    known.set(source, id)
    return id
  }
  return async (documents) => {
    const rows = []
    for (const { source, document } of documents) {
      const feed = { id: await feedOf(source), publisher: source, language: null }
      // What was published during the day had not been published later than the morning that reads it.
      const publishedAt = document.publishedAt === null ? null : Math.min(document.publishedAt, app.now())
      rows.push(documentRow(app, feed, { ...document, publishedAt }))
    }
    for (const part of chunks(rows, 400)) await atomically(app.db, (tx) => [insertDocuments(tx, part)])
  }
}

const makeFeed = async (app: App, source: string): Promise<string> => {
  const now = app.now()
  const feed = { key: source, name: source, publisher: source, category: 'news', kind: 'feed', settings: {} }
  await atomically(app.db, (tx) => [
    upsertFeed(tx, { id: app.newId(), ...feed, enabled: false, nextPollAt: now, createdAt: now }),
  ])
  return (await findFeed(app.db, source))!.id
}
