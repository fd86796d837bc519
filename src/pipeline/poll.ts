import { atomically, Conflict } from '#dialect'
import { afterBadPoll } from '../core/poll.ts'
import { endPoll, type Feed, feedsDue, leaseFeed } from '../store/feeds.ts'
import { recordProblem } from '../store/runs.ts'
import type { App } from './app.ts'
import { boardSettings, lookForBoards } from './careers.ts'
import { eachByHost, meansOf } from './poll/by-host.ts'
import type { Hosts } from './poll/hosts.ts'
import { longestReadMs, type Means, type Postponed, readFeed, type Trouble } from './poll/read.ts'
import { saveReading } from './poll/save.ts'
import { type Counts, messageOf, type Stage } from './stage.ts'
import { learnFromBoards } from './technographics.ts'
import { countYields } from './yields.ts'

/** Longer than any poll of one feed can last, so that nobody takes a feed that is being polled. */
const leaseMs = longestReadMs + 60_000
/** No feed is begun later than this after the run began: it stays due, and comes first in the next run. */
const beginWithinMs = 4 * 60_000

export type PollEnd = { documents: number; failed: boolean; message: string }

/**
 * Reads every feed that is due; a slow or bad one delays and loses none but itself. Boards of accounts below the fit
 * floor come last; then, in the time that is left, the boards of more accounts are looked for.
 */
export const poll: Stage = {
  name: 'poll',
  run: async (app, tell) => {
    const { fitFloor } = await boardSettings(app)
    const due = await feedsDue(app.db, app.now(), fitFloor)
    const counts: Counts = { feeds: 0, documents: 0, failed: 0 }
    const startedMs = performance.now()
    const isOver = () => performance.now() - startedMs > beginWithinMs
    const means = await meansOf(app)
    let asked = 0
    await eachByHost(app, due, async (feed) => {
      if (isOver()) return
      const end = await pollWith(app, feed, means, { onlyIfDue: true })
      if (end) add(counts, end)
      tell?.(++asked, due.length)
    })
    counts.boards = await lookForBoards(app, means, isOver)
    counts.facts = await learnFromBoards(app)
    await countYields(app)
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

const add = (counts: Counts, { documents, failed }: PollEnd) => {
  counts.feeds!++
  counts.documents! += documents
  counts.failed! += Number(failed)
}
