import type { Fact, FactValue } from './account.ts'
import { stableJson } from './hash.ts'

/** Whether what is said now replaces the fact that holds: it says something else, and it is not older. */
export const factChange = (
  known: Pick<Fact, 'value' | 'from'> | undefined,
  said: { value: FactValue; source: string; from: number },
): boolean => known === undefined || (said.from > known.from && stableJson(known.value) !== stableJson(said.value))
