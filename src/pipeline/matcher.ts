import type { Db } from '#dialect'
import type { Instant } from '../core/document.ts'
import { createMatcher, type Matcher } from '../core/match.ts'
import { accountNames, accountNamesOf, changedSince, countNames } from '../store/account-names.ts'
import { chunks, othersTurn } from './stage.ts'

type Kept = { changedAt: Instant; names: number; matcher: Matcher; changes: number }
const matchers = new WeakMap<Db, Kept>()

/** As long as so few accounts have changed since it was made, a matcher takes each of them over. */
const fewChanges = (accounts: number): number => Math.max(100, accounts / 10)
const accountsAtOnce = 400

/**
 * What matching knows of the accounts as they were changed last at `changedAt`. It is kept from run to run, as of a
 * million it takes half a minute to read.
 */
export const matcherOf = async (db: Db, changedAt: Instant): Promise<Matcher> => {
  const { accounts, names } = await countNames(db)
  const kept = matchers.get(db)
  if (kept?.changedAt === changedAt && kept.names === names) return kept.matcher
  matchers.delete(db)
  if (kept && kept.changedAt < changedAt) {
    const changes = kept.changes + (await takeOver(db, kept, fewChanges(accounts) - kept.changes))
    const { matcher } = kept
    if (matcher.accounts() === accounts && changes <= fewChanges(accounts)) {
      matchers.set(db, { changedAt, names, matcher, changes })
      return matcher
    }
  }
  const matcher = createMatcher([], names)
  for await (const lot of accountNames(db)) {
    for (const account of lot) matcher.put(account)
    await othersTurn()
  }
  matchers.set(db, { changedAt, names, matcher, changes: 0 })
  return matcher
}

/** Takes over what has changed since, and returns how many accounts that are; nothing when they are more than `most`. */
const takeOver = async (db: Db, { matcher, changedAt }: Kept, most: number): Promise<number> => {
  const ids = await changedSince(db, changedAt, Math.floor(most) + 1)
  if (ids.length > most) return ids.length
  for (const part of chunks(ids, accountsAtOnce)) {
    for (const id of part) matcher.drop(id)
    for (const account of await accountNamesOf(db, part)) matcher.put(account)
  }
  return ids.length
}
