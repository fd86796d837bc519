import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Instant } from '../../core/document.ts'
import type { SmtpProbe } from '../../core/preflight.ts'
import type { Delivery, Notices, Outreach } from '../mail.ts'
import { type Letter, noticeLetter, outreachLetter } from './mime.ts'

type Smtp = { url: string; now: () => Instant; timeouts?: Partial<Timeouts> }
type Timeouts = { connectMs: number; silenceMs: number; totalMs: number }

/** In all less than a claim holds (`core/send.ts`): who comes after may be sure that this one has stopped. */
export const patience: Timeouts = { connectMs: 10_000, silenceMs: 35_000, totalMs: 40_000 }

export const smtpOutreach = ({ url, now, timeouts }: Smtp): Outreach => ({
  route: 'smtp',
  send: async (message) => await deliver(url, () => outreachLetter(message, now()), timeouts),
})

export const smtpNotices = ({ url, from, now, timeouts }: Smtp & { from: string }): Notices => ({
  send: async (notice) => await deliver(url, () => noticeLetter(notice, from, now()), timeouts),
})

const deliver = async (
  url: string,
  write: () => Promise<Letter>,
  timeouts: Partial<Timeouts> = {},
): Promise<Delivery> => {
  let letter: Letter
  try {
    letter = await write()
  } catch (error) {
    return { end: 'failed', reply: (error as Error).message }
  }
  const body = watched(letter.bytes)
  try {
    return { end: 'sent', reply: await converse(url, letter.envelope, body, { ...patience, ...timeouts }) }
  } catch (error) {
    return judge(error as SmtpError, body.wasRead())
  }
}

type SmtpError = Error & { response?: string; command?: string }

/**
 * Retry only where it is certain that nothing was accepted: an explicit 4xx, or an end before the server
 * asked for the body. A 5xx before the envelope is about our own set-up, not about this message.
 */
const judge = (error: SmtpError, bodyRead: boolean): Delivery => {
  const code = codeOf(error.response ?? '')
  const reply = error.message.slice(0, 500)
  const ofThisMessage = /^(MAIL FROM|RCPT TO|DATA|API)/.test(error.command ?? '')
  if (code >= 400 && code < 500) return { end: 'retry', reply }
  if (code >= 500) return { end: bodyRead || ofThisMessage ? 'failed' : 'retry', reply }
  return { end: bodyRead ? 'unknown' : 'retry', reply }
}

/** The code of a reply, 0 where it has none or where its lines do not agree on one. */
const codeOf = (reply: string): number => {
  const codes = new Set(reply.split(/\r?\n/).map((line) => /^([2-5]\d\d)(?:[ -]|$)/.exec(line)?.[1] ?? ''))
  return codes.size === 1 ? Number([...codes][0]) : 0
}

/**
 * Tells whether anybody has read, which the connection does only once the server said "go ahead". What the server says
 * in the same breath is heard first: it cannot be about a body that it has not got.
 */
const watched = (bytes: Buffer): Body => {
  let read = false
  const stream = new Readable({
    read() {
      setImmediate(() => {
        read = true
        this.push(bytes)
        this.push(null)
      })
    },
  })
  return { stream, wasRead: () => read }
}
type Body = { stream: Readable; wasRead: () => boolean }

/** Whether this is a clear yes to this body: a later line may take back what the first one says. */
const isYes = (reply: string, body: Body) => body.wasRead() && codeOf(reply) >= 200 && codeOf(reply) < 300

/** One message over one connection; answers the server's last reply or throws. */
const converse = (url: string, envelope: Letter['envelope'], body: Body, timeouts: Timeouts): Promise<string> => {
  const { connection, login } = connect(url, timeouts)
  return new Promise<string>((resolve, reject) => {
    const deadline = setTimeout(() => finish(new Error('The mail server took too long')), timeouts.totalMs)
    // The first end counts: hanging up makes the connection report more.
    const finish = (error: Error | null, reply = '') => {
      clearTimeout(deadline)
      if (error) reject(error)
      else resolve(reply)
      if (error) connection.close()
      else connection.quit()
    }
    const send = () =>
      connection.send({ from: envelope.from, to: [envelope.to] }, body.stream, (error, info) => {
        if (error) return finish(error)
        if (isYes(info.response, body)) return finish(null, info.response)
        finish(new Error(`The mail server's answer is neither yes nor no: ${info.response}`))
      })
    connection.on('error', (error: Error) => finish(error))
    connection.once('end', () => finish(new Error('The mail server closed the connection')))
    connection.connect((error) => {
      if (error) return finish(error)
      if (!login) return send()
      connection.login(login, (refused) => (refused ? finish(refused) : send()))
    })
  })
}

/** Knocks, encrypts, signs in and hangs up: how far one comes without sending anything. */
export const probeSmtp = (url: string, timeouts: Partial<Timeouts> = {}): Promise<SmtpProbe> => {
  const { connection, login } = connect(url, { ...patience, ...timeouts })
  let stage: NonNullable<SmtpProbe['failedAt']> = 'reach'
  return new Promise((resolve) => {
    const finish = (error: Trouble | null) => {
      clearTimeout(deadline)
      if (error && stage !== 'sign_in') stage = stepOf(error)
      resolve({
        failedAt: error ? stage : null,
        isEncrypted: connection.secure,
        hasLogin: Boolean(login),
        reply: error?.message.slice(0, 300) ?? '',
      })
      connection.close()
    }
    const deadline = setTimeout(() => finish(new Error('It took too long')), timeouts.totalMs ?? probeMs)
    connection.on('error', finish)
    connection.once('end', () => finish(new Error('It hung up')))
    connection.connect((error) => {
      if (error || !login) return finish(error ?? null)
      stage = 'sign_in'
      connection.login(login, finish)
    })
  })
}
const probeMs = 15_000

type Trouble = Error & { code?: string | undefined; command?: string | undefined }

/** A server that was there and could not encrypt is another trouble than none at all. */
const stepOf = ({ code = '', command = '', message }: Trouble) =>
  code === 'ETLS' || command === 'STARTTLS' || /certificate|\btls\b|\bssl\b|wrong version/i.test(message)
    ? 'encrypt'
    : 'reach'

/** `smtps://` speaks TLS at once; `smtp://` must upgrade to it, save on this machine itself. */
const connect = (url: string, timeouts: Timeouts) => {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  const connection = new SMTPConnection({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !local,
    ignoreTLS: !secure && local,
    tls: { minVersion: 'TLSv1.2' },
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    dnsTimeout: timeouts.connectMs,
    socketTimeout: timeouts.silenceMs,
  })
  const login = username && { credentials: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }
  return { connection, login }
}
