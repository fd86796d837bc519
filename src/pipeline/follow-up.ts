import { atomically } from '#dialect'
import { type Brief, evidenceHash } from '../core/brief.ts'
import { localDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { aboutOf, type Thread, withThread } from '../core/draft/thread.ts'
import { bodyOf, type DraftState } from '../core/review.ts'
import { findDraft } from '../store/drafts.ts'
import { asVersion, getIcpVersion } from '../store/icps.ts'
import { findPursuit, insertBrief, latestBrief, type Pursuit, type StoredBrief } from '../store/pursuits.ts'
import { clearProblem, recordProblem } from '../store/runs.ts'
import { triggersOf } from '../store/signals.ts'
import { findSuppression } from '../store/suppressions.ts'
import { type FollowUp, linkFollowUp, openFollowUpsUntil, sentOf, type Touch } from '../store/touches.ts'
import { userById } from '../store/users.ts'
import type { App } from './app.ts'
import { firstRevision } from './edit.ts'
import { withRecipient } from './recipient.ts'
import { composeFor } from './redraft.ts'
import { briefNow } from './research.ts'
import { messageOf } from './stage.ts'

/** What is over leaves room for the next follow-up of the same touch. */
const over: readonly (DraftState | null)[] = [null, 'rejected', 'cancelled']

/** Writes a short message for every follow-up that is due to somebody we wrote to; once each. */
export const draftFollowUps = async (app: App): Promise<{ drafts: number; failed: number }> => {
  const counts = { drafts: 0, failed: 0 }
  const open = await openFollowUpsUntil(app.db, localDay(app.now() + halfDayMs, 'UTC'))
  const busy = new Set(open.filter(({ state }) => !over.includes(state)).map(({ touch }) => touch.id))
  for (const { followUp, touch } of open) {
    if (followUp.draftId !== null || busy.has(touch.id)) continue
    try {
      if (!(await writeFor(app, followUp, touch))) continue
      busy.add(touch.id)
      counts.drafts++
    } catch (error) {
      counts.failed++
      const problem = { stage: 'draft', subjectId: followUp.id, message: messageOf(error), at: app.now() }
      await atomically(app.db, (tx) => [recordProblem(tx, problem)])
    }
  }
  return counts
}

/** The earliest zones are in tomorrow already; each owner's own day decides below. */
const halfDayMs = 14 * 3_600_000

/** False when it is not due yet where its owner is, or when nobody can be written to any more. */
const writeFor = async (app: App, followUp: FollowUp, touch: Touch): Promise<boolean> => {
  const sentDraft = touch.draftId ? await findDraft(app.db, touch.draftId) : undefined
  const pursuit = sentDraft && (await findPursuit(app.db, sentDraft.pursuitId))
  const owner = followUp.ownerId ? await userById(app.db, followUp.ownerId) : null
  if (!pursuit || !owner || followUp.dueDay > localDay(app.now(), owner.timeZone)) return false
  const made = await threadBrief(app, pursuit, touch, owner.timeZone)
  if (!made) return false
  const brief = await keepBrief(app, pursuit, made)
  const desk = { pursuit: { id: pursuit.id, ownerId: owner.id }, brief }
  const { draft: draftText, writer, note } = await composeFor(app, desk)
  await firstRevision(app, { ...desk, draftText, writer, note, kind: 'follow_up' }, (tx, draftId) => [
    { must: linkFollowUp(tx, followUp.id, draftId), else: 'The follow-up was closed or written for already' },
    clearProblem(tx, 'draft', followUp.id),
  ])
  return true
}

/** What is known now, with what we wrote; null when the person has left, must not be written to, or has another address. */
const threadBrief = async (app: App, pursuit: Pursuit, touch: Touch, zone: string): Promise<Brief | null> => {
  const sent = await sentOf(app.db, pursuit.id)
  const [first] = sent
  const key = touch.addressKey
  const version = await getIcpVersion(app.db, pursuit.icpVersionId)
  if (!first || !key || !version || (await findSuppression(app.db, 'address', key))) return null
  const news = await newsSince(app, pursuit, touch.at)
  const known = await briefNow(app, { ...pursuit, triggerIds: [...news, ...pursuit.triggerIds] })
  const brief = await withRecipient(app, known, asVersion(version).icp, touch.contactId)
  if (brief.contact?.contactId !== touch.contactId || first.text.to !== brief.contact?.email) return null
  const thread: Thread = {
    subject: first.text.subject,
    about: first.brief && aboutOf(first.brief, first.marks, localDay(first.touch.at, zone), zone),
    sent: sent.map((each) => ({ at: each.touch.at, text: bodyOf(each.text) })),
    newTriggerIds: news,
  }
  return withThread(brief, thread, zone)
}

/** Triggers of the account that were first seen since, the newest first. */
const newsSince = async (app: App, pursuit: Pursuit, since: Instant): Promise<string[]> =>
  (await triggersOf(app.db, [pursuit.accountId]))
    .filter((row) => row.removedAt === null && row.firstSeenAt > since && !pursuit.triggerIds.includes(row.id))
    .sort((a, b) => b.firstSeenAt - a.firstSeenAt)
    .map(({ id }) => id)

const keepBrief = async (app: App, pursuit: Pursuit, brief: Brief): Promise<StoredBrief> => {
  const now = app.now()
  const at = Math.max(now, ((await latestBrief(app.db, pursuit.id))?.currentAt ?? 0) + 1)
  const row = { id: app.newId(), pursuitId: pursuit.id, evidenceHash: evidenceHash(brief), brief }
  await atomically(app.db, (tx) => [insertBrief(tx, { ...row, createdAt: now, currentAt: at })])
  return (await latestBrief(app.db, pursuit.id))!
}
