import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { consequencesOf } from '../core/outcome.ts'
import { employmentsOf, findAccount } from '../store/accounts.ts'
import { findContact } from '../store/contacts.ts'
import { tierOf } from '../store/drafts.ts'
import { familyOf } from '../store/family.ts'
import { outcomesOf } from '../store/outcomes.ts'
import { cancelClosed, closeFollowUp, findFollowUp, reopenFollowUp, touchesOf } from '../store/touches.ts'
import type { App } from './app.ts'
import { commit, type Steps } from './commit.ts'
import type { Person } from './edit.ts'
import { touchSteps } from './touch.ts'

export type TouchByHand = {
  accountId: string
  contactId?: string | null
  channel: 'call' | 'linkedin' | 'email'
  at?: Instant
}

/** A call or a message that a person made elsewhere: it rests the account like any touch and opens follow-ups. */
export const logTouch = async (app: App, person: Person, input: TouchByHand): Promise<{ touchId: string }> => {
  if (!(await findAccount(app.db, input.accountId))) throw new Refusal('not_found', 'There is no such account')
  const contact = input.contactId ? await findContact(app.db, input.contactId) : undefined
  if (contact && !(await worksThere(app, contact.id, input.accountId)))
    throw new Refusal('invalid', 'This person does not work there')
  const now = app.now()
  const at = input.at ?? now
  if (at > now) throw new Refusal('invalid', 'That has not happened yet')
  const id = app.newId()
  const steps = await touchSteps(app, {
    id,
    externalId: `hand:${id}`,
    accountId: input.accountId,
    contactId: contact?.id ?? null,
    ownerId: person.id,
    channel: input.channel,
    route: 'import',
    sendId: null,
    draftId: null,
    triggerId: null,
    triggerKind: null,
    tier: await tierOf(app.db, input.accountId),
    icpVersionId: null,
    addressKey: input.channel === 'email' ? (contact?.addressKey ?? null) : null,
    at,
  })
  await commit(app, steps, [
    {
      actorId: person.id,
      what: 'touch_logged',
      subject: 'account',
      subjectId: input.accountId,
      detail: { touchId: id, channel: input.channel },
    },
  ])
  return { touchId: id }
}

/** Whether that contact is known in the account's family; a touch at one account never rests another's people. */
const worksThere = async (app: App, contactId: string, accountId: string): Promise<boolean> =>
  (await employmentsOf(app.db, await familyOf(app.db, accountId))).some(
    ({ contact, employment }) => contact.id === contactId && employment.to === null,
  )

export const skipped = 'skipped by hand'

/** A follow-up that is done or no longer wanted. */
export const closeFollowUpBy = async (
  app: App,
  person: Person,
  input: { followUpId: string; reason: string },
): Promise<void> => {
  const followUp = await ownFollowUp(app, person, input.followUpId)
  await commit(
    app,
    (tx, at) => [
      { must: closeFollowUp(tx, followUp.id, at, input.reason), else: 'It is closed already' },
      cancelClosed(tx, at),
    ],
    [
      {
        actorId: person.id,
        what: 'follow_up_closed',
        subject: 'account',
        subjectId: followUp.accountId,
        detail: { followUpId: followUp.id },
      },
    ],
  )
}

/** Takes a skip back, while nothing has happened since that would have ended the follow-up by itself. */
export const reopenFollowUpBy = async (app: App, person: Person, input: { followUpId: string }): Promise<void> => {
  const followUp = await ownFollowUp(app, person, input.followUpId)
  const family = await familyOf(app.db, followUp.accountId)
  const touches = await touchesOf(app.db, family)
  const outcomes = await outcomesOf(app.db, family)
  const [newest] = touches
  const answered = outcomes.some(
    ({ kind, replyClass, recordedAt }) =>
      consequencesOf(kind, replyClass).closesFollowUps !== null && recordedAt >= (newest?.at ?? 0),
  )
  if (newest?.id !== followUp.touchId || answered)
    throw new Refusal('conflict', 'They answered, or somebody has been in touch since')
  const seen = { accountIds: family, touchIds: touches.map(({ id }) => id), outcomeIds: outcomes.map(({ id }) => id) }
  const reopen: Steps = (tx) => [
    {
      must: reopenFollowUp(tx, followUp.id, skipped, seen),
      else: 'It was not skipped by hand, or something came since',
    },
  ]
  await commit(app, reopen, [
    {
      actorId: person.id,
      what: 'follow_up_reopened',
      subject: 'account',
      subjectId: followUp.accountId,
      detail: { followUpId: followUp.id },
    },
  ])
}

const ownFollowUp = async (app: App, person: Person, id: string) => {
  const followUp = await findFollowUp(app.db, id)
  if (!followUp) throw new Refusal('not_found', 'There is no such follow-up')
  if (person.role === 'rep' && followUp.ownerId !== person.id)
    throw new Refusal('forbidden', 'It is not your follow-up')
  return followUp
}
