import { companyAppoints } from './appointing.ts'
import { personTakes } from './joining.ts'
import type { Finder } from './reading.ts'

/** A clause that says who appoints is not read again from the appointee's side. */
export const findHire: Finder = (clause) => {
  const appointed = companyAppoints(clause)
  return appointed.some((candidate) => 'signal' in candidate) ? appointed : [...appointed, ...personTakes(clause)]
}
