import type { Step, Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { consequencesOf, type OutcomeKind, outcomeProblem, type ReplyClass } from '../core/outcome.ts'
import type { DraftState } from '../core/review.ts'
import { findAccount } from '../store/accounts.ts'
import { findContact } from '../store/contacts.ts'
import { insertCorrection } from '../store/corrections.ts'
import { draftsOfAccounts, moveDraft } from '../store/drafts.ts'
import { familyOf } from '../store/family.ts'
import { insertHold } from '../store/holds.ts'
import { findOutcome, insertOutcome } from '../store/outcomes.ts'
import { closeFollowUpsOf, findTouch, lastTouchTo } from '../store/touches.ts'
import type { App } from './app.ts'
import { audited, commit } from './commit.ts'
import type { Person } from './edit.ts'
import { openStandings } from './standings.ts'
import { suppressSteps } from './suppress.ts'

export type NewOutcome = {
  accountId: string
  contactId?: string | null
  touchId?: string | null
  kind: OutcomeKind
  replyClass?: ReplyClass | null
  amountUsd?: number | null
  stage?: string | null
  note?: string | null
  at: Instant
  /** When they want to hear again, or are back: "not now" and "out of office" rest the account until then. */
  until?: Instant | null
  /** Of the system it comes from; made from the rest when a person enters it. */
  externalId?: string
  source?: 'hand' | 'import' | 'webhook'
}

/**
 * What came of it. The same outcome told twice is recorded once. A reply, a meeting, a bounce or an opt-out stops
 * whatever is about to leave to the account's family; an opt-out suppresses the contact everywhere; a deal
 * changes what they are to us, and a conversation that has begun ends the chase.
 */
export const recordOutcome = async (
  app: App,
  person: Person | null,
  input: NewOutcome,
): Promise<{ outcomeId: string; recorded: boolean }> => {
  const problem = outcomeProblem(input.kind, input.replyClass ?? null, input.amountUsd ?? null)
  if (problem) throw new Refusal('invalid', problem)
  if (!(await findAccount(app.db, input.accountId))) throw new Refusal('not_found', 'There is no such account')
  if (input.touchId && !(await findTouch(app.db, input.touchId)))
    throw new Refusal('not_found', 'There is no such touch')
  const externalId = input.externalId ?? handMade(input)
  const known = await findOutcome(app.db, input.accountId, input.kind, externalId)
  if (known) return { outcomeId: known.id, recorded: false }
  const id = app.newId()
  const effects = await effectsOf(app, person, input)
  await commit(
    app,
    (tx) => [
      insertOutcome(tx, {
        id,
        externalId,
        accountId: input.accountId,
        contactId: input.contactId ?? null,
        touchId: input.touchId ?? null,
        kind: input.kind,
        replyClass: input.replyClass ?? null,
        amountUsd: input.amountUsd ?? null,
        stage: input.stage ?? null,
        reason: input.note ?? null,
        source: input.source ?? 'hand',
        by: person?.id ?? null,
        at: input.at,
        recordedAt: app.now(),
      }),
      ...effects(tx),
    ],
    [
      audited(app, {
        actorId: person?.id ?? null,
        what: 'outcome_recorded',
        subject: 'account',
        subjectId: input.accountId,
        detail: { outcomeId: id, kind: input.kind, replyClass: input.replyClass ?? null, at: input.at },
      }),
    ],
  )
  return { outcomeId: id, recorded: true }
}

const handMade = ({ touchId, contactId, replyClass, at }: NewOutcome): string =>
  ['hand', touchId ?? contactId ?? '', replyClass ?? '', at].join(':')

const leaving: DraftState[] = ['submitted', 'approved', 'queued']

const effectsOf = async (app: App, person: Person | null, input: NewOutcome): Promise<(tx: Tx) => Step[]> => {
  const consequences = consequencesOf(input.kind, input.replyClass ?? null)
  const { closesFollowUps, stopsSending, suppresses } = consequences
  const family = await familyOf(app.db, input.accountId)
  const stopped = stopsSending ? await draftsOfAccounts(app.db, family, leaving) : []
  const contact = input.contactId ? await findContact(app.db, input.contactId) : undefined
  const suppression =
    suppresses && contact?.addressKey
      ? await suppressSteps(app, person, { kind: 'address', key: contact.addressKey, reason: suppresses })
      : () => []
  const standing = (await openStandings(app))({ ...input, replyClass: input.replyClass ?? null })
  return (tx) => [
    ...(closesFollowUps ? closeFollowUpsOf(tx, family, app.now(), closesFollowUps) : []),
    ...stopped.map((draft) => moveDraft(tx, draft, 'cancelled', app.now())),
    ...standing(tx),
    ...suppression(tx),
    ...(consequences.holds && input.until ? [insertHold(tx, restOf(app, person, input, input.until))] : []),
    ...(consequences.wrongPerson && contact && person
      ? [insertCorrection(tx, wrongPerson(app, person, input, contact.id))]
      : []),
  ]
}

const restOf = (app: App, person: Person | null, { accountId, replyClass, note }: NewOutcome, until: Instant) => ({
  id: app.newId(),
  accountId,
  until,
  reason: note ?? (replyClass === 'out_of_office' ? 'They are out of the office' : 'They said: not now'),
  by: person?.id ?? null,
  createdAt: app.now(),
})

const wrongPerson = (app: App, person: Person, { accountId, note }: NewOutcome, contactId: string) => ({
  id: app.newId(),
  accountId,
  what: 'contact' as const,
  subjectId: contactId,
  note: note ?? null,
  by: person.id,
  at: app.now(),
})

/** A one-click opt-out: the address is suppressed everywhere and the outcome recorded at the account last written to. */
export const optOut = async (app: App, recipientKey: string): Promise<void> => {
  const touch = await lastTouchTo(app.db, recipientKey)
  const suppression = await suppressSteps(app, null, { kind: 'address', key: recipientKey, reason: 'opted out' })
  const said = audited(app, { actorId: null, what: 'opted_out', subject: 'address', subjectId: recipientKey })
  await commit(app, suppression, [said]).catch((error) => {
    // Two clicks at once: the other one suppressed it.
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error
  })
  if (!touch) return
  await recordOutcome(app, null, {
    accountId: touch.accountId,
    contactId: touch.contactId,
    touchId: touch.id,
    kind: 'unsubscribe',
    at: app.now(),
    externalId: `unsubscribe:${touch.id}`,
    source: 'webhook',
  })
}
