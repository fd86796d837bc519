import { atomically } from '#dialect'
import { type Brief, evidenceHash } from '../core/brief.ts'
import { addWorkingDays, localDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { aboutOf, withThread } from '../core/draft/thread.ts'
import { bodyOf, type DraftState } from '../core/review.ts'
import { addressKey } from '../core/suppression.ts'
import { employmentsOf } from '../store/accounts.ts'
import { spentTriggers } from '../store/corrections.ts'
import { findDraft, type WholeRevision } from '../store/drafts.ts'
import { familyOf } from '../store/family.ts'
import { asVersion, getIcpVersion } from '../store/icps.ts'
import {
  findBrief,
  findPursuit,
  latestBrief,
  latestPursuit,
  type Pursuit,
  type StoredBrief,
} from '../store/pursuits.ts'
import { clearProblem, recordProblem } from '../store/runs.ts'
import { triggersOf } from '../store/signals.ts'
import { findSuppression } from '../store/suppressions.ts'
import {
  closeFollowUp,
  type FollowUp,
  lapseFollowUps,
  linkFollowUp,
  openFollowUpsUntil,
  sentOf,
  type Touch,
} from '../store/touches.ts'
import { userById } from '../store/users.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { firstRevision } from './edit.ts'
import { withRecipient } from './recipient.ts'
import { composeFor } from './redraft.ts'
import { briefNow, briefSteps, type CommonMaterial, commonMaterial } from './research.ts'
import { messageOf } from './stage.ts'

/** What is over leaves room for the next follow-up of the same touch. */
const over: readonly (DraftState | null)[] = [null, 'rejected', 'cancelled']

/** Working days after which what nobody did is no longer offered. */
const lapsesAfterDays = 10

/**
 * Writes a short message for every follow-up that is due to somebody we wrote to; once each. Ends those that nobody did
 * in two working weeks, and those to somebody who has left or must not be written to.
 */
export const draftFollowUps = async (app: App): Promise<{ drafts: number; failed: number }> => {
  const counts = { drafts: 0, failed: 0 }
  await lapse(app)
  const open = await openFollowUpsUntil(app.db, localDay(app.now() + halfDayMs, 'UTC'))
  let common: CommonMaterial | undefined
  const commonNow = async () => (common ??= await commonMaterial(app))
  const busy = new Set(open.filter(({ state }) => !over.includes(state)).map(({ touch }) => touch.id))
  for (const { followUp, touch } of open) {
    if (followUp.draftId !== null || busy.has(touch.id)) continue
    try {
      if (!(await writeFor(app, followUp, touch, commonNow))) continue
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

const lapse = async (app: App): Promise<void> => {
  const { settings, timeZone } = await getWorkspace(app.db)
  const now = app.now()
  const day = addWorkingDays(localDay(now, timeZone), -lapsesAfterDays, new Set(settings.holidays))
  await atomically(app.db, (tx) => lapseFollowUps(tx, day, now, 'lapsed'))
}

/** The earliest zones are in tomorrow already; each owner's own day decides below. */
const halfDayMs = 14 * 3_600_000

/** Loaded for the first that is due, and once for all of a run. */
type CommonNow = () => Promise<CommonMaterial>

/** False when it is not due yet where its owner is, or when there is nobody or nothing to write to or from. */
const writeFor = async (app: App, followUp: FollowUp, touch: Touch, commonNow: CommonNow): Promise<boolean> => {
  const owner = followUp.ownerId ? await userById(app.db, followUp.ownerId) : null
  if (!owner || followUp.dueDay > localDay(app.now(), owner.timeZone)) return false
  const why = await nobodyThere(app, touch)
  if (why) {
    await atomically(app.db, (tx) => [closeFollowUp(tx, followUp.id, app.now(), why)])
    return false
  }
  const pursuit = await pursuitOf(app, touch)
  const made = pursuit && (await threadBrief(app, pursuit, touch, { zone: owner.timeZone, commonNow }))
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

/** Why nobody can be written to any more, in words. */
const nobodyThere = async (app: App, { accountId, contactId, addressKey }: Touch): Promise<string | null> => {
  if (addressKey && (await findSuppression(app.db, 'address', addressKey))) return 'must not be contacted'
  const jobs = (await employmentsOf(app.db, await familyOf(app.db, accountId))).filter(
    ({ contact }) => contact.id === contactId,
  )
  return jobs.length > 0 && jobs.every(({ employment }) => employment.to !== null) ? 'the contact has left' : null
}

/** The pursuit its message is written in: that of our own draft, or the account's last, unless one is open again. */
const pursuitOf = async (app: App, touch: Touch): Promise<Pursuit | undefined> => {
  const sentDraft = touch.draftId ? await findDraft(app.db, touch.draftId) : undefined
  if (sentDraft) return await findPursuit(app.db, sentDraft.pursuitId)
  const last = await latestPursuit(app.db, touch.accountId)
  return last?.closedAt === null ? undefined : last
}

/** What is known now, with what we wrote; null when it is another address now. */
const threadBrief = async (
  app: App,
  pursuit: Pursuit,
  touch: Touch,
  { zone, commonNow }: { zone: string; commonNow: CommonNow },
): Promise<Brief | null> => {
  const version = await getIcpVersion(app.db, pursuit.icpVersionId)
  if (!version) return null
  const news = await newsSince(app, pursuit, touch.at)
  const known = await briefNow(app, { ...pursuit, triggerIds: [...news, ...pursuit.triggerIds] }, await commonNow())
  const brief = await withRecipient(app, known, asVersion(version).icp, touch.contactId)
  const { salt } = await getWorkspace(app.db)
  if (brief.contact?.contactId !== touch.contactId) return null
  if (addressKey(salt, brief.contact?.email ?? '') !== touch.addressKey) return null
  return withThread(brief, { ...(await sentTo(app, pursuit, touch, zone)), newTriggerIds: news }, zone)
}

/** The letters of the pursuit to this address; of one that left outside Daybreak only that it did. */
const sentTo = async (app: App, pursuit: Pursuit, touch: Touch, zone: string) => {
  const own = (await sentOf(app.db, pursuit.id)).filter((each) => each.touch.addressKey === touch.addressKey)
  const sent = own.map((each) => ({ at: each.touch.at, text: bodyOf(each.text) }))
  const isOwn = own.some((each) => each.touch.id === touch.id)
  const first = own[0]
  return {
    subject: first?.text.subject ?? null,
    about: first?.brief ? aboutOf(first.brief, first.marks, localDay(first.touch.at, zone), zone) : null,
    sent: isOwn ? sent : [...sent, { at: touch.at, text: '' }].sort((a, b) => a.at - b.at),
  }
}

/** Triggers of the account that were first seen since and that nobody has used or judged, the newest first. */
const newsSince = async (app: App, pursuit: Pursuit, since: Instant): Promise<string[]> => {
  const spent = await spentTriggers(app.db, pursuit.accountId)
  return (await triggersOf(app.db, [pursuit.accountId]))
    .filter((row) => row.removedAt === null && row.firstSeenAt > since && !pursuit.triggerIds.includes(row.id))
    .filter((row) => !spent.has(row.id))
    .sort((a, b) => b.firstSeenAt - a.firstSeenAt)
    .map(({ id }) => id)
}

/** The news since the last message that a follow-up tells: once it has left, they are used up. */
export const newsTold = async (app: App, { revision, checks }: WholeRevision): Promise<string[]> => {
  const brief = revision.briefId ? (await findBrief(app.db, revision.briefId))?.brief : undefined
  const told = new Set(checks.marks.flatMap(({ mark, sourceIds }) => (mark === 'supported' ? sourceIds : [])))
  return (brief?.triggers ?? [])
    .filter(({ triggerId }) => brief?.thread?.newTriggerIds.includes(triggerId))
    .filter(({ sourceIds }) => sourceIds.some((id) => told.has(id)))
    .map(({ triggerId }) => triggerId)
}

const keepBrief = async (app: App, pursuit: Pursuit, brief: Brief): Promise<StoredBrief> => {
  const now = app.now()
  const at = Math.max(now, ((await latestBrief(app.db, pursuit.id))?.currentAt ?? 0) + 1)
  const row = { id: app.newId(), pursuitId: pursuit.id, evidenceHash: evidenceHash(brief), brief }
  await atomically(app.db, (tx) => briefSteps(tx, { ...row, createdAt: now, currentAt: at }))
  return (await latestBrief(app.db, pursuit.id))!
}
