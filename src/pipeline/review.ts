import { Refusal } from '../core/errors.ts'
import {
  type ApprovalNeed,
  approvalMac,
  approvalNeed,
  bodyOf,
  cameBack,
  type DecisionKind,
  type DraftState,
  mayDecide,
  type RejectReason,
} from '../core/review.ts'
import type { StandIn } from '../core/stand-in.ts'
import { type Draft, findDraft, findRevision, moveDraft, tierOf, type WholeRevision } from '../store/drafts.ts'
import { decisionCount, decisionsOf, insertApproval, insertDecision } from '../store/reviews.ts'
import { clearProblem } from '../store/runs.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { expiryOf } from './approval-expiry.ts'
import { commit, type Steps } from './commit.ts'
import { senderFault } from './desk.ts'
import { openDraft, type Person, type Seen } from './edit.ts'
import { assertUntouched } from './gate.ts'
import { heldWords } from './holds.ts'
import { recipientOf, undecidedFor } from './leave.ts'
import { afterReject, rejectEffects } from './reject.ts'
import { approvedBy, standInFor } from './stand-in.ts'

export type Decided = { draftId: string; state: DraftState }

/** What this person's button does with the newest text of a draft: approve, submit or nothing, and why. */
export const buttonFor = async (app: App, person: Person, draftId: string): Promise<ApprovalNeed> => {
  const draft = await findDraft(app.db, draftId)
  const head = draft?.headRevisionId ? await findRevision(app.db, draft.headRevisionId) : undefined
  if (!draft || !head) return { does: 'nothing', why: 'There is no text yet' }
  return await needFor(app, person, draft, head)
}

const needFor = async (app: App, person: Person, draft: Draft, head: WholeRevision): Promise<ApprovalNeed> => {
  const { alwaysManager, fourEyes } = await getWorkspace(app.db)
  const tier = await tierOf(app.db, draft.accountId)
  const standsIn = await standInFor(app, person, draft)
  const need = approvalNeed(person, draft, head.revision, {
    ...{ tier, policy: { alwaysManager, fourEyes }, standsIn },
    ...{ findings: head.checks.findings, text: bodyOf(head.text) },
  })
  if (need.does === 'nothing') return need
  const held = await heldWords(app, draft.accountId)
  if (held) return { does: 'nothing', why: held }
  const fault = await senderFault(app, draft.ownerId, head)
  if (!fault) return need
  return { does: 'nothing', why: fault, ...(mayDecide(person, draft) ? { mendedBy: 'refresh' } : {}) }
}

/** A rep passes the text to whoever may approve it. */
export const submit = async (app: App, person: Person, input: Seen & { note?: string }): Promise<Decided> => {
  const { draft, head } = await openDraft(app, person, input)
  const need = await needFor(app, person, draft, head)
  if (need.does === 'nothing') throw new Refusal('invalid', need.why)
  return await decide(app, person, { draft, head, kind: 'submit', to: 'submitted', note: input.note ?? null })
}

/** The decision that lets exactly this text leave. It can be undone until `undoUntil`. */
export const approve = async (
  app: App,
  person: Person,
  input: Seen & { note?: string },
): Promise<Decided & { approvalId: string; undoUntil: number }> => {
  const { draft, head, standsIn } = await openWaiting(app, person, input)
  await assertUntouched(app)
  const need = await needFor(app, person, draft, head)
  if (need.does !== 'approve') throw new Refusal(need.does === 'submit' ? 'forbidden' : 'invalid', need.why)
  const { undoSeconds, settings } = await getWorkspace(app.db)
  const { company, postalAddress, fromEmail } = settings.sender
  if (!company || !postalAddress || !fromEmail)
    throw new Refusal('invalid', 'Say first who sends: company, postal address and mailbox are missing in the settings')
  const { contactId } = head.revision
  const undecided = await undecidedFor(app, draft.accountId, contactId)
  if (undecided) throw new Refusal('invalid', undecided)
  const recipient = await recipientOf(app, draft.accountId, contactId)
  // Whatever they answer while the rest is asked came after the approval, and stops it.
  const at = app.now()
  const approval = {
    id: app.newId(),
    draftId: draft.id,
    revisionId: head.revision.id,
    hash: head.revision.hash,
    approverId: person.id,
    at,
    expiresAt: await expiryOf(app, draft, at),
  }
  const decision = await decisionRow(app, person, { draft, head, kind: 'approve', note: input.note ?? null })
  const by = standsIn ? { as: standsIn } : {}
  await commit(
    app,
    (tx) => [
      insertDecision(tx, { ...decision, at }),
      insertApproval(tx, { ...approval, mac: approvalMac(app.key, approval, recipient) }),
    ],
    [decisionAudit(person, draft, head, 'approve', { approvalId: approval.id, ...by })],
  )
  return { draftId: draft.id, state: 'approved', approvalId: approval.id, undoUntil: at + undoSeconds * 1000 }
}

/** The text, for its owner, a manager, or whoever decides in a manager's place now. */
const openWaiting = async (app: App, person: Person, seen: Seen) => {
  const asked = await openDraft(app, person, seen, async (draft) => (await standInFor(app, person, draft)) !== null)
  return { ...asked, standsIn: await standInFor(app, person, asked.draft) }
}

/** A manager gives a submitted text back, saying what to change. */
export const returnDraft = async (app: App, person: Person, input: Seen & { note: string }): Promise<Decided> => {
  const { draft, head, standsIn } = await openWaiting(app, person, input)
  if (person.role === 'rep' && !standsIn) throw new Refusal('forbidden', 'Only a manager returns a draft')
  if (draft.state !== 'submitted') throw new Refusal('conflict', `It is ${draft.state}, not submitted`)
  if (input.note.trim() === '') throw new Refusal('invalid', 'Say in a note what to change')
  return await decide(app, person, { draft, head, kind: 'return', to: 'pending', note: input.note, standsIn })
}

/** Takes an approval or a submission back while nothing has left; what had been submitted has to be once more. */
export const undo = async (app: App, person: Person, input: Seen): Promise<Decided & { cameBack: boolean }> => {
  const { draft, head } = await openDraft(app, person, input, (each) => approvedBy(app, person, each))
  if (!['submitted', 'approved', 'queued'].includes(draft.state))
    throw new Refusal(
      'conflict',
      draft.state === 'sent' ? 'It has left already' : `It is ${draft.state}: nothing to undo`,
    )
  const decided = await decide(app, person, { draft, head, kind: 'undo', to: 'pending', note: null })
  return { ...decided, cameBack: cameBack((await decisionsOf(app.db, draft.id)).map(({ kind }) => kind)) }
}

export type Rejection = Seen & {
  reason: RejectReason
  note?: string
}

/** Ends a draft with a reason; each reason has its own effect on the trigger, the account or the contact. */
export const reject = async (app: App, person: Person, input: Rejection): Promise<Decided> => {
  const { draft, head } = await openDraft(app, person, input)
  if (!mayDecide(person, draft)) throw new Refusal('forbidden', 'It is not your draft')
  const note = input.note?.trim() || null
  if (!note && input.reason === 'other') throw new Refusal('invalid', 'Say why in a few words')
  if (!note && input.reason === 'already_talking') throw new Refusal('invalid', 'Say who is talking with them')
  const effects = await rejectEffects(app, person, { draft, head, reason: input.reason, note })
  const decision = { draft, head, kind: 'reject', to: 'rejected', reason: input.reason, note } as const
  const decided = await decide(app, person, decision, effects)
  await afterReject(app, draft, input.reason)
  return decided
}

type Deciding = {
  draft: Draft
  head: WholeRevision
  kind: DecisionKind
  reason?: RejectReason
  note: string | null
  standsIn?: StandIn | null
}

const decide = async (
  app: App,
  person: Person,
  deciding: Deciding & { to: DraftState },
  also: Steps = () => [],
): Promise<Decided> => {
  const { draft, head, kind, to, reason, standsIn } = deciding
  const decision = await decisionRow(app, person, deciding)
  await commit(
    app,
    (tx, at) => [
      insertDecision(tx, { ...decision, at }),
      clearProblem(tx, 'send', draft.id),
      { must: moveDraft(tx, draft, to, at), else: 'The draft has changed' },
      ...also(tx, at),
    ],
    [
      decisionAudit(person, draft, head, kind, {
        ...(reason ? { reason } : {}),
        ...(standsIn ? { as: standsIn } : {}),
      }),
    ],
  )
  return { draftId: draft.id, state: to }
}

const decisionRow = async (app: App, person: Person, { draft, head, kind, reason, note }: Deciding) => ({
  id: app.newId(),
  draftId: draft.id,
  revisionId: head.revision.id,
  personId: person.id,
  sequence: 1 + (await decisionCount(app.db, head.revision.id, person.id)),
  kind,
  reason: reason ?? null,
  note,
})

const decisionAudit = (
  person: Person,
  draft: Draft,
  { revision }: WholeRevision,
  kind: DecisionKind,
  detail: object,
) => ({
  actorId: person.id,
  what: `draft_${kind}`,
  subject: 'draft',
  subjectId: draft.id,
  detail: { from: draft.state, revisionId: revision.id, hash: revision.hash, ...detail },
})
