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
