import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { probeSmtp } from '../../../src/adapters/mail/smtp.ts'
import { txtRecords } from '../../../src/adapters/txt-records.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const timeouts = { connectMs: 1_000, silenceMs: 1_000, totalMs: 4_000 }
const mails: unknown[] = []

const mailServer = async (options: SMTPServerOptions): Promise<number> => {
  const server = new SMTPServer({
    onAuth: ({ username, password }, _, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error('Wrong password')),
    onData: (stream, _, done) => {
      mails.push(stream)
      stream.resume().on('end', done)
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise<void>((resolve) => server.close(resolve)))
  return (server.server.address() as AddressInfo).port
}

test('a probe tells reaching from encrypting from signing in, and sends nothing', async () => {
  const open = await mailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true })
  const probe = (url: string) => probeSmtp(url, timeouts)
  expect(await probe(`smtp://me:right@127.0.0.1:${open}`)).toMatchObject({ failedAt: null, hasLogin: true })
  expect(await probe(`smtp://me:wrong@127.0.0.1:${open}`)).toMatchObject({
    failedAt: 'sign_in',
    reply: expect.stringContaining('Wrong password'),
  })
  expect(await probe(`smtps://me:right@127.0.0.1:${open}`)).toMatchObject({ failedAt: 'encrypt' })
  const selfSigned = await mailServer({ secure: true })
  expect(await probe(`smtps://me:right@127.0.0.1:${selfSigned}`)).toMatchObject({ failedAt: 'encrypt' })
  const gone = createServer().listen(0, '127.0.0.1')
  await once(gone, 'listening')
  const { port } = gone.address() as AddressInfo
  await new Promise((resolve) => gone.close(resolve))
  expect(await probe(`smtp://me:right@127.0.0.1:${port}`)).toMatchObject({ failedAt: 'reach' })
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  closing.push(() => new Promise((resolve) => silent.close(resolve)))
  expect(await probe(`smtp://me:right@127.0.0.1:${(silent.address() as AddressInfo).port}`)).toMatchObject({
    failedAt: 'reach',
  })
  expect(mails).toEqual([])
})

/** Answers every question with this code and no record. */
const dnsServer = async (responseCode: number): Promise<string> => {
  const socket = createSocket('udp4')
  socket.on('message', (asked, from) => {
    const answer = Buffer.from(asked)
    answer[2] = 0x81
    answer[3] = 0x80 | responseCode
    socket.send(answer, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  closing.push(() => new Promise<void>((resolve) => socket.close(() => resolve())))
  return `127.0.0.1:${socket.address().port}`
}

test('a name that is not there, one without texts, and a server that does not help are told apart', async () => {
  expect(await txtRecords('_domainkey.brightshift.example', [await dnsServer(3)])).toEqual({ none: 'no_name' })
  expect(await txtRecords('_domainkey.brightshift.example', [await dnsServer(0)])).toEqual({ none: 'no_text' })
  expect(await txtRecords('brightshift.example', [await dnsServer(2)])).toHaveProperty('unasked')
})
