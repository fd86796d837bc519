import type { Step, Tx } from '#dialect'
import { newToken } from '../adapters/secrets.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { everybodysSeals, holdsSeal, personCells, ruleCells, sealOf } from '../core/gate-seal.ts'
import {
  addUser,
  allUsers,
  changeUser,
  foldEmail,
  type NewUser,
  sealUser,
  type User,
  type UserChange,
} from '../store/users.ts'
import { changeWorkspace, type StoredWorkspace, storedWorkspace, updateWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit, type Said, type Steps } from './commit.ts'

type House = Pick<App, 'db' | 'key'>
type Gate = { workspace: StoredWorkspace; people: User[] }

export type GateChange = {
  workspace?: Partial<Omit<StoredWorkspace, 'id' | 'epoch' | 'seal'>>
  person?: { id: string; change: UserChange }
  newPerson?: Omit<NewUser, 'active' | 'seal'>
  also?: Steps
  audit: readonly Said[]
  /** It only stops or shuts out: it is written even where the seals are broken, and mends none. */
  takesAway?: boolean
}

const timesTried = 5
const lookWords = 'an admin looks at daybreak doctor and then runs daybreak rearm'

/**
 * The only way to what the gate obeys: the rules and people's rights change together with their seals and with the
 * epoch. Refuses to build on what was changed by hand. `decide` is asked again when somebody else was quicker.
 */
export const changeGate = async (
  app: App,
  decide: (workspace: StoredWorkspace, people: readonly User[]) => GateChange,
): Promise<void> => {
  for (let times = 1; ; times++) {
    const gate = await gateOf(app)
    const change = decide(gate.workspace, gate.people)
    const found = tamperedIn(app.key, gate)
    try {
      if (found.length === 0)
        return await app.advance(
          async (epoch) => await commit(app, sealedSteps(app.key, gate, change, epoch), change.audit),
        )
      if (!change.takesAway) throw new Refusal('forbidden', `${found.join('; ')}: ${lookWords}`)
      return await commit(app, plainSteps(change), change.audit)
    } catch (error) {
      if (!(error instanceof Refusal && error.message === unchanged && times < timesTried)) throw error
    }
  }
}

const unchanged = 'Nothing was changed: run daybreak doctor'

const sealedSteps =
  (key: string, gate: Gate, { workspace = {}, person, newPerson, also }: GateChange, epoch: string) =>
  (tx: Tx, at: Instant): readonly Step[] => {
    const before = gate.people.find(({ id }) => id === person?.id)
    const seal = before ? personSeal(key, { ...before, ...person?.change }) : ''
    const added = newPerson && { ...newPerson, active: true, email: foldEmail(newPerson.email) }
    const addedSeal = added ? personSeal(key, added) : ''
    const people = [
      ...gate.people.map((one) => (one === before ? { ...one, seal } : one)),
      ...(added ? [{ ...added, seal: addedSeal }] : []),
    ]
    const rules = { ...gate.workspace, ...workspace, epoch }
    const change = { ...workspace, epoch, seal: rulesSeal(key, rules, people) }
    return [
      { must: changeWorkspace(tx, gate.workspace.seal, change), else: unchanged },
      ...(person
        ? [{ must: changeUser(tx, person.id, person.change), else: unchanged }, sealUser(tx, person.id, seal)]
        : []),
      ...(added ? [addUser(tx, added), sealUser(tx, added.id, addedSeal)] : []),
      ...(also?.(tx, at) ?? []),
    ]
  }

const plainSteps =
  ({ workspace, person, also }: GateChange) =>
  (tx: Tx, at: Instant): readonly Step[] => [
    ...(workspace ? [{ must: updateWorkspace(tx, workspace), else: unchanged }] : []),
    ...(person ? [{ must: changeUser(tx, person.id, person.change), else: unchanged }] : []),
    ...(also?.(tx, at) ?? []),
  ]

/**
 * Seals everything as it stands: once when a workspace is made, and later only because an admin has looked at it. The
 * epoch is a new one, so that no seal made before is worth anything.
 */
export const sealGate = async (house: House & Pick<App, 'now'>, audit: readonly Said[] = []): Promise<void> => {
  const gate = await gateOf(house)
  const people = gate.people.map((one) => ({ id: one.id, seal: personSeal(house.key, one) }))
  const epoch = newToken()
  const seal = rulesSeal(house.key, { ...gate.workspace, epoch }, people)
  await commit(
    house,
    (tx) => [
      ...people.map((one) => sealUser(tx, one.id, one.seal)),
      { must: changeWorkspace(tx, gate.workspace.seal, { epoch, seal }), else: unchanged },
    ],
    audit,
  )
}

/** What was changed outside of Daybreak, in words; empty when everything is as it wrote it. */
export const tampered = async (house: House): Promise<string[]> => tamperedIn(house.key, await gateOf(house))

/** Refuses to go on where the gate does not obey what Daybreak wrote. */
export const assertUntouched = async (house: House): Promise<void> => {
  const found = await tampered(house)
  if (found.length > 0) throw new Refusal('forbidden', `${found.join('; ')}: ${lookWords}`)
}

/** What the gate obeys now, line by line: what an admin looks at before sealing it. */
export const standing = async ({ db }: Pick<House, 'db'>): Promise<string[]> => {
  const { workspace, people } = await gateOf({ db })
  const {
    id: _id,
    name: _name,
    salt: _salt,
    epoch: _epoch,
    seal: _seal,
    createdAt: _at,
    settings,
    ...rules
  } = workspace
  const told = (word: string, value: unknown) => `${word}: ${typeof value === 'object' ? JSON.stringify(value) : value}`
  return [
    ...Object.entries(rules).map(([word, value]) => told(word, value)),
    ...Object.entries(settings).map(([word, value]) => told(word, value)),
    ...people.map(({ name, email, role, active }) => `${name}, ${email}: ${role}${active ? '' : ', disabled'}`),
  ]
}

/** Whether somebody's rights are those that Daybreak gave; one changed by hand does not sign in. */
export const hasOwnRights = ({ key }: House, user: User): boolean =>
  holdsSeal(key, 'person', user.seal, personCells(user))

export const rightsChanged = `Your role, address or state was changed outside of Daybreak: ${lookWords}`

const tamperedIn = (key: string, { workspace, people }: Gate): string[] => {
  const cells = [...ruleCells(workspace), everybodysSeals(people)]
  const changed = people.filter((one) => !holdsSeal(key, 'person', one.seal, personCells(one)))
  return [
    ...(holdsSeal(key, 'rules', workspace.seal, cells)
      ? []
      : ['The rules of sending or the list of people were changed outside of Daybreak']),
    ...changed.map(({ name }) => `The role, address or state of ${name} was changed outside of Daybreak`),
  ]
}

const personSeal = (key: string, person: Parameters<typeof personCells>[0]): string =>
  sealOf(key, 'person', personCells(person))

const rulesSeal = (key: string, rules: StoredWorkspace, people: Parameters<typeof everybodysSeals>[0]): string =>
  sealOf(key, 'rules', [...ruleCells(rules), everybodysSeals(people)])

const gateOf = async ({ db }: Pick<House, 'db'>): Promise<Gate> => {
  const workspace = await storedWorkspace(db)
  if (!workspace) throw new Error('This database has no workspace yet: open the app to set one up')
  const people = await allUsers(db)
  // A change between the two would look like one past Daybreak; every one of ours has a seal of its own.
  return (await storedWorkspace(db))?.seal === workspace.seal ? { workspace, people } : await gateOf({ db })
}
