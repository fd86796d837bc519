import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export const toolSecret = 'whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY='

/** A call as a tool has read it, to its last byte. */
export type Received = { id: string; timestamp: string; signature: string; body: string; url: string }
export type ToolServer = Awaited<ReturnType<typeof toolServer>>
type Answer = (response: ServerResponse, received: Received) => unknown

const status =
  (code: number, body = '', headers = {}) =>
  (response: ServerResponse) =>
    response.writeHead(code, headers).end(body)

/** How a tool may behave once it has read the call. */
export const moods = {
  takes: status(202, '{"ok":true}'),
  garbage: status(200, '<html>Welcome to the airport network'),
  endless: (response: ServerResponse) => {
    response.writeHead(200)
    const more = () => response.write(Buffer.alloc(65_536)) && setImmediate(more)
    response.on('drain', more).on('error', () => undefined)
    more()
  },
  broken_off: (response: ServerResponse) => {
    response.writeHead(200, { 'content-length': '1000' }).write('half')
    setTimeout(() => response.socket?.destroy(), 20)
  },
  elsewhere: status(302, '', { location: '/elsewhere' }),
  conflicts: status(409),
  unwilling: status(422, '{"error":"no"}'),
  breaks: status(500, 'stack trace'),
  resets: (response: ServerResponse) => response.socket?.resetAndDestroy(),
  silent: () => undefined,
  babbles: (response: ServerResponse) => response.socket?.end('this is no HTTP at all\r\n\r\n'),
  drips: (response: ServerResponse) => {
    const drip = setInterval(() => response.socket?.write('H'), 50)
    response.on('close', () => clearInterval(drip))
  },
  slow: (response: ServerResponse) => setTimeout(() => response.writeHead(200).end(), 150),
} satisfies Record<string, Answer>
export type Mood = keyof typeof moods

/** A sales-engagement tool on loopback; `answer` is its mood, `connected` sees each connection first. */
export const toolServer = async (connected: (socket: Socket) => void = () => {}) => {
  const received: Received[] = []
  const state: { answer: Answer; connections: number } = { answer: moods.takes, connections: 0 }
  const server = createServer(async (request, response) => {
    response.on('error', () => undefined)
    const call = await readCall(request).catch(() => null)
    if (!call) return
    received.push(call)
    await state.answer(response, call)
  }).listen(0, '127.0.0.1')
  server.on('clientError', () => undefined)
  server.on('connection', (socket) => {
    state.connections++
    socket.on('error', () => undefined)
    connected(socket)
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}/in`, received, state, close }
}

const readCall = async (request: IncomingMessage): Promise<Received> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const header = (name: string) => String(request.headers[`webhook-${name}`] ?? '')
  return {
    id: header('id'),
    timestamp: header('timestamp'),
    signature: header('signature'),
    body: Buffer.concat(parts).toString('utf8'),
    url: request.url ?? '',
  }
}

/** Verifies as a receiver would who has read only the specification: with the browser's own cryptography. */
export const isSigned = async ({ id, timestamp, signature, body }: Received, secret: string): Promise<boolean> => {
  const bytes = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes(secret.replace('whsec_', '')), algorithm, false, ['verify'])
  const [version, value = ''] = signature.split(',')
  const signed = new TextEncoder().encode([id, timestamp, body].join('.'))
  return version === 'v1' && (await crypto.subtle.verify('HMAC', key, bytes(value), signed))
}
