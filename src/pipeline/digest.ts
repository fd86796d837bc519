import { inlineStyles } from '../adapters/mail/inline.ts'
import type { Delivery } from '../adapters/mail.ts'
import { isWorkingDay, localDay, localTime } from '../core/day.ts'
import { digestHtml } from '../core/digest/html.ts'
import { digestText } from '../core/digest/text.ts'
import { digestMail } from '../core/digest.ts'
import { Refusal } from '../core/errors.ts'
import { absentOn } from '../store/digest.ts'
import { changeNotice, claimNotice, findNotice, insertNotice, waitingNotices } from '../store/notices.ts'
import { findQueueDay } from '../store/queue.ts'
import { clearProblem, recordProblem, subjectsWithProblem } from '../store/runs.ts'
import { allUsers, type User, userById } from '../store/users.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import { digestOf } from './digest-content.ts'
import { hasOwnRights } from './gate.ts'
import { type Counts, messageOf, type Stage } from './stage.ts'

/** Writes each active user's morning mail once per local day, and sends whatever mail to users still waits. */
export const digest: Stage = {
  name: 'digest',
  run: async (app) => {
    const counts: Counts = { written: 0, failed: 0, sent: 0, unsent: 0 }
    const troubled = await subjectsWithProblem(app.db, 'digest')
    for (const user of await allUsers(app.db)) {
      const end = await digestFor(app, user, troubled)
      if (end) counts[end]!++
    }
    return { ...counts, ...(await sendNotices(app)) }
  },
}

/** One mail that cannot be written is told once, tried again at every run, and holds up nobody else's. */
const digestFor = async (app: App, user: User, troubled: ReadonlySet<string>) => {
  try {
    const day = await dayDue(app, user)
    const written = day !== null && (await writeDigest(app, user, day))
    if ((written || !user.active) && troubled.has(user.id))
      await commit(app, (tx) => [clearProblem(tx, 'digest', user.id)], [])
    return written ? 'written' : null
  } catch (error) {
    const message = `The morning mail of ${user.name} could not be written: ${messageOf(error)}`
    if (!troubled.has(user.id)) app.log.error({ userId: user.id, error: messageOf(error) }, message)
    await commit(app, (tx, at) => [recordProblem(tx, { stage: 'digest', subjectId: user.id, message, at })], [])
    return 'failed'
  }
}

export type Mail = { subject: string; text: string; html: string }

/** The mail as it was or would be on that day. */
export const previewDigest = async (app: App, userId: string, day: string): Promise<Mail> => {
  const user = await userById(app.db, userId)
  if (!user) throw new Refusal('not_found', 'There is no such person')
  const digest = await digestOf(app, user, day)
  return {
    subject: digestMail(digest).subject,
    text: digestText(digest),
    html: inlineStyles(digestHtml(digest)),
  }
}

/** How long a digest waits for a queue that should have been built by then. */
const patienceHours = 2

/** The local day whose mail this user should have by now; null on days off, before the hour, and when absent. */
const dayDue = async (app: App, user: User): Promise<string | null> => {
  if (!user.active) return null
  const { settings } = await getWorkspace(app.db)
  const day = localDay(app.now(), user.timeZone)
  const hour = Number(localTime(app.now(), user.timeZone).slice(0, 2))
  if (hour < user.digestHour || !isWorkingDay(day, new Set(settings.holidays))) return null
  if ((await absentOn(app.db, day)).has(user.id)) return null
  if (await findNotice(app.db, user.id, 'digest', day)) return null
  const late = hour >= user.digestHour + patienceHours
  return user.role !== 'rep' || late || (await findQueueDay(app.db, user.id, day)) ? day : null
}

/** Written once per person and local day: the unique key holds even when two machines try. */
export const writeDigest = async (app: App, user: User, day: string): Promise<boolean> => {
  const mail = await previewDigest(app, user.id, day)
  const row = { id: app.newId(), userId: user.id, kind: 'digest', onceKey: day, ...mail } as const
  const about = { actorId: null, what: 'digest_written', subject: 'user', subjectId: user.id, detail: { day } }
  try {
    await commit(app, (tx, at) => [insertNotice(tx, { ...row, createdAt: at })], [about])
    return true
  } catch (error) {
    if (await findNotice(app.db, user.id, 'digest', day)) return false
    throw error
  }
}

const leaseMs = 10 * 60_000

/**
 * Mail to active users, tried again with growing pauses until it is out; each failure shows on the admin's page. Each
 * attempt is claimed first, so that two processes, or one that ended in the middle, mail nobody twice.
 */
export const sendNotices = async (app: App): Promise<{ sent: number; unsent: number }> => {
  const ends = { sent: 0, unsent: 0 }
  for (const waiting of await waitingNotices(app.db)) {
    const delivery = await deliver(app, waiting)
    if (!delivery) continue
    ends[isDone(delivery) ? 'sent' : 'unsent']++
    await settle(app, waiting, delivery)
  }
  return ends
}

type Waiting = Awaited<ReturnType<typeof waitingNotices>>[number]

/** Null when it is not its turn yet, somebody else has it, or its user's address was changed behind Daybreak's back. */
const deliver = async (app: App, { notice, user }: Waiting): Promise<Delivery | null> => {
  if (!hasOwnRights(app, user)) return null
  if (notice.leaseUntil !== null)
    return notice.leaseUntil > app.now() ? null : { end: 'unknown', reply: 'The sender stopped in the middle' }
  if (notice.attempts > 0 && notice.createdAt + pauseMs(notice.attempts) > app.now()) return null
  try {
    const leaseUntil = app.now() + leaseMs
    await commit(app, (tx) => [{ must: claimNotice(tx, notice, leaseUntil), else: 'Somebody else is sending it' }], [])
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
  const { id, subject, text, html } = notice
  const letter = { id, to: { email: user.email, name: user.name }, subject, text, html }
  return await app.notices.send(letter).catch((error) => ({ end: 'retry', reply: messageOf(error) }) as const)
}

/** Whether an `unknown` one arrived nobody can say; a second copy would be worse than its absence. */
const isDone = ({ end }: Delivery): boolean => end === 'sent' || end === 'unknown'

const settle = async (app: App, { notice, user }: Waiting, delivery: Delivery) => {
  const failure = delivery.end === 'sent' ? null : delivery.reply
  const change = { leaseUntil: null, error: failure }
  await commit(
    app,
    (tx, at) => [
      changeNotice(tx, notice.id, { ...change, sentAt: isDone(delivery) ? at : null }),
      failure
        ? recordProblem(tx, { stage: 'notices', subjectId: user.id, message: failure, at })
        : clearProblem(tx, 'notices', user.id),
    ],
    [],
  )
}

const pauseMs = (attempts: number): number => Math.min(2 ** attempts, 120) * 60_000
