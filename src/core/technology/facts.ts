import { msPerDay } from '../day.ts'
import type { Instant } from '../document.ts'
import type { Sighting } from './sightings.ts'

/** A job of so long ago says little of what a company uses today. */
const trustedDays = 365

/** An account's technologies: those a person or a file stated, and those its postings named within a year. */
export const technologiesOf = (stated: readonly string[], sightings: readonly Sighting[], now: Instant): string[] => {
  const folded = new Set(stated.map((name) => name.toLowerCase()))
  const seen = sightings
    .filter(({ lastSeenAt }) => lastSeenAt > now - trustedDays * msPerDay)
    .map(({ technology }) => technology)
    .filter((name) => !folded.has(name.toLowerCase()))
  return [...stated, ...seen.sort()]
}
