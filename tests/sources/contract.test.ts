import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sourceOf, sources } from '../../src/sources/index.ts'
import { type Body, type PollState, Unreadable } from '../../src/sources/source.ts'
import { answers } from './answers.ts'

const fixtures = path.join(import.meta.dirname, '../fixtures/sources')

/** One recorded body for each kind, and settings that must be refused with the key that is wrong. */
const recorded: Record<string, { file: string; settings: object; refused: [object, string][] }> = {
  feed: {
    file: 'feed.rss.xml',
    settings: { url: 'https://harbourwire.example/funding.rss' },
    refused: [
      [{}, 'url'],
      [{ url: 'file:///etc/passwd' }, 'url'],
      [{ url: 'https://a.example/', urll: 1 }, 'urll'],
    ],
  },
  greenhouse: {
    file: 'greenhouse.json',
    settings: { board: 'quillmarkexample' },
    refused: [[{ board: 'a/../b' }, 'board']],
  },
  lever: {
    file: 'lever.json',
    settings: { board: 'quillmarkexample', host: 'eu' },
    refused: [
      [{ board: '' }, 'board'],
      [{ board: 'a', host: 'evil.example' }, 'host'],
    ],
  },
  ashby: { file: 'ashby.json', settings: { board: 'quillmarkexample' }, refused: [[{ board: 'a?b' }, 'board']] },
  smartrecruiters: {
    file: 'smartrecruiters.json',
    settings: { board: 'QuillmarkExample' },
    refused: [[{ board: 'a/b' }, 'board']],
  },
  recruitee: {
    file: 'recruitee.json',
    settings: { board: 'quillmarkexample' },
    refused: [[{ board: 'evil.example/a' }, 'board']],
  },
  workable: { file: 'workable.json', settings: { board: 'quillmarkexample' }, refused: [[{ board: 'a#b' }, 'board']] },
  teamtailor: {
    file: 'teamtailor.json',
    settings: { board: 'quillmarkexample' },
    refused: [[{ board: 'a', baseUrl: 'javascript:1' }, 'baseUrl']],
  },
  personio: {
    file: 'personio.xml',
    settings: { board: 'quillmarkexample' },
    refused: [[{ board: 'a', ending: 'example' }, 'ending']],
  },
  'edgar-8k': {
    file: 'edgar-8k.xml',
    settings: { contact: 'Example Inc ops@example.com' },
    refused: [
      [{ contact: 'nobody' }, 'contact'],
      [{ contact: 'a\r\nx: y@example.com' }, 'contact'],
    ],
  },
  page: {
    file: 'page.html',
    settings: { reads: 'newsroom', url: 'https://quillmark.example/news', item: 'article.story' },
    refused: [
      [{ reads: 'newsroom', url: 'https://quillmark.example/', item: '<div>' }, 'item'],
      [{ reads: 'newsroom', url: 'https://quillmark.example/', item: 'li[' }, 'item'],
      [{ reads: 'leadership', url: 'https://quillmark.example/', person: 'li', name: 'b' }, 'title'],
    ],
  },
  'hn-hiring': {
    file: 'hn-hiring.json',
    settings: {},
    refused: [[{ baseUrl: 'file:///etc' }, 'baseUrl']],
  },
  'form-d': {
    file: 'form-d.xml',
    settings: { contact: 'Example Inc ops@example.com' },
    refused: [[{ contact: 'nobody' }, 'contact']],
  },
}

const never: PollState = { etag: null, lastModified: null, bodyHash: null, lastSuccessAt: null }
const body = (bytes: Uint8Array): Body => ({
  bytes,
  url: 'https://harbourwire.example/funding.rss',
  status: 200,
  headers: {},
  fetchedAt: Date.UTC(2026, 2, 4),
})
const text = (value: string) => body(new TextEncoder().encode(value))
const found = async (kind: string, given: Body) => {
  const source = sourceOf(kind)!
  const { documents, snapshot, next } = await source.parse(given, source.settings(recorded[kind]!.settings))
  return [...documents, ...(snapshot?.postings ?? []), ...next]
}

const splice = (length: number) =>
  fc.record({
    at: fc.nat(length),
    cut: fc.nat(60),
    put: fc.oneof(fc.string(), fc.constantFrom('<', '>', '&', '"', '}', ']', '\0', 'null', ']]>', '&#x0;', '</entry>')),
  })

const isJson = (text: string) => /^\s*[[{]/.test(text)

/** The JSON with another value in one of its places. */
const withValue = (text: string, place: number, value: unknown): string => {
  let places = 0
  JSON.parse(text, () => void places++)
  let at = 0
  return JSON.stringify(JSON.parse(text, (_, old) => (at++ === place % places ? value : old)))
}

/** Signals are pushed to an inbox: nothing is asked for. */
const polled = sources.map(({ kind }) => kind).filter((kind) => kind !== 'inbox')

test('every kind is recorded once and listed once', () => {
  expect([...polled].sort()).toEqual(Object.keys(recorded).sort())
  expect([...polled].sort()).toEqual(Object.keys(answers).sort())
})

describe.each(polled)('the source %s', (kind) => {
  const source = sourceOf(kind)!
  const { file, settings, refused } = recorded[kind]!
  const bytes = new Uint8Array(readFileSync(path.join(fixtures, file)))

  test('refuses wrong settings and names the key', () => {
    for (const [wrong, key] of refused) expect(() => source.settings(wrong)).toThrow(key)
  })

  test('asks by http and hands back the validators it was given', () => {
    const state = { ...never, etag: 'W/"1"', lastModified: 'Tue, 03 Mar 2026 09:30:00 GMT' }
    const requests = source.request(source.settings(settings), state)
    expect(requests.length).toBeGreaterThan(0)
    for (const { url } of requests) expect(new URL(url).protocol).toMatch(/^https?:$/)
    // A list that only leads on is read whatever its validators say.
    if (!source.needsContact && !requests[0]!.isList)
      expect(requests[0]!.headers).toMatchObject({ 'if-none-match': 'W/"1"' })
  })

  test('finds what its recorded body holds, and the same again', async () => {
    const once = await found(kind, body(bytes))
    expect(once.length).toBeGreaterThan(0)
    expect(await found(kind, body(bytes))).toEqual(once)
  })

  const { empty, says, error, trap } = answers[kind]!

  test('finds nothing in an empty answer, and takes none for an error', async () => {
    if (says) return await expect(found(kind, text(empty))).rejects.toThrow(says)
    expect(await found(kind, text(empty))).toEqual([])
  })

  test('takes an error for no reading', async () => {
    await expect(found(kind, text(error))).rejects.toThrow(Unreadable)
  })

  test(`knows that ${trap.because}`, async () => {
    expect(await found(kind, text(trap.body))).toHaveLength(trap.found)
  })

  test('calls anything else Unreadable, or finds nothing, and throws nothing else', async () => {
    const page = '<!doctype html><html><head><title>Sign in</title></head><body><form></form></body></html>'
    for (const other of ['', page, '{"error":"rate limited"}', 'null', '[]', '{}', '\0\0\0', '{"jobs":{}}']) {
      const answer = await found(kind, text(other)).catch((error: unknown) => error)
      expect(
        answer instanceof Unreadable || (Array.isArray(answer) && answer.length === 0),
        `${other}: ${answer}`,
      ).toBe(true)
    }
  })

  test('reads a body that was cut anywhere without any other error', async () => {
    for (let end = 0; end < bytes.length; end += 97) {
      const answer = await found(kind, body(bytes.subarray(0, end))).catch((error: unknown) => error)
      expect(answer instanceof Unreadable || Array.isArray(answer), `at ${end}: ${answer}`).toBe(true)
    }
  })

  test('reads a body with anything written into it, and other values in its places, without any other error', async () => {
    const whole = new TextDecoder().decode(bytes)
    const ends = { read: 0, unreadable: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(splice(whole.length), { minLength: 1, maxLength: 3 }), async (splices) => {
        const broken = splices.reduce((all, { at, cut, put }) => all.slice(0, at) + put + all.slice(at + cut), whole)
        const answer = await found(kind, text(broken)).catch((error: unknown) => error)
        expect(answer instanceof Unreadable || Array.isArray(answer), `${broken}: ${answer}`).toBe(true)
        ends[answer instanceof Unreadable ? 'unreadable' : 'read']++
      }),
      { numRuns: 60 },
    )
    if (!isJson(whole)) return expect(ends.read).toBeGreaterThan(0)
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.jsonValue(), async (place, value) => {
        const answer = await found(kind, text(withValue(whole, place, value))).catch((error: unknown) => error)
        expect(answer instanceof Unreadable || Array.isArray(answer), `${answer}`).toBe(true)
        ends[answer instanceof Unreadable ? 'unreadable' : 'read']++
      }),
      { numRuns: 80 },
    )
    expect(Math.min(ends.read, ends.unreadable)).toBeGreaterThan(0)
  })
})
