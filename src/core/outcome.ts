export const outcomeKinds = [
  'reply',
  'meeting',
  'opportunity',
  'won',
  'lost',
  'churned',
  'bounce',
  'unsubscribe',
] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

export const replyClasses = [
  'interested',
  'meeting',
  'objection',
  'not_now',
  'wrong_person',
  'out_of_office',
  'unsubscribe',
  'other',
] as const
export type ReplyClass = (typeof replyClasses)[number]

/** What an outcome sets in motion beside its own row (PRODUCT T2). */
export type Consequences = {
  /** Open follow-ups at the account end, for this reason. */
  closesFollowUps: string | null
  /** Whatever is about to leave to the account is stopped. */
  stopsSending: boolean
  /** Why the contact's address is suppressed for good; null when it is not. */
  suppresses: string | null
}

export const consequencesOf = (kind: OutcomeKind, replyClass: ReplyClass | null): Consequences => {
  const optOut = kind === 'unsubscribe' || replyClass === 'unsubscribe'
  const answered = kind !== 'lost' && kind !== 'churned'
  return {
    closesFollowUps: answered ? (optOut ? 'opted out' : kind) : null,
    stopsSending: answered,
    suppresses: optOut ? 'opted out' : kind === 'bounce' ? 'bounced' : null,
  }
}

/** A reply is classified, and only a reply; null when it fits, else what is wrong in words. */
export const outcomeProblem = (
  kind: OutcomeKind,
  replyClass: ReplyClass | null,
  amountUsd: number | null,
): string | null => {
  if (kind === 'reply' && replyClass === null) return 'Say what kind of reply it was'
  if (kind !== 'reply' && replyClass !== null) return 'Only a reply has a class'
  if (amountUsd !== null && !(amountUsd >= 0 && Number.isFinite(amountUsd)))
    return 'An amount is a number of US dollars'
  return null
}
