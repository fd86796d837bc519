import type { Instant } from './document.ts'
import type { DraftState } from './review.ts'

/**
 * How long a claim holds: longer than the whole conversation with a mail server may take, and so short that what a
 * killed sender left is seen within a minute, the restart included.
 */
export const leaseMs = 50_000
/** An unanswered hand-out lapses. */
export const handOutMs = 24 * 3_600_000
const mostAttempts = 5
const minuteMs = 60_000

/** When a send that was put off may be tried again: 2, 4, 8 … minutes after the last time. */
export const retryAt = (attempts: number, last: Instant): Instant =>
  attempts === 0 ? last : last + 2 ** attempts * minuteMs

export const mayTryAgain = (attempts: number): boolean => attempts < mostAttempts

/**
 * What becomes of a queued draft whose claim a guard refused. Null = it waits, the reason may pass by itself.
 * The sentences are those of the guards.
 */
export const afterRefusal = (sentence: string, approvalExpired: boolean): DraftState | null => {
  if (sentence === 'No live approval of this text') return approvalExpired ? 'expired' : 'pending'
  return refused[sentence] ?? null
}

const refused: Readonly<Record<string, DraftState>> = {
  Suppressed: 'cancelled',
  'They answered since the approval': 'cancelled',
  'This contact was written to not long ago': 'cancelled',
  'There is no touch to follow up': 'cancelled',
  'The contact has left': 'pending',
  'The contact has another address now': 'pending',
}
