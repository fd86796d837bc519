import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addressKey,
  hasInvisible,
  normalizeAddress,
  normalizeHost,
  suppressionKey,
} from '../../src/core/suppression.ts'

const plain = addressKey('salt', 'bob@acme.example')

describe('an address with characters nobody sees', () => {
  it.each([
    'bob\u200b@acme.example',
    'bob@ac\u200bme.example',
    'bob\u00ad@acme.example',
    'b\u200dob@acme.example',
    'bob\u2060@acme.example',
    'bob\ufe0f@acme.example',
    'bob\u{e0101}@acme.example',
    'bob\u{e0020}@acme.example',
    'bob\u034f@acme.example',
    '\ufeffbob@acme.example\u200b',
    '\u202ebob@acme.example',
  ])('has the key it has without them (%#)', (address) => {
    expect(addressKey('salt', address)).toBe(plain)
    expect(hasInvisible(address)).toBe(true)
  })

  it.each(['bob\u0000@acme.example', 'bob\u0007@acme.example', 'bob@acme.example\nRCPT', 'bob@acme.example\u2028x'])(
    'is none when it holds a control (%#)',
    (address) => expect(normalizeAddress(address)).toBeNull(),
  )

  it('names the same domain', () => {
    expect(suppressionKey('domain', 'acme.example\u200b', 'salt')).toBe('acme.example')
    expect(normalizeHost('ac\u00adme.example')).toBe('acme.example')
  })

  it.each([
    ['MARA@Acme.Example', 'mara@acme.example'],
    [' mara+news+more@acme.example. ', 'mara@acme.example'],
    ['mara@bücher.example', 'mara@xn--bcher-kva.example'],
    ['mara@BÜCHER.example.', 'mara@xn--bcher-kva.example'],
    ['mara@bu\u0308cher.example', 'mara@xn--bcher-kva.example'],
    ['ｍａｒａ@acme。example', 'mara@acme.example'],
    ['MARA@XN--BCHER-KVA.EXAMPLE', 'mara@xn--bcher-kva.example'],
  ])('is one by the rule that is written down: %s', (spelled, one) => {
    expect(normalizeAddress(spelled)).toBe(one)
    expect(addressKey('salt', spelled)).toBe(addressKey('salt', one))
  })

  it('is another where only the rule does not reach: dots before the @, another host, another salt', () => {
    for (const other of ['ma.ra@acme.example', 'mara@mail.acme.example', 'mara@acme.example.org', 'mara@acme'])
      expect(addressKey('salt', other)).not.toBe(addressKey('salt', 'mara@acme.example'))
    expect(addressKey('pepper', 'mara@acme.example')).not.toBe(addressKey('salt', 'mara@acme.example'))
  })

  it('is spelled once and for all: spelling it again changes nothing', () => {
    const letter = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
      fc.constantFrom('\u200b', 'İ', 'K', '\u0301'),
    )
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1, maxLength: 6 }), (letters) => {
        const once = normalizeAddress(`${letters.join('')}@acme.example`)
        if (once !== null) expect(normalizeAddress(once)).toBe(once)
      }),
      { numRuns: 200 },
    )
  })
})
