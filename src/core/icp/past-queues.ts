import type { LocalDay } from '../day.ts'
import { aucInterval, type Interval } from '../statistics.ts'
import { leastOfEach } from './learn.ts'

/** One account on one past day: its priority as a first touch then, and as the draft would have it; null = not queued. */
export type PastPlace = {
  day: LocalDay
  accountId: string
  name: string
  before: number | null
  after: number | null
  /** What came of a touch: a reply with interest, a meeting, an opportunity, a win, or `nothing`; null without one. */
  result: string | null
}

export type PastQueues = {
  days: number
  /** First touches over all those days and owners. */
  before: number
  after: number
  /** Accounts that the draft would have queued and nobody saw, the best first. */
  enters: PastMove[]
  /** Accounts that were queued and that the draft would have left out on every day, the best first. */
  leaves: PastMove[]
  /** Those of `leaves` of which something came. */
  wouldHaveLost: (PastMove & { result: string })[]
  /** Accounts that were touched: with and without a result. */
  judged: { good: number; other: number }
  enough: boolean
  /** How often an account with a result stood above one without, at its first place; one left out stands below all. */
  auc: { before: Interval & { auc: number }; after: Interval & { auc: number } }
}
export type PastMove = { accountId: string; name: string; day: LocalDay; priority: number }

/**
 * What a draft would have made of past queues. Only accounts that were queued could be touched, so results speak for
 * what the draft would have lost; of what it would have found instead nobody knows.
 */
export const pastQueues = (days: number, places: readonly PastPlace[]): PastQueues => {
  const accounts = [...Map.groupBy(places, ({ accountId }) => accountId).values()].map(overDays)
  const touched = accounts.filter(({ before, result }) => before !== null && result !== null)
  const scores = (which: 'before' | 'after', good: boolean) =>
    touched.filter(({ result }) => (result !== 'nothing') === good).map((one) => one[which] ?? -1)
  const auc = (which: 'before' | 'after') => aucInterval(scores(which, true), scores(which, false))
  const judged = { good: scores('before', true).length, other: scores('before', false).length }
  const leaves = accounts.filter(({ after }) => after === null)
  return {
    days,
    before: places.filter(({ before }) => before !== null).length,
    after: places.filter(({ after }) => after !== null).length,
    enters: accounts.flatMap((one) => (one.before === null ? moveOf(one, one.after) : [])).sort(byPriority),
    leaves: leaves.flatMap((one) => moveOf(one, one.before)).sort(byPriority),
    wouldHaveLost: leaves
      .flatMap((one) =>
        one.result !== null && one.result !== 'nothing'
          ? moveOf(one, one.before).map((move) => ({ ...move, result: one.result! }))
          : [],
      )
      .sort(byPriority),
    judged,
    enough: Math.min(judged.good, judged.other) >= leastOfEach,
    auc: { before: auc('before'), after: auc('after') },
  }
}

/** An account by its first place of each kind. */
const overDays = (places: readonly PastPlace[]): PastPlace => {
  const sorted = places.toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const first = (which: 'before' | 'after') => sorted.find((place) => place[which] !== null)
  const [was, is] = [first('before'), first('after')]
  return { ...(was ?? is ?? sorted[0]!), before: was?.before ?? null, after: is?.after ?? null }
}

const moveOf = ({ accountId, name, day }: PastPlace, priority: number | null): PastMove[] =>
  priority === null ? [] : [{ accountId, name, day, priority }]

const byPriority = (a: PastMove, b: PastMove): number =>
  b.priority - a.priority || (a.day < b.day ? -1 : a.day > b.day ? 1 : a.accountId < b.accountId ? -1 : 1)
