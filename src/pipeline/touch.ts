import type { Step, Tx } from '#dialect'
import { localDay, msPerDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { planFollowUps } from '../core/follow-up.ts'
import { insertSpend } from '../store/corrections.ts'
import { findDraft, findRevision, tierOf } from '../store/drafts.ts'
import { familyOf } from '../store/family.ts'
import { closePursuit, findPursuit } from '../store/pursuits.ts'
import { findApproval } from '../store/reviews.ts'
import type { Send } from '../store/sends.ts'
import { triggersById } from '../store/signals.ts'
import { closeFollowUpsOf, insertFollowUps, insertTouch, type Touch, touchesOf } from '../store/touches.ts'
import { userById } from '../store/users.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { newsTold } from './follow-up.ts'

const chainMs = 30 * msPerDay

/** All that comes with a message that has left: the touch, its follow-ups, the end of the pursuit. */
export const sentSteps = async (app: App, send: Send, at: Instant): Promise<(tx: Tx) => Step[]> => {
  const { touch, draft, approval, pursuit, head } = await touchOf(app, send, at)
  const steps = await touchSteps(app, touch)
  const spent = draft.kind === 'first_touch' ? (pursuit?.triggerIds ?? []) : await newsTold(app, head)
  return (tx) => [
    ...steps(tx),
    ...spent.map((triggerId) =>
      insertSpend(tx, { id: app.newId(), triggerId, reason: 'worked', by: approval.approverId, at }),
    ),
    ...(pursuit && pursuit.closedAt === null ? closePursuit(tx, pursuit.id, at, 'sent') : []),
  ]
}

/** The touch alone, of a message that left elsewhere after it was given up here. */
export const outsideSteps = async (app: App, send: Send, at: Instant): Promise<(tx: Tx) => Step[]> => {
  const { touch } = await touchOf(app, send, at)
  return await touchSteps(app, { ...touch, sendId: null, draftId: null })
}

const touchOf = async (app: App, send: Send, at: Instant) => {
  const draft = (await findDraft(app.db, send.draftId))!
  const approval = (await findApproval(app.db, send.approvalId))!
  const head = (await findRevision(app.db, approval.revisionId))!
  const pursuit = await findPursuit(app.db, draft.pursuitId)
  const [lead] = pursuit ? await triggersById(app.db, [pursuit.leadTriggerId]) : []
  const touch: Touch = {
    id: app.newId(),
    externalId: send.messageId,
    accountId: draft.accountId,
    contactId: head.revision.contactId,
    ownerId: draft.ownerId,
    channel: 'email',
    route: send.route,
    sendId: send.id,
    draftId: draft.id,
    triggerId: lead?.id ?? null,
    triggerKind: lead?.kind ?? null,
    tier: await tierOf(app.db, draft.accountId),
    icpVersionId: pursuit?.icpVersionId ?? null,
    addressKey: send.addressKey,
    at,
  }
  return { touch, draft, approval, pursuit, head }
}

/** A touch closes what earlier ones opened at the account's family, and opens its own follow-ups. */
export const touchSteps = async (app: App, touch: Touch): Promise<(tx: Tx) => Step[]> => {
  const family = await familyOf(app.db, touch.accountId)
  const { settings, timeZone } = await getWorkspace(app.db)
  const owner = touch.ownerId ? await userById(app.db, touch.ownerId) : null
  const before = (await touchesOf(app.db, family)).filter(({ at }) => at > touch.at - chainMs).length
  const day = localDay(touch.at, owner?.timeZone ?? timeZone)
  const planned = planFollowUps(day, new Set(settings.holidays), before).map((followUp) => ({
    id: app.newId(),
    touchId: touch.id,
    accountId: touch.accountId,
    contactId: touch.contactId,
    ownerId: touch.ownerId,
    ...followUp,
  }))
  return (tx) => [
    ...closeFollowUpsOf(tx, family, touch.at, 'a newer touch'),
    insertTouch(tx, touch),
    ...(planned.length > 0 ? [insertFollowUps(tx, planned)] : []),
  ]
}
