import type { Card } from '../../store/pages/queue.ts'

export const laneNames = {
  today: 'Today',
  fix: 'Needs a fix',
  contact: 'Needs a contact',
  waiting: 'Waiting',
  follow_ups: 'Follow-ups',
  held: 'Held',
  done: 'Done',
  yours: 'Your accounts',
  unowned: 'Unowned',
} as const
export type LaneKey = keyof typeof laneNames

export const isLane = (word: string | undefined): word is LaneKey =>
  word !== undefined && Object.hasOwn(laneNames, word)

/** Where a card stands now: what its message has become counts more than where the morning put it. */
export const laneOf = (card: Card): LaneKey => {
  const draft = card.draft
  if (card.item?.lane === 'unowned') return 'unowned'
  if (draft) {
    if (draft.state === 'submitted') return 'waiting'
    if (['approved', 'queued', 'sending', 'sent', 'rejected', 'cancelled'].includes(draft.state)) return 'done'
    if (['quarantined', 'failed', 'unknown', 'expired'].includes(draft.state)) return 'fix'
    if (draft.returned) return 'fix'
  }
  if (draft?.kind === 'follow_up') return draft.blocks > 0 ? 'fix' : 'follow_ups'
  if (card.pursuit?.closedAt) return 'done'
  if (card.item?.lane === 'your_accounts') return 'yours'
  if (card.item?.lane === 'needs_contact' && !(draft?.contactName && draft.blocks === 0)) return 'contact'
  return draft && draft.blocks > 0 ? 'fix' : 'today'
}
