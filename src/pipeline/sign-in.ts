import { atomically } from '#dialect'
import { newToken, passwordMatches } from '../adapters/secrets.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { hmacHex } from '../core/hash.ts'
import { sameMac } from '../core/review.ts'
import { clearProblem, recordProblem } from '../store/runs.ts'
import {
  addLink,
  addSession,
  endExpiredSessions,
  endSession,
  endSessionByToken,
  liveSession,
  openLink,
  type Session,
  touchSession,
  useLink,
} from '../store/sessions.ts'
import { type User, userByEmail, userById } from '../store/users.ts'
import type { App } from './app.ts'
import { commit, type Said, type Steps } from './commit.ts'
import { hasOwnRights, rightsChanged } from './gate.ts'
import { isSealed, passwordPepper, sealedId, tokenHash } from './seal.ts'
import { codeGiven, hasSecondFactor } from './second-factor.ts'
import { messageOf } from './stage.ts'
import { countAttempt, forgive } from './throttle.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const sessionMs = 14 * dayMs
export const idleMs = 3 * dayMs
const linkMs = 30 * minuteMs
export const stepMs = 10 * minuteMs

/** Where a sign-in comes from. `replaces` is the token of the session the browser already holds. */
export type Client = { address: string; replaces: string | null }
export type SignedIn = { token: string; user: User; expiresAt: Instant }
/** Right so far; the code of the app is asked for next. `step` says so for ten minutes, to whoever holds it. */
export type HalfWay = { step: string }

/** A person with a password. The same words answer a wrong address and a wrong password. */
export const signInByPassword = async (
  app: App,
  email: string,
  password: string,
  client: Client,
): Promise<SignedIn | HalfWay> => {
  const attempt = await countAttempt(app, 'password', email, client.address)
  const user = await userByEmail(app.db, email)
  const stored = user?.active ? user.passwordHash : null
  if (!(await passwordMatches(stored, password, passwordPepper(app, user?.id ?? ''))) || !user)
    throw new Refusal('invalid', 'That e-mail address and password do not belong together')
  if (await hasSecondFactor(app, user.id)) {
    await commit(app, forgive(attempt), [])
    return { step: newStep(app, user, 'password') }
  }
  return await startSession(app, user, client, { how: 'password', steps: forgive(attempt) })
}

/** Opens the door once: a second use, or one after half an hour, is refused. */
export const signInByLink = async (app: App, token: string, client: Client): Promise<SignedIn | HalfWay> => {
  const found = await linkOf(app, token)
  if (!found) throw new Refusal('invalid', 'This link was used already or is too old. Ask for a new one')
  const steps: Steps = (tx, at) => [{ must: useLink(tx, found.linkId, at), else: 'This link was used already' }]
  if (!(await hasSecondFactor(app, found.user.id)))
    return await startSession(app, found.user, client, { how: 'link', steps })
  await commit(app, steps, [])
  return { step: newStep(app, found.user, 'link') }
}

/** The second half, with a code of the app or a recovery code. */
export const signInByCode = async (app: App, step: string, code: string, client: Client): Promise<SignedIn> => {
  const found = await stepHolder(app, step)
  if (!found) throw new Refusal('forbidden', 'That took too long. Sign in anew')
  const { how, steps } = await codeGiven(app, found.user, code, client.address)
  return await startSession(app, found.user, client, { how: `${found.how}_and_${how}`, steps })
}

/** Who is half way in; void after ten minutes, a new password, another role or a shut door. */
export const stepHolder = async (app: App, step: string): Promise<{ user: User; how: string } | null> => {
  const [userId = '', how = '', until = '', mac = ''] = step.split('.')
  const user = await userById(app.db, userId)
  if (!user?.active || Number(until) < app.now() || !sameMac(mac, stepMac(app, user, how, until))) return null
  return { user, how }
}

const newStep = (app: App, user: User, how: string): string => {
  const until = String(app.now() + stepMs)
  return [user.id, how, until, stepMac(app, user, how, until)].join('.')
}

const stepMac = (app: App, { id, seal, passwordHash }: User, how: string, until: string): string =>
  hmacHex(app.key, JSON.stringify(['half way', id, seal, passwordHash, how, until]))

/** Whose link it is, without using it: a GET changes nothing. */
export const linkHolder = async (app: App, token: string): Promise<User | null> =>
  (await linkOf(app, token))?.user ?? null

const linkOf = async (app: App, token: string): Promise<{ linkId: string; user: User } | null> => {
  const hash = tokenHash(app, 'link', token)
  const link = await openLink(app.db, hash, app.now())
  if (!link || !isSealed(app, link.id, 'link', hash, link.userId, link.expiresAt)) return null
  const user = await userById(app.db, link.userId)
  return user?.active ? { linkId: link.id, user } : null
}

/** An address that signs this person in once within half an hour (or `lastsMs`). */
export const newSignInLink = async (app: App, userId: string, lastsMs = linkMs): Promise<string> => {
  const token = newToken()
  const now = app.now()
  const hash = tokenHash(app, 'link', token)
  const expiresAt = now + lastsMs
  await commit(
    app,
    (tx) => [
      addLink(tx, {
        id: sealedId(app, 'link', hash, userId, expiresAt),
        tokenHash: hash,
        userId,
        createdAt: now,
        expiresAt,
        usedAt: null,
      }),
    ],
    [about(userId, 'link_made')],
  )
  return `${app.baseUrl}/sign-in/link/${token}`
}

/**
 * Mails a link when the address is a person's. Says the same either way and as soon, because all of it comes after the
 * answer; throttled like a password.
 */
export const mailSignInLink = async (app: App, email: string, client: Client): Promise<void> => {
  await countAttempt(app, 'link', email, client.address)
  app.later.add(() => mailLinkTo(app, email))
}

const mailLinkTo = async (app: App, email: string): Promise<void> => {
  const user = await userByEmail(app.db, email)
  if (!user?.active || !hasOwnRights(app, user)) return
  const url = await newSignInLink(app, user.id)
  const text = `Open this address within half an hour to sign in. It works once.\n\n${url}\n\nIf you did not ask for it, do nothing.\n`
  const html = `<p>Open this address within half an hour to sign in. It works once.</p><p><a href="${url}">${url}</a></p><p>If you did not ask for it, do nothing.</p>`
  const letter = { id: app.newId(), to: { email: user.email, name: user.name }, subject: linkSubject, text, html }
  const { end, reply } = await app.notices.send(letter).catch(asRetry)
  if (end !== 'sent') app.log.warn({ userId: user.id, reply }, 'A sign-in link could not be mailed')
  const problem = { stage: 'sign_in', subjectId: user.id, message: `${user.name} got no link to sign in: ${reply}` }
  await commit(
    app,
    (tx, at) => [end === 'sent' ? clearProblem(tx, 'sign_in', user.id) : recordProblem(tx, { ...problem, at })],
    [],
  )
}

const linkSubject = 'Your link to sign in to Daybreak'
const asRetry = (error: unknown) => ({ end: 'retry', reply: messageOf(error) }) as const

/** The person behind a session's token, or null. Idle for three days is over. */
export const visitorOf = async (app: App, token: string): Promise<{ session: Session; user: User } | null> => {
  const found = await sessionOf(app, token)
  const now = app.now()
  if (found && found.session.lastSeenAt < now - 5 * minuteMs)
    await atomically(app.db, (tx) => [touchSession(tx, found.session.id, now)])
  return found
}

/** Whether the session still holds, without counting as a visit: what a window asks that only listens. */
export const isSignedIn = async (app: App, token: string): Promise<boolean> => (await sessionOf(app, token)) !== null

const sessionOf = async (app: App, token: string): Promise<{ session: Session; user: User } | null> => {
  const now = app.now()
  const hash = tokenHash(app, 'session', token)
  const found = await liveSession(app.db, hash, now)
  if (!found || found.session.lastSeenAt < now - idleMs) return null
  const { id, userId, expiresAt } = found.session
  return isSealed(app, id, 'session', hash, userId, expiresAt) && hasOwnRights(app, found.user) ? found : null
}

export const signOut = async (app: App, session: Session): Promise<void> => {
  await commit(app, (tx) => [endSession(tx, session.id)], [about(session.userId, 'signed_out')])
}

/** What every form of a session carries. */
export const formToken = (app: App, session: Session): string => hmacHex(app.key, `form:${session.id}`)

const startSession = async (
  app: App,
  user: User,
  client: Client,
  shown: { how: string; steps: Steps },
): Promise<SignedIn> => {
  if (!hasOwnRights(app, user)) throw new Refusal('forbidden', rightsChanged)
  const token = newToken()
  const now = app.now()
  const expiresAt = now + sessionMs
  const hash = tokenHash(app, 'session', token)
  await commit(
    app,
    (tx) => [
      ...shown.steps(tx, now),
      endExpiredSessions(tx, now),
      ...(client.replaces ? [endSessionByToken(tx, tokenHash(app, 'session', client.replaces))] : []),
      addSession(tx, {
        id: sealedId(app, 'session', hash, user.id, expiresAt),
        tokenHash: hash,
        userId: user.id,
        createdAt: now,
        lastSeenAt: now,
        expiresAt,
      }),
    ],
    [{ ...about(user.id, 'signed_in'), detail: { how: shown.how } }],
  )
  return { token, user, expiresAt }
}

const about = (userId: string, what: string): Said => ({ actorId: userId, what, subject: 'user', subjectId: userId })
