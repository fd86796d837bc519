import { outreachLetter } from '../adapters/mail/mime.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import type { ApprovedMessage, Route } from '../core/review.ts'
import { handOutMs } from '../core/send.ts'
import { moveDraft } from '../store/drafts.ts'
import { clearProblem } from '../store/runs.ts'
import { insertSend } from '../store/sends.ts'
import type { App } from './app.ts'
import { commit, type Steps } from './commit.ts'
import type { Person, Seen } from './edit.ts'
import { approvedText, handOutRoutes, openSend, readyToLeave, sendAudit, settled, takeOut } from './hand-out-claim.ts'
import { newSend } from './send.ts'
import { messageOf } from './stage.ts'
import { giveAgain } from './tool.ts'
import { sentSteps } from './touch.ts'

export type HandOutRoute = Extract<Route, 'eml' | 'mailto' | 'copy'>
/** The approved text, to be sent by the person: a file, a link for the mail program, and the plain words. */
export type HandedOut = {
  sendId: string
  lapsesAt: Instant
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
  const approved = await approvedText(app, person, input)
  const row = await newSend(app, approved.draft.id, approved.approval.id, input.route)
  const ready = await readyToLeave(app, approved, row)
  const eml = await letterOf(app, ready.message)
  const insertNow: Steps = (tx, at) => [insertSend(tx, { ...row, changedAt: at })]
  const claim = { attempts: 0, leaseMs: handOutMs, first: insertNow }
  const { leaseUntil } = await takeOut(app, person, row, ready, claim)
  const { to, subject, text } = approved.whole.text
  return { sendId: row.id, lapsesAt: leaseUntil, to, subject, text, mailto: mailtoLink(to, subject, text), eml }
}

/** What no mail program could read is refused in words, before anything is claimed. */
const letterOf = async (app: App, message: ApprovedMessage): Promise<Buffer> => {
  try {
    return (await outreachLetter(message, app.now())).bytes
  } catch (error) {
    throw new Refusal('invalid', `No letter can be made of this message: ${messageOf(error)}`)
  }
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
    return await resolveSend(app, person, { sendId: send.id, to: input.sent ? 'sent' : 'desk' })
  if (send.state !== 'sending' || !handOutRoutes.includes(send.route))
    throw new Refusal('conflict', 'It is no open hand-out')
  if (send.route === 'webhook' && send.reply === null)
    throw new Refusal('conflict', 'It is being given to the tool at this moment')
  const at = app.now()
  const audit = [sendAudit(person, input.sent ? 'hand_out_sent' : 'hand_out_not_sent', draft.id, { sendId: send.id })]
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

/**
 * What a person says of a send that failed or of which nobody knows: it left, try again, or give it up. A hand-out may
 * also go back to the desk, for a fresh approval; that is the only way to try again with one that a person sends.
 */
export type Resolution = 'sent' | 'queued' | 'desk' | 'cancelled'

export const resolveSend = async (
  app: App,
  person: Person,
  { sendId, to }: { sendId: string; to: Resolution },
): Promise<void> => {
  const { send, draft } = await openSend(app, person, sendId)
  if (send.state !== 'failed' && send.state !== 'unknown')
    throw new Refusal('conflict', `It is ${send.state}: there is nothing to resolve`)
  const byHand = handOutRoutes.includes(send.route)
  if (to === 'desk' && !byHand) throw new Refusal('invalid', 'Only a hand-out goes back to the desk')
  if (to === 'queued' && send.route === 'webhook') return void (await giveAgain(app, person, send))
  if (to === 'queued' && byHand) throw new Refusal('invalid', 'Take it back to the desk, and hand it out anew')
  const at = app.now()
  const state = to === 'desk' ? 'queued' : to
  const left = to === 'sent' ? await sentSteps(app, send, at) : () => []
  await commit(
    app,
    (tx) => [
      settled(tx, send, { state, resolvedBy: person.id, leaseUntil: null, changedAt: at }),
      ...(to === 'desk'
        ? [{ must: moveDraft(tx, { ...draft, state: 'queued' }, 'pending', at), else: 'Somebody else settled it' }]
        : []),
      clearProblem(tx, 'send', draft.id),
      ...left(tx),
    ],
    [sendAudit(person, 'send_resolved', draft.id, { sendId: send.id, from: send.state, to })],
  )
}
