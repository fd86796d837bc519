import { atomically, type Step, type Tx } from '#dialect'
import { Refusal } from '../core/errors.ts'
import { sha256Hex } from '../core/hash.ts'
import { addFailure, attemptsUpTo, forgetFailure, forgetFailures, forgetFailuresOf } from '../store/sessions.ts'
import { foldEmail } from '../store/users.ts'
import type { App } from './app.ts'

const minuteMs = 60_000
const throttle = { windowMs: 15 * minuteMs, keptMs: 24 * 60 * minuteMs, perAddress: 5, perClient: 40 }

/** What one attempt left behind, until it turned out to be right. */
export type Attempt = { address: string; ids: string[] }

/**
 * Counts an attempt before anything is judged, so that many at once are not all judged; one too many is refused and not
 * counted. Asking for a link and trying a password are counted apart: neither closes the door of the other.
 */
export const countAttempt = async (
  app: App,
  kind: 'password' | 'link' | 'code',
  email: string,
  client: string,
): Promise<Attempt> => {
  // Hashed, so that the table of failures names nobody.
  const address = sha256Hex(`${app.key}\n${kind}\naddress\n${foldEmail(email)}`)
  const place = sha256Hex(`${app.key}\n${kind}\nclient\n${client}`)
  const at = app.now()
  const rows = [address, place].map((key) => ({ id: app.newId(), key, at }))
  const ids = rows.map(({ id }) => id)
  await atomically(app.db, (tx) => [
    forgetFailures(tx, at - throttle.keptMs),
    ...rows.map((row) => addFailure(tx, row)),
  ])
  const attempts = await attemptsUpTo(app.db, [address, place], at - throttle.windowMs, ids.at(-1)!)
  if ((attempts.get(address) ?? 0) <= throttle.perAddress && (attempts.get(place) ?? 0) <= throttle.perClient)
    return { address, ids }
  await atomically(app.db, (tx) => ids.map((id) => forgetFailure(tx, id)))
  throw new Refusal('forbidden', 'Too many attempts. Wait a quarter of an hour, or use a sign-in link', {
    throttled: true,
  })
}

/** It was right: the earlier ones of this address are forgiven, and this one was none of its client's failures. */
export const forgive =
  ({ address, ids }: Attempt) =>
  (tx: Tx): Step[] => [forgetFailuresOf(tx, address), ...ids.map((id) => forgetFailure(tx, id))]
