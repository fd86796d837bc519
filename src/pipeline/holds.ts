import { type LocalDay, startOfDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { findAccount } from '../store/accounts.ts'
import { endHoldAt, findHold, insertHold } from '../store/holds.ts'
import { ownerOf } from '../store/why.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'

export type NewHold = {
  accountId: string
  contactId?: string
  untilDay?: LocalDay
  untilNextTrigger?: boolean
  reason: string
}

/** Sets an account (or one contact of it) aside until a date or its next trigger. Answers the hold's id. */
export const holdAccount = async (app: App, person: Person, input: NewHold): Promise<{ holdId: string }> => {
  if (!(await findAccount(app.db, input.accountId))) throw new Refusal('not_found', 'There is no such account')
  if (input.reason.trim() === '') throw new Refusal('invalid', 'Say why')
  if (input.untilDay === undefined && !input.untilNextTrigger)
    throw new Refusal('invalid', 'Say until when: a date, or the next trigger')
  const until = input.untilDay === undefined ? null : await restEnd(app, input.accountId, input.untilDay)
  const id = app.newId()
  await commit(
    app,
    (tx, at) => [
      insertHold(tx, {
        id,
        accountId: input.accountId,
        contactId: input.contactId ?? null,
        until,
        untilNextTrigger: input.untilNextTrigger ?? false,
        reason: input.reason.trim(),
        by: person.id,
        createdAt: at,
      }),
    ],
    [holdAudit(person, 'hold_set', id, { accountId: input.accountId, until })],
  )
  return { holdId: id }
}

/** When a rest until this day is over: as the day begins for the account's owner. Throws `invalid` for a day that is past. */
export const restEnd = async (app: App, accountId: string, day: LocalDay): Promise<Instant> => {
  const until = startOfDay(day, await zoneOf(app, accountId))
  if (until <= app.now()) throw new Refusal('invalid', 'That date has passed')
  return until
}

/** Days named for an account are its owner's; the workspace's where nobody owns it. */
export const zoneOf = async ({ db }: App, accountId: string): Promise<string> =>
  ((await ownerOf(db, accountId)) ?? (await getWorkspace(db))).timeZone

export const endHold = async (app: App, person: Person, input: { holdId: string }): Promise<void> => {
  const hold = await findHold(app.db, input.holdId)
  if (!hold) throw new Refusal('not_found', 'There is no such hold')
  await commit(app, (tx, at) => [{ must: endHoldAt(tx, hold.id, at), else: 'It has ended already' }], [
    holdAudit(person, 'hold_ended', hold.id, { accountId: hold.accountId }),
  ])
}

const holdAudit = (person: Person, what: string, subjectId: string, detail: object) => ({
  actorId: person.id,
  what,
  subject: 'hold',
  subjectId,
  detail,
})
