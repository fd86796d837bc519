import { Refusal } from '../core/errors.ts'
import { parseRules } from '../core/icp/rules.ts'
import { allTerritories, changeTerritory, deleteTerritory, insertTerritory } from '../store/ranking.ts'
import { allUsers } from '../store/users.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'

/** `rules` one a line, all of which have to hold; none = whatever no territory before it took. */
export type TerritoryInput = { name: string; rules: string; userIds: readonly string[] }

/** Adds a territory as the last one asked, or changes one. What it gives away changes with the next ranking. */
export const saveTerritory = async (
  app: App,
  byId: string,
  id: string | null,
  input: TerritoryInput,
): Promise<void> => {
  const people = (await allUsers(app.db)).filter(({ id: each, active }) => active && input.userIds.includes(each))
  if (people.length === 0) throw new Refusal('invalid', 'Choose who gets its accounts')
  const row = { name: input.name, rules: parseRules(input.rules), userIds: people.map(({ id: each }) => each) }
  const all = await allTerritories(app.db)
  if (all.some((other) => other.id !== id && other.name === input.name))
    throw new Refusal('conflict', `There is a territory ${input.name} already`)
  const subjectId = id ?? app.newId()
  const what = id ? 'territory_changed' : 'territory_added'
  await commit(
    app,
    (tx) => [
      id
        ? { must: changeTerritory(tx, id, row), else: 'The territory is gone' }
        : insertTerritory(tx, { id: subjectId, position: (all.at(-1)?.position ?? 0) + 1, ...row }),
    ],
    [{ actorId: byId, what, subject: 'territory', subjectId, detail: row }],
  )
}

/** Asks it before the one that is asked before it now. */
export const raiseTerritory = async (app: App, byId: string, id: string): Promise<void> => {
  const all = await allTerritories(app.db)
  const at = all.findIndex((each) => each.id === id)
  const [above, here] = [all[at - 1], all[at]]
  if (!here) throw new Refusal('not_found', 'There is no such territory')
  if (!above) throw new Refusal('conflict', 'It is asked first already')
  await commit(
    app,
    (tx) => [
      changeTerritory(tx, here.id, { position: above.position }),
      changeTerritory(tx, above.id, { position: here.position }),
    ],
    [{ actorId: byId, what: 'territory_raised', subject: 'territory', subjectId: id, detail: {} }],
  )
}

/** Owners that it gave keep their accounts. */
export const removeTerritory = async (app: App, byId: string, id: string): Promise<void> =>
  await commit(app, (tx) => [{ must: deleteTerritory(tx, id), else: 'The territory is gone' }], [
    { actorId: byId, what: 'territory_removed', subject: 'territory', subjectId: id, detail: {} },
  ])
