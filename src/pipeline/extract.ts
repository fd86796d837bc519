import { atomically } from '#dialect'
import type { Instant } from '../core/document.ts'
import { extractorVersion, extract as extractSignals, readingVersion, signalFingerprint } from '../core/extract.ts'
import { pageReason } from '../core/full-text.ts'
import { ownSignals } from '../core/own-signals.ts'
import type { Extraction } from '../core/signal.ts'
import { markMergesBehind } from '../store/matches.ts'
import { clearProblem, recordProblem } from '../store/runs.ts'
import {
  insertSignals,
  itemKey,
  markRead,
  newestVersions,
  type StoredDocument,
  signalsOfItems,
  unreadDocuments,
  withdrawSignals,
} from '../store/signals.ts'
import type { App } from './app.ts'
import { consult } from './opinion.ts'
import { type Counts, chunks, messageOf, type Stage } from './stage.ts'

const batchSize = 100
/** A slow model does not hold up the morning: once a run has waited so long, only answers that are kept are used. */
const mostWaitMs = 5 * 60_000

/** Reads documents that are new, or older than this extractor, into signals with their quotes. */
export const extract: Stage = {
  name: 'extract',
  run: async (app, tell) => {
    const counts: Counts = { documents: 0, signals: 0, failed: 0 }
    const waited = { ms: 0 }
    for (;;) {
      const batch = await unreadDocuments(app.db, extractorVersion, batchSize)
      if (batch.length === 0) return counts
      await readBatch(app, batch, counts, waited)
      tell?.(counts.documents!, null)
    }
  },
}

/** For the model, in this run. */
type Waited = { ms: number }
type Read = { document: StoredDocument; extraction: Extraction; failure: string | null; byRules: boolean }

const readBatch = async (app: App, batch: StoredDocument[], counts: Counts, waited: Waited) => {
  const newest = await newestVersions(app.db, batch)
  const readings: Read[] = []
  for (const reading of batch.map(read)) {
    const isNewest = newest.get(itemKey(reading.document)) === reading.document.id
    readings.push(isNewest ? await asked(app, reading, counts, waited) : reading)
  }
  const current = readings.filter(({ document }) => newest.get(itemKey(document)) === document.id)
  const now = app.now()
  const rows = current.flatMap(({ document, extraction }) => signalRows(app, now, document, extraction))
  const outdated = await outdatedSignals(
    app,
    current.map(({ document }) => document),
  )
  const mark = app.newId()
  await atomically(app.db, (tx) => [
    ...chunks(rows, 40).map((part) => insertSignals(tx, part)),
    ...chunks(outdated, 400).flatMap((part) => [withdrawSignals(tx, part, now), markMergesBehind(tx, part, mark)]),
    ...readings.map(({ document, extraction }) =>
      markRead(tx, document.id, extractorVersion, extraction.drops, opensPage(document, extraction)),
    ),
    ...readings.map(({ document, failure }) =>
      failure
        ? recordProblem(tx, { stage: 'extract', subjectId: document.id, message: failure, at: now })
        : clearProblem(tx, 'extract', document.id),
    ),
  ])
  counts.documents! += batch.length
  counts.signals! += rows.length
  counts.failed! += readings.filter(({ failure }) => failure).length
}

/** One document that cannot be read is recorded and skipped. */
const read = (document: StoredDocument): Read => {
  try {
    const own = ownSignals(document)
    const extraction = own ? { signals: own, drops: [] } : extractSignals(document)
    return { document, extraction, failure: null, byRules: !own }
  } catch (error) {
    return { document, extraction: { signals: [], drops: [] }, failure: messageOf(error), byRules: false }
  }
}

/** The same with a model's second opinion, when there is one and the rules are unsure. */
const asked = async (app: App, reading: Read, counts: Counts, waited: Waited): Promise<Read> => {
  const { document, extraction, byRules } = reading
  const startedAt = app.now()
  const consulted =
    app.opinion && byRules ? await consult(app.opinion, document, extraction, waited.ms > mostWaitMs) : null
  if (!consulted) return reading
  waited.ms += app.now() - startedAt
  counts.asked = (counts.asked ?? 0) + 1
  return { ...reading, extraction: consulted.extraction }
}

/** Whether the document's own page is to be looked at, once its signals are matched; it is decided once. */
const opensPage = (document: StoredDocument, extraction: Extraction): boolean =>
  document.pageState === null && ownSignals(document) === null && pageReason(document, extraction) !== null

const signalRows = (app: App, foundAt: Instant, document: StoredDocument, { signals }: Extraction) =>
  signals.map((signal) => ({
    id: app.newId(),
    documentId: document.id,
    extractor: readingVersion(document),
    fingerprint: signalFingerprint(signal),
    kind: signal.kind,
    company: signal.company,
    signal,
    occurredAt: signal.occurredAt,
    confidence: signal.confidence,
    lite: signal.lite,
    foundAt,
    toldAt: document.publishedAt ?? document.fetchedAt,
  }))

/**
 * Signals that an earlier extractor, an earlier version of the item, or the item without its page told: what is read
 * now replaces them. An item that was edited is read in its last wording only.
 */
const outdatedSignals = async (app: App, current: StoredDocument[]): Promise<string[]> => {
  const readings = new Map(current.map((document) => [document.id, readingVersion(document)]))
  return (await signalsOfItems(app.db, current))
    .filter(({ documentId, extractor }) => readings.get(documentId) !== extractor)
    .map(({ id }) => id)
}
