import { atomically } from '#dialect'
import { Refusal } from '../core/errors.ts'
import { inboxDocument, pushedSignal, refusedAt } from '../core/inbox.ts'
import { findFeed, insertDocuments, newestVersion, upsertFeed } from '../store/feeds.ts'
import type { App } from './app.ts'
import { documentRow } from './poll/rows.ts'
import { wrongInput } from './wrong-input.ts'

/** The feed under which everything that is pushed is kept. It is never polled. */
export const inboxKey = 'inbox'

/**
 * Takes one signal that another system pushes with its API key; the next run of the morning reads it like any other. The
 * same idempotency key again under that API key changes nothing and answers with the first one's document. Throws a
 * `Refusal`.
 */
export const receiveSignal = async (
  app: App,
  apiKeyId: string,
  body: unknown,
): Promise<{ documentId: string; isNew: boolean }> => {
  const read = pushedSignal.safeParse(body)
  if (!read.success) throw wrongInput(read.error, pushedSignal.shape)
  const refused = refusedAt(read.data, app.now())
  if (refused) throw new Refusal('invalid', refused)
  const feed = await inboxFeed(app)
  const document = inboxDocument(read.data, app.now())
  // Whatever it says, a key has one content: the unique index then lets the first one win, also in a race. It is kept
  // as it came, for a key may be an address that only its parameters tell from others.
  const identity = `${apiKeyId} ${document.identity}`
  const row = { ...documentRow(app, feed, document), identity, contentHash: 'pushed' }
  await atomically(app.db, (tx) => [insertDocuments(tx, [row])])
  const kept = await newestVersion(app.db, feed.id, row.identity)
  return { documentId: kept!.id, isNew: kept!.id === row.id }
}

const inboxFeed = async (app: App) => {
  const known = await findFeed(app.db, inboxKey)
  if (known) return known
  const now = app.now()
  await atomically(app.db, (tx) => [
    upsertFeed(tx, {
      ...{ id: app.newId(), key: inboxKey, name: 'Inbox', publisher: 'Inbox', category: 'pushed', kind: 'inbox' },
      ...{ settings: {}, enabled: false, nextPollAt: now, createdAt: now },
    }),
  ])
  return (await findFeed(app.db, inboxKey))!
}
