import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decode } from '../../../src/sources/feed/decode.ts'

const text = '<rss><title>Łódź Œuvre €5m – “straße”</title></rss>'
const western = '<rss><title>Œuvre €5m – “straße” café</title></rss>'
const declared = (encoding: string, body: string) => `<?xml version="1.0" encoding="${encoding}"?>${body}`
const utf8 = (value: string) => new TextEncoder().encode(value)

describe('bytes are read as what they are', () => {
  test.each([
    ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8(text)]), undefined],
    ['UTF-8 that is called latin1', utf8(declared('iso-8859-1', text)), 'text/xml; charset=ISO-8859-1'],
    ['UTF-8 that is called ASCII', utf8(text), 'text/xml; charset=us-ascii'],
    ['UTF-16LE with a mark', iconv.encode(text, 'utf-16le', { addBOM: true }), undefined],
    ['UTF-16BE without a mark', iconv.encode(declared('utf-16', text), 'utf-16be'), undefined],
    ['UTF-16LE that is called UTF-8', iconv.encode(text, 'utf-16le'), 'application/xml; charset=utf-8'],
    ['UTF-32LE with a mark', iconv.encode(text, 'utf-32le', { addBOM: true }), undefined],
  ])('%s', (_, bytes, type) => {
    expect(decode(bytes, type)).toContain(text)
  })

  test.each([
    ['by its declaration', iconv.encode(declared('windows-1252', western), 'windows-1252'), undefined],
    ['that is called latin1', iconv.encode(declared('iso-8859-1', western), 'windows-1252'), undefined],
    ['by the HTTP header', iconv.encode(western, 'windows-1252'), "text/xml; charset='windows-1252'"],
    ['that nobody names', iconv.encode(western, 'windows-1252'), 'text/xml'],
    ['that is called UTF-8', iconv.encode(declared('utf-8', western), 'windows-1252'), 'text/xml; charset=utf-8'],
  ])('Windows-1252 %s', (_, bytes, type) => {
    expect(decode(bytes, type)).toContain(western)
  })

  test.each([
    ['gb2312', 'gbk', '获得融资'],
    ['big5', 'big5', '獲得融資'],
    ['shift_jis', 'shift_jis', '資金調達'],
    ['euc-kr', 'euc-kr', '투자 유치'],
    ['koi8-r', 'koi8-r', 'Инвестиции'],
    ['windows-1251', 'windows-1251', 'Инвестиции'],
    ['iso-8859-2', 'iso-8859-2', 'Łódź'],
  ])('%s', (label, encoding, words) => {
    expect(decode(iconv.encode(declared(label, words), encoding), undefined)).toContain(words)
    expect(decode(iconv.encode(words.repeat(4), encoding), `text/xml; charset=${label}`)).toBe(words.repeat(4))
  })
})

test('one bad byte costs one character, an unknown label nothing', () => {
  const bytes = utf8(`${text}#`)
  bytes[bytes.length - 1] = 0xff
  expect(decode(bytes, undefined)).toBe(`${text}\ufffd`)
  expect(decode(utf8(text), 'text/xml; charset=x-nonsense')).toBe(text)
  expect(decode(new Uint8Array(), undefined)).toBe('')
})
