import type { Instant } from './document.ts'
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

/**
 * An executive's arrival as a champion's move: the person has the name of somebody who knows us elsewhere, and the text
 * names that former employer. The name alone is not enough; then null, and the arrival stays what it was.
 */
export const championMove = (signal: Signal, text: string, people: readonly KnownPerson[]): ChampionMove | null => {
  const { person } = signal.fields
  if (signal.kind !== 'executive_hire' || !person) return null
  for (const known of people) {
    if (!sameName(known.name, person.value)) continue
    const former = known.accountNames.map((name) => wordsIn(text, name)).find((found) => found !== null)
    if (!former) continue
    const counterpart = { value: former, quote: former }
    return { person: known, signal: { ...signal, kind: 'champion_move', fields: { ...signal.fields, counterpart } } }
  }
  return null
}

/** The name as it stands in the text, between word borders, whatever its case; null when it does not. */
const wordsIn = (text: string, name: string): string | null => {
  if (name.trim().length < 2) return null
  const pattern = name
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'iu').exec(text)?.[0] ?? null
}
