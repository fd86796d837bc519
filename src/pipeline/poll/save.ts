import { atomically, type Step, type Tx } from '#dialect'
import type { Document, Instant } from '../../core/document.ts'
import { afterGoodPoll } from '../../core/poll.ts'
import {
  endPoll,
  type Feed,
  insertDocuments,
  insertPostings,
  insertSnapshot,
  type NewDocument,
  postingsOf,
  seePostings,
  updatePosting,
  versionsOf,
} from '../../store/feeds.ts'
import { clearProblem } from '../../store/runs.ts'
import type { App } from '../app.ts'
import { boardDocuments } from '../board.ts'
import { peopleDocuments } from '../leadership.ts'
import { chunks, othersTurn } from '../stage.ts'
import type { Hosts } from './hosts.ts'
import type { Reading } from './read.ts'
import { documentRow } from './rows.ts'

/**
 * So many documents are read or written in a few milliseconds: nobody waits long for the database, and between two lots
 * the thread does what else it has to do.
 */
const rowsAtOnce = 100

/**
 * Saves what a poll brought. The validators are written with the last of the documents: whatever happens before, the
 * next poll brings the rest again, and what is there already is not stored twice.
 */
export const saveReading = async (app: App, feed: Feed, by: string, reading: Reading, hosts: Hosts) => {
  const now = app.now()
  const board = await boardOf(app, now, feed, reading)
  const people = await peopleDocuments(app, feed, reading)
  const documents = [...reading.documents, ...people, ...(board?.documents ?? [])]
  const itemsAt = reading.snapshot ? [] : documents.map(({ publishedAt, updatedAt }) => publishedAt ?? updatedAt)
  const rows = await unknownRows(app, feed, documents)
  const { change, notice } = afterGoodPoll(feed, { ...reading, now, itemsAt, isBoard: board !== null })
  const message = [answerInWords(reading, rows.length), ...(notice ? [notice] : [])].join('; ')
  const parts = chunks(rows, rowsAtOnce)
  const last = parts.pop() ?? []
  for (const part of parts) {
    await atomically(app.db, (tx) => [insertDocuments(tx, part)])
    await othersTurn()
  }
  await atomically(app.db, (tx) => [
    endPoll(tx, feed.id, by, { ...change, ...remembered(feed, reading, change), lastAnswer: message }),
    insertDocuments(tx, last),
    ...(board ? snapshotSteps(app, tx, now, feed, reading, board) : []),
    ...(feed.failures > 0 ? [clearProblem(tx, 'poll', feed.id)] : []),
    ...hosts.steps(tx, reading.heard),
  ])
  if (notice) app.log.info({ feed: feed.key }, notice)
  return { documents: rows.length, message }
}

/** A feed that moved is asked in full at its new address. */
const remembered = (feed: Feed, { validators, backlog }: Reading, { address }: { address: string | null }) => ({
  ...(address === feed.address ? validators : { etag: null, lastModified: null, bodyHash: validators.bodyHash }),
  backlog: backlog.length > 0 ? backlog : null,
})

/**
 * Those that no good poll before this one has stored in this wording. What a poll that was killed had stored by then
 * counts as new once more, and is not stored twice.
 */
const unknownRows = async (app: App, feed: Feed, documents: readonly Document[]): Promise<NewDocument[]> => {
  const known = new Set<string>()
  const unknown: NewDocument[] = []
  for (const [i, part] of chunks(documents, rowsAtOnce).entries()) {
    if (i > 0) await othersTurn()
    const rows = part.map((document) => documentRow(app, feed, document))
    const identities = rows.map(({ identity }) => identity)
    for (const version of await versionsOf(app.db, feed.id, identities, feed.lastSuccessAt ?? -1))
      known.add(versionKey(version))
    for (const row of rows) {
      const key = versionKey(row)
      if (!known.has(key)) unknown.push(row)
      known.add(key)
    }
  }
  return unknown
}

const versionKey = ({ identity, contentHash }: Pick<NewDocument, 'identity' | 'contentHash'>) =>
  `${contentHash} ${identity}`

/** A board that has not changed still says once more what is missing from it. Null where the feed is no board. */
const boardOf = async (app: App, now: Instant, feed: Feed, { snapshot, changed, complete }: Reading) => {
  if (changed && !snapshot) return null
  const known = await postingsOf(app.db, feed.id)
  if (!snapshot && known.length === 0) return null
  return boardDocuments({ feed, known, snapshot, complete, now, newId: app.newId })
}

type Board = NonNullable<Awaited<ReturnType<typeof boardOf>>>

const snapshotSteps = (app: App, tx: Tx, now: Instant, feed: Feed, reading: Reading, board: Board): Step[] => [
  ...(reading.snapshot
    ? [
        insertSnapshot(tx, {
          id: app.newId(),
          feedId: feed.id,
          at: now,
          complete: reading.complete,
          openings: board.openings,
          bodyHash: reading.validators.bodyHash ?? '',
        }),
      ]
    : []),
  insertPostings(tx, board.added),
  ...chunks(board.seen, 400).map((part) => seePostings(tx, part, now)),
  ...board.changed.map(({ id, change }) => updatePosting(tx, id, change)),
]

/** What a poll brought, as the feeds page says it. */
export const answerInWords = (reading: Reading, documents: number): string => {
  const openings = reading.snapshot?.postings.length
  const read = openings === undefined ? count(documents, 'new item') : count(openings, 'opening')
  const said = reading.changed ? `Read ${read}` : 'Nothing new since the last poll'
  return [said, ...reading.warnings.slice(0, 3)].join('; ').slice(0, 1_000)
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`
