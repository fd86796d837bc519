import { headline, kindNames } from '../../core/headline.ts'
import type { SignalKind } from '../../core/signal.ts'
import type { Card } from '../../store/pages/queue.ts'

/** What of a lane is shown; it lives in the address. */
export type ListFilter = { kind: SignalKind | null; tier: number | null; text: string }

export const filterIn = (given: (name: string) => string | null | undefined): ListFilter => {
  const kind = given('kind') ?? ''
  return {
    kind: Object.hasOwn(kindNames, kind) ? (kind as SignalKind) : null,
    tier: [1, 2, 3].find((tier) => String(tier) === given('tier')) ?? null,
    text: (given('text') ?? '').trim().slice(0, 60),
  }
}

/** Appended to an address; empty when everything is shown. */
export const filterQuery = ({ kind, tier, text }: ListFilter): string =>
  [kind && `&kind=${kind}`, tier && `&tier=${tier}`, text && `&text=${encodeURIComponent(text)}`]
    .filter(Boolean)
    .join('')

export const isFiltered = (filter: ListFilter): boolean => filterQuery(filter) !== ''

/** The lead decides the kind; the text may stand in the account's name, the person or the news. */
export const passes = (card: Card, { kind, tier, text }: ListFilter): boolean => {
  const [lead] = card.triggers
  if (kind !== null && lead?.kind !== kind) return false
  if (tier !== null && card.item?.tier !== tier) return false
  if (text === '') return true
  const words = [card.accountName, card.draft?.contactName, card.draft?.contactTitle]
  const news = card.triggers.map((trigger) => headline(trigger.kind, trigger.trigger.fields))
  return [...words, ...news].some((each) => each?.toLowerCase().includes(text.toLowerCase()))
}
