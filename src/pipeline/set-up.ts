import { atomically } from '#dialect'
import { newToken } from '../adapters/secrets.ts'
import { isZone } from '../core/day.ts'
import { Refusal } from '../core/errors.ts'
import { hmacHex } from '../core/hash.ts'
import { sameMac } from '../core/review.ts'
import { type Settings, settingsSchema } from '../core/settings.ts'
import { countUsers, type User } from '../store/users.ts'
import { findWorkspace, insertWorkspace, type StoredWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import type { Person } from './edit.ts'
import { changeGate, type GateChange, sealGate } from './gate.ts'
import { addPerson } from './people.ts'
import { refreshUntouched } from './refresh.ts'

export type SetUp = { workspace: string; timeZone: string; name: string; email: string; password: string }

/** What the set-up form asks for: printed at start, so that only who runs the server can take the empty house. */
export const setUpCode = (app: App): string => hmacHex(app.key, 'set-up').slice(0, 12)

export const assertSetUpCode = (app: App, code: string): void => {
  if (!sameMac(code.trim(), setUpCode(app))) throw new Refusal('forbidden', 'The code is not the one printed at start')
}

/** The workspace and its first admin; refused as soon as there is anybody. Sending is off. */
export const setUp = async (app: App, code: string, given: SetUp): Promise<{ userId: string }> => {
  assertSetUpCode(app, code)
  if ((await countUsers(app.db)) > 0) throw new Refusal('conflict', 'This workspace is set up already')
  if (!isZone(given.timeZone))
    throw new Refusal('invalid', `"${given.timeZone}" is not a time zone such as Europe/Berlin`)
  if (!(await findWorkspace(app.db))) {
    await atomically(app.db, (tx) => [
      insertWorkspace(tx, {
        id: 1,
        name: given.workspace,
        timeZone: given.timeZone,
        salt: newToken(),
        epoch: newToken(),
        settings: settingsSchema.parse({ sender: { company: given.workspace } }),
        createdAt: app.now(),
      }),
    ])
    await sealGate(app)
  }
  const { name, email, password, timeZone } = given
  const userId = await addPerson(app, null, { name, email, password, timeZone, role: 'admin' })
  await app.arm()
  return { userId }
}

/** Lets approved messages leave, or keeps them in the house; hand-outs go on either way. */
export const setSending = async (app: App, person: Person, on: boolean): Promise<void> => {
  assertAdmin(person)
  const workspace = await findWorkspace(app.db)
  const { company, postalAddress, fromEmail } = workspace?.settings.sender ?? {}
  if (on && !(company && postalAddress && fromEmail))
    throw new Refusal('invalid', 'Say first who sends: company, postal address and mailbox')
  if (on && app.route === 'smtp' && !app.baseUrl.startsWith('https://'))
    throw new Refusal(
      'invalid',
      'Sending by SMTP needs a public https address (DAYBREAK_PUBLIC_URL) for the opt-out link',
    )
  await change(app, person, on ? 'sending_on' : 'sending_off', () => ({ sendingOn: on }), { takesAway: !on })
}

/** Stops everything at once, or releases it. Anybody who may approve may stop; an admin releases. */
export const setKillSwitch = async (app: App, person: Person, on: boolean): Promise<void> => {
  if (!on) assertAdmin(person)
  if (person.role === 'rep') throw new Refusal('forbidden', 'A manager or an admin stops everything')
  await change(app, person, on ? 'kill_switch_on' : 'kill_switch_off', () => ({ killSwitch: on }), { takesAway: on })
}

export type Sender = { company: string; postalAddress: string; fromEmail: string }

/** Who stands in every message and its footer; drafts that nobody has touched follow at once. */
export const setSender = async (app: App, person: Person, sender: Sender): Promise<void> => {
  assertAdmin(person)
  await change(app, person, 'sender_changed', ({ settings }) => {
    const now = settingsSchema.parse(settings)
    return { settings: { ...now, sender: { ...now.sender, ...sender } } }
  })
  await refreshUntouched(app)
}

export type Rules = Pick<
  Settings,
  | 'quietHours'
  | 'holidays'
  | 'countries'
  | 'otherCountries'
  | 'bannedPhrases'
  | 'deputyId'
  | 'tier1WaitHours'
  | 'covers'
>

/**
 * When and where nothing leaves, what is never said, and who decides in a manager's place; what is not given stays.
 * Holds from the next send, check and approval.
 */
export const setRules = async (app: App, person: Person, rules: Partial<Rules>): Promise<void> =>
  await changeRules(app, person, Object.keys(rules), () => rules)

/** The same where the new rules follow from those in force, or from who is there: asked again when they have changed. */
export const changeRules = async (
  app: App,
  person: Person,
  named: string[],
  rules: (settings: Settings, people: readonly User[]) => Partial<Rules>,
): Promise<void> => {
  assertAdmin(person)
  const values: Values = ({ settings }, people) => {
    const now = settingsSchema.parse(settings)
    return { settings: settingsSchema.parse({ ...now, ...rules(now, people) }) }
  }
  await change(app, person, 'rules_changed', values, { named })
}

export type Limits = Pick<Settings, 'accountCooldownDays' | 'perKindLimit'> & { approvalHours: number }

/** How much is worked: the queue follows from its next build, an approval's hours from the next approval. */
export const setLimits = async (app: App, person: Person, limits: Limits): Promise<void> => {
  assertAdmin(person)
  const { approvalHours, ...queue } = limits
  const values = ({ settings }: StoredWorkspace) => ({
    approvalHours,
    settings: settingsSchema.parse({ ...settings, ...queue }),
  })
  await change(app, person, 'limits_changed', values, { named: Object.keys(limits) })
}

export type Policy = {
  alwaysManager: boolean
  fourEyes: boolean
  undoSeconds: number
  dailyMailboxCap: number
  /** Messages a day to one domain of recipients. */
  dailyDomainCap: number
}

export const setPolicy = async (app: App, person: Person, policy: Policy): Promise<void> => {
  assertAdmin(person)
  await change(app, person, 'policy_changed', () => policy)
}

const assertAdmin = (person: Person): void => {
  if (person.role !== 'admin') throw new Refusal('forbidden', 'Only an admin changes this')
}

type Values = (workspace: StoredWorkspace, people: readonly User[]) => NonNullable<GateChange['workspace']>

const change = async (
  app: App,
  person: Person,
  what: string,
  values: Values,
  { named, takesAway = false }: { named?: string[]; takesAway?: boolean } = {},
) =>
  await changeGate(app, (workspace, people) => {
    const changed = values(workspace, people)
    const detail = { fields: named ?? Object.keys(changed) }
    return {
      workspace: changed,
      audit: [{ actorId: person.id, what, subject: 'workspace', subjectId: '1', detail }],
      takesAway,
    }
  })
