import type { Instant } from './document.ts'
import { type FitSubject, fieldQuestion } from './icp/condition.ts'
import type { FieldRule } from './icp.ts'

/** Who gets the accounts for which all rules hold; one without rules takes the rest. */
export type Territory = { id: string; name: string; rules: readonly FieldRule[]; userIds: readonly string[] }

/** `routed`: how many accounts routing has given them so far. */
export type RoutableUser = { id: string; active: boolean; routed: number }

export type RoutableAccount = Pick<FitSubject, 'id' | 'fields'> & {
  /** The owner of a relative, who gets the account too. */
  familyOwnerId: string | null
}

export type Route = { accountId: string; userId: string; territoryId: string | null; why: string }

/**
 * Who shall own an account that nobody owns: the owner of its family; else, in the first territory whose rules are all
 * known to hold and which has an active user, the one with the fewest accounts routed so far (ties: user id). Null =
 * it stays in the unowned lane.
 */
export const routeOwner = (
  account: RoutableAccount,
  territories: readonly Territory[],
  users: readonly RoutableUser[],
  at: Instant,
): Route | null => {
  const active = new Map(users.filter((user) => user.active).map((user) => [user.id, user]))
  const relative = active.get(account.familyOwnerId ?? '')
  if (relative) return { accountId: account.id, userId: relative.id, territoryId: null, why: 'Owns its family' }
  for (const territory of territories) {
    if (!territory.rules.every((rule) => fieldQuestion(rule)(account, at) === true)) continue
    const next = territory.userIds
      .flatMap((id) => active.get(id) ?? [])
      .sort((a, b) => a.routed - b.routed || (a.id < b.id ? -1 : 1))[0]
    if (next)
      return { accountId: account.id, userId: next.id, territoryId: territory.id, why: `Territory ${territory.name}` }
  }
  return null
}

/** Routes many in account-id order, each counted before the next, so that any order of input gives the same owners. */
export const routeAll = (
  accounts: readonly RoutableAccount[],
  territories: readonly Territory[],
  users: readonly RoutableUser[],
  at: Instant,
): Route[] => {
  const counted = users.map((user) => ({ ...user }))
  return [...accounts]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((account) => {
      const route = routeOwner(account, territories, counted, at)
      const user = counted.find(({ id }) => id === route?.userId)
      if (user) user.routed++
      return route ?? []
    })
}
