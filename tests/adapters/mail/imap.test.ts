import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { imapMailbox } from '../../../src/adapters/mail/imap.ts'
import { type Evil, type ImapServer, startImap } from '../../support/imap-server.ts'
import { letter } from '../../support/letters.ts'

let server: ImapServer
beforeEach(async () => {
  server = await startImap()
})
afterEach(() => server.stop())

const now = Date.UTC(2026, 10, 24, 10)
const patience = { connectMs: 400, silenceMs: 600, totalMs: 2_000 }
const mailbox = (url = server.url) => imapMailbox({ url, now: () => now, patience })
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

describe('a mailbox', () => {
  it('is read from where it was left, and nothing in it changes', async () => {
    server.put(letter('One'))
    server.put(letter('Two'))
    const first = await mailbox().readAfter(null)
    expect(first.arrived.map(({ bytes }) => /One|Two/.exec(text(bytes))?.[0])).toEqual(['One', 'Two'])
    expect(first).toMatchObject({ mark: { uidValidity: '7', lastUid: 2 }, more: false })
    expect((await mailbox().readAfter(first.mark)).arrived).toEqual([])
    server.put(letter('Three'))
    const later = await mailbox().readAfter(first.mark)
    expect([later.arrived.length, later.mark.lastUid]).toEqual([1, 3])
    const told = server.state.commands.join('\n')
    expect(told).toMatch(/EXAMINE/)
    expect(told).toMatch(/BODY\.PEEK\[\]<0\.1048576>/)
    expect(told).not.toMatch(/SELECT|STORE|EXPUNGE|DELETE|MOVE|COPY|APPEND|BODY\[/)
  })

  it('that is empty is begun at its end', async () => {
    expect(await mailbox().readAfter(null)).toEqual({
      mark: { uidValidity: '7', lastUid: 0 },
      arrived: [],
      more: false,
    })
  })

  it('is read a few messages at a time, the oldest first', async () => {
    for (let i = 1; i <= 60; i++) server.put(letter(`Number ${i}`))
    const read: number[] = []
    let mark = null
    for (let more = true; more; ) {
      const part = await mailbox().readAfter(mark)
      read.push(...part.arrived.map(({ uid }) => uid))
      ;({ mark, more } = part)
    }
    expect(read).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
  })

  it('whose numbers changed their meaning is read anew', async () => {
    server.put(letter('One'), 50)
    const { mark } = await mailbox().readAfter(null)
    server.state.uidValidity = 8
    server.state.messages = []
    server.put(letter('Other'), 3)
    const anew = await mailbox().readAfter(mark)
    expect([anew.arrived.map(({ uid }) => uid), anew.mark]).toEqual([[3], { uidValidity: '8', lastUid: 3 }])
  })

  it('gives of a large message its beginning', async () => {
    server.put(letter('x'.repeat(3_000_000)))
    const { arrived } = await mailbox().readAfter(null)
    expect(arrived[0]!.bytes.length).toBe(1024 * 1024)
  })

  it('that speaks of messages nobody asked for is not believed', async () => {
    for (let i = 0; i < 3; i++) server.put(letter('x'))
    server.state.talkative = true
    const { arrived } = await mailbox().readAfter({ uidValidity: '7', lastUid: 2 })
    expect(arrived.map(({ uid }) => uid)).toEqual([3])
  })
})

describe('a server that goes wrong is told in words, soon, and without the password', () => {
  const evils: [Evil['at'], Evil['how']][] = [
    ['greeting', 'silence'],
    ['greeting', 'garbage'],
    ['greeting', 'hang up'],
    ['LOGIN', 'silence'],
    ['LOGIN', 'hang up'],
    ['LOGIN', 'no'],
    ['EXAMINE', 'silence'],
    ['EXAMINE', 'garbage'],
    ['EXAMINE', 'no'],
    ['SEARCH', 'silence'],
    ['SEARCH', 'hang up'],
    ['SEARCH', 'an endless line'],
    ['FETCH', 'silence'],
    ['FETCH', 'garbage'],
    ['FETCH', 'half a literal'],
    ['FETCH', 'a huge literal'],
    ['FETCH', 'no'],
  ]
  it.each(evils)('at %s: %s', async (at, how) => {
    server.put(letter('One'))
    server.state.evil = { at, how }
    const start = performance.now()
    const error = await mailbox()
      .readAfter(null)
      .then(
        () => null,
        (reason: Error) => reason,
      )
    expect(error?.message).toMatch(/^The mailbox of replies could not be read: \S/)
    expect(error?.message).not.toMatch(/pass word|pass%20/)
    expect(performance.now() - start).toBeLessThan(6_000)
  })

  it('a wrong password, and nobody there', async () => {
    await expect(mailbox(server.url.replace('pass', 'lost')).readAfter(null)).rejects.toThrow('refuses the user')
    await expect(mailbox('imap://a:b@127.0.0.1:1/INBOX').readAfter(null)).rejects.toThrow('nobody answers')
  })
})
