import { atomically } from '#dialect'
import type { Arrived, Mark } from '../adapters/mail/imap.ts'
import { readMail, UnreadableMail } from '../adapters/mail/read.ts'
import type { Instant } from '../core/document.ts'
import { lastRuns, recordProblem, setWatermark, watermark } from '../store/runs.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import { receive } from './receive.ts'
import type { Counts, Stage } from './stage.ts'

/** How far the mailbox was read, and when it last answered. */
export type RepliesRead = Mark & { at: Instant }
const repliesStage = 'replies'
const mostRounds = 8

/**
 * Takes in what came to the mailbox of replies. How far it was read moves on in the very commit that takes a message
 * in, so a crash neither loses nor doubles one.
 */
export const replies: Stage = {
  name: repliesStage,
  run: async (app) => {
    const counts: Counts = { read: 0, taken: 0, unrelated: 0, unreadable: 0 }
    if (!app.mailbox) return counts
    let mark = await watermark<RepliesRead>(app.db, repliesStage)
    for (let round = 0, more = true; more && round < mostRounds; round++) {
      const reading = await app.mailbox.readAfter(mark)
      for (const arrived of reading.arrived) {
        const end = await takeIn(app, arrived, reading.mark.uidValidity)
        counts.read!++
        counts[end]!++
      }
      mark = { ...reading.mark, at: app.now() }
      const done = mark
      await atomically(app.db, (tx) => [setWatermark(tx, repliesStage, done)])
      more = reading.more
    }
    return counts
  },
}

/** When the mailbox last answered, and what went wrong since, for the pages that tell. */
export const repliesRead = async ({ db }: App): Promise<{ readAt: Instant | null; error: string | null }> => {
  const last = (await lastRuns(db, 200)).find(({ stage, finishedAt }) => stage === repliesStage && finishedAt !== null)
  return { readAt: (await watermark<RepliesRead>(db, repliesStage))?.at ?? null, error: last?.error ?? null }
}

/**
 * A message that cannot be read is recorded and passed over. Whatever else goes wrong ends the run, and the message is
 * asked for again: a reply that was passed over would let us go on writing.
 */
const takeIn = async (app: App, { uid, at, bytes }: Arrived, uidValidity: string) => {
  const mark: RepliesRead = { uidValidity, lastUid: uid, at: app.now() }
  try {
    const incoming = await readMail(bytes, at)
    const { end } = await receive(app, incoming, 'imap', { also: (tx) => [setWatermark(tx, repliesStage, mark)] })
    return end === 'unrelated' || end === 'known' ? 'unrelated' : 'taken'
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error
    const problem = { stage: repliesStage, subjectId: `${uidValidity}:${uid}`, message: error.message, at: app.now() }
    await commit(app, (tx) => [recordProblem(tx, problem), setWatermark(tx, repliesStage, mark)], [])
    return 'unreadable'
  }
}
