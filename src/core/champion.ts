import type { Instant } from './document.ts'
import { escapedPattern } from './escape.ts'
import { sameName } from './names.ts'
import type { Signal } from './signal.ts'

/** Somebody who knows us from another account: champion, or in a buying role there. */
export type KnownPerson = {
  employmentId: string
  name: string
  /** Where we know them from. */
  accountId: string
  /** What that account is called. */
  accountNames: readonly string[]
  /** Null while they work there. */
  leftAt: Instant | null
}

export type ChampionMove = { signal: Signal; person: KnownPerson }

/** Those of `people` who have the name of the person that a signal says has arrived. */
export const namesakesIn = (signal: Signal, people: readonly KnownPerson[]): KnownPerson[] => {
  const { person } = signal.fields
  if (signal.kind !== 'executive_hire' || !person) return []
  return people.filter(({ name }) => sameName(name, person.value))
}

/**
 * An executive's arrival as a champion's move: the person has the name of somebody who knows us elsewhere, and the text
 * names that former employer, or a person has said that they are the one (`confirmed`: accounts we know them from). The
 * name alone is not enough; then null, and the arrival stays what it was.
 */
export const championMove = (
  signal: Signal,
  text: string,
  people: readonly KnownPerson[],
  confirmed: ReadonlySet<string> = new Set(),
): ChampionMove | null => {
  for (const person of namesakesIn(signal, people)) {
    const former = person.accountNames.map((name) => wordsIn(text, name)).find((found) => found !== null)
    if (!former && !confirmed.has(person.accountId)) continue
    const counterpart = former ? { counterpart: { value: former, quote: former } } : {}
    return { person, signal: { ...signal, kind: 'champion_move', fields: { ...signal.fields, ...counterpart } } }
  }
  return null
}

/** The name as it stands in the text, between word borders, whatever its case; null when it does not. */
const wordsIn = (text: string, name: string): string | null => {
  if (name.trim().length < 2) return null
  const pattern = name.trim().split(/\s+/).map(escapedPattern).join('\\s+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'iu').exec(text)?.[0] ?? null
}
