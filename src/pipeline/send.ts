import { Conflict, type Tx } from '#dialect'
import type { Delivery } from '../adapters/mail.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { approvedMessage, type DraftState, type Route } from '../core/review.ts'
import { afterRefusal, leaseMs, mayTryAgain, retryAt } from '../core/send.ts'
import { type Draft, findDraft, findRevision, moveDraft } from '../store/drafts.ts'
import { findApproval } from '../store/reviews.ts'
import { clearProblem, recordProblem } from '../store/runs.ts'
import {
  approvedDrafts,
  changeSend,
  claimSend,
  expiredClaims,
  insertSend,
  type Send,
  sendsInState,
} from '../store/sends.ts'
import { sentOf } from '../store/touches.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit, type Steps } from './commit.ts'
import { optOutUrl, senderFault } from './desk.ts'
import { judgeLeaving } from './leave.ts'
import type { Counts, Stage } from './stage.ts'
import { messageOf } from './stage.ts'
import { standsInRecord } from './standing-approval.ts'
import { sentSteps } from './touch.ts'

const ownRoutes: readonly Route[] = ['folder', 'smtp']

/** Lets approved messages leave, each at most once; whatever is not certain waits for a person. */
export const send: Stage = {
  name: 'send',
  run: async (app) => {
    const counts: Counts = { queued: 0, sent: 0, waiting: 0, expired: 0, leftover: 0 }
    counts.expired = await expireApprovals(app)
    counts.leftover = await closeExpiredClaims(app)
    counts.queued = await queueApproved(app)
    for (const waiting of await sendsInState(app.db, 'queued', ownRoutes)) {
      if (retryAt(waiting.attempts, waiting.changedAt) > app.now()) continue
      const end = await attempt(app, waiting).catch(async (error) => await noteFailure(app, waiting, error))
      counts[end] = (counts[end] ?? 0) + 1
    }
    return counts
  },
}

/** Does it for each, counting the successes; one that fails is written down and keeps no other from leaving. */
const forEach = async <T>(
  app: App,
  list: readonly T[],
  draftId: (one: T) => string,
  work: (one: T) => Promise<boolean>,
) => {
  let done = 0
  for (const one of list)
    try {
      done += Number(await work(one))
    } catch (error) {
      app.log.error({ draftId: draftId(one), error: messageOf(error) }, 'A message could not be handled')
      const message = messageOf(error)
      await commit(app, (tx, at) => [problem(tx, at, draftId(one), message)], [])
    }
  return done
}

/** An approval that ran out takes its draft back to the desk, marked expired. */
const expireApprovals = async (app: App): Promise<number> => {
  const expired = (await approvedDrafts(app.db)).filter(({ approval }) => approval.expiresAt <= app.now())
  return await forEach(
    app,
    expired,
    ({ draft }) => draft.id,
    async ({ draft }) => {
      await commit(app, (tx, at) => [moveDraft(tx, draft, 'expired', at)], [about('draft_expired', draft.id, {})])
      return true
    },
  )
}

/**
 * Nobody said in time what came of a claim: a hand-out lapses, everything else is unknown until a person says. What the
 * tool has not answered for yet was under way when its sender stopped.
 */
const closeExpiredClaims = async (app: App): Promise<number> => {
  const expired = await expiredClaims(app.db, app.now())
  return await forEach(
    app,
    expired,
    (claim) => claim.draftId,
    async (claim) => {
      const underWay = ownRoutes.includes(claim.route) || (claim.route === 'webhook' && claim.reply === null)
      const change = underWay
        ? ({ state: 'unknown', reply: 'The sender stopped in the middle: look whether it arrived' } as const)
        : ({ state: 'failed', reply: 'Nobody said within a day that it was sent' } as const)
      await commit(
        app,
        (tx, at) => [
          { must: changeSend(tx, claim, { ...change, leaseUntil: null, changedAt: at }), else: 'It moved on' },
          ...(underWay ? [problem(tx, at, claim.draftId, change.reply)] : []),
        ],
        [about(`send_${change.state}`, claim.draftId, { sendId: claim.id, lease: 'expired' })],
      )
      return true
    },
  )
}

/** Approved messages whose undo window has passed, while sending is on; one that no longer holds goes back to the desk. */
const queueApproved = async (app: App): Promise<number> => {
  const { sendingOn, killSwitch, undoSeconds } = await getWorkspace(app.db)
  if (!sendingOn || killSwitch) return 0
  const due = (await approvedDrafts(app.db)).filter(({ approval }) => approval.at + undoSeconds * 1000 <= app.now())
  return await forEach(
    app,
    due,
    ({ draft }) => draft.id,
    async ({ draft, approval }) => {
      const row = await newSend(app, draft.id, approval.id, app.route)
      try {
        await commit(app, (tx, at) => [insertSend(tx, { ...row, changedAt: at })], [
          about('send_queued', draft.id, { sendId: row.id }),
        ])
        return true
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        await withdraw(app, draft, 'pending', error.message)
        return false
      }
    },
  )
}

/** A send of an approval by a route, as it is queued. Its Message-ID is ours and never used again. */
export const newSend = async (app: App, draftId: string, approvalId: string, route: Route) => {
  const approval = (await findApproval(app.db, approvalId))!
  const { revision, text } = (await findRevision(app.db, approval.revisionId))!
  const mailbox = /<([^<>]+)>$/.exec(text.from)?.[1] ?? text.from
  const id = app.newId()
  return {
    id,
    draftId,
    approvalId,
    hash: approval.hash,
    route,
    messageId: `<${id}@${mailbox.split('@')[1]}>`,
    state: 'queued' as const,
    mailbox,
    addressKey: revision.addressKey,
  }
}

/** Our own letters that a follow-up answers to; what left by hand got its Message-ID from another program. */
export const threadOf = async (app: App, draftId: string): Promise<string[]> => {
  const draft = await findDraft(app.db, draftId)
  if (draft?.kind !== 'follow_up') return []
  const sent = await sentOf(app.db, draft.pursuitId)
  const head = draft.headRevisionId ? await findRevision(app.db, draft.headRevisionId) : undefined
  return sent
    .filter(({ touch }) => touch.addressKey === head?.revision.addressKey)
    .filter(({ touch }) => ownRoutes.some((route) => route === touch.route))
    .map(({ touch }) => touch.externalId)
}

/** What the guards say where no approval covers the text. */
const notLive = 'No live approval of this text'

type End = 'sent' | 'waiting' | 'retry' | 'failed' | 'unknown' | 'withdrawn'

const attempt = async (app: App, waiting: Send): Promise<End> => {
  const approval = (await findApproval(app.db, waiting.approvalId))!
  const whole = (await findRevision(app.db, approval.revisionId))!
  const { revision, text } = whole
  if (waiting.route !== app.outreach.route)
    return await wait(app, waiting, `It was queued to leave by ${waiting.route}, which is not set up any more`, true)
  const { verdict, recipient, seal, day } = await judgeLeaving(app, waiting.draftId, revision.contactId)
  if (!verdict.leaves) return await wait(app, waiting, verdict.why, verdict.stop !== 'wait')
  const use = {
    key: app.key,
    now: app.now(),
    recipient,
    messageId: waiting.messageId,
    optOutUrl: optOutUrl(app, revision.addressKey),
    references: await threadOf(app, waiting.draftId),
  }
  const message = approvedMessage(text, approval, use)
  const expired = approval.expiresAt <= app.now()
  if ('refused' in message) return await refused(app, waiting, notLive, expired, message.refused)
  const fault = await senderFault(app, (await findDraft(app.db, waiting.draftId))!.ownerId, whole)
  if (fault) return await refused(app, waiting, notLive, expired, fault)
  if (!(await standsInRecord(app, waiting, revision))) return await refused(app, waiting, notLive, expired)
  const claimed = { ...waiting, state: 'sending' as const, attempts: waiting.attempts + 1 }
  try {
    const claim = claimSteps(waiting, seal, day)
    await commit(app, claim, [
      about('send_claimed', waiting.draftId, { sendId: waiting.id, attempt: claimed.attempts }),
    ])
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return await refused(app, waiting, error.message, expired)
  }
  return await settle(app, claimed, await app.outreach.send(message))
}

const claimSteps =
  (waiting: Send, seal: string, day: string): Steps =>
  (tx, at) => [
    {
      must: claimSend(tx, waiting, seal, { leaseUntil: at + leaseMs, day, at }),
      else: 'It changed at this very moment',
    },
  ]

/** Writes down how it ended, with the touch and its follow-ups when it left. */
const settle = async (app: App, claimed: Send, delivery: Delivery): Promise<End> => {
  const at = app.now()
  const end = delivery.end === 'retry' && !mayTryAgain(claimed.attempts) ? 'failed' : delivery.end
  const state = end === 'retry' ? 'queued' : end
  const left = end === 'sent' ? await sentSteps(app, claimed, at) : () => []
  const change = { state, reply: delivery.reply, leaseUntil: null, changedAt: at } as const
  await commit(
    app,
    (tx) => [
      { must: changeSend(tx, claimed, change), else: 'Somebody else settled it' },
      ...left(tx),
      clearProblem(tx, 'send', claimed.draftId),
      ...(end === 'failed' || end === 'unknown' ? [problem(tx, at, claimed.draftId, delivery.reply)] : []),
    ],
    [about(`send_${end}`, claimed.draftId, { sendId: claimed.id, attempt: claimed.attempts })],
  )
  return end
}

/** Stays queued; why stands with it, and among the problems when only a person can help. */
const wait = async (app: App, waiting: Send, why: string, needsPerson = false): Promise<End> => {
  if (waiting.reply !== why)
    await commit(
      app,
      (tx, at) => [
        changeSend(tx, waiting, { reply: why }),
        needsPerson ? problem(tx, at, waiting.draftId, why) : clearProblem(tx, 'send', waiting.draftId),
      ],
      [],
    )
  return 'waiting'
}

/** A guard refused the claim, or would: the draft is cancelled, goes back to the desk, or waits. `why` says it closer. */
const refused = async (
  app: App,
  waiting: Send,
  sentence: string,
  approvalExpired: boolean,
  why = sentence,
): Promise<End> => {
  const state = afterRefusal(sentence, approvalExpired)
  const draft = await findDraft(app.db, waiting.draftId)
  if (!state || !draft) return await wait(app, waiting, why)
  await withdraw(app, draft, state, why, waiting)
  return 'withdrawn'
}

const withdraw = async (app: App, draft: Draft, state: DraftState, why: string, waiting?: Send) =>
  await commit(
    app,
    (tx, at) => [
      ...(waiting ? [changeSend(tx, waiting, { reply: why })] : []),
      { must: moveDraft(tx, draft, state, at), else: 'It changed at this very moment' },
      state === 'pending' ? problem(tx, at, draft.id, why) : clearProblem(tx, 'send', draft.id),
    ],
    [about('send_refused', draft.id, { why, to: state })],
  )

const noteFailure = async (app: App, waiting: Send, error: unknown): Promise<End> => {
  app.log.error({ sendId: waiting.id, error: messageOf(error) }, 'A message could not be handled')
  if (error instanceof Conflict || error instanceof Refusal) return 'waiting'
  await commit(app, (tx, at) => [problem(tx, at, waiting.draftId, messageOf(error))], [])
  return 'waiting'
}

const problem = (tx: Tx, at: Instant, draftId: string, message: string) =>
  recordProblem(tx, { stage: 'send', subjectId: draftId, message, at })

const about = (what: string, draftId: string, detail: object) => ({
  actorId: null,
  what,
  subject: 'draft',
  subjectId: draftId,
  detail,
})
