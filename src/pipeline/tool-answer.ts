import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import type { ReplyClass } from '../core/outcome.ts'
import { auditOf } from '../store/audit.ts'
import { findDraft, findRevision, moveDraft } from '../store/drafts.ts'
import { findApproval } from '../store/reviews.ts'
import { clearProblem, recordProblem } from '../store/runs.ts'
import { findSend, type Send } from '../store/sends.ts'
import { type Touch, touchesCalled } from '../store/touches.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import { sendAudit, settled } from './hand-out-claim.ts'
import { recordOutcome } from './outcome.ts'
import { outsideSteps, sentSteps } from './touch.ts'

/** What a tool is told back. `late`: nobody expected its answer any more, and it counts all the same. */
export type Heard = { handOut: string; state: Send['state']; recorded: boolean; late: boolean; message: string }

/** The tool says that it sent the message: a touch, once, however late it says so and however often. */
export const toolSent = async (app: App, sendId: string, given: Instant | null): Promise<Heard> => {
  const send = await handedToTool(app, sendId)
  const known = { handOut: send.id, state: send.state, recorded: false, late: false, message: 'It was known already' }
  if (send.state === 'sent' || (await touchOf(app, send))) return known
  const at = await boundedMoment(app, send, given)
  const audit = [sendAudit(null, 'hand_out_sent', send.draftId, { sendId, by: 'tool', at, from: send.state })]
  if (send.state === 'cancelled') {
    await commit(app, await outsideSteps(app, send, at), audit)
    return { ...known, recorded: true, late: true, message: 'It had been given up here; it is a touch all the same' }
  }
  const late = send.state !== 'sending'
  const reply = late ? 'The tool said so after it had been given up waiting' : 'The tool says so'
  const left = await sentSteps(app, send, at)
  await commit(
    app,
    (tx, now) => [
      settled(tx, send, { state: 'sent', reply, leaseUntil: null, changedAt: now }),
      clearProblem(tx, 'send', send.draftId),
      ...left(tx),
    ],
    audit,
  )
  return { ...known, state: 'sent', recorded: true, late, message: late ? 'A touch, recorded late' : 'A touch' }
}

/** The tool says that it did not send it: back to the desk; what is a person's to resolve is only told to them. */
export const toolDidNotSend = async (app: App, sendId: string, reason: string): Promise<Heard> => {
  const send = await handedToTool(app, sendId)
  const known = { handOut: send.id, state: send.state, recorded: false, late: false, message: 'It was known already' }
  if (send.state === 'sent') throw new Refusal('conflict', 'It is recorded as sent')
  const reply = `The tool says that it did not send it: ${reason}`
  if (send.state === 'cancelled' || send.reply === reply) return known
  const at = app.now()
  const draft = (await findDraft(app.db, send.draftId))!
  const told = { stage: 'send', subjectId: send.draftId, message: reply, at }
  const open = send.state === 'sending'
  await commit(
    app,
    (tx) => [
      settled(tx, send, open ? { state: 'queued', reply, leaseUntil: null, changedAt: at } : { reply }),
      ...(open
        ? [{ must: moveDraft(tx, { ...draft, state: 'queued' }, 'pending', at), else: 'Somebody else settled it' }]
        : []),
      recordProblem(tx, told),
    ],
    [sendAudit(null, 'hand_out_not_sent', send.draftId, { sendId, by: 'tool', reason })],
  )
  return open
    ? { ...known, state: 'cancelled', recorded: true, message: 'Back on the desk' }
    : { ...known, recorded: true, late: true, message: 'A person is told, and resolves it' }
}

export type ToolOutcome = {
  kind: 'reply' | 'bounce'
  replyClass: ReplyClass | null
  note: string | null
  at: Instant | null
}

/**
 * What came back to the tool for a message that it sent: each class of reply once, so that an absence does not hide the
 * answer after it. Who opts out is silenced, whatever is known of the message and
 * whatever the tool's clock says.
 */
export const toolOutcome = async (app: App, sendId: string, told: ToolOutcome): Promise<Heard> => {
  const send = await handedToTool(app, sendId)
  const touch = await touchOf(app, send)
  const optsOut = told.replyClass === 'unsubscribe'
  if (!touch && !optsOut) throw new Refusal('conflict', 'It is not recorded as sent: say that first')
  const approval = (await findApproval(app.db, send.approvalId))!
  const { revision } = (await findRevision(app.db, approval.revisionId))!
  const draft = (await findDraft(app.db, send.draftId))!
  const { recorded } = await recordOutcome(app, null, {
    accountId: draft.accountId,
    contactId: revision.contactId,
    touchId: touch?.id ?? null,
    addressKey: send.addressKey,
    kind: told.kind,
    replyClass: told.replyClass,
    note: told.note,
    at: optsOut ? app.now() : await boundedMoment(app, send, told.at),
    externalId: ['hand-out', send.id, ...(told.replyClass ? [told.replyClass] : [])].join(':'),
    source: 'webhook',
  })
  const message = recorded ? 'Recorded' : 'It was known already'
  return { handOut: send.id, state: send.state, recorded, late: false, message }
}

const handedToTool = async (app: App, sendId: string): Promise<Send> => {
  const send = await findSend(app.db, sendId)
  if (send?.route === 'webhook') return send
  throw new Refusal('not_found', 'There is no such hand-out to a tool')
}

const touchOf = async (app: App, { messageId }: Send): Promise<Touch | undefined> =>
  (await touchesCalled(app.db, [messageId]))[0]

/** Two clocks may differ by so much; what is told within it counts as the bound itself. */
const clockSkewMs = 5 * 60_000

/** A moment the tool names lies between the hand-out and now. */
const boundedMoment = async (app: App, send: Send, given: Instant | null): Promise<Instant> => {
  const now = app.now()
  const handed = (await auditOf(app.db, send.draftId)).findLast(
    ({ what, detail }) => what === 'handed_out' && JSON.parse(detail).sendId === send.id,
  )
  const earliest = handed?.at ?? now
  const at = given ?? now
  if (at > now + clockSkewMs) throw new Refusal('invalid', 'at: that has not happened yet')
  if (at < earliest - clockSkewMs) throw new Refusal('invalid', 'at: that was before the hand-out')
  return Math.min(now, Math.max(earliest, at))
}
