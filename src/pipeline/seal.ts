import { hmacHex } from '../core/hash.ts'
import { sameMac } from '../core/review.ts'
import type { App } from './app.ts'

/** What opens a door: each kind has tokens of its own. */
export type Door = 'session' | 'link' | 'api_key' | 'recovery_code'

/** What the database keeps of a token. Without the key, which is kept elsewhere, nobody can make one that holds. */
export const tokenHash = (app: App, door: Door, token: string): string => hmacHex(app.key, `${door}\n${token}`)

/** The id of a door's row says for whom it opens: a row made or changed by hand opens nothing. */
export const sealedId = (app: App, door: Door, ...bound: readonly (string | number | null)[]): string =>
  hmacHex(app.key, JSON.stringify([door, ...bound])).slice(0, 32)

export const isSealed = (app: App, id: string, door: Door, ...bound: readonly (string | number | null)[]): boolean =>
  sameMac(id, sealedId(app, door, ...bound))

/** Goes into the hash of a person's password: a hash copied from somebody else, or made elsewhere, matches nothing. */
export const passwordPepper = (app: App, userId: string): string => hmacHex(app.key, `password\n${userId}`)
