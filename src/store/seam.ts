import { sha256Hex } from '../core/hash.ts'

/** What both dialects share: the options of a connection and the audit chain. */
export type OpenOptions = {
  /** 'full' for people's decisions and sending, 'normal' for the poller. */
  durability?: 'full' | 'normal'
  busyTimeoutMs?: number
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

/** Each row's hash covers the one before, so a removed or changed row shows. */
export const auditHash = (previous: string, seq: number, row: AuditRow): string =>
  sha256Hex(
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
