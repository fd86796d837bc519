import type { Instant } from './document.ts'

export type FactValue = string | number | boolean | string[]

/**
 * The fields an import or a signal may fill; any other key is a custom attribute and is kept too.
 * employees in people, revenueUsd in whole US dollars, founded as a year, country as ISO 3166-1 alpha-2.
 */
export const standardFields = [
  'industry',
  'employees',
  'revenueUsd',
  'city',
  'region',
  'country',
  'founded',
  'stage',
  'tags',
  'technologies',
  'description',
  'ticker',
  'timeZone',
] as const

/** One field of an account, where it came from and when it held. */
export type Fact = { field: string; value: FactValue; source: string; from: Instant; to: Instant | null }

export const aliasKinds = ['former', 'ticker', 'brand', 'confirmed'] as const
export type Alias = { name: string; kind: (typeof aliasKinds)[number] }

/** What matching needs to know of an account. */
export type AccountNames = {
  id: string
  name: string
  /** Registrable domains, primary first. Empty means incomplete: kept, but outside the queue. */
  domains: string[]
  aliases: Alias[]
  /** Words that tell namesakes apart when they stand near the name. */
  cues: { industry: string | null; city: string | null; country: string | null; people: string[]; products: string[] }
}

export const relationshipKinds = ['customer', 'open_opportunity', 'partner', 'competitor'] as const
export type RelationshipKind = (typeof relationshipKinds)[number]
