import { ImapFlow } from 'imapflow'
import type { Instant } from '../../core/document.ts'
import { mostMessageBytes } from './read.ts'

/** How far a mailbox was read; another `uidValidity` means that its numbers mean other messages now. */
export type Mark = { uidValidity: string; lastUid: number }
export type Arrived = { uid: number; at: Instant; bytes: Uint8Array }
export type Reading = { mark: Mark; arrived: Arrived[]; more: boolean }
/** The mailbox that replies come to. Reading changes nothing in it: no message is marked, moved or deleted. */
export type Mailbox = { readAfter: (mark: Mark | null) => Promise<Reading> }

type Imap = { url: string; now: () => Instant; patience?: Partial<typeof usualPatience> }

const usualPatience = { connectMs: 15_000, silenceMs: 30_000, totalMs: 90_000 }
const mostMessages = 25
const firstLookMs = 14 * 86_400_000
const roomForFraming = 64 * 1024
const longestLine = 16 * 1024 * 1024

/** Reads a mailbox over IMAP, `imaps://user:password@host:993/INBOX`; a few messages at a time, the oldest first. */
export const imapMailbox = ({ url, now, patience = {} }: Imap): Mailbox => ({
  readAfter: async (mark) => {
    const limits = { ...usualPatience, ...patience }
    const { client, folder } = connect(url, limits)
    // It reports on a connection that breaks apart from the command that waits for it.
    const broken = new Promise<never>((_, reject) => client.on('error', reject))
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('it took too long')), limits.totalMs)
    })
    broken.catch(() => undefined)
    try {
      return await Promise.race([read(client, folder, mark, now()), broken, late])
    } catch (error) {
      throw new Error(`The mailbox of replies could not be read: ${inWords(error as ImapError)}`)
    } finally {
      clearTimeout(timer)
      client.close()
    }
  },
})

const read = async (client: ImapFlow, folder: string, mark: Mark | null, now: Instant): Promise<Reading> => {
  await client.connect()
  const box = await client.mailboxOpen(folder, { readOnly: true })
  const uidValidity = String(box.uidValidity)
  const known = mark?.uidValidity === uidValidity ? mark.lastUid : null
  const wanted = known === null ? { since: new Date(now - firstLookMs) } : { uid: `${known + 1}:*` }
  // "*" is the last message there is, also when it was read before.
  const found = ((await client.search(wanted, { uid: true })) || []).filter((uid) => uid > (known ?? 0))
  const uids = [...new Set(found)].sort((a, b) => a - b)
  const taken = uids.slice(0, mostMessages)
  const arrived = taken.length > 0 ? await fetched(client, taken, now) : []
  await client.logout()
  const more = uids.length > taken.length
  const lastUid = taken.at(-1) ?? known ?? Math.max(0, box.uidNext - 1)
  return { mark: { uidValidity, lastUid }, arrived, more }
}

const fetched = async (client: ImapFlow, uids: readonly number[], now: Instant): Promise<Arrived[]> => {
  const asked = { uid: true, internalDate: true, source: { start: 0, maxLength: mostMessageBytes } } as const
  const wanted = new Set(uids)
  const arrived: Arrived[] = []
  for await (const { uid, internalDate, source } of client.fetch(uids.join(','), asked, { uid: true })) {
    if (!source || !wanted.delete(uid)) continue // a server may speak of others, or of one twice
    const at = internalDate ? new Date(internalDate).getTime() : Number.NaN
    arrived.push({ uid, at: Number.isFinite(at) ? Math.min(at, now) : now, bytes: source })
  }
  return arrived.sort((a, b) => a.uid - b.uid)
}

/** `imaps://` speaks TLS at once; `imap://` is for this machine alone, as the configuration sees to. */
const connect = (address: string, { connectMs, silenceMs }: typeof usualPatience) => {
  const { protocol, hostname, port, username, password, pathname } = new URL(address)
  const secure = protocol === 'imaps:'
  const client = new ImapFlow({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 993 : 143),
    secure,
    ...(secure ? {} : { doSTARTTLS: false }),
    tls: { minVersion: 'TLSv1.2' },
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    disableAutoEnable: true,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    maxLineLength: longestLine,
    maxLiteralSize: mostMessageBytes,
    maxResponseSize: mostMessageBytes + longestLine + roomForFraming,
  })
  return { client, folder: decodeURIComponent(pathname.slice(1)) || 'INBOX' }
}

type ImapError = Error & { code?: string; authenticationFailed?: boolean; responseText?: string }

const inWords = ({ code, authenticationFailed, responseText, message }: ImapError): string => {
  if (authenticationFailed) return 'the server refuses the user or the password'
  const known = words[code ?? '']
  return known ?? (responseText || message || 'the connection broke').slice(0, 200)
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers at that address',
  ENOTFOUND: 'there is no such host',
  ECONNRESET: 'the server closed the connection',
  NoConnection: 'the server closed the connection',
  EConnectionClosed: 'the server closed the connection',
  CONNECT_TIMEOUT: 'it took too long to connect',
  GREETING_TIMEOUT: 'the server said nothing',
  GreetingTimeout: 'the server said nothing',
  ETIMEOUT: 'the server fell silent',
  LiteralTooLarge: 'the server sent more than was asked for',
  LineTooLarge: 'the server sent more than was asked for',
  ResponseTooLarge: 'the server sent more than was asked for',
}
