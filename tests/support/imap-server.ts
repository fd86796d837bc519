import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

export type Held = { uid: number; bytes: Buffer; date?: string }
/** At which command the server goes wrong, and how. */
export type Evil = {
  at: 'greeting' | 'LOGIN' | 'EXAMINE' | 'SEARCH' | 'FETCH'
  how: 'silence' | 'garbage' | 'hang up' | 'half a literal' | 'a huge literal' | 'an endless line' | 'no'
}

/** A small IMAP4rev1 server on this machine that keeps what it was told, as a client without extensions sees one. */
export const startImap = async ({ user = 'desk', password = 'pass word' } = {}) => {
  const state = {
    messages: [] as Held[],
    uidValidity: 7,
    evil: null as Evil | null,
    commands: [] as string[],
    /** Speaks also of messages that nobody asked for. */
    talkative: false,
  }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    if (misbehaves(socket, state.evil, 'greeting', '')) return
    socket.write('* OK ready\r\n')
    let waiting = ''
    socket.on('data', (data) => {
      waiting += data.toString('latin1')
      const lines = waiting.split('\r\n')
      waiting = lines.pop()!
      for (const line of lines) answer(socket, line)
    })
  })
  const uidNext = () => Math.max(0, ...state.messages.map(({ uid }) => uid)) + 1
  const answer = (socket: Socket, line: string) => {
    const [tag = '', ...rest] = line.split(' ')
    const words = rest[0]?.toUpperCase() === 'UID' ? rest.slice(1) : rest
    const name = (words[0] ?? '').toUpperCase()
    state.commands.push(rest.join(' '))
    if (misbehaves(socket, state.evil, name, tag)) return
    const ok = (text = 'done') => socket.write(`${tag} OK ${text}\r\n`)
    if (name === 'CAPABILITY') socket.write('* CAPABILITY IMAP4rev1\r\n')
    if (name === 'LOGIN' && !line.includes(`${user} "${password}"`) && !line.includes(`"${user}" "${password}"`))
      return void socket.write(`${tag} NO [AUTHENTICATIONFAILED] wrong\r\n`)
    if (name === 'LIST' || name === 'LSUB') socket.write(`* ${name} (\\HasNoChildren) "/" INBOX\r\n`)
    if (name === 'NAMESPACE') socket.write('* NAMESPACE (("" "/")) NIL NIL\r\n')
    if (name === 'EXAMINE' || name === 'SELECT') {
      const head = [`* ${state.messages.length} EXISTS`, '* 0 RECENT', `* OK [UIDVALIDITY ${state.uidValidity}] valid`]
      socket.write([...head, `* OK [UIDNEXT ${uidNext()}] next`, '* FLAGS (\\Seen)', ''].join('\r\n'))
      return ok('[READ-ONLY] done')
    }
    if (name === 'SEARCH') {
      const from = Number(/UID (\d+):\*/.exec(line)?.[1] ?? 0)
      const uids = state.messages.map(({ uid }) => uid).filter((uid) => uid >= from)
      const last = state.messages.at(-1)
      if (uids.length === 0 && last && from > 0) uids.push(last.uid) // "*" is the last one, wherever the range starts
      socket.write(`* SEARCH${uids.map((uid) => ` ${uid}`).join('')}\r\n`)
    }
    if (name === 'FETCH') sendMessages(socket, words[1] ?? '', line)
    if (name === 'LOGOUT') {
      socket.write('* BYE bye\r\n')
      ok()
      return void socket.end()
    }
    ok()
  }
  const sendMessages = (socket: Socket, range: string, line: string) => {
    const wanted = new Set(range.split(',').flatMap((part) => span(part)))
    const most = Number(/<0\.(\d+)>/.exec(line)?.[1] ?? Number.MAX_SAFE_INTEGER)
    for (const [index, { uid, bytes, date }] of state.messages.entries()) {
      if (!state.talkative && !wanted.has(uid)) continue
      const part = bytes.subarray(0, most)
      const day = date ?? '24-Nov-2026 09:00:00 +0000'
      socket.write(`* ${index + 1} FETCH (UID ${uid} INTERNALDATE "${day}" BODY[]<0> {${part.length}}\r\n`)
      socket.write(part)
      socket.write(')\r\n')
    }
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    state,
    url: `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`,
    put: (bytes: Buffer, uid = uidNext()) => void state.messages.push({ uid, bytes }),
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
export type ImapServer = Awaited<ReturnType<typeof startImap>>

const span = (part: string): number[] => {
  const [from = 0, to = from] = part.split(':').map(Number)
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/** True when the command was answered with something wrong. */
const misbehaves = (socket: Socket, evil: Evil | null, at: string, tag: string): boolean => {
  if (evil?.at !== at) return false
  if (evil.how === 'garbage') socket.write('\u0000\u0001}{ 99 ((( "\r\n* (\r\n* 1 FETCH (BODY[] {abc}\r\n')
  if (evil.how === 'hang up') socket.destroy()
  if (evil.how === 'half a literal') socket.end('* 1 FETCH (UID 1 BODY[]<0> {5000}\r\nonly this much')
  if (evil.how === 'a huge literal') socket.write(`* 1 FETCH (UID 1 BODY[]<0> {100000000}\r\n${'x'.repeat(100_000)}`)
  if (evil.how === 'an endless line') socket.write(`* ${'1 '.repeat(9_000_000)}`)
  if (evil.how === 'no') socket.write(`${tag} NO not today\r\n`)
  return true
}
