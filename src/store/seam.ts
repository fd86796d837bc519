import { hmacHex } from '../core/hash.ts'

/** What both dialects share: the options of a connection and the audit chain. */
export type OpenOptions = {
  /** 'full' for people's decisions and sending, 'normal' for the poller. */
  durability?: 'full' | 'normal'
  /** Binds the audit chain to what is not in the database, so that SQL alone cannot lengthen or mend it. */
  auditKey?: string
  /** Functions the guards call. */
  functions?: Record<string, (...args: unknown[]) => string | number | null>
}

/** One line of the audit: who did what to which thing. `detail` holds ids and numbers, never personal text. */
export type AuditRow = {
  at: number
  actorId: string | null
  what: string
  subject: string
  subjectId: string
  detail: Record<string, unknown>
}

const auditKeys = new WeakMap<object, string>()

/** Remembers the key of a connection for the rows it will append and verify. */
export const keepAuditKey = (client: object, key = ''): void => void auditKeys.set(client, key)
export const auditKeyOf = (client: object): string => auditKeys.get(client) ?? ''

/** The last line's place and hash: what a marker outside the database remembers. */
export type AuditHead = { seq: number; hash: string }
export type AuditGrowth = { before: AuditHead; head: AuditHead }
type Listener = (growth: AuditGrowth) => Promise<void>

const listeners = new WeakMap<object, Listener>()

/** Tells how far the audit has come right after each commit that made it longer. */
export const afterGrowth = (client: object, listener: Listener): void => void listeners.set(client, listener)
export const tellGrowth = async (client: object, growth: AuditGrowth | null): Promise<void> =>
  growth ? await listeners.get(client)?.(growth) : undefined

/** Each row's hash covers the one before, so a removed or changed row shows. */
export const auditHash = (key: string, previous: string, seq: number, row: AuditRow): string =>
  hmacHex(
    key,
    JSON.stringify([
      previous,
      seq,
      row.at,
      row.actorId,
      row.what,
      row.subject,
      row.subjectId,
      JSON.stringify(row.detail),
    ]),
  )
