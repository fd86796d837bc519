import { atomically } from '#dialect'
import { newToken, passwordMatches, tokenHash } from '../adapters/secrets.ts'
import type { Instant } from '../core/document.ts'
import { Refusal } from '../core/errors.ts'
import { hmacHex, sha256Hex } from '../core/hash.ts'
import {
  addFailure,
  addLink,
  addSession,
  endExpiredSessions,
  endSession,
  endSessionByToken,
  failuresByKey,
  forgetFailures,
  forgetFailuresOf,
  liveSession,
  openLink,
  type Session,
  touchSession,
  useLink,
} from '../store/sessions.ts'
import { foldEmail, type User, userByEmail, userById } from '../store/users.ts'
import type { App } from './app.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const sessionMs = 14 * dayMs
const idleMs = 3 * dayMs
const linkMs = 30 * minuteMs
const throttle = { windowMs: 15 * minuteMs, perAddress: 5, perClient: 40 }

/** Where a sign-in comes from. `replaces` is the token of the session the browser already holds. */
export type Client = { address: string; replaces: string | null }
export type SignedIn = { token: string; user: User; expiresAt: Instant }

/** A person with a password. The same words answer a wrong address and a wrong password. */
export const signInByPassword = async (
  app: App,
  email: string,
  password: string,
  client: Client,
): Promise<SignedIn> => {
  const keys = throttleKeys(app, email, client)
  await refuseWhenThrottled(app, keys)
  const user = await userByEmail(app.db, email)
  const matches = await passwordMatches(user?.active ? user.passwordHash : null, password)
  if (!user || !matches) {
    await atomically(app.db, (tx) => [
      forgetFailures(tx, app.now() - dayMs),
      ...Object.values(keys).map((key) => addFailure(tx, { id: app.newId(), key, at: app.now() })),
    ])
    throw new Refusal('invalid', 'That e-mail address and password do not belong together')
  }
  return await startSession(app, user, client, 'password', [keys.address])
}

/** Opens the door once: a second use, or one after half an hour, is refused. */
export const signInByLink = async (app: App, token: string, client: Client): Promise<SignedIn> => {
  const link = await openLink(app.db, tokenHash(token), app.now())
  const user = link && (await userById(app.db, link.userId))
  if (!link || !user?.active)
    throw new Refusal('invalid', 'This link was used already or is too old. Ask for a new one')
  return await startSession(app, user, client, 'link', [], link.id)
}

/** Whose link it is, without using it: a GET changes nothing. */
export const linkHolder = async (app: App, token: string): Promise<User | null> => {
  const link = await openLink(app.db, tokenHash(token), app.now())
  const user = link && (await userById(app.db, link.userId))
  return user?.active ? user : null
}

/** An address that signs this person in once within half an hour (or `lastsMs`). */
export const newSignInLink = async (app: App, userId: string, lastsMs = linkMs): Promise<string> => {
  const token = newToken()
  const now = app.now()
  await atomically(
    app.db,
    (tx) => [
      addLink(tx, {
        id: app.newId(),
        tokenHash: tokenHash(token),
        userId,
        createdAt: now,
        expiresAt: now + lastsMs,
        usedAt: null,
      }),
    ],
    [audited(app, userId, 'link_made', userId)],
  )
  return `${app.baseUrl}/sign-in/link/${token}`
}

/** Mails a link when the address is a person's. Says the same either way, and is throttled like a password. */
export const mailSignInLink = async (app: App, email: string, client: Client): Promise<void> => {
  const keys = throttleKeys(app, `link:${email}`, client)
  await refuseWhenThrottled(app, keys)
  await atomically(app.db, (tx) =>
    Object.values(keys).map((key) => addFailure(tx, { id: app.newId(), key, at: app.now() })),
  )
  const user = await userByEmail(app.db, email)
  if (!user?.active) return
  const url = await newSignInLink(app, user.id)
  const text = `Open this address within half an hour to sign in. It works once.\n\n${url}\n\nIf you did not ask for it, do nothing.\n`
  const html = `<p>Open this address within half an hour to sign in. It works once.</p><p><a href="${url}">${url}</a></p><p>If you did not ask for it, do nothing.</p>`
  const { end, reply } = await app.notices.send({
    id: app.newId(),
    to: { email: user.email, name: user.name },
    subject: 'Your link to sign in to Daybreak',
    text,
    html,
  })
  if (end !== 'sent') app.log.warn({ userId: user.id, reply }, 'A sign-in link could not be mailed')
}

/** The person behind a session's token, or null. Idle for three days is over. */
export const visitorOf = async (app: App, token: string): Promise<{ session: Session; user: User } | null> => {
  const now = app.now()
  const found = await liveSession(app.db, tokenHash(token), now)
  if (!found || found.session.lastSeenAt < now - idleMs) return null
  if (found.session.lastSeenAt < now - 5 * minuteMs)
    await atomically(app.db, (tx) => [touchSession(tx, found.session.id, now)])
  return found
}

export const signOut = async (app: App, session: Session): Promise<void> => {
  await atomically(app.db, (tx) => [endSession(tx, session.id)], [
    audited(app, session.userId, 'signed_out', session.userId),
  ])
}

/** What every form of a session carries. */
export const formToken = (app: App, session: Session): string => hmacHex(app.key, `form:${session.id}`)

const startSession = async (
  app: App,
  user: User,
  client: Client,
  how: 'password' | 'link',
  forgiven: readonly string[],
  linkId?: string,
): Promise<SignedIn> => {
  const token = newToken()
  const now = app.now()
  const expiresAt = now + sessionMs
  await atomically(
    app.db,
    (tx) => [
      ...(linkId ? [{ must: useLink(tx, linkId, now), else: 'This link was used already' }] : []),
      endExpiredSessions(tx, now),
      ...(client.replaces ? [endSessionByToken(tx, tokenHash(client.replaces))] : []),
      ...forgiven.map((key) => forgetFailuresOf(tx, key)),
      addSession(tx, {
        id: app.newId(),
        tokenHash: tokenHash(token),
        userId: user.id,
        createdAt: now,
        lastSeenAt: now,
        expiresAt,
      }),
    ],
    [{ ...audited(app, user.id, 'signed_in', user.id), detail: { how } }],
  )
  return { token, user, expiresAt }
}

type ThrottleKeys = { address: string; client: string }

/** Hashed, so that the table of failures names nobody. */
const throttleKeys = (app: App, email: string, client: Client): ThrottleKeys => ({
  address: sha256Hex(`${app.key}\naddress\n${foldEmail(email)}`),
  client: sha256Hex(`${app.key}\nclient\n${client.address}`),
})

const refuseWhenThrottled = async (app: App, keys: ThrottleKeys): Promise<void> => {
  const failures = await failuresByKey(app.db, Object.values(keys), app.now() - throttle.windowMs)
  if ((failures.get(keys.address) ?? 0) < throttle.perAddress && (failures.get(keys.client) ?? 0) < throttle.perClient)
    return
  throw new Refusal('forbidden', 'Too many attempts. Wait a quarter of an hour, or use a sign-in link', {
    throttled: true,
  })
}

const audited = (app: App, actorId: string, what: string, subjectId: string) => ({
  at: app.now(),
  actorId,
  what,
  subject: 'user',
  subjectId,
  detail: {},
})
