import type { Instant } from './document.ts'

/** What a gate asked of other people's systems, and when it was last brought here; null = never. */
export type DataAge = {
  what: 'Customers and opportunities' | 'Touches'
  at: Instant | null
  level: 'fresh' | 'old' | 'stale'
}

const dayMs = 86_400_000
const oldDays = 3
const staleDays = 14

/**
 * How far what gated an item can be trusted. Touches that were never brought are no gap: our own are known. Without
 * customers nobody is kept back for being one, so that is as bad as it gets.
 */
export const dataAges = (
  last: { opportunities: Instant | null; touches: Instant | null },
  now: Instant,
): readonly DataAge[] => [
  { what: 'Customers and opportunities', at: last.opportunities, level: levelOf(last.opportunities, now, 'stale') },
  { what: 'Touches', at: last.touches, level: levelOf(last.touches, now, 'fresh') },
]

const levelOf = (at: Instant | null, now: Instant, never: DataAge['level']): DataAge['level'] => {
  if (at === null) return never
  const days = (now - at) / dayMs
  return days > staleDays ? 'stale' : days > oldDays ? 'old' : 'fresh'
}
