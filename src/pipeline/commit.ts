import { atomically, Conflict, type Step, type Tx } from '#dialect'
import type { Instant } from '../core/document.ts'
import { type ErrorCode, Refusal } from '../core/errors.ts'
import type { AuditRow } from '../store/seam.ts'
import type { App } from './app.ts'

/** Writes of one commit, all at its instant. */
export type Steps = (tx: Tx, at: Instant) => readonly Step[]
/** A line of the audit; its commit says when. */
export type Said = Omit<AuditRow, 'at' | 'detail'> & { detail?: object }

/**
 * One verb's writes and lines of the audit together; what a guard or a condition refuses comes back as a `Refusal`. The
 * instant is taken once, inside the transaction: whatever is written after another is never the earlier of the two.
 */
export const commit = async (app: Pick<App, 'db' | 'now'>, steps: Steps, said: readonly Said[]): Promise<void> => {
  const audit: AuditRow[] = []
  const stepsNow = (tx: Tx) => {
    const at = app.now()
    audit.push(...linesAt(at, said))
    return steps(tx, at)
  }
  try {
    await atomically(app.db, stepsNow, audit)
  } catch (error) {
    throw asRefusal(error)
  }
}

/** What lost a race is decided a second time, on what is known by then: told twice at once, it was told once. */
export const onceMore = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return await work()
    throw error
  }
}

/** Lines as they stand in the record. */
export const linesAt = (at: Instant, said: readonly Said[]): AuditRow[] =>
  said.map(({ detail, ...row }) => ({ ...row, at, detail: { ...detail } }))

/**
 * What a condition, a guard or a unique key refused. A database that stays busy is none of it: a stage would take that
 * for an answer about its message.
 */
const asRefusal = (error: unknown): unknown => {
  if (error instanceof Conflict) return new Refusal('conflict', error.message)
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, message } = cause as { code?: unknown } & Error
    if (code === 'SQLITE_CONSTRAINT_TRIGGER') return new Refusal(codes[message] ?? 'invalid', message)
    if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY')
      return new Refusal('conflict', 'Somebody else has just done the same: look at it as it is now')
  }
  return error
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
