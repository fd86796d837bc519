import { createHash } from 'node:crypto'
import { atomically, type Tx } from '#dialect'
import type { Document } from '../core/document.ts'
import { dataHash } from '../core/hash.ts'
import { pollAgain } from '../core/poll.ts'
import { sourceOf } from '../sources/index.ts'
import { type Parsed, type Request, type Snapshot, Unreadable } from '../sources/source.ts'
import {
  type Feed,
  feedsDue,
  insertDocuments,
  insertPostings,
  insertSnapshot,
  postingsOf,
  seePostings,
  updateFeed,
  updatePosting,
} from '../store/feeds.ts'
import type { App } from './app.ts'
import { boardDocuments } from './board.ts'
import { type Counts, chunks, messageOf, type Stage } from './stage.ts'

/** Pages and detail pages one poll of one feed may follow. */
const requestBudget = 120

/** Reads every feed that is due; one bad feed never delays or loses another. */
export const poll: Stage = {
  name: 'poll',
  run: async (app) => {
    const due = await feedsDue(app.db, app.now())
    const counts: Counts = { feeds: due.length, documents: 0, failed: 0 }
    await Promise.all(
      due.map(async (feed) => {
        const { documents, failed } = await pollFeed(app, feed)
        counts.documents! += documents
        counts.failed! += Number(failed)
      }),
    )
    return counts
  },
}

/** What one poll of a feed brought, before anything is saved. */
export type Reading = {
  parsed: { documents: Document[]; snapshot: Snapshot | null; complete: boolean }
  unchanged: boolean
  validators: Pick<Feed, 'etag' | 'lastModified' | 'bodyHash'>
  movedTo: string | null
  /** In words, for the feeds page. */
  warnings: string[]
}
export type Trouble = { failed: true; message: string; retryAfterMs: number | null; gone: boolean }

/** Polls one feed now and saves what it brought together with the feed's new state. */
export const pollFeed = async (
  app: App,
  feed: Feed,
): Promise<{ documents: number; failed: boolean; message: string }> => {
  const outcome = await readFeed(app, feed).catch((error): Trouble => trouble(messageOf(error)))
  if ('failed' in outcome) {
    const next = pollAgain(feed, { now: app.now(), ...outcome })
    await atomically(app.db, (tx) => [updateFeed(tx, feed.id, { ...next, lastAnswer: outcome.message })])
    app.log.info({ feed: feed.key, answer: outcome.message }, 'A feed could not be read')
    return { documents: 0, failed: true, message: outcome.message }
  }
  return save(app, feed, outcome)
}

/** Reads a feed without saving anything: also what the test button does. */
export const readFeed = async (app: App, feed: Feed): Promise<Reading | Trouble> => {
  const source = sourceOf(feed.kind)
  if (!source) return trouble(`No source reads feeds of kind "${feed.kind}"`)
  const settings = source.settings({
    ...feed.settings,
    ...(source.needsContact ? { contact: app.contact } : {}),
  })
  const queue: Request[] = source.request(settings, feed)
  const reading: Reading = {
    parsed: { documents: [], snapshot: null, complete: true },
    unchanged: true,
    validators: { etag: feed.etag, lastModified: feed.lastModified, bodyHash: feed.bodyHash },
    movedTo: null,
    warnings: [],
  }
  for (let made = 0; queue.length > 0; made++) {
    if (made === requestBudget) {
      reading.parsed.complete = false
      reading.warnings.push(`Stopped after ${requestBudget} requests; ${queue.length} were left`)
      break
    }
    const request = queue.shift()!
    const answer = await app.fetcher.fetch(request)
    if (answer.kind === 'not_modified') continue
    if (answer.kind !== 'ok') {
      if (made === 0) return { ...trouble(answer.message), ...waitOf(answer) }
      reading.parsed.complete = false // a page is missing: what is read stays, nothing is called gone
      reading.warnings.push(`${request.url}: ${answer.message}`)
      continue
    }
    const bodyHash = createHash('sha256').update(answer.body.bytes).digest('hex')
    if (made === 0) {
      if (bodyHash === feed.bodyHash) return reading
      const { headers } = answer.body
      reading.validators = { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null, bodyHash }
      reading.movedTo = answer.movedTo
    }
    reading.unchanged = false
    const body = { ...answer.body, ...(request.note === undefined ? {} : { note: request.note }) }
    const parsed = await parse(() => source.parse(body, settings))
    if (parsed instanceof Unreadable) {
      if (made === 0) return trouble(parsed.message)
      reading.parsed.complete = false
      reading.warnings.push(`${request.url}: ${parsed.message}`)
      continue
    }
    add(reading, parsed)
    queue.push(...parsed.next)
  }
  return reading
}

const trouble = (message: string): Trouble => ({ failed: true, message, retryAfterMs: null, gone: false })

const waitOf = (answer: { kind: string; status?: number; retryAfterMs?: number | null }) => ({
  retryAfterMs: answer.retryAfterMs ?? null,
  gone: answer.status === 410,
})

const parse = async (read: () => Parsed | Promise<Parsed>): Promise<Parsed | Unreadable> => {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Unreadable) return error
    throw error
  }
}

const add = ({ parsed, warnings }: Reading, page: Parsed) => {
  parsed.documents.push(...page.documents)
  if (page.snapshot?.partial) parsed.complete = false
  if (page.snapshot) parsed.snapshot = { postings: [...(parsed.snapshot?.postings ?? []), ...page.snapshot.postings] }
  warnings.push(...(page.warnings ?? []))
}

const save = async (app: App, feed: Feed, reading: Reading) => {
  const now = app.now()
  const known = reading.parsed.snapshot ? await postingsOf(app.db, feed.id) : []
  const board = reading.parsed.snapshot
    ? boardDocuments({
        feed,
        known,
        snapshot: reading.parsed.snapshot,
        complete: reading.parsed.complete,
        now,
        newId: app.newId,
      })
    : null
  const documents = [...reading.parsed.documents, ...(board?.documents ?? [])]
  const rows = documents.map((document) => documentRow(app, feed, document))
  const message = answerInWords(reading, rows.length)
  const next = pollAgain(feed, { now, failed: false, message, retryAfterMs: null, gone: false })
  await atomically(app.db, (tx) => [
    ...chunks(rows, 40).map((part) => insertDocuments(tx, part)),
    ...(board ? snapshotSteps(tx, feed, reading, board, now, app.newId) : []),
    updateFeed(tx, feed.id, { ...next, ...rememberedOf(feed, reading), lastAnswer: message }),
  ])
  return { documents: rows.length, failed: false, message }
}

/** Where a page or a filing was missed, the next poll starts from the same point again. */
const rememberedOf = (feed: Feed, { parsed, validators }: Reading) =>
  parsed.complete ? validators : { bodyHash: null, etag: null, lastModified: null, lastPolledAt: feed.lastPolledAt }

type Board = ReturnType<typeof boardDocuments>

const snapshotSteps = (tx: Tx, feed: Feed, reading: Reading, board: Board, now: number, newId: () => string) => [
  insertSnapshot(tx, {
    id: newId(),
    feedId: feed.id,
    at: now,
    complete: reading.parsed.complete,
    openings: board.openings,
    bodyHash: reading.validators.bodyHash ?? '',
  }),
  ...chunks(board.added, 40).map((part) => insertPostings(tx, part)),
  ...chunks(board.seen, 400).map((part) => seePostings(tx, part, now)),
  ...board.changed.map(({ id, change }) => updatePosting(tx, id, change)),
]

/** How an item of a feed is kept. */
export const documentRow = (app: App, feed: Pick<Feed, 'id' | 'publisher' | 'language'>, document: Document) => {
  const { identity, url, title, summary, body, publishedAt, updatedAt, extra } = document
  return {
    id: app.newId(),
    feedId: feed.id,
    identity,
    contentHash: dataHash([title, summary, body ?? null, url]),
    url,
    title,
    summary,
    body: body ?? null,
    publisher: document.publisher ?? feed.publisher,
    language: document.language ?? feed.language,
    publishedAt,
    updatedAt,
    fetchedAt: app.now(),
    extra: extra ?? null,
  }
}

const answerInWords = (reading: Reading, documents: number): string => {
  if (reading.unchanged) return 'Nothing new since the last poll'
  const openings = reading.parsed.snapshot?.postings.length
  const read = openings === undefined ? count(documents, 'item') : count(openings, 'opening')
  return [`Read ${read}`, ...reading.warnings.slice(0, 3)].join('; ')
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
