import { companyAppoints } from './appointing.ts'
import { personTakes } from './joining.ts'
import { newHolder, veteranLeads } from './new-holder.ts'
import type { Candidate, Finder } from './reading.ts'
import type { Clause } from './text.ts'

/** The readings of one appointment, the plainest first; the rest is asked only where nothing was found. */
const readings: readonly ((clause: Clause) => Candidate[])[] = [companyAppoints, newHolder, personTakes, veteranLeads]

/** A clause that says who appoints is not read again from the appointee's side. */
export const findHire: Finder = (clause) => {
  const asked: Candidate[] = []
  for (const read of readings) {
    asked.push(...read(clause))
    if (asked.some((candidate) => 'signal' in candidate)) break
  }
  return asked
}
