import { describe, expect, it, test } from 'vitest'
import { undelivered, undeliveredInWords } from '../../../src/core/received/report.ts'
import { type Incoming, readReceived } from '../../../src/core/received.ts'

const at = Date.UTC(2026, 10, 24, 9)
const ours = '<send@brightshift.example>'
const message = (wanted: Partial<Incoming>): Incoming => ({
  messageId: '<1@northwind.example>',
  answers: [ours],
  from: 'mara@northwind.example',
  subject: 'Re: Northwind',
  text: 'Tell me more, please.',
  at,
  headers: {},
  parts: [],
  ...wanted,
})
const kindOf = (wanted: Partial<Incoming>) => readReceived(message(wanted), 'Europe/Berlin').kind
const status = (fields: string) =>
  `Reporting-MTA: dns; mx.northwind.example\nArrival-Date: Tue, 24 Nov 2026 08:00:00 +0000\n\nFinal-Recipient: rfc822; mara@northwind.example\n${fields}`

describe('a delivery report', () => {
  it.each([
    ['nobody there', 'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown', true],
    ['no such domain', 'Action: failed\nStatus: 5.1.2', true],
    ['a mailbox that was shut', 'Action: failed\nStatus: 5.2.1', true],
    ['a vague code with words', 'Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 No such user here', true],
    [
      'a folded diagnosis',
      'Action: failed\nStatus: 5.5.0\nDiagnostic-Code: smtp;\n 550 5.5.0\n\tMailbox not found',
      true,
    ],
    ['the more exact of two codes', 'Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550-5.1.1 gone', true],
    ['a full mailbox', 'Action: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 over quota', false],
    ['a filter’s no', 'Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 rejected as spam', false],
    ['an end of patience', 'Action: failed\nStatus: 4.4.7', false],
    ['a message too large', 'Action: failed\nStatus: 5.3.4', false],
    ['a code alone', 'Action: failed\nStatus: 5.0.0', false],
  ])('of %s condemns the address: %s → %s', (_, fields, hard) => {
    expect(undelivered(status(fields))).toMatchObject([{ address: 'mara@northwind.example', hard }])
  })

  it.each([
    ['a delay', 'Action: delayed\nStatus: 4.4.1'],
    ['a delivery', 'Action: delivered\nStatus: 2.0.0'],
    ['nothing', ''],
  ])('of %s is no bounce', (_, fields) => {
    expect(kindOf({ parts: [{ type: 'delivery', text: status(fields) }] })).toBe('unrelated')
  })

  it('names the message it is about by the copy it returns', () => {
    const parts = [
      { type: 'delivery' as const, text: status('Action: failed\nStatus: 5.1.1') },
      { type: 'original' as const, text: `Subject: x\nMessage-ID:\n ${ours}\n\nHi Mara` },
    ]
    const read = readReceived(message({ answers: ['<other@x.example>'], parts }), 'UTC')
    expect(read).toMatchObject({ kind: 'bounce', about: [ours, '<other@x.example>'] })
  })

  it('in the words of an old mail server is read, and only from a mail server', () => {
    const text = `Sorry, I could not deliver it.\n\n<mara@northwind.example>:\n550 5.1.1 unknown user\n\n--- Below this line is a copy.\n\nMessage-Id: ${ours}\n`
    const from = 'MAILER-DAEMON@mx.northwind.example'
    const read = readReceived(message({ from, text, answers: [] }), 'UTC')
    expect(read).toMatchObject({ kind: 'bounce', about: [ours], recipients: [{ address: 'mara@northwind.example' }] })
    expect(kindOf({ text })).toBe('reply')
    expect(undeliveredInWords('All is well')).toBeNull()
  })
})

describe('what is not an answer', () => {
  it.each<[string, Partial<Incoming>]>([
    ['a newsletter', { answers: [], headers: { 'list-id': '<news.northwind.example>' } }],
    ['mail that can be unsubscribed from and answers nothing', { answers: [], headers: { 'list-unsubscribe': '<x>' } }],
    ['bulk', { headers: { precedence: 'bulk' } }],
    ['a read receipt', { headers: { 'content-type': 'multipart/report; report-type=disposition-notification' } }],
    ['"not spam"', { parts: [{ type: 'feedback', text: 'Feedback-Type: not-spam\nVersion: 1' }] }],
  ])('%s is unrelated', (_, wanted) => {
    expect(kindOf(wanted)).toBe('unrelated')
  })
})

test.each<[string, Partial<Incoming>]>([
  ['its head', { headers: { 'auto-submitted': 'auto-replied; owner="x"' } }],
  ['an old head', { headers: { 'x-autoreply': 'yes' } }],
  ['bulk with an absence', { headers: { precedence: 'bulk', 'x-autorespond': 'yes' } }],
  ['its title', { subject: 'Automatic reply: Northwind' }],
  ['a German title', { subject: 'Automatische Antwort: Northwind' }],
])('a machine’s answer shows by %s', (_, wanted) => {
  expect(kindOf({ text: 'I am out of the office.', ...wanted })).toBe('auto_reply')
})

test('a complaint is one by its own words', () => {
  const text = 'Feedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\n\nOriginal-Mail-From: <desk@brightshift.example>'
  expect(kindOf({ parts: [{ type: 'feedback', text }] })).toBe('complaint')
})

test('however many messages one names, few are looked up, the nearest first', () => {
  const answers = Array.from({ length: 10_000 }, (_, i) => `<${i}@x.example>`)
  const { about } = readReceived(message({ answers: [ours, '<not one>', ...answers] }), 'UTC')
  expect([about.length, about[0], about[1]]).toEqual([60, ours, '<0@x.example>'])
})

test('a human answer is read without what it quotes', () => {
  const text = 'Not interested.\n\nOn Monday Ida wrote:\n> Reply stop to opt out. Back on 5 January.'
  expect(readReceived(message({ text }), 'UTC')).toMatchObject({
    kind: 'reply',
    replyClass: 'objection',
    words: 'Not interested.',
    untilDay: null,
  })
})
