import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { type Algorithm, hash, verify } from '@node-rs/argon2'

/** argon2id, 64 MiB, three passes: about 0.15 s on one core. */
const cost = { algorithm: 2 as Algorithm, memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 }
const mostAtOnce = 2

/** `pepper` is not in the database: without it no hash can be made that matches. */
export const hashPassword = (password: string, pepper: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFC'), { ...cost, secret: Buffer.from(pepper) }))

/** Without a stored hash it works as long and answers no, so that time does not tell who has an account. */
export const passwordMatches = (stored: string | null, password: string, pepper: string): Promise<boolean> =>
  inTurn(async () => {
    decoy ??= hash('nobody', cost)
    const matches = await verify(stored ?? (await decoy), password.normalize('NFC'), { secret: Buffer.from(pepper) })
    return stored !== null && matches
  })

export const newBytes = (count: number): Uint8Array => randomBytes(count)

/** A text that only the key opens, and only under the same name: copied to another row it is nothing. */
export const sealText = (key: string, name: string, text: string): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key), nonce).setAAD(Buffer.from(name))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Null when it was not sealed with this key under this name. */
export const openText = (key: string, name: string, sealed: string): string | null => {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return null
  const cipher = createDecipheriv('aes-256-gcm', sealingKey(key), bytes.subarray(0, 12)).setAAD(Buffer.from(name))
  try {
    return Buffer.concat([
      cipher.setAuthTag(bytes.subarray(12, 28)).update(bytes.subarray(28)),
      cipher.final(),
    ]).toString()
  } catch {
    return null
  }
}

const sealingKey = (key: string) => Buffer.from(hkdfSync('sha256', key, '', 'sealed texts', 32))

let decoy: Promise<string> | undefined

/** 256 bits of chance, safe in an address or a cookie. */
export const newToken = (): string => randomBytes(32).toString('base64url')

let busy = 0
const waiting: (() => void)[] = []

/** Memory-hard hashes two at a time, so that a burst of sign-ins cannot exhaust the machine. */
const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (busy >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else busy++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}
