import { atomically } from '#dialect'
import { routeAll } from '../core/routing.ts'
import { allAccounts, groupBy, liveOwnerships, routeOwnership } from '../store/accounts.ts'
import { allTerritories } from '../store/ranking.ts'
import { usersByEmail } from '../store/users.ts'
import type { App } from './app.ts'
import { chunks } from './stage.ts'
import { loadFitSubjects } from './subjects.ts'

/** Gives accounts without an owner to the people of the first territory that fits, in turn; answers how many. */
export const routeUnowned = async (app: App): Promise<number> => {
  const territories = await allTerritories(app.db)
  if (territories.length === 0) return 0
  const owned = await liveOwnerships(app.db)
  const ownerOf = new Map(owned.map(({ accountId, userId }) => [accountId, userId]))
  const accounts = await allAccounts(app.db)
  if (accounts.every(({ id, mergedInto }) => mergedInto !== null || ownerOf.has(id))) return 0
  const family = groupBy(accounts, ({ familyId }) => familyId)
  const familyOf = new Map([...family.values()].flatMap((relatives) => relatives.map(({ id }) => [id, relatives])))
  const unowned = (await loadFitSubjects(app.db, app.now()))
    .filter(({ id }) => !ownerOf.has(id))
    .map(({ id, fields }) => {
      const relative = familyOf.get(id)?.find((account) => ownerOf.has(account.id))
      return { id, fields, familyOwnerId: relative ? (ownerOf.get(relative.id) ?? null) : null }
    })
  const routed = groupBy(
    owned.filter(({ source }) => source === 'territory'),
    ({ userId }) => userId,
  )
  const users = [...(await usersByEmail(app.db)).values()].map(({ id, active }) => ({
    id,
    active,
    routed: routed.get(id)?.length ?? 0,
  }))
  const now = app.now()
  const routes = routeAll(unowned, territories, users, now)
  for (const part of chunks(routes, 200))
    await atomically(app.db, (tx) =>
      part.map(({ accountId, userId }) =>
        routeOwnership(tx, { id: app.newId(), accountId, userId, source: 'territory', from: now, to: null }),
      ),
    )
  return routes.length
}
