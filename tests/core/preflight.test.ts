import { describe, expect, test } from 'vitest'
import * as preflight from '../../src/core/preflight.ts'

const texts = (...found: string[]): preflight.TxtAnswer => ({ texts: found })
const no_text: preflight.TxtAnswer = { none: 'no_text' }
const domain = 'brightshift.example'

describe('what a domain says of its mail', () => {
  test.each([
    [texts('google-site-verification=x', 'v=spf1 include:_spf.mail.example ~all'), 'ok'],
    [texts('v=spf1 -all'), 'ok'],
    [texts('v=spf10 -all'), 'failed'],
    [texts('v=spf1 a -all', 'v=spf1 mx -all'), 'failed'],
    [texts('v=spf1 include:x.example +all'), 'failed'],
    [texts('v=spf1 all'), 'failed'],
    [no_text, 'failed'],
    [{ unasked: 'ETIMEOUT' } as const, 'note'],
  ])('SPF: %j is %s', (answer, state) => {
    expect(preflight.spfLine(domain, answer).state).toBe(state)
  })

  test.each([
    [texts('v=DMARC1; p=reject; rua=mailto:x@x.example'), 'ok'],
    [texts('v=DMARC1;p=quarantine'), 'ok'],
    [texts('v=DMARC1; p=none; sp=reject'), 'note'],
    [texts('v=DMARC1; sp=reject'), 'failed'],
    [texts('v=DMARC2; p=reject'), 'failed'],
    [no_text, 'failed'],
    [{ unasked: 'ECONNREFUSED' } as const, 'note'],
  ])('DMARC: %j is %s', (answer, state) => {
    expect(preflight.dmarcLine(domain, answer).state).toBe(state)
  })

  test('DKIM: a name below which nothing stands has no key, one below which something stands has', () => {
    expect(preflight.dkimLine(domain, { none: 'no_name' }).state).toBe('failed')
    expect(preflight.dkimLine(domain, no_text).state).toBe('ok')
  })
})

test('the mail server is followed as far as one comes, and no further', () => {
  const probe = (failedAt: preflight.SmtpProbe['failedAt'], hasLogin = true, isEncrypted = true) =>
    preflight.serverLines({ failedAt, hasLogin, isEncrypted, reply: 'no' }).map(({ what, state }) => [what, state])
  expect(probe('reach')).toEqual([['Mail server', 'failed']])
  expect(probe('encrypt')).toEqual([
    ['Mail server', 'ok'],
    ['Encryption', 'failed'],
  ])
  expect(probe('sign_in').at(-1)).toEqual(['Sign-in', 'failed'])
  expect(probe(null).map(([, state]) => state)).toEqual(['ok', 'ok', 'ok'])
  expect(probe(null, false, false).map(([, state]) => state)).toEqual(['ok', 'note', 'note'])
  expect(preflight.serverLines(null)[0]?.state).toBe('note')
})

test('what does not hold always says what to do', () => {
  const lines = [
    ...preflight.serverLines(null),
    ...(['reach', 'encrypt', 'sign_in', null] as const).flatMap((failedAt) =>
      preflight.serverLines({ failedAt, hasLogin: false, isEncrypted: true, reply: 'no' }),
    ),
    ...[preflight.spfLine, preflight.dmarcLine, preflight.dkimLine].flatMap((of) =>
      [no_text, { none: 'no_name' } as const, { unasked: 'x' }, texts('v=spf1 +all', 'v=DMARC1; p=none')].map(
        (answer) => of(domain, answer),
      ),
    ),
    ...preflight.addressLines('http://127.0.0.1:4310', null),
    ...preflight.addressLines('https://daybreak.example', { isPage: false, message: 'refused' }),
    preflight.senderLine(''),
  ]
  expect(lines.length).toBeGreaterThan(20)
  for (const { state, todo } of lines) expect(state !== 'failed' || (todo ?? '') !== '').toBe(true)
})
