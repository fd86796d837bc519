import { atomically } from '#dialect'
import type { Arrived, Mark } from '../adapters/mail/imap.ts'
import { readMail, UnreadableMail } from '../adapters/mail/read.ts'
import type { Instant } from '../core/document.ts'
import { clearProblem, lastRuns, recordProblem, setWatermark, watermark } from '../store/runs.ts'
import type { App } from './app.ts'
import { commit, type Steps } from './commit.ts'
import { receive } from './receive.ts'
import { type Counts, messageOf, type Stage } from './stage.ts'

/** How far the mailbox was read, when it last answered, and how often the message behind that could not be taken in. */
export type RepliesRead = Mark & { at: Instant; failing?: { uid: number; times: number } }
const repliesStage = 'replies'
const mostRounds = 8
const mostTries = 5

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
 * A message that cannot be read is recorded and passed over. Whatever else goes wrong is recorded and ends the run, and
 * the message is asked for again, because a reply that was passed over would let us go on writing; but not for ever,
 * because the opt-outs behind it wait as well.
 */
const takeIn = async (app: App, { uid, at, bytes }: Arrived, uidValidity: string) => {
  const subjectId = `${uidValidity}:${uid}`
  const mark: RepliesRead = { uidValidity, lastUid: uid, at: app.now() }
  try {
    const incoming = await readMail(bytes, at)
    const also: Steps = (tx) => [setWatermark(tx, repliesStage, mark), clearProblem(tx, repliesStage, subjectId)]
    const { end } = await receive(app, incoming, 'imap', { also })
    return end === 'unrelated' || end === 'known' ? 'unrelated' : 'taken'
  } catch (error) {
    const { failing } = (await watermark<RepliesRead>(app.db, repliesStage)) ?? {}
    const times = failing?.uid === uid ? failing.times + 1 : 1
    const isOver = error instanceof UnreadableMail || times >= mostTries
    const reached = isOver ? mark : { ...mark, lastUid: uid - 1, failing: { uid, times } }
    const message = isOver
      ? `A message was passed over, so look for it in the mailbox: ${messageOf(error)}`
      : `A message cannot be taken in, and those behind it wait; it is tried again: ${messageOf(error)}`
    const problem = { stage: repliesStage, subjectId, message }
    await commit(app, (tx, at) => [recordProblem(tx, { ...problem, at }), setWatermark(tx, repliesStage, reached)], [])
    if (!isOver) throw error
    app.log.error({ uid, error: messageOf(error) }, 'A message in the mailbox of replies was passed over')
    return 'unreadable'
  }
}
