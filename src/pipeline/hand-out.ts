import { outreachLetter } from '../adapters/mail/mime.ts'
import { Refusal } from '../core/errors.ts'
import { approvedMessage, mayDecide, type Route } from '../core/review.ts'
import { handOutMs } from '../core/send.ts'
import { type Draft, findDraft, moveDraft } from '../store/drafts.ts'
import { liveApproval } from '../store/reviews.ts'
import { clearProblem } from '../store/runs.ts'
import { changeSend, findSend, insertSend, type Send } from '../store/sends.ts'
import type { App } from './app.ts'
import { audited, commit } from './commit.ts'
import { openDraft, type Person, type Seen } from './edit.ts'
import { judgeLeaving } from './leave.ts'
import { newSend, threadOf } from './send.ts'
import { sentSteps } from './touch.ts'

export type HandOutRoute = Extract<Route, 'eml' | 'mailto' | 'copy'>
/** The approved text, to be sent by the person: a file, a link for the mail program, and the plain words. */
export type HandedOut = {
  sendId: string
  lapsesAt: number
  to: string
  subject: string
  text: string
  mailto: string
  eml: Buffer
}

/**
 * Gives an approved text to the person who sends it. It reserves the contact; only a "yes, sent" makes it a touch,
 * and without an answer it lapses after a day.
 */
export const handOut = async (app: App, person: Person, input: Seen & { route: HandOutRoute }): Promise<HandedOut> => {
  const { draft, head } = await openDraft(app, person, input)
  const approval = await liveApproval(app.db, draft.id)
  if (draft.state !== 'approved' || !approval)
    throw new Refusal(
      'invalid',
      draft.state === 'queued'
        ? 'Daybreak is about to send it: undo that first'
        : 'Only an approved text is handed out',
    )
  // A person may write at any hour, but not from a restored database nor against the country policy.
  const { verdict, day } = await judgeLeaving(app, draft.id, head.revision.contactId, 'folder')
  if (!verdict.leaves && verdict.stop !== 'wait') throw new Refusal('forbidden', verdict.why)
  const row = await newSend(app, draft.id, approval.id, input.route)
  const use = {
    key: app.key,
    now: app.now(),
    messageId: row.messageId,
    optOutUrl: null,
    references: await threadOf(app, draft.id),
  }
  const message = approvedMessage(head.text, approval, use)
  if ('refused' in message) throw new Refusal('conflict', message.refused)
  const eml = (await outreachLetter(message, app.now())).bytes
  const at = app.now()
  const claim = { state: 'sending', attempts: 1, leaseUntil: at + handOutMs, day, changedAt: at } as const
  await commit(
    app,
    (tx) => [
      insertSend(tx, row),
      { must: changeSend(tx, { ...row, attempts: 0 }, claim), else: 'It has left already' },
    ],
    [sendAudit(app, person, 'handed_out', draft.id, { sendId: row.id, route: input.route })],
  )
  const { to, subject, text } = head.text
  return { sendId: row.id, lapsesAt: claim.leaseUntil, to, subject, text, mailto: mailtoLink(to, subject, text), eml }
}

const mailtoLink = (to: string, subject: string, text: string): string =>
  `mailto:${encodeURIComponent(to).replace('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`

/** Whether a hand-out was sent. "No" takes it back to the desk, where it needs a fresh approval. */
export const confirmHandOut = async (
  app: App,
  person: Person,
  input: { sendId: string; sent: boolean },
): Promise<void> => {
  const { send, draft } = await openSend(app, person, input.sendId)
  if (send.state === 'failed')
    return await resolveSend(app, person, { sendId: send.id, to: input.sent ? 'sent' : 'cancelled' })
  if (send.state !== 'sending' || send.route === 'folder' || send.route === 'smtp')
    throw new Refusal('conflict', 'It is no open hand-out')
  const at = app.now()
  const audit = [
    sendAudit(app, person, input.sent ? 'hand_out_sent' : 'hand_out_not_sent', draft.id, { sendId: send.id }),
  ]
  if (input.sent) {
    const left = await sentSteps(app, send, at)
    await commit(
      app,
      (tx) => [settled(tx, send, { state: 'sent', leaseUntil: null, changedAt: at }), ...left(tx)],
      audit,
    )
    return
  }
  await commit(
    app,
    (tx) => [
      settled(tx, send, { state: 'queued', leaseUntil: null, changedAt: at }),
      { must: moveDraft(tx, { ...draft, state: 'queued' }, 'pending', at), else: 'Somebody else settled it' },
    ],
    audit,
  )
}

/** A person says what became of a send that failed or of which nobody knows: it left, try again, or give it up. */
export const resolveSend = async (
  app: App,
  person: Person,
  input: { sendId: string; to: 'sent' | 'queued' | 'cancelled' },
): Promise<void> => {
  const { send, draft } = await openSend(app, person, input.sendId)
  if (send.state !== 'failed' && send.state !== 'unknown')
    throw new Refusal('conflict', `It is ${send.state}: there is nothing to resolve`)
  const at = app.now()
  const left = input.to === 'sent' ? await sentSteps(app, send, at) : () => []
  await commit(
    app,
    (tx) => [
      settled(tx, send, { state: input.to, resolvedBy: person.id, leaseUntil: null, changedAt: at }),
      clearProblem(tx, 'send', draft.id),
      ...left(tx),
    ],
    [sendAudit(app, person, 'send_resolved', draft.id, { sendId: send.id, from: send.state, to: input.to })],
  )
}

const settled = (...change: Parameters<typeof changeSend>) => ({
  must: changeSend(...change),
  else: 'Somebody else settled it',
})

const openSend = async (app: App, person: Person, sendId: string): Promise<{ send: Send; draft: Draft }> => {
  const send = await findSend(app.db, sendId)
  const draft = send && (await findDraft(app.db, send.draftId))
  if (!send || !draft) throw new Refusal('not_found', 'There is no such message')
  if (!mayDecide(person, draft)) throw new Refusal('forbidden', 'It is not your draft')
  return { send, draft }
}

const sendAudit = (app: App, person: Person, what: string, draftId: string, detail: object) =>
  audited(app, { actorId: person.id, what, subject: 'draft', subjectId: draftId, detail })
