import type { DraftState } from '../review.ts'

/** What people call the states of a draft. */
export const draftStateNames: Readonly<Record<DraftState, string>> = {
  pending: 'Draft',
  submitted: 'Waiting',
  approved: 'Approved',
  queued: 'Leaving',
  sending: 'Sending',
  sent: 'Sent',
  failed: 'Failed',
  unknown: 'Unknown',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
  expired: 'Expired',
  quarantined: 'Blocked',
}
