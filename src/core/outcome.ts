import type { Instant } from './document.ts'

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

/** What an outcome sets in motion beside its own row. */
export type Consequences = {
  /** Open follow-ups at the account end, for this reason. */
  closesFollowUps: string | null
  /** Whatever is about to leave to the account is stopped; a person approves it anew, or it is over. */
  stopsSending: 'anew' | 'over' | null
  /** Why the contact's address is suppressed for good; null when it is not. */
  suppresses: string | null
  /** The account rests until the date that was named. */
  holds: boolean
  /** Follow-ups wait until then instead of ending: a machine answered for somebody who is away. */
  postpones: boolean
  /** The contact is not offered at this account again. */
  wrongPerson: boolean
  /** The chase of the account's family is over: somebody is talking to them, or has sold to them. */
  endsPursuit: boolean
}

export const consequencesOf = (kind: OutcomeKind, replyClass: ReplyClass | null): Consequences => {
  const optOut = kind === 'unsubscribe' || replyClass === 'unsubscribe'
  const answered = kind !== 'lost' && kind !== 'churned'
  const away = replyClass === 'out_of_office'
  return {
    closesFollowUps: answered && !away ? (optOut ? 'opted out' : kind) : null,
    stopsSending: away ? 'anew' : answered ? 'over' : null,
    suppresses: optOut ? 'opted out' : kind === 'bounce' ? 'bounced' : null,
    holds: replyClass === 'not_now' || away,
    postpones: away,
    wrongPerson: replyClass === 'wrong_person',
    endsPursuit: kind === 'opportunity' || kind === 'won' || restsFamily(kind, replyClass),
  }
}

/** A meeting, or the wish for one, rests the account's family as a touch does. */
const restsFamily = (kind: OutcomeKind, replyClass: ReplyClass | null): boolean =>
  kind === 'meeting' || restingReplies.some((resting) => resting === replyClass)
export const restingReplies = ['interested', 'meeting'] as const satisfies readonly ReplyClass[]

export const dealKinds = ['opportunity', 'won', 'lost', 'churned'] as const satisfies readonly OutcomeKind[]
export const isDeal = (kind: OutcomeKind): boolean => (dealKinds as readonly OutcomeKind[]).includes(kind)

type Held = { kind: 'open_opportunity' | 'customer'; from: Instant | null; to: Instant | null }

/**
 * The relationships that an account's deals tell of, in whatever order they were told: won makes a customer until
 * churned, an opportunity is open until won or lost. `from` is null when only the end was told.
 */
export const relationshipsFrom = (outcomes: readonly { kind: OutcomeKind; at: Instant }[]): Held[] => {
  const order = (kind: OutcomeKind) => (dealKinds as readonly OutcomeKind[]).indexOf(kind)
  const deals = outcomes
    .filter(({ kind }) => order(kind) >= 0)
    .sort((a, b) => a.at - b.at || order(a.kind) - order(b.kind))
  const held = (kind: Held['kind'], begins: OutcomeKind, ends: readonly OutcomeKind[]): Held[] => {
    let from: Instant | null = null
    let to: Instant | null = null
    for (const deal of deals) {
      if (deal.kind === begins) {
        from = to === null ? (from ?? deal.at) : deal.at
        to = null
      } else if (ends.includes(deal.kind)) to = deal.at
    }
    return from === null && to === null ? [] : [{ kind, from, to }]
  }
  return [...held('open_opportunity', 'opportunity', ['won', 'lost']), ...held('customer', 'won', ['churned'])]
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
