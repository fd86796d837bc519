import type { AccountNames } from '../account.ts'
import type { Matcher } from '../match.ts'
import { createDirectory } from './directory.ts'
import { matchGiven } from './given.ts'
import { matchNamed } from './named.ts'
import { candidateOf } from './verdict.ts'

/**
 * Knows every name of the accounts it was made from. `match` answers which account a company as written is or,
 * without one, which accounts the text names; `find` says where names stand in a text.
 */
export const createMatcher = (accounts: Iterable<AccountNames>): Matcher => {
  const directory = createDirectory(accounts)
  return {
    find: directory.find,
    match: (question) => {
      const { company, counterpart } = question
      if (!company) return matchNamed(directory, question).map(candidateOf)
      const subject = matchGiven(directory, company, 'subject', question)
      const other = counterpart ? matchGiven(directory, counterpart, 'counterpart', question) : []
      return [...subject, ...other].map(candidateOf)
    },
  }
}
