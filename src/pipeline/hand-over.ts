import { Refusal } from '../core/errors.ts'
import { answerHandover, findHandover, insertHandover } from '../store/handovers.ts'
import { findOutcomeById } from '../store/outcomes.ts'
import { userById } from '../store/users.ts'
import type { App } from './app.ts'
import { audited, commit } from './commit.ts'
import type { Person } from './edit.ts'

/** Passes an interested reply to the one who takes it from here, with what they need to know. */
export const handOver = async (
  app: App,
  person: Person,
  input: { outcomeId: string; toId: string; note: string },
): Promise<{ handoverId: string }> => {
  const outcome = await findOutcomeById(app.db, input.outcomeId)
  if (!outcome) throw new Refusal('not_found', 'There is no such reply')
  const to = await userById(app.db, input.toId)
  if (!to?.active) throw new Refusal('not_found', 'There is no such person')
  if (input.note.trim() === '') throw new Refusal('invalid', 'Say in a note what they need to know')
  const row = {
    id: app.newId(),
    outcomeId: outcome.id,
    fromId: person.id,
    toId: to.id,
    note: input.note.trim(),
    at: app.now(),
  }
  await commit(app, (tx) => [insertHandover(tx, row)], [
    handoverAudit(app, person, 'handed_over', row.id, { outcomeId: outcome.id, toId: to.id }),
  ])
  return { handoverId: row.id }
}

/** The receiver takes it, or gives it back with a reason; once. */
export const answerHandOver = async (
  app: App,
  person: Person,
  input: { handoverId: string; answer: 'accepted' | 'returned'; reason?: string },
): Promise<void> => {
  const handover = await findHandover(app.db, input.handoverId)
  if (!handover) throw new Refusal('not_found', 'There is no such hand-over')
  if (handover.toId !== person.id) throw new Refusal('forbidden', 'It was handed to somebody else')
  const reason = input.reason?.trim() || null
  if (input.answer === 'returned' && !reason) throw new Refusal('invalid', 'Say why it comes back')
  await commit(
    app,
    (tx) => [
      {
        must: answerHandover(tx, handover.id, { answer: input.answer, answerReason: reason, answeredAt: app.now() }),
        else: 'It was answered already',
      },
    ],
    [handoverAudit(app, person, `hand_over_${input.answer}`, handover.id, {})],
  )
}

const handoverAudit = (app: App, person: Person, what: string, subjectId: string, detail: object) =>
  audited(app, { actorId: person.id, what, subject: 'handover', subjectId, detail })
