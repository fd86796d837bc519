import type { Place } from './preview.ts'

/** What people call the places of accounts. */
export const placeNames: Readonly<Record<Place, string>> = {
  1: 'Tier 1',
  2: 'Tier 2',
  3: 'Tier 3',
  below_floor: 'below Tier 3',
  disqualified: 'disqualified',
  not_known: 'not known',
}
