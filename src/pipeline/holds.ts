import { dayInWords, type LocalDay, localDay, startOfDay } from '../core/day.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { findAccount } from '../store/accounts.ts'
import { draftsOfAccounts, leaving, moveDraft } from '../store/drafts.ts'
import { endHoldAt, findHold, insertHold, takeBackOf } from '../store/holds.ts'
import { openHoldsOf } from '../store/pages/item.ts'
import { clearProblem } from '../store/runs.ts'
import { ownerOf } from '../store/why.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit, onceMore, type Said, type Steps } from './commit.ts'
import type { Person } from './edit.ts'

export type NewHold = {
  accountId: string
  contactId?: string
  untilDay?: LocalDay
  untilNextTrigger?: boolean
  reason: string
}

/** `takenBack`: what had been approved or submitted. `onItsWay`: a message that may have left, and is not called back. */
export type Held = { holdId: string; takenBack: boolean; onItsWay: boolean }

/** Sets an account (or one contact of it) aside until a date or its next trigger; what was about to leave does not. */
export const holdAccount = async (app: App, person: Person, input: NewHold): Promise<Held> => {
  if (!(await findAccount(app.db, input.accountId))) throw new Refusal('not_found', 'There is no such account')
  if (input.reason.trim() === '') throw new Refusal('invalid', 'Say why')
  if (input.untilDay === undefined && !input.untilNextTrigger)
    throw new Refusal('invalid', 'Say until when: a date, or the next trigger')
  const hold = {
    id: app.newId(),
    accountId: input.accountId,
    contactId: input.contactId ?? null,
    until: input.untilDay === undefined ? null : await restEnd(app, input.accountId, input.untilDay),
    untilNextTrigger: input.untilNextTrigger ?? false,
    reason: input.reason.trim(),
    by: person.id,
  }
  return await onceMore(async () => {
    const { steps, audit, ...held } = await holdSteps(app, person, hold)
    await commit(app, steps, audit)
    return { holdId: hold.id, ...held }
  })
}

type NewRow = Omit<Parameters<typeof insertHold>[1], 'createdAt'>

/** The hold, and the end of what waits for an approval, has one or is queued at the account, in one commit. */
export const holdSteps = async (
  app: App,
  person: Person,
  hold: NewRow,
): Promise<Omit<Held, 'holdId'> & { steps: Steps; audit: Said[] }> => {
  const { accountId, until = null } = hold
  const stopped = await draftsOfAccounts(app.db, [accountId], leaving)
  const away = await draftsOfAccounts(app.db, [accountId], ['sending', 'unknown'])
  return {
    takenBack: stopped.length > 0,
    onItsWay: away.length > 0,
    steps: (tx, at) => [
      insertHold(tx, { ...hold, createdAt: at }),
      ...stopped.flatMap((draft) => [
        { must: moveDraft(tx, draft, 'pending', at), else: 'The draft has changed' },
        clearProblem(tx, 'send', draft.id),
      ]),
      takeBackOf(tx, accountId, at),
    ],
    audit: [
      holdAudit(person, 'hold_set', accountId, { holdId: hold.id, until }),
      ...stopped.map(({ id, state }) => ({
        ...{ actorId: person.id, what: 'draft_held', subject: 'draft', subjectId: id },
        detail: { from: state, holdId: hold.id },
      })),
    ],
  }
}

/** When a rest until this day is over: as the day begins for the account's owner. Throws `invalid` for a day that is past. */
export const restEnd = async (app: App, accountId: string, day: LocalDay): Promise<Instant> => {
  const until = startOfDay(day, await zoneOf(app, accountId))
  if (until <= app.now()) throw new Refusal('invalid', 'That date has passed')
  return until
}

/** Why nothing is approved while an account rests until a day; null when it does not. News is for people to judge. */
export const heldWords = async (app: App, accountId: string): Promise<string | null> => {
  const holds = await openHoldsOf(app.db, accountId, app.now())
  const until = Math.max(...holds.map(({ hold }) => hold.until ?? 0))
  if (until <= 0) return null
  const day = dayInWords(localDay(until, await zoneOf(app, accountId)))
  return `The account is held until ${day}: release the hold first`
}

/** Days named for an account are its owner's; the workspace's where nobody owns it. */
export const zoneOf = async ({ db }: App, accountId: string): Promise<string> =>
  ((await ownerOf(db, accountId)) ?? (await getWorkspace(db))).timeZone

export const endHold = async (app: App, person: Person, input: { holdId: string }): Promise<void> => {
  const hold = await findHold(app.db, input.holdId)
  if (!hold) throw new Refusal('not_found', 'There is no such hold')
  await commit(app, (tx, at) => [{ must: endHoldAt(tx, hold.id, at), else: 'It has ended already' }], [
    holdAudit(person, 'hold_ended', hold.accountId, { holdId: hold.id }),
  ])
}

/** A line about the account: whatever asks the record of an approval there meets it. */
const holdAudit = (person: Person, what: string, accountId: string, detail: object) => ({
  actorId: person.id,
  what,
  subject: 'account',
  subjectId: accountId,
  detail,
})
