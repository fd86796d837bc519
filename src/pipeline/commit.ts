import { atomically, Conflict, type Step, type Tx } from '#dialect'
import { type ErrorCode, Refusal } from '../core/errors.ts'
import type { AuditRow } from '../store/seam.ts'
import type { App } from './app.ts'

/** One verb's writes and audit rows together; what a guard or a condition refuses comes back as a `Refusal`. */
export const commit = async (
  app: Pick<App, 'db'>,
  steps: (tx: Tx) => readonly Step[],
  audit: readonly AuditRow[],
): Promise<void> => {
  try {
    await atomically(app.db, steps, audit)
  } catch (error) {
    throw asRefusal(error)
  }
}

/** The sentence a guard raised, or null when the error is of another kind. */
const guardSentence = (error: unknown): string | null => {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ((cause as { code?: unknown }).code === 'SQLITE_CONSTRAINT_TRIGGER') return cause.message
  return null
}

const asRefusal = (error: unknown): unknown => {
  if (error instanceof Conflict) return new Refusal('conflict', error.message)
  const sentence = guardSentence(error)
  return sentence ? new Refusal(codes[sentence] ?? 'invalid', sentence) : error
}

/** Guards speak in sentences; these are more than plainly invalid. */
const codes: Readonly<Record<string, ErrorCode>> = {
  'Not an active user': 'forbidden',
  'This person was changed outside of Daybreak': 'forbidden',
  'Rules or rights were changed outside of Daybreak': 'forbidden',
  'Not your draft': 'forbidden',
  'Only a manager may approve this': 'forbidden',
  'The author may not approve': 'forbidden',
  'Only a person resolves this': 'forbidden',
  'The draft has changed': 'conflict',
  'Not waiting for an approval': 'conflict',
  'A draft cannot go that way': 'conflict',
  'A send cannot go that way': 'conflict',
  'Not editable now': 'conflict',
  'Already suppressed': 'conflict',
  'A decision is written once': 'conflict',
  'An approval is sent once': 'conflict',
}

type Audited = { actorId: string | null; what: string; subject: string; subjectId: string; detail?: object }

/** One line of the audit, now. */
export const audited = (app: App, { detail = {}, ...row }: Audited): AuditRow => ({
  at: app.now(),
  ...row,
  detail: detail as Record<string, unknown>,
})
