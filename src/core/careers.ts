import { msPerDay } from './day.ts'
import type { Instant } from './document.ts'

/** A board by what its provider calls its company. */
type NamedBoard = { settings: { board: string } }

/** An account by everything it is called: names and domains. */
export type Called = { names: readonly string[]; domains: readonly string[] }

const shortestShared = 3

/**
 * Which of the boards found on a page are the account's own. One that is called as the account is. A page of jobs may
 * also name a single board under any name; what else a page names may be anybody's, and a person decides.
 */
export const ownBoards = <T extends NamedBoard>(found: readonly T[], account: Called, isJobsPage: boolean): T[] => {
  const alike = found.filter(({ settings }) => isCalled(settings.board, account))
  return alike.length > 0 || !isJobsPage || found.length > 1 ? alike : [...found]
}

const isCalled = (board: string, { names, domains }: Called): boolean => {
  const wanted = folded(board)
  return [...names, ...domains.map(firstLabel)].map(folded).some((name) => {
    const [short, long] = name.length < wanted.length ? [name, wanted] : [wanted, name]
    return short.length >= shortestShared && (long.startsWith(short) || short === long)
  })
}

const firstLabel = (domain: string): string => domain.split('.')[0] ?? ''

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** A site that was read is looked at again after so long; one that could not be, sooner, then ever more rarely. */
const lookEveryDays = 30
const retryDays = 7
const longestRetryDays = 60
/** A person who asks again gets the answer of the last hour. */
export const leastBetweenLooksMs = 60 * 60_000

/** What is remembered of a look that could read something, or nothing at all. */
export const afterLook = ({ failures }: { failures: number }, wasRead: boolean, now: Instant) => {
  const inRow = wasRead ? 0 : failures + 1
  const days = wasRead ? lookEveryDays : Math.min(retryDays * 2 ** (inRow - 1), longestRetryDays)
  return { failures: inRow, lookedAt: now, nextLookAt: now + days * msPerDay }
}
