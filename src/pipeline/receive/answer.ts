import { Refusal } from '../../core/errors.ts'
import type { ReplyClass } from '../../core/outcome.ts'
import { endHoldAt } from '../../store/holds.ts'
import { changeReplyClass, findOutcomeById } from '../../store/outcomes.ts'
import { answerReceived, findReceived, type Received } from '../../store/received.ts'
import { findTouch } from '../../store/touches.ts'
import type { App } from '../app.ts'
import { commit } from '../commit.ts'
import type { Person } from '../edit.ts'
import { effectsOf, type NewOutcome, outcomeSteps } from '../outcome.ts'

/** `is`: what a person takes the message for; null = no answer to us at all. `untilDay`: with the class it goes with. */
export type ReceivedAnswer = { receivedId: string; is: ReplyClass | 'bounce' | null; untilDay?: string | null }

/**
 * A person says what a message is. What follows from the class they name is done; a rest that the rules had set is
 * taken back when they named another. An address that is suppressed stays so.
 */
export const answerReceivedBy = async (app: App, person: Person, input: ReceivedAnswer): Promise<Received> => {
  const message = await findReceived(app.db, input.receivedId)
  if (!message) throw new Refusal('not_found', 'There is no such message')
  if ((input.is === 'bounce') !== (message.question === 'bounce') && input.is !== null)
    throw new Refusal(
      'invalid',
      message.question === 'bounce' ? 'Say whether it came back' : 'Say what kind of reply it was',
    )
  if (!['reply', 'auto_reply'].includes(message.kind) && message.question !== 'bounce')
    throw new Refusal('invalid', 'That is no reply')
  if (input.is === null && message.outcomeId !== null)
    throw new Refusal('invalid', 'It has taken effect as a reply: give it the class that fits')
  const said = await saidOf(app, person, message, input)
  const answer = { answeredBy: person.id, ...said.change }
  await commit(
    app,
    (tx, at) => [
      ...said.steps(tx, at),
      { must: answerReceived(tx, message, { ...answer, answeredAt: at }), else: 'Somebody else has just answered' },
    ],
    [
      {
        actorId: person.id,
        what: 'message_judged',
        subject: 'account',
        subjectId: message.accountId,
        detail: { receivedId: message.id, suggested: message.suggested, is: input.is },
      },
      ...said.audit,
    ],
  )
  return message
}

type Said = Pick<Awaited<ReturnType<typeof outcomeSteps>>, 'steps' | 'audit'> & { change: Partial<Received> }

const saidOf = async (app: App, person: Person, message: Received, input: ReceivedAnswer): Promise<Said> => {
  if (input.is === null) return { steps: () => [], audit: [], change: {} }
  const outcome = await outcomeOf(app, message, input.is, input.untilDay ?? null)
  const before = message.outcomeId ? await findOutcomeById(app.db, message.outcomeId) : undefined
  if (!before) {
    const { steps, audit, outcomeId, holdId } = await outcomeSteps(app, person, outcome)
    return { steps, audit, change: { outcomeId, holdId } }
  }
  const untilDay = input.untilDay ?? null
  // A person's word is needed before somebody counts as the wrong one, so that class takes effect only now.
  if (before.replyClass === input.is && untilDay === message.untilDay && input.is !== 'wrong_person')
    return {
      steps: (tx) => [changeReplyClass(tx, before.id, { replyClass: before.replyClass!, by: person.id })],
      audit: [],
      change: {},
    }
  const { steps, holdId } = await effectsOf(app, person, outcome)
  return {
    steps: (tx, at) => [
      changeReplyClass(tx, before.id, { replyClass: outcome.replyClass!, by: person.id }),
      ...(message.holdId ? [endHoldAt(tx, message.holdId, at)] : []),
      ...steps(tx, at),
    ],
    audit: [],
    change: { holdId, untilDay },
  }
}

const outcomeOf = async (
  app: App,
  message: Received,
  is: ReplyClass | 'bounce',
  untilDay: string | null,
): Promise<NewOutcome> => {
  const { accountId, contactId, touchId, addressKey, at } = message
  const base = { accountId, contactId, touchId, at, source: 'mail' as const }
  if (is === 'bounce') {
    const touch = touchId ? await findTouch(app.db, touchId) : undefined
    return { ...base, kind: 'bounce', addressKey: touch?.addressKey ?? null, externalId: `bounce:${touchId}` }
  }
  return { ...base, addressKey, kind: 'reply', replyClass: is, untilDay, externalId: `received:${message.id}` }
}
