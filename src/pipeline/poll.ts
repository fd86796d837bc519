import { atomically, Conflict } from '#dialect'
import { afterBadPoll } from '../core/poll.ts'
import { sourceOf } from '../sources/index.ts'
import { endPoll, type Feed, feedsDue, leaseFeed } from '../store/feeds.ts'
import { recordProblem } from '../store/runs.ts'
import type { App } from './app.ts'
import { type Hosts, loadHosts } from './poll/hosts.ts'
import { longestReadMs, type Means, type Postponed, readFeed, settingsOf, type Trouble } from './poll/read.ts'
import { reader } from './poll/reader.ts'
import { saveReading } from './poll/save.ts'
import { type Counts, messageOf, type Stage } from './stage.ts'
import { learnFromBoards } from './technographics.ts'

/** Longer than any poll of one feed can last, so that nobody takes a feed that is being polled. */
const leaseMs = longestReadMs + 60_000
/** Hosts at work at once; the fetcher holds fewer connections than that, the others wait or are being read. */
const hostsAtOnce = 16
/** No feed is begun later than this after the run began: it stays due, and comes first in the next run. */
const beginWithinMs = 4 * 60_000

export type PollEnd = { documents: number; failed: boolean; message: string }

/** Reads every feed that is due; a slow or bad one delays and loses none but itself. */
export const poll: Stage = {
  name: 'poll',
  run: async (app) => {
    const due = await feedsDue(app.db, app.now())
    const counts: Counts = { feeds: 0, documents: 0, failed: 0 }
    const startedMs = performance.now()
    const means = await meansOf(app)
    await eachByHost(app, due, async (feed) => {
      if (performance.now() - startedMs > beginWithinMs) return
      const end = await pollWith(app, feed, means, { onlyIfDue: true })
      if (end) add(counts, end)
    })
    counts.facts = await learnFromBoards(app)
    return counts
  },
}

/** Polls one feed now, whatever its state, and saves what it brought: the test button, which also revives a feed. */
export const pollFeed = async (app: App, feed: Feed): Promise<PollEnd> =>
  (await pollWith(app, feed, await meansOf(app), { onlyIfDue: false })) ?? {
    documents: 0,
    failed: false,
    message: 'It is being polled at this moment',
  }

/** Null when another process polls the feed, or has just done so. */
const pollWith = async (
  app: App,
  { id, key }: Feed,
  means: Means,
  { onlyIfDue }: { onlyIfDue: boolean },
): Promise<PollEnd | null> => {
  const by = app.newId()
  try {
    const now = app.now()
    const feed = await leaseFeed(app.db, id, { by, now, until: now + leaseMs, onlyIfDue })
    if (!feed) return null
    const outcome = await readFeed(app, feed, means)
    if (outcome.end === 'failed') return await saveTrouble(app, feed, by, outcome, means.hosts)
    if (outcome.end === 'postponed') return await postpone(app, feed, by, outcome)
    return { ...(await saveReading(app, feed, by, outcome, means.hosts)), failed: false }
  } catch (error) {
    if (error instanceof Conflict) return null
    const message = messageOf(error)
    app.log.error({ feed: key, error: message }, 'A poll could not be saved')
    return { documents: 0, failed: true, message }
  }
}

const saveTrouble = async (app: App, feed: Feed, by: string, trouble: Trouble, hosts: Hosts): Promise<PollEnd> => {
  const now = app.now()
  const { change, notice } = afterBadPoll(feed, { now, ...trouble })
  const { message } = trouble
  await atomically(app.db, (tx) => [
    endPoll(tx, feed.id, by, { ...change, lastAnswer: message }),
    ...hosts.steps(tx, trouble.heard),
    ...(notice
      ? [recordProblem(tx, { stage: 'poll', subjectId: feed.id, message: `${feed.name}: ${notice}`, at: now })]
      : []),
  ])
  app.log[notice ? 'warn' : 'info']({ feed: feed.key, answer: message }, notice ?? 'A feed could not be read')
  return { documents: 0, failed: true, message }
}

/** The host asked all its readers to wait: no fault of this feed. */
const postpone = async (app: App, feed: Feed, by: string, { host, until }: Postponed): Promise<PollEnd> => {
  const message = `${host} asked us to wait`
  await atomically(app.db, (tx) => [endPoll(tx, feed.id, by, { nextPollAt: until, lastAnswer: message })])
  return { documents: 0, failed: false, message }
}

export const meansOf = async (app: App): Promise<Means> => ({ reader, hosts: await loadHosts(app) })

/** Feeds of one host one after the other, hosts beside each other. */
export const eachByHost = async (app: App, feeds: readonly Feed[], work: (feed: Feed) => Promise<void>) => {
  const hosts = [...Map.groupBy(feeds, (feed) => hostOf(app, feed)).values()]
  await inParallel(hosts, hostsAtOnce, async (ofOneHost) => {
    for (const feed of ofOneHost) await work(feed)
  })
}

/** One that cannot be asked at all stands alone. */
const hostOf = (app: App, feed: Feed): string => {
  try {
    const source = sourceOf(feed.kind)!
    return new URL(source.request(source.settings(settingsOf(app, feed)), feed)[0]!.url).host
  } catch {
    return feed.id
  }
}

const inParallel = async <T>(list: readonly T[], most: number, work: (one: T) => Promise<void>) => {
  const rest = list.values()
  const worker = async () => {
    for (const one of rest) await work(one)
  }
  await Promise.all(Array.from({ length: most }, worker))
}

const add = (counts: Counts, { documents, failed }: PollEnd) => {
  counts.feeds!++
  counts.documents! += documents
  counts.failed! += Number(failed)
}
