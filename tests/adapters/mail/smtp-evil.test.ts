import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { smtpOutreach } from '../../../src/adapters/mail/smtp.ts'
import { approved } from './approved.ts'
import { type Case, type End, evilServer, type Fault, phases } from './evil-server.ts'

/** Real patience is 35 and 40 seconds, and a reply nine minutes late comes after it; here all goes faster. */
const timeouts = { connectMs: 700, silenceMs: 700, totalMs: 1000 }
const lateMs = 1300

/** It says something whole and goes on as if nothing were: all of it comes in one breath with what it said before. */
const says = (text: string, ends: Omit<Fault, 'act' | 'breaks'>): Fault => ({
  act: ({ say }) => say(text),
  breaks: false,
  ...ends,
})
/** The conversation stands still or ends; whatever was asked for till then is all that can be known. */
const breaks = (act: Fault['act']): Fault => ({ act, breaks: true, early: ['retry'], late: ['unknown'] })
const halfWay = (text: string) => breaks(({ say, mute }) => mute(say(text)))

const anything: End[] = ['sent', 'retry', 'failed', 'unknown']
const faults: Record<string, Fault> = {
  reset: breaks(({ reset }) => reset()),
  close: breaks(({ end }) => end()),
  silence: breaks(({ mute }) => mute()),
  'nine minutes late': breaks(({ say, mute }) => {
    mute()
    setTimeout(say, lateMs, '250 ok\r\n')
  }),
  'a line every moment, and no end': breaks(({ drip }) => drip()),
  'a line without end': halfWay('2'.repeat(100_000)),
  'half a reply': halfWay('250-first\r\n'),
  'half a reply and close': breaks(({ say, end }) => end(say('250-first\r\n'))),
  'half a line and close': breaks(({ say, end }) => end(say('250 o'))),
  '4xx': says('451 4.3.0 later\r\n', { early: ['retry'], late: ['retry'], refuses: true }),
  '4xx of two lines': says('451-busy\r\n451 later\r\n', { early: ['retry'], late: ['retry'], refuses: true }),
  '421 and close': {
    ...says('', { early: ['retry'], late: ['retry'], refuses: true }),
    act: ({ say, end }) => end(say('421 closing\r\n')),
  },
  '5xx': says('554 5.7.1 no\r\n', { early: ['retry'], envelope: ['failed', 'retry'], late: ['failed'], refuses: true }),
  garbage: says('what?\r\n', { early: ['retry'], late: ['unknown'] }),
  noise: says('\x00\x7f\xff\xfe 250\r\n\r\n\x1b[2J\r\n', { early: ['retry'], late: ['unknown'] }),
  'a code of four digits': says('4511 odd\r\n', { early: ['retry'], late: ['unknown'] }),
  // The worst of servers means what is bad for us: the yes of the one, and the no of the other.
  'no, then yes': says('451-no\r\n250 yes\r\n', { early: ['retry'], late: ['unknown'] }),
  'yes, then no': says('250-yes\r\n554 no\r\n', { early: anything, late: ['unknown'], refuses: true }),
  'one yes too many': says('250 ok\r\n', { early: anything, late: ['sent'] }),
}

/** By the rule of the design, and not by what the code does. */
const rightEnds = ({ phase, when, fault }: Case): readonly End[] => {
  const early = ['MAIL', 'RCPT', 'DATA', 'body'].includes(phase) ? (fault.envelope ?? fault.early) : fault.early
  if (phase === 'dot') return fault.late
  if (phase === 'body') {
    if (when === 'instead') return fault.late
    // Said together with the "go ahead", so before anybody read the body; a break after it may come too late for that.
    return fault.breaks ? [...fault.early, ...fault.late] : early === anything ? ['retry'] : early
  }
  if (phase !== 'EHLO' || fault.breaks) return early
  // Who does not know EHLO is asked by HELO; an answer too many before that leaves one behind to the end.
  return [...early, when === 'instead' ? 'sent' : 'unknown']
}

/** Sends as the pipeline does: again after a retry, and never after anything else. */
const play = async (one: Case) => {
  const server = await evilServer(one)
  const ends: End[] = []
  const now = () => Date.UTC(2026, 10, 24, 9)
  do ends.push((await smtpOutreach({ url: server.url, now, timeouts }).send(approved())).end)
  while (ends.at(-1) === 'retry' && ends.length < 3)
  await Promise.race([server.closed(), sleep(2500)])
  server.stop()
  return { ends, kept: server.kept.length, reached: server.reached() }
}

const count = { played: 0, afterFault: { sent: 0, retry: 0, failed: 0, unknown: 0 } }

describe.concurrent.each([true, false])('a server that misbehaves (PIPELINING: %s)', (pipelining) => {
  describe.concurrent.each(phases)('at %s', (phase) => {
    it.each(['instead', 'before'] as const)('%s of it, gets nothing twice and is told of truly', async (when) => {
      const table = Object.entries(faults).map(([name, fault]) => ({ name, phase, when, fault, pipelining }))
      const played = await Promise.all(table.map(async (one) => ({ ...one, ...(await play(one)) })))
      for (const { ends, kept, reached, ...one } of played) {
        const told = `${one.name}: ${ends.join()}, kept ${kept}`
        const [first, last] = [ends[0]!, ends.at(-1)!]
        expect(reached, told).toBe(true)
        expect(rightEnds(one), told).toContain(first)
        expect(kept, told).toBeLessThanOrEqual(1)
        if (last === 'sent') expect(kept, told).toBe(1)
        if (last === 'failed' || last === 'retry') expect(kept, told).toBe(0)
        count.played++
        count.afterFault[first]++
      }
    })
  })
})

afterAll(() => {
  expect(count.played).toBe(2 * 2 * phases.length * Object.keys(faults).length)
  expect(Math.min(...Object.values(count.afterFault))).toBeGreaterThan(10)
})

describe('TLS', () => {
  it.each(['reset', 'close', 'silence', '4xx', '5xx', 'garbage', 'one yes too many'])(
    'that the server breaks with %s lets nothing be read and may be tried again',
    async (name) => {
      for (const phase of ['STARTTLS', 'handshake'] as const) {
        const one = { phase, when: 'instead', fault: faults[name]!, pipelining: false, host: '127.0.0.2' } as const
        const server = await evilServer(one)
        const delivery = await smtpOutreach({ url: server.url, now: () => 0, timeouts }).send(approved())
        expect(delivery, phase).toMatchObject({ end: 'retry' })
        expect(server.reached(), phase).toBe(true)
        expect(server.kept).toEqual([])
        server.stop()
      }
    },
  )
})
