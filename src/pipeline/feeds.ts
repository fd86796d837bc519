import { z } from 'zod'
import { unresolvedName } from '../adapters/fetch/failure.ts'
import { Refusal } from '../core/errors.ts'
import { type CatalogueEntry, readCatalogue } from '../sources/catalogue.ts'
import { sourceOf } from '../sources/index.ts'
import { type Feed, findFeed, insertFeed, listFeeds, updateFeed, upsertFeed, watchCategory } from '../store/feeds.ts'
import { boardKey } from './account-boards.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'
import { inboxKey } from './inbox.ts'
import { addressOf, eachByHost, meansOf } from './poll/by-host.ts'
import { type Means, readFeed, settingsOf } from './poll/read.ts'
import { answerInWords } from './poll/save.ts'

/** What a person says of a feed. `settings` are those of its source. */
export type NewFeed = Pick<Feed, 'name' | 'category' | 'kind' | 'settings'> &
  Partial<Pick<Feed, 'key' | 'publisher' | 'country' | 'language' | 'why' | 'accountId'>>

/** What a feed says when it is asked without saving anything. */
export type Trial = { good: boolean; message: string; titles: string[] }

/** Asks a feed as the poller would, and saves nothing: the test before it is added. */
export const tryFeed = async (app: App, given: NewFeed, means?: Means): Promise<Trial> =>
  trialOf(app, rowOf(app, given), means ?? (await meansOf(app)))

/** Watches a feed from the next poll on. `person` null = the command line. Answers its id. */
export const addFeed = async (app: App, person: Person | null, given: NewFeed): Promise<string> => {
  assertMayChange(person)
  const feed = rowOf(app, given)
  const same = await sameFeed(app, feed)
  if (same) throw new Refusal('conflict', `“${same.name}” reads that already${same.enabled ? '' : ': turn it on'}`)
  if (await findFeed(app.db, feed.key))
    throw new Refusal('conflict', `There is a feed with the key “${feed.key}” already`)
  await commit(app, (tx) => [insertFeed(tx, feed)], [
    { actorId: person?.id ?? null, what: 'feed_added', subject: 'feed', subjectId: feed.id },
  ])
  return feed.id
}

/** The one that asks for the very same; a page may be read for several things. */
const sameFeed = async (app: App, feed: Feed): Promise<Feed | undefined> => {
  if (feed.kind === 'page') return undefined
  const address = addressOf(app, feed)
  return (await listFeeds(app.db)).find((other) => other.kind === feed.kind && addressOf(app, other) === address)
}

/** Turns a feed on, to be asked at once and with a clean slate, or off. */
export const setFeedEnabled = async (app: App, person: Person | null, key: string, enabled: boolean): Promise<void> => {
  assertMayChange(person)
  const feed = await findFeed(app.db, key)
  if (!feed) throw new Refusal('not_found', `There is no feed “${key}”`)
  const what = enabled ? 'feed_enabled' : 'feed_disabled'
  await commit(app, (tx) => [updateFeed(tx, feed.id, { enabled, ...(enabled ? cleanSlate(app) : {}) })], [
    { actorId: person?.id ?? null, what, subject: 'feed', subjectId: feed.id },
  ])
}

/** Turns on every feed of the catalogue about this kind of news. Read each publisher's terms first. */
export const watchPack = async (app: App, person: Person, category: string): Promise<void> => {
  assertMayChange(person)
  await commit(app, (tx) => [watchCategory(tx, category, cleanSlate(app))], [
    { actorId: person.id, what: 'feeds_enabled', subject: 'feeds', subjectId: category },
  ])
}

const cleanSlate = (app: App) => ({
  ...{ state: 'new' as const, failures: 0, failingSince: null, goneSince: null },
  nextPollAt: app.now(),
})

/**
 * Brings in the feeds named in files of `feeds/`: off and unverified, unless the file says on. Those that are there
 * take the new description and keep their state. Answers how many the files name.
 */
export const importCatalogue = async (app: App, files: readonly string[]): Promise<number> => {
  const entries = files.flatMap(readCatalogue)
  await commit(app, (tx) => entries.map((entry) => upsertFeed(tx, catalogueRow(app, entry))), [])
  return entries.length
}

/**
 * Asks feeds once whether they can be read, a host at a time with the usual pauses, and notes the answer. Nothing they
 * say is stored: a feed that is off stays silent. A good answer verifies it, and revives one that was given up: after
 * days without a network every feed is. When no name at all resolved it is this machine that is cut off: that is
 * answered, and noted of no feed.
 */
export const checkFeeds = async (
  app: App,
  feeds: readonly Feed[],
  said: (feed: Feed, trial: Trial) => void,
): Promise<{ isOffline: boolean }> => {
  const means = await meansOf(app)
  const unresolved: Feed[] = []
  await eachByHost(app, feeds, async (feed) => {
    const trial = await trialOf(app, { ...feed, bodyHash: null, lastBodyAt: null, backlog: null }, means)
    if (trial.message === unresolvedName) unresolved.push(feed)
    else await noteTrial(app, feed, trial)
    said(feed, trial)
  })
  const isOffline = feeds.length > 0 && unresolved.length === feeds.length
  if (!isOffline) for (const feed of unresolved) await noteTrial(app, feed, { good: false, message: unresolvedName })
  return { isOffline }
}

const noteTrial = async (app: App, feed: Feed, { good, message }: Pick<Trial, 'good' | 'message'>): Promise<void> => {
  const verifiedAt = good ? (feed.verifiedAt ?? app.now()) : feed.verifiedAt
  const isRevived = good && (feed.state === 'paused' || feed.state === 'gone')
  const change = { verifiedAt, lastAnswer: message, ...(isRevived ? cleanSlate(app) : {}) }
  await commit(app, (tx) => [updateFeed(tx, feed.id, change)], [])
}

/** Feeds that can be asked: those that never gave a good answer, or all. */
export const feedsToCheck = async (app: App, { all }: { all: boolean }): Promise<Feed[]> =>
  (await listFeeds(app.db)).filter(({ verifiedAt, kind }) => sourceOf(kind) && (all || verifiedAt === null))

/** Enough to see that a feed can be read and what it holds; a list of filings leads to a hundred more. */
const trialRequests = 5
const mostTitles = 5

/** A host that asks us to wait is remembered all the same: it means every reader. */
const trialOf = async (app: App, feed: Feed, means: Means): Promise<Trial> => {
  const outcome = await readFeed(app, feed, means, trialRequests)
  if (outcome.end === 'postponed') return { good: false, message: `${outcome.host} asked us to wait`, titles: [] }
  if (outcome.heard.size > 0) await commit(app, (tx) => means.hosts.steps(tx, outcome.heard), [])
  if (outcome.end === 'failed') return { good: false, message: outcome.message, titles: [] }
  const { documents, snapshot } = outcome
  const titles = [...documents, ...(snapshot?.postings ?? [])].slice(0, mostTitles).map(({ title }) => title)
  return { good: true, message: answerInWords(outcome, documents.length), titles }
}

/** A rep watches nothing. */
export const assertMayChange = (person: Person | null): void => {
  if (person?.role === 'rep') throw new Refusal('forbidden', 'A manager or an admin says what is watched')
}

/** A feed that was never asked. Refuses a kind that nobody reads and settings that its source does not take. */
const rowOf = (app: App, given: NewFeed): Feed => {
  const { name, kind, publisher, key, country = null, language = null, why = null, accountId = null } = given
  const now = app.now()
  const feed: Feed = {
    ...neverAsked,
    ...{ id: app.newId(), key: key ?? keyOf(given), name: name.trim(), publisher: publisher?.trim() || name.trim() },
    ...{ category: given.category, kind, settings: given.settings, country, language, why, accountId },
    ...{ nextPollAt: now, createdAt: now },
  }
  if (feed.name === '') throw new Refusal('invalid', 'A feed needs a name')
  if (feed.key === inboxKey) throw new Refusal('invalid', 'What is pushed is kept under that name: take another')
  const source = sourceOf(kind)
  if (!source) throw new Refusal('invalid', `Nobody reads feeds of the kind “${kind}”`)
  try {
    source.settings(settingsOf(app, feed))
  } catch (error) {
    throw new Refusal('invalid', error instanceof z.ZodError ? z.prettifyError(error) : String(error))
  }
  return feed
}

/** A board is called the same, whoever finds it. */
const keyOf = ({ name, kind, settings: { board } }: NewFeed): string =>
  typeof board === 'string' ? boardKey({ kind, settings: { board } }) : keyOfName(name)

const keyOfName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'feed'

const catalogueRow = (app: App, { state: _unverified, ...entry }: CatalogueEntry) => ({
  id: app.newId(),
  ...entry,
  nextPollAt: app.now(),
  createdAt: app.now(),
})

const neverAsked = {
  ...{ enabled: true, verifiedAt: null, state: 'new' as const, failures: 0, failingSince: null, goneSince: null },
  ...{ etag: null, lastModified: null, bodyHash: null, lastPolledAt: null, lastSuccessAt: null, lastBodyAt: null },
  ...{ address: null, movedTo: null, movedSince: null, movedPolls: 0, hints: null, recentItemsAt: null },
  ...{ backlog: null, leasedBy: null, leasedUntil: null, lastAnswer: null },
}
