import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Delivery } from '../../../src/adapters/mail.ts'

export const phases = ['banner', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'body', 'dot'] as const
type Phase = (typeof phases)[number] | 'STARTTLS' | 'handshake'
export type End = Delivery['end']

/** What a server can do to a conversation; `mute` = it hears all, and says nothing any more. */
type Wire = {
  say: (text: string) => void
  mute: (_after?: unknown) => void
  end: (_after?: unknown) => void
  reset: () => void
  drip: () => void
}

/** What it does, and which ends are right: before a body is asked for, about the envelope, and from the body on. */
export type Fault = {
  act: (wire: Wire) => void
  breaks: boolean
  early: readonly End[]
  envelope?: readonly End[]
  late: readonly End[]
  /** It says no, and means it. */
  refuses?: boolean
}

export type Case = {
  phase: Phase
  when: 'instead' | 'before'
  fault: Fault
  pipelining: boolean
  /** Elsewhere than on this machine TLS is asked for. */
  host?: string
}

const politely = ({ pipelining, host }: Case): Record<Phase, string> => ({
  banner: '220 mail.example ready\r\n',
  EHLO: `250-mail.example\r\n${pipelining ? '250-PIPELINING\r\n' : ''}${host ? '250-STARTTLS\r\n' : ''}250 AUTH PLAIN\r\n`,
  STARTTLS: '220 go on\r\n',
  handshake: '',
  AUTH: '235 welcome\r\n',
  MAIL: '250 ok\r\n',
  RCPT: '250 ok\r\n',
  DATA: '354 go on\r\n',
  body: '',
  dot: '250 2.0.0 kept\r\n',
})

/**
 * A server that misbehaves once: instead of its reply at a phase, or in one breath with its reply before that. It keeps
 * every message whose dot it sees, whatever it said till then, save where its fault is a no to the message itself.
 */
export const evilServer = async (one: Case) => {
  const kept: string[] = []
  const closed: Promise<unknown>[] = []
  const sockets: Socket[] = []
  const state = { armed: true, kept }
  const server = createServer((socket) => {
    closed.push(once(socket, 'close').catch(() => undefined))
    sockets.push(socket)
    socket.on('error', () => undefined)
    converse(socket, one, state)
  }).listen(0, one.host ?? '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://day:secret@${one.host ?? '127.0.0.1'}:${(server.address() as AddressInfo).port}`,
    kept,
    reached: () => !state.armed,
    closed: () => Promise.all(closed),
    stop: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

const converse = (socket: Socket, one: Case, state: { armed: boolean; kept: string[] }) => {
  const { phase, when, fault } = one
  const replies = politely(one)
  const wire = wireOf(socket)
  let body: string[] | null = null
  let declined = false
  const strike = () => {
    state.armed = false
    declined = body !== null && fault.refuses === true
    fault.act(wire)
  }
  const at = (now: Phase) => {
    const here = state.armed && when === 'instead' && now === phase
    const refused = here && fault.refuses
    if (now === 'dot' && !refused && !declined && body!.length > 0) state.kept.push(body!.join('\n'))
    socket.cork()
    if (here) strike()
    else wire.reply(replies[now])
    if (state.armed && when === 'before' && phases[phases.indexOf(now as 'dot') + 1] === phase) strike()
    socket.uncork()
    body = now === 'dot' || (now === 'DATA' && refused) ? null : now === 'DATA' ? [] : body
  }
  const hear = (line: string) => {
    if (body && line === '.') at('dot')
    else if (body) body.push(line) === 1 && at('body')
    else if (line === 'QUIT') socket.end('221 bye\r\n')
    else if (line.startsWith('HELO')) wire.reply('250 mail.example\r\n')
    else if (/^(EHLO|STARTTLS|AUTH|MAIL|RCPT|DATA)\b/.test(line)) at(/^\w+/.exec(line)![0] as Phase)
    else wire.reply('500 what?\r\n')
  }
  socket.cork()
  if (phase === 'banner' && when === 'before' && state.armed) strike()
  at('banner')
  socket.uncork()
  let rest = ''
  socket.on('data', (part) => {
    if (part[0] === 0x16) return at('handshake')
    const lines = (rest + part.toString('latin1')).split('\r\n')
    rest = lines.pop()!
    lines.forEach(hear)
  })
}

const wireOf = (socket: Socket): Wire & { reply: Wire['say'] } => {
  let muted = false
  const say = (text: string) => void (socket.destroyed || socket.write(text, 'latin1'))
  return {
    say,
    reply: (text) => muted || say(text),
    mute: () => {
      muted = true
    },
    end: () => {
      muted = true
      socket.end()
    },
    reset: () => void socket.resetAndDestroy(),
    drip: () => {
      muted = true
      const timer = setInterval(say, 100, '250-wait\r\n')
      socket.on('close', () => clearInterval(timer))
    },
  }
}
