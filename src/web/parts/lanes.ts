import type { Card } from '../../store/pages/queue.ts'
import { filterIn, filterQuery, type ListFilter } from './list-filter.ts'

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

export const isLane = (word: string | null | undefined): word is LaneKey =>
  typeof word === 'string' && Object.hasOwn(laneNames, word)

/** A lane and its filter as forms carry them: what stands after `lane=` in the address of the list. */
export const placeWords = (lane: LaneKey, filter: ListFilter): string => `${lane}${filterQuery(filter)}`

export const placeIn = (words: string | undefined): { lane: LaneKey; filter: ListFilter } | null => {
  const query = new URLSearchParams(`lane=${words ?? ''}`)
  const lane = query.get('lane')
  return isLane(lane) ? { lane, filter: filterIn((name) => query.get(name)) } : null
}

/** The query of an address at that place; empty for words that name none. */
export const placeQuery = (words: string | undefined): string => {
  const place = placeIn(words)
  return place ? `?lane=${placeWords(place.lane, place.filter)}` : ''
}

/** Whose desk it is, appended to an address; empty for one's own. */
export const ofQuery = ({ owner }: { owner: { id: string } }, viewer: { id: string }): string =>
  owner.id === viewer.id ? '' : `&of=${owner.id}`

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
