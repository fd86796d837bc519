import type { SignalFields } from '../signal.ts'
import type { PersonSpan } from './person.ts'
import { quoted, words } from './reading.ts'
import { functionOf, type RoleSpan, seniorityOf } from './role.ts'
import type { Clause } from './text.ts'

/** Person and post of one clause, the words kept and the post normalised. */
export const executiveFields = (clause: Clause, role: RoleSpan | null, person: PersonSpan | null): SignalFields => ({
  ...(person
    ? { person: quoted(clause, clause.original.slice(person.start, person.end), person.start, person.end) }
    : {}),
  ...(role
    ? {
        role: words(clause, role.start, role.end),
        roleFunction: quoted(clause, functionOf(role.role), role.start, role.end),
        seniority: quoted(clause, seniorityOf(role.role), role.start, role.end),
      }
    : {}),
})
