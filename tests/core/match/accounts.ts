import type { AccountNames } from '../../../src/core/match.ts'

/** An account of which nothing is known but what a test says. */
export const accountCalled = (name: string, known: Partial<AccountNames> = {}): AccountNames => ({
  id: name,
  name,
  domains: [],
  aliases: [],
  cues: noCues,
  ...known,
})

export const noCues: AccountNames['cues'] = { industry: null, city: null, country: null, people: [], products: [] }
export const fintech: AccountNames['cues'] = { ...noCues, industry: 'fintech', city: 'Berlin', country: 'DE' }
export const robotics: AccountNames['cues'] = { ...noCues, industry: 'robotics', city: 'Boston', country: 'US' }
