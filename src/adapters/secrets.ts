import { randomBytes } from 'node:crypto'
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
