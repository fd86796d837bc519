import { hashPassword } from '../adapters/secrets.ts'
import { isZone } from '../core/day.ts'
import { Refusal } from '../core/errors.ts'
import { settingsSchema } from '../core/settings.ts'
import { coversLeft } from '../core/stand-in.ts'
import type { Role } from '../store/schema/index.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { changeUser, foldEmail, type User, userByEmail, userById } from '../store/users.ts'
import type { App } from './app.ts'
import { commit, type Said } from './commit.ts'
import { changeGate } from './gate.ts'
import { passwordPepper } from './seal.ts'

export type NewPerson = {
  email: string
  name: string
  role: Role
  timeZone: string
  capacity?: number
  password?: string
}

/** A person who may sign in. `byId` null = the command line or the set-up. Returns the new user's id. */
export const addPerson = async (app: App, byId: string | null, person: NewPerson): Promise<string> => {
  if (!isZone(person.timeZone))
    throw new Refusal('invalid', `"${person.timeZone}" is not a time zone such as Europe/Berlin`)
  if (await userByEmail(app.db, person.email))
    throw new Refusal('conflict', `${foldEmail(person.email)} is there already`)
  const id = app.newId()
  const passwordHash = person.password === undefined ? null : await checkedHash(app, id, person.password)
  const newPerson = {
    id,
    email: person.email,
    name: person.name.trim(),
    role: person.role,
    timeZone: person.timeZone,
    ...(person.capacity === undefined ? {} : { capacity: person.capacity }),
    passwordHash,
    createdAt: app.now(),
  }
  await changeGate(app, () => ({ newPerson, audit: [about(byId, 'user_added', id, { role: person.role })] }))
  return id
}

export type PersonChange = Partial<Pick<User, 'name' | 'role' | 'timeZone' | 'capacity' | 'active' | 'digestHour'>>

/**
 * Changes a person; disabling one ends their sessions in the same moment (a guard), and a cover that they may not be
 * part of any more ends with it. The last admin stays.
 */
export const changePerson = async (app: App, byId: string | null, id: string, change: PersonChange): Promise<void> => {
  if (change.timeZone !== undefined && !isZone(change.timeZone))
    throw new Refusal('invalid', `"${change.timeZone}" is not a time zone such as Europe/Berlin`)
  const alone = Object.keys(change).join() === 'active'
  await changeGate(app, ({ settings }, people) => {
    const user = people.find((one) => one.id === id)
    if (!user) throw new Refusal('not_found', 'There is no such person')
    const after = { ...user, ...change }
    if (isAdmin(user) && !isAdmin(after) && people.filter(isAdmin).length === 1)
      throw new Refusal('conflict', 'The last admin has to stay')
    const now = settingsSchema.parse(settings)
    const covers = coversLeft(now.covers, after)
    const ended = now.covers.length - covers.length
    return {
      person: { id, change },
      ...(ended > 0 ? { workspace: { settings: { ...now, covers } } } : {}),
      also: (tx) => (after.role === user.role ? [] : [endSessionsOf(tx, id)]),
      audit: [
        about(byId, 'user_changed', id, { fields: Object.keys(change), ...(ended > 0 ? { coversEnded: ended } : {}) }),
      ],
      takesAway: alone && change.active === false,
    }
  })
}

const isAdmin = ({ role, active }: User): boolean => role === 'admin' && active

/** Sets a password and ends every session of that person. */
export const setPassword = async (app: App, byId: string | null, id: string, password: string): Promise<void> => {
  const passwordHash = await checkedHash(app, id, password)
  await commit(
    app,
    (tx) => [{ must: changeUser(tx, id, { passwordHash }), else: 'There is no such person' }, endSessionsOf(tx, id)],
    [about(byId, 'password_set', id)],
  )
}

export const endAllSessions = async (app: App, byId: string | null, id: string): Promise<void> => {
  if (!(await userById(app.db, id))) throw new Refusal('not_found', 'There is no such person')
  await commit(app, (tx) => [endSessionsOf(tx, id)], [about(byId, 'sessions_ended', id)])
}

/** Length is what counts; 1,024 characters bound the work of hashing. */
const checkedHash = (app: App, userId: string, password: string): Promise<string> => {
  if (password.length < 12 || password.length > 1024)
    throw new Refusal('invalid', 'A password has at least 12 characters; a sentence is good')
  return hashPassword(password, passwordPepper(app, userId))
}

const about = (actorId: string | null, what: string, subjectId: string, detail = {}): Said => ({
  actorId,
  what,
  subject: 'user',
  subjectId,
  detail,
})
