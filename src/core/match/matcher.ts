import type { AccountNames } from '../account.ts'
import type { Matcher } from '../match.ts'
import { Directory } from './directory.ts'
import { matchGiven } from './given.ts'
import { matchNamed } from './named.ts'
import { candidateOf } from './verdict.ts'

/**
 * Knows every name of its accounts. `match` answers which account a company as written is or, without one, which
 * accounts the text names; `find` says where names stand in a text. It is quick while it holds about as many names as
 * it expects.
 */
export const createMatcher = (accounts: readonly AccountNames[], expectedNames = namesOf(accounts)): Matcher => {
  const directory = new Directory(expectedNames)
  for (const account of accounts) directory.put(account)
  return {
    match: (question) => {
      const { company, counterpart } = question
      if (!company) return matchNamed(directory, question).map(candidateOf)
      const subject = matchGiven(directory, company, 'subject', question)
      const other = counterpart ? matchGiven(directory, counterpart, 'counterpart', question) : []
      return [...subject, ...other].map(candidateOf)
    },
    find: (text) => directory.find(text),
    put: (account) => directory.put(account),
    drop: (accountId) => directory.drop(accountId),
    accounts: () => directory.size,
  }
}

const namesOf = (accounts: readonly AccountNames[]): number =>
  accounts.reduce((sum, { aliases }) => sum + 1 + aliases.length, 0)
