import type { Step, Tx } from '#dialect'
import { newBytes, openText, sealText } from '../adapters/secrets.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import {
  authenticatorAddress,
  plainRecoveryCode,
  recoveryCodeOf,
  recoveryCodes,
  secretInWords,
  stepOfCode,
} from '../core/second-factor.ts'
import {
  addRecoveryCodes,
  addSecondFactor,
  confirmSecondFactor,
  countRecoveryCodes,
  dropRecoveryCodes,
  dropSecondFactor,
  findSecondFactor,
  hasRecoveryCode,
  takeStep,
  useRecoveryCode,
} from '../store/second-factors.ts'
import { endOtherSessions, type Session } from '../store/sessions.ts'
import { type User, userById } from '../store/users.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import { changeGate } from './gate.ts'
import { tokenHash } from './seal.ts'
import { countAttempt, forgive } from './throttle.ts'

/** A code that is right, and what writes down that it was used. */
export type UsedCode = { how: 'code' | 'recovery_code'; steps: (tx: Tx) => Step[] }

export const hasSecondFactor = async (app: App, userId: string): Promise<boolean> =>
  (await findSecondFactor(app.db, userId))?.confirmedAt != null

/** How it stands with a person's own: since when, and how many codes are left for when the app is lost. */
export const ownSecondFactor = async (
  app: App,
  userId: string,
): Promise<{ since: Instant; codesLeft: number } | null> => {
  const found = await findSecondFactor(app.db, userId)
  return found?.confirmedAt == null
    ? null
    : { since: found.confirmedAt, codesLeft: await countRecoveryCodes(app.db, userId) }
}

/** Whether this person would have to set one up first, where leaders need it. */
export const lacksSecondFactor = async (app: App, user: User): Promise<boolean> =>
  user.role !== 'rep' && !(await hasSecondFactor(app, user.id))

const freshMs = 15 * 60_000
/** Whether this session began just now: who holds an older one may have found it open. */
export const isFresh = ({ now }: App, { createdAt }: Session): boolean => now() - createdAt <= freshMs

/** A secret, and the address that an authenticator app reads from its picture. */
type NewSecret = { secret: string; address: string }

/** A new secret, shown this once to who has just signed in; nothing is asked for until a code of it was given. */
export const beginSecondFactor = async (app: App, user: User, session: Session): Promise<NewSecret> => {
  assertFresh(app, session)
  if (await hasSecondFactor(app, user.id)) throw new Refusal('conflict', 'Yours is set up already: take it off first')
  const secret = secretInWords(newBytes(20))
  const row = { userId: user.id, secret: sealText(app.key, sealName(user.id), secret) }
  await commit(app, (tx, at) => [dropSecondFactor(tx, user.id), addSecondFactor(tx, { ...row, createdAt: at })], [])
  return await shownTo(app, user, secret)
}

/** The secret that still waits for its first code, shown again as long as a new one could be begun. */
export const begunSecondFactor = async (app: App, user: User, session: Session): Promise<NewSecret> => {
  assertFresh(app, session)
  const found = await findSecondFactor(app.db, user.id)
  const secret = found && found.confirmedAt === null ? openText(app.key, sealName(user.id), found.secret) : null
  if (secret === null) throw new Refusal('conflict', noSecret)
  return await shownTo(app, user, secret)
}

const noSecret = 'Begin again: there is no secret to confirm'

const assertFresh = (app: App, session: Session) => {
  if (!isFresh(app, session)) throw new Refusal('forbidden', 'Sign out and in again first, to show that it is you')
}

const shownTo = async (app: App, user: User, secret: string): Promise<NewSecret> => {
  const { name: workspace } = await getWorkspace(app.db)
  return { secret, address: authenticatorAddress(secret, { workspace, email: user.email }) }
}

/** The first right code turns it on and ends the person's other sessions; answers the recovery codes, this once. */
export const confirmOwnSecondFactor = async (
  app: App,
  user: User,
  { code, sessionId }: { code: string; sessionId: string },
): Promise<string[]> => {
  const found = await findSecondFactor(app.db, user.id)
  if (!found) throw new Refusal('conflict', noSecret)
  if (found.confirmedAt !== null) throw new Refusal('conflict', 'Yours is set up already')
  const step = stepOf(app, found.secret, user.id, code, found.lastStep)
  if (step === null) throw new Refusal('invalid', 'That code is not right. Codes change every half a minute')
  const codes = Array.from({ length: recoveryCodes }, () => recoveryCodeOf(newBytes(10)))
  await commit(
    app,
    (tx, at) => [
      { must: takeStep(tx, user.id, step), else: 'That code was used already' },
      confirmSecondFactor(tx, user.id, at),
      dropRecoveryCodes(tx, user.id),
      addRecoveryCodes(
        tx,
        codes.map((one) => ({ codeHash: hashOf(app, user.id, one), userId: user.id })),
      ),
      endOtherSessions(tx, user.id, sessionId),
    ],
    [about(user.id, 'second_factor_on', user.id)],
  )
  return codes
}

/** Off again, for whoever has a code or a recovery code at hand. */
export const dropOwnSecondFactor = async (app: App, user: User, code: string): Promise<void> => {
  const used = await codeGiven(app, user, code, 'own')
  await commit(app, (tx) => [...used.steps(tx), ...without(tx, user.id)], [
    about(user.id, 'second_factor_off', user.id),
  ])
}

/** Another admin, or whoever runs the command line (null), takes off somebody's, who lost the app and the codes. */
export const resetSecondFactor = async (app: App, byId: string | null, userId: string): Promise<void> => {
  if (byId === userId) throw new Refusal('forbidden', 'Take off your own under Your sign-in, with a code')
  if (!(await userById(app.db, userId))) throw new Refusal('not_found', 'There is no such person')
  await commit(app, (tx) => without(tx, userId), [about(byId, 'second_factor_reset', userId)])
}

export const setLeadersNeedSecondFactor = async (app: App, byId: string, needed: boolean): Promise<void> =>
  await changeGate(app, ({ settings }) => ({
    workspace: { settings: { ...settings, leadersNeedSecondFactor: needed } },
    audit: [about(byId, needed ? 'second_factor_required' : 'second_factor_optional', 'workspace')],
  }))

/**
 * A code of the app, or one of those for when it is lost; counted before it is judged. Throws a `Refusal` with the same
 * words for a wrong one and for one that was used.
 */
export const codeGiven = async (app: App, user: User, code: string, client: string): Promise<UsedCode> => {
  const attempt = await countAttempt(app, 'code', user.id, client)
  const found = await findSecondFactor(app.db, user.id)
  const wrong = new Refusal('invalid', 'That code is not right, or was used already')
  if (!found || found.confirmedAt === null) throw wrong
  const step = stepOf(app, found.secret, user.id, code, found.lastStep)
  if (step !== null)
    return {
      how: 'code',
      steps: (tx) => [{ must: takeStep(tx, user.id, step), else: wrong.message }, ...forgive(attempt)(tx)],
    }
  const codeHash = hashOf(app, user.id, code)
  if (!(await hasRecoveryCode(app.db, user.id, codeHash))) throw wrong
  return {
    how: 'recovery_code',
    steps: (tx) => [{ must: useRecoveryCode(tx, user.id, codeHash), else: wrong.message }, ...forgive(attempt)(tx)],
  }
}

const stepOf = (app: App, sealed: string, userId: string, code: string, lastStep: number): number | null => {
  const secret = openText(app.key, sealName(userId), sealed)
  return secret === null ? null : stepOfCode(secret, code, app.now(), lastStep)
}

const without = (tx: Tx, userId: string): Step[] => [dropSecondFactor(tx, userId), dropRecoveryCodes(tx, userId)]
const sealName = (userId: string): string => `second factor ${userId}`
const hashOf = (app: App, userId: string, code: string): string =>
  tokenHash(app, 'recovery_code', `${userId}\n${plainRecoveryCode(code)}`)
const about = (actorId: string | null, what: string, subjectId: string) => ({
  actorId,
  what,
  subject: 'user',
  subjectId,
})
