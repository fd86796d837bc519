import { hashPassword } from '../adapters/secrets.ts'
import { isZone } from '../core/day.ts'
import { Refusal } from '../core/errors.ts'
import type { Role } from '../store/schema/index.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { changeUser, countActiveAdmins, foldEmail, type User, userByEmail, userById } from '../store/users.ts'
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

/** Changes a person; disabling one ends their sessions in the same moment (a guard). The last admin stays. */
export const changePerson = async (app: App, byId: string | null, id: string, change: PersonChange): Promise<void> => {
  const user = await userById(app.db, id)
  if (!user) throw new Refusal('not_found', 'There is no such person')
  if (change.timeZone !== undefined && !isZone(change.timeZone))
    throw new Refusal('invalid', `"${change.timeZone}" is not a time zone such as Europe/Berlin`)
  const staysAdmin = (change.role ?? user.role) === 'admin' && (change.active ?? user.active)
  if (user.role === 'admin' && user.active && !staysAdmin && (await countActiveAdmins(app.db)) < 2)
    throw new Refusal('conflict', 'The last admin has to stay')
  const roleChanged = change.role !== undefined && change.role !== user.role
  const alone = Object.keys(change).join() === 'active'
  await changeGate(app, () => ({
    person: { id, change },
    also: (tx) => (roleChanged ? [endSessionsOf(tx, id)] : []),
    audit: [about(byId, 'user_changed', id, { fields: Object.keys(change) })],
    takesAway: alone && change.active === false,
  }))
}

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
