import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { smtpNotices, smtpOutreach } from '../../../src/adapters/mail/smtp.ts'
import { approved, message } from './approved.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const now = () => Date.UTC(2026, 10, 24, 9)
const timeouts = { connectMs: 500, silenceMs: 400, totalMs: 1500 }
const received: { raw: Buffer; from: string; to: string[] }[] = []

const refusal = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code })

/** A mail server that takes everything, save what the test makes it refuse. */
const mailServer = async (options: SMTPServerOptions = {}, host = '127.0.0.1'): Promise<string> => {
  received.length = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          raw: Buffer.concat(parts),
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
        })
        done()
      })
    },
    ...options,
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return `smtp://${host}:${(server.server.address() as AddressInfo).port}`
}

/** A server that answers line by line as told; `cut` drops the connection, null says nothing. */
const scripted = async (answer: (line: string, socket: Socket) => string | null | 'cut'): Promise<string> => {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    const say = (line: string) => {
      const words = answer(line, socket)
      if (words === 'cut') socket.destroy()
      else if (words !== null) socket.write(`${words}\r\n`)
    }
    let rest = ''
    say('')
    socket.on('data', (part) => {
      rest += part
      const lines = rest.split('\r\n')
      rest = lines.pop()!
      for (const line of lines) say(line)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  )
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The usual answers; `special` decides for the lines it knows. */
const polite = (special: (line: string) => string | null | 'cut' | undefined) => {
  let inBody = false
  return (line: string) => {
    const words = special(inBody && line !== '.' ? 'body' : line)
    if (words !== undefined) {
      if (line === 'DATA' && words?.startsWith('354')) inBody = true
      return words
    }
    if (line === 'DATA') {
      inBody = true
      return '354 go on'
    }
    if (line === '.') inBody = false
    else if (inBody) return null
    if (line === '') return '220 ready'
    return line.startsWith('QUIT') ? '221 bye' : '250 ok'
  }
}

const send = (url: string) => smtpOutreach({ url, now, timeouts }).send(approved())

describe('SMTP', () => {
  it('delivers exactly the approved words to exactly one recipient', async () => {
    expect(await send(await mailServer())).toMatchObject({ end: 'sent' })
    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({ from: 'desk@brightshift.example', to: [message.to] })
    const mail = await simpleParser(received[0]!.raw)
    expect(mail.text).toBe(message.text)
    expect(mail.messageId).toBe('<1@brightshift.example>')
  })

  it('signs in when the address says so', async () => {
    const url = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'da y' && password === 'p@ss'
          ? done(null, { user: username })
          : done(refusal(535, 'wrong password')),
    })
    expect(await send(url.replace('smtp://', 'smtp://da%20y:p%40ss@'))).toMatchObject({ end: 'sent' })
    expect(await send(url.replace('smtp://', 'smtp://da%20y:nope@'))).toMatchObject({ end: 'retry' })
  })

  it('may try again after a 4xx, wherever it comes', async () => {
    expect(
      await send(await mailServer({ onRcptTo: (_a, _s, done) => done(refusal(450, 'greylisted')) })),
    ).toMatchObject({
      end: 'retry',
    })
    const late = polite((line) => (line === '.' ? '451 try later' : undefined))
    expect(await send(await scripted(late))).toMatchObject({ end: 'retry' })
  })

  it('fails for good after a 5xx about this message', async () => {
    expect(
      await send(await mailServer({ onRcptTo: (_a, _s, done) => done(refusal(550, 'no such user')) })),
    ).toMatchObject({
      end: 'failed',
    })
    const late = polite((line) => (line === '.' ? '554 refused' : undefined))
    expect(await send(await scripted(late))).toMatchObject({ end: 'failed' })
  })

  it('may try again when the connection ended before the body was read', async () => {
    expect(await send('smtp://127.0.0.1:1')).toMatchObject({ end: 'retry' })
    for (const point of ['EHLO', 'MAIL', 'RCPT', 'DATA']) {
      const cut = polite((line) => (line.startsWith(point) ? 'cut' : undefined))
      expect(await send(await scripted(cut)), point).toMatchObject({ end: 'retry' })
    }
  })

  it('does not know when the connection ended after the body was read', async () => {
    const cut = polite((line) => (line === '.' ? 'cut' : undefined))
    expect(await send(await scripted(cut))).toMatchObject({ end: 'unknown' })
    const silent = polite((line) => (line === '.' ? null : undefined))
    expect(await send(await scripted(silent))).toMatchObject({ end: 'unknown' })
    const garbage = polite((line) => (line === '.' ? 'what?' : undefined))
    expect(await send(await scripted(garbage))).toMatchObject({ end: 'unknown' })
  })

  it('gives up on a server that says nothing, and may try again', async () => {
    expect(await send(await scripted(() => null))).toMatchObject({ end: 'retry' })
    const slow = polite((line) => (line.startsWith('RCPT') ? null : undefined))
    expect(await send(await scripted(slow))).toMatchObject({ end: 'retry' })
  })

  it('does not talk to a far server without TLS', async () => {
    const delivery = await send(await mailServer({}, '127.0.0.2'))
    expect(delivery).toMatchObject({ end: 'retry', reply: expect.stringContaining('STARTTLS') })
    expect(received).toEqual([])
  })

  it('carries notices too', async () => {
    const notices = smtpNotices({ url: await mailServer(), from: 'daybreak@brightshift.example', now, timeouts })
    const to = { email: 'ida@brightshift.example', name: 'Ida' }
    expect(await notices.send({ id: 'n1', to, subject: 's', text: 't', html: '<p>t</p>' })).toMatchObject({
      end: 'sent',
    })
    expect(received[0]?.to).toEqual([to.email])
  })
})
