import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { findAccount } from '../store/accounts.ts'
import { endHoldAt, findHold, insertHold } from '../store/holds.ts'
import type { App } from './app.ts'
import { audited, commit } from './commit.ts'
import type { Person } from './edit.ts'

export type NewHold = {
  accountId: string
  contactId?: string
  until?: Instant
  untilNextTrigger?: boolean
  reason: string
}

/** Sets an account (or one contact of it) aside until a date or its next trigger. Answers the hold's id. */
export const holdAccount = async (app: App, person: Person, input: NewHold): Promise<{ holdId: string }> => {
  if (!(await findAccount(app.db, input.accountId))) throw new Refusal('not_found', 'There is no such account')
  if (input.reason.trim() === '') throw new Refusal('invalid', 'Say why')
  if (input.until === undefined && !input.untilNextTrigger)
    throw new Refusal('invalid', 'Say until when: a date, or the next trigger')
  if (input.until !== undefined && input.until <= app.now()) throw new Refusal('invalid', 'That date has passed')
  const id = app.newId()
  await commit(
    app,
    (tx) => [
      insertHold(tx, {
        id,
        accountId: input.accountId,
        contactId: input.contactId ?? null,
        until: input.until ?? null,
        untilNextTrigger: input.untilNextTrigger ?? false,
        reason: input.reason.trim(),
        by: person.id,
        createdAt: app.now(),
      }),
    ],
    [holdAudit(app, person, 'hold_set', id, { accountId: input.accountId, until: input.until ?? null })],
  )
  return { holdId: id }
}

export const endHold = async (app: App, person: Person, input: { holdId: string }): Promise<void> => {
  const hold = await findHold(app.db, input.holdId)
  if (!hold) throw new Refusal('not_found', 'There is no such hold')
  await commit(app, (tx) => [{ must: endHoldAt(tx, hold.id, app.now()), else: 'It has ended already' }], [
    holdAudit(app, person, 'hold_ended', hold.id, { accountId: hold.accountId }),
  ])
}

const holdAudit = (app: App, person: Person, what: string, subjectId: string, detail: object) =>
  audited(app, { actorId: person.id, what, subject: 'hold', subjectId, detail })
