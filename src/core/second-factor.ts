import { Secret, TOTP } from 'otpauth'
import type { Instant } from './document.ts'

/** As every authenticator app reads it: SHA-1, six digits, thirty seconds (RFC 6238). */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Steps that a clock may be off, each way. */
const leeway = 1

/** A secret as people type it, in base 32. */
export const secretInWords = (bytes: Uint8Array): string => new Secret({ buffer: new Uint8Array(bytes).buffer }).base32

/** In fours, as people read it out. */
export const secretInParts = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? ''

/** What a QR code tells an authenticator app. */
export const authenticatorAddress = (secret: string, who: { workspace: string; email: string }): string =>
  new TOTP({
    ...form,
    secret: Secret.fromBase32(secret),
    issuer: `Daybreak ${who.workspace}`.trim(),
    label: who.email,
  }).toString()

/** The step of time that a code belongs to; null when it is wrong, or of a step that was used up already. */
export const stepOfCode = (secret: string, code: string, now: Instant, lastStep: number): number | null => {
  const token = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = TOTP.validate({ ...form, secret: Secret.fromBase32(secret), token, timestamp: now, window: leeway })
  if (delta === null) return null
  const step = Math.floor(now / (form.period * 1000)) + delta
  return step > lastStep ? step : null
}

export const recoveryCodes = 8

/** Ten letters and digits that are not mistaken for one another, from ten bytes of chance: 50 bits. */
export const recoveryCodeOf = (bytes: Uint8Array): string => {
  const letters = [...bytes.slice(0, 10)].map((byte) => alphabet[byte % alphabet.length]).join('')
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}
const alphabet = '23456789abcdefghijkmnpqrstuvwxyz'

/** As it is compared, whatever a person puts between its parts. */
export const plainRecoveryCode = (given: string): string => given.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
