import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { type ApprovedMessage, approvedMessage, mayDecide, type Route } from '../core/review.ts'
import { type Draft, findDraft, type WholeRevision } from '../store/drafts.ts'
import { liveApproval, type StoredApproval } from '../store/reviews.ts'
import { changeSend, claimSend, findSend, type Send } from '../store/sends.ts'
import type { App } from './app.ts'
import { commit, type Steps } from './commit.ts'
import { senderFault } from './desk.ts'
import { openDraft, type Person, type Seen } from './edit.ts'
import { judgeLeaving } from './leave.ts'
import { threadOf } from './send.ts'
import { approvalStands } from './standing-approval.ts'

/** An approved text that may be handed out. */
export type Approved = { draft: Draft; whole: WholeRevision; approval: StoredApproval }

/** The text that the page showed, when it is approved and Daybreak is not about to send it itself. */
export const approvedText = async (app: App, person: Person, input: Seen): Promise<Approved> => {
  const { draft, head: whole } = await openDraft(app, person, input)
  const approval = await liveApproval(app.db, draft.id)
  const fault = await senderFault(app, draft.ownerId, whole)
  if (fault && draft.state === 'approved') throw new Refusal('conflict', fault)
  if (draft.state === 'approved' && approval) return { draft, whole, approval }
  throw new Refusal(
    'invalid',
    draft.state === 'queued' ? 'Daybreak is about to send it: undo that first' : 'Only an approved text is handed out',
  )
}

/** The approved message, with all that was judged right before its claim. */
export type Ready = { message: ApprovedMessage; seal: string; day: string }

/**
 * Asks in code what is asked of every send. A person may write at any hour, and a hand-out needs neither the switch of
 * sending nor a public address; but it goes not from a restored database, nor against the country policy.
 */
export const readyToLeave = async (
  app: App,
  { draft, whole, approval }: Approved,
  { id, messageId }: Pick<Send, 'id' | 'messageId'>,
): Promise<Ready> => {
  const { verdict, recipient, seal, day } = await judgeLeaving(app, draft.id, whole.revision.contactId, 'folder')
  if (!verdict.leaves && verdict.stop !== 'wait') throw new Refusal('forbidden', verdict.why)
  const references = await threadOf(app, draft.id)
  const use = { key: app.key, now: app.now(), recipient, messageId, optOutUrl: null, references }
  const message = approvedMessage(whole.text, approval, use)
  if ('refused' in message) throw new Refusal('conflict', message.refused)
  if (!(await approvalStands(app, { id, approvalId: approval.id }, whole.revision)))
    throw new Refusal('conflict', 'No live approval of this text')
  return { message, seal, day }
}

type Row = Pick<Send, 'id' | 'draftId' | 'route'>
type Claim = {
  attempts: number
  leaseMs: number
  /** What comes first at the same instant: the send itself, or a person's word that it may be tried again. */
  first: Steps
}

/** Reserves the contact for a hand-out: the guards ask everything that they ask of a send. */
export const takeOut = async (
  app: App,
  person: Person,
  row: Row,
  { seal, day }: Ready,
  { attempts, leaseMs, first }: Claim,
): Promise<{ id: string; draftId: string; state: 'sending'; attempts: number; leaseUntil: Instant }> => {
  const at = app.now()
  const leaseUntil = at + leaseMs
  const queued = { id: row.id, state: 'queued' as const, attempts }
  await commit(
    app,
    (tx) => [
      ...first(tx, at),
      { must: claimSend(tx, queued, seal, { leaseUntil, day, at }), else: 'It changed at this very moment' },
    ],
    [sendAudit(person, 'handed_out', row.draftId, { sendId: row.id, route: row.route, attempt: attempts + 1 })],
  )
  return { id: row.id, draftId: row.draftId, state: 'sending', attempts: attempts + 1, leaseUntil }
}

export const handOutRoutes: readonly Route[] = ['eml', 'mailto', 'copy', 'webhook']

/** A send and its draft, when it is this person's to say something about. */
export const openSend = async (app: App, person: Person, sendId: string): Promise<{ send: Send; draft: Draft }> => {
  const send = await findSend(app.db, sendId)
  const draft = send && (await findDraft(app.db, send.draftId))
  if (!send || !draft) throw new Refusal('not_found', 'There is no such message')
  if (!mayDecide(person, draft)) throw new Refusal('forbidden', 'It is not your draft')
  return { send, draft }
}

/** A change of a send that holds only while it is as it was read. */
export const settled = (...change: Parameters<typeof changeSend>) => ({
  must: changeSend(...change),
  else: 'Somebody else settled it',
})

export const sendAudit = (person: Person | null, what: string, draftId: string, detail: object) => ({
  actorId: person?.id ?? null,
  what,
  subject: 'draft',
  subjectId: draftId,
  detail,
})
