import type { RejectReason } from '../core/review.ts'
import { insertCorrection, insertSpend } from '../store/corrections.ts'
import type { Draft, WholeRevision } from '../store/drafts.ts'
import { familyOf } from '../store/family.ts'
import { answerMatch, matchesAsked } from '../store/matches.ts'
import { closePursuit, findPursuit, type Pursuit, updatePursuit } from '../store/pursuits.ts'
import { evidenceRowsOf } from '../store/signals.ts'
import { closeFollowUpOfDraft, closeFollowUpsOf } from '../store/touches.ts'
import type { App } from './app.ts'
import type { Steps } from './commit.ts'
import type { Person } from './edit.ts'
import { mergeDue } from './merge.ts'
import { draftAnew } from './redraft.ts'
import { fitBasisOf } from './verdict.ts'

export type Rejected = { draft: Draft; head: WholeRevision; reason: RejectReason; note: string | null }
type Effect = (app: App, person: Person, rejected: Rejected, pursuit: Pursuit) => Promise<Steps>

/** What a reason does beside ending the draft, as writes of the same transaction. */
export const rejectEffects = async (app: App, person: Person, rejected: Rejected): Promise<Steps> => {
  const pursuit = await findPursuit(app.db, rejected.draft.pursuitId)
  const { draft, reason } = rejected
  if (draft.kind === 'follow_up') return await followUpEffects(app, person, rejected)
  return pursuit && pursuit.closedAt === null ? await effects[reason](app, person, rejected, pursuit) : () => []
}

/** About the account or the person, not about this text alone. */
const endsAll: readonly RejectReason[] = ['bad_fit', 'wrong_account', 'wrong_person', 'already_talking']

/** A follow-up ends with its draft; with a word about the account or the person, so do the others. */
const followUpEffects = async (app: App, person: Person, rejected: Rejected): Promise<Steps> => {
  const { draft, head, reason } = rejected
  const family = await familyOf(app.db, draft.accountId)
  const why = `rejected: ${reason.replaceAll('_', ' ')}`
  const { contactId } = head.revision
  const wrong = { ...correction(app, person, rejected, draft.accountId), what: 'contact' as const }
  return (tx, at) => [
    ...(endsAll.includes(reason)
      ? closeFollowUpsOf(tx, family, at, why)
      : [closeFollowUpOfDraft(tx, draft.id, at, why)]),
    ...(reason === 'wrong_person' && contactId ? [insertCorrection(tx, { ...wrong, subjectId: contactId, at })] : []),
  ]
}

/** What follows once it is saved: a wrong company's news leaves its triggers, a wrong text or person is followed by the next. */
export const afterReject = async (app: App, draft: Draft, reason: RejectReason): Promise<void> => {
  if (draft.kind === 'follow_up') return
  if (reason === 'wrong_account') await mergeDue(app, [draft.accountId])
  if (reason === 'wrong_person' || reason === 'bad_draft') await draftAnew(app, draft.pursuitId)
}

/** The trigger is used up; only a new one reopens the account. */
const spend: Effect =
  async (app, person, { reason, note }, pursuit) =>
  (tx, at) => [
    insertSpend(tx, {
      id: app.newId(),
      triggerId: pursuit.leadTriggerId,
      reason: reason === 'other' ? (note ?? reason) : reason,
      by: person.id,
      at,
    }),
    ...closePursuit(tx, pursuit.id, at, reason),
  ]

const correction = (app: App, person: Person, { note }: Rejected, accountId: string) => ({
  id: app.newId(),
  accountId,
  note,
  by: person.id,
})

const effects: Record<RejectReason, Effect> = {
  stale: spend,
  weak_trigger: spend,
  other: spend,
  /** Gates the account until its facts or the ICP change. */
  bad_fit: async (app, person, rejected, pursuit) => {
    const basis = await fitBasisOf(app.db, pursuit.accountId)
    return (tx, at) => [
      insertCorrection(tx, {
        ...correction(app, person, rejected, pursuit.accountId),
        at,
        what: 'fit',
        subjectId: pursuit.icpVersionId,
        basis,
      }),
      ...closePursuit(tx, pursuit.id, at, rejected.reason),
    ]
  },
  /** The news is about somebody else: its matches are denied, for good. */
  wrong_account: async (app, person, rejected, pursuit) => {
    const links = (await evidenceRowsOf(app.db, [pursuit.accountId])).filter(
      ({ triggerId }) => triggerId === pursuit.leadTriggerId,
    )
    const denied = await matchesAsked(
      app.db,
      pursuit.accountId,
      links.map(({ signal }) => signal.id),
    )
    const answer = { answer: 'not_us', answeredBy: person.id } as const
    return (tx, at) => [
      ...denied.flatMap((one) => answerMatch(tx, one, { ...answer, answeredAt: at }, app.newId())),
      insertCorrection(tx, {
        ...correction(app, person, rejected, pursuit.accountId),
        at,
        what: 'match',
        subjectId: pursuit.leadTriggerId,
      }),
      ...closePursuit(tx, pursuit.id, at, rejected.reason),
    ]
  },
  /** The decision itself rests the account's family, saying with whom. */
  already_talking:
    async (_app, _person, { reason }, pursuit) =>
    (tx, at) =>
      closePursuit(tx, pursuit.id, at, reason),
  /** The pursuit goes on with the next person of the brief; nobody is offered twice. */
  wrong_person: async (app, person, rejected, pursuit) => {
    const { contactId } = rejected.head.revision
    const row = correction(app, person, rejected, pursuit.accountId)
    return (tx, at) => [
      ...(contactId ? [insertCorrection(tx, { ...row, at, what: 'contact', subjectId: contactId })] : []),
      updatePursuit(tx, pursuit.id, { contactId: null }),
    ]
  },
  /** The pursuit stays open and is written anew. */
  bad_draft: async () => () => [],
}
