import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export const moments = ['connect', 'MAIL', 'RCPT', 'DATA', 'body', 'kept', 'answered'] as const
export type Moment = (typeof moments)[number]
export type Delivery = { raw: Buffer; from: string; to: string[] }

/** A mail server that takes everything, writes it into `deliveries`, and says how far each conversation has come. */
export const recordingServer = async (deliveries: Delivery[], reached: (moment: Moment) => void = () => {}) => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect: (_session, done) => done(reached('connect') as undefined),
    onMailFrom: (_address, _session, done) => done(reached('MAIL') as undefined),
    onRcptTo: (_address, _session, done) => done(reached('RCPT') as undefined),
    onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      reached('DATA')
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => {
        parts.push(part)
        reached('body')
      })
      stream.on('end', () => {
        const to = rcptTo.map(({ address }) => address)
        deliveries.push({ raw: Buffer.concat(parts), from: mailFrom ? mailFrom.address : '', to })
        reached('kept')
        done()
        reached('answered')
      })
    },
  })
  server.on('error', () => undefined) // its client was killed
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, close: () => new Promise<void>((resolve) => server.close(resolve)) }
}
