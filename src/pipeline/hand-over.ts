import { type LocalDay, localDay, msPerDay } from '../core/day.ts'
import { Refusal } from '../core/errors.ts'
import { handOverNote, handsOver } from '../core/hand-over.ts'
import { headline } from '../core/headline.ts'
import { answerDays, openAnswers } from '../core/next-steps.ts'
import { employmentsOf } from '../store/accounts.ts'
import { findContact } from '../store/contacts.ts'
import {
  answerHandover,
  findHandover,
  type Handover,
  handoversOfOutcomes,
  insertHandover,
  wishesToTalk,
} from '../store/handovers.ts'
import { findOutcomeById, type Outcome, outcomesOf } from '../store/outcomes.ts'
import { accountHead } from '../store/pages/account.ts'
import { latestPursuit } from '../store/pursuits.ts'
import { wordsBehind } from '../store/received.ts'
import { triggersById } from '../store/signals.ts'
import { touchesOf } from '../store/touches.ts'
import { userById } from '../store/users.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'
import { holdSteps, restEnd } from './holds.ts'
import { ownAccounts } from './own-accounts.ts'

/** The note as it is offered to whoever hands over. */
export const noteFor = async (app: App, outcome: Outcome, zone: string): Promise<string> => {
  const { accountId, contactId } = outcome
  const head = await accountHead(app.db, accountId)
  const contact = contactId ? await findContact(app.db, contactId) : undefined
  const jobs = await employmentsOf(app.db, [accountId])
  const job = jobs.find(({ employment }) => employment.contactId === contactId && employment.to === null)
  const pursuit = await latestPursuit(app.db, accountId)
  const triggerIds = pursuit ? [...new Set([pursuit.leadTriggerId, ...pursuit.triggerIds])] : []
  const triggers = new Map((await triggersById(app.db, triggerIds)).map((row) => [row.id, row]))
  const touches = await touchesOf(app.db, [accountId])
  return handOverNote({
    account: head?.account.name ?? '',
    domain: head?.domains[0] ?? null,
    contact: contact ? { name: contact.name, title: job?.employment.title ?? null, email: contact.email } : null,
    whyNow: triggerIds
      .flatMap((id) => triggers.get(id) ?? [])
      .map(({ kind, trigger }) => headline(kind, trigger.fields)),
    touches: touches.map(({ channel, at }) => ({ channel, day: localDay(at, zone) })),
    said: (await wordsBehind(app.db, outcome)) ?? outcome.reason,
    kind: outcome.kind,
    replyClass: outcome.replyClass,
  })
}

/** Who wants to talk and was handed to nobody yet, newest first; at this person's accounts, or everybody's for null. */
export const toHandOver = async ({ db, now }: App, ownerId: string | null) => {
  const wishes = await wishesToTalk(db, ownerId, now() - answerDays * msPerDay)
  const came = await outcomesOf(db, [...new Set(wishes.map(({ outcome }) => outcome.accountId))])
  const given = await handoversOfOutcomes(
    db,
    came.map(({ id }) => id),
  )
  const live = new Set(
    given.flatMap(({ answer, outcomeId }) => (answer === null || answer === 'accepted' ? outcomeId : [])),
  )
  return wishes.filter(({ outcome: { id, accountId } }) => {
    const here = came.filter((one) => one.accountId === accountId)
    const theirs = given.filter(({ outcomeId }) => here.some((one) => one.id === outcomeId))
    return (
      !live.has(id) && openAnswers(here, { lastTouchAt: null, given: theirs, now: now() }).some((one) => one.id === id)
    )
  })
}

/** Passes an interested reply to the one who takes it from here, with what they need to know. */
export const handOver = async (
  app: App,
  person: Person,
  input: { outcomeId: string; toId: string; note: string },
): Promise<{ handoverId: string }> => {
  const outcome = await findOutcomeById(app.db, input.outcomeId)
  const isTheirs = outcome && (person.role !== 'rep' || (await ownAccounts(app, person, [outcome.accountId])).size > 0)
  if (!isTheirs) throw new Refusal('not_found', 'There is no such reply')
  if (!handsOver(outcome.kind, outcome.replyClass))
    throw new Refusal('invalid', 'Only an interested reply or a meeting is handed over')
  const to = await userById(app.db, input.toId)
  if (!to?.active) throw new Refusal('not_found', 'There is no such person')
  if (to.id === person.id) throw new Refusal('invalid', 'It is with you already')
  if (input.note.trim() === '') throw new Refusal('invalid', 'Say in a note what they need to know')
  const before = await handoversOfOutcomes(app.db, [outcome.id])
  if (before.some(({ answer }) => answer === null || answer === 'accepted'))
    throw new Refusal('conflict', 'It was handed over already')
  const row = {
    id: app.newId(),
    outcomeId: outcome.id,
    fromId: person.id,
    toId: to.id,
    note: input.note.trim(),
  }
  await commit(
    app,
    (tx, at) => [{ must: insertHandover(tx, { ...row, at }), else: 'Somebody has it already, or has left' }],
    [handoverAudit(person, 'handed_over', row.id, { outcomeId: outcome.id, toId: to.id })],
  )
  return { handoverId: row.id }
}

export type HandOverAnswer = {
  handoverId: string
  answer: 'accepted' | 'returned'
  reason?: string
  /** When to call them back: the account rests until that day of its owner. */
  untilDay?: LocalDay
}

/** The receiver takes it, or gives it back with a reason, perhaps until a day; once. */
export const answerHandOver = async (app: App, person: Person, input: HandOverAnswer): Promise<void> => {
  const handover = await openHandover(app, input.handoverId)
  if (handover.toId !== person.id) throw new Refusal('forbidden', 'It was handed to somebody else')
  const { answer, untilDay } = input
  const reason = input.reason?.trim() || null
  if (answer === 'returned' && !reason) throw new Refusal('invalid', 'Say why it comes back')
  const { accountId } = (await findOutcomeById(app.db, handover.outcomeId))!
  const until = answer === 'returned' && untilDay !== undefined ? await restEnd(app, accountId, untilDay) : null
  const hold = { id: app.newId(), accountId, until, reason: `Call back: ${reason}`, by: person.id }
  const rest = until === null ? null : await holdSteps(app, person, hold)
  await commit(
    app,
    (tx, at) => [
      {
        must: answerHandover(tx, handover.id, { answer, answerReason: reason, answeredAt: at }),
        else: 'It was answered already',
      },
      ...(rest?.steps(tx, at) ?? []),
    ],
    [
      handoverAudit(person, `hand_over_${answer}`, handover.id, rest ? { holdId: hold.id, until } : {}),
      ...(rest?.audit ?? []),
    ],
  )
}

/** Whoever handed it over takes it back while nobody has answered. */
export const withdrawHandOver = async (app: App, person: Person, input: { handoverId: string }): Promise<void> => {
  const handover = await openHandover(app, input.handoverId)
  if (handover.fromId !== person.id && person.role === 'rep') throw new Refusal('forbidden', 'It is not your hand-over')
  const answer = { answer: 'withdrawn', answerReason: null } as const
  await commit(
    app,
    (tx, at) => [
      { must: answerHandover(tx, handover.id, { ...answer, answeredAt: at }), else: 'It was answered already' },
    ],
    [handoverAudit(person, 'hand_over_withdrawn', handover.id, {})],
  )
}

const openHandover = async (app: App, id: string): Promise<Handover> => {
  const handover = await findHandover(app.db, id)
  if (!handover) throw new Refusal('not_found', 'There is no such hand-over')
  if (handover.answer !== null) throw new Refusal('conflict', 'It was answered already')
  return handover
}

const handoverAudit = (person: Person, what: string, subjectId: string, detail: object) => ({
  actorId: person.id,
  what,
  subject: 'handover',
  subjectId,
  detail,
})
