import { expect, test } from 'vitest'
import { parseFeed } from '../../../src/sources/feed/parse.ts'
import { secondOpinion } from '../../../src/sources/feed/second-opinion.ts'
import { cpuMs } from '../../support/cpu.ts'

const atom = (links: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>Quillmark opens in Leith</title><id>q1</id>${links}<updated>2026-03-03T10:00:00Z</updated></entry></feed>`
const discussion = '<link rel="replies" href="https://wire.example/q1/talk"/>'
const own = '<link rel="alternate" href="https://wire.example/q1"/>'
const urlsIn = async (text: string) =>
  (await parseFeed(new TextEncoder().encode(text), { url: 'https://wire.example/' })).documents.map(({ url }) => url)

test('an entry without an address of its own takes the one that rss-parser finds', async () => {
  expect(await urlsIn(atom(discussion))).toEqual(['https://wire.example/q1/talk'])
})

test('what is not in doubt stays as we read it', async () => {
  expect(await urlsIn(atom(discussion + own))).toEqual(['https://wire.example/q1'])
})

test('a feed that rss-parser gives up on loses nothing of ours', async () => {
  const odd = atom('').replace('2026-03-03T10:00:00Z', 'a while ago')
  expect(await secondOpinion(odd)).toBeNull()
  expect(await urlsIn(odd)).toEqual([null])
})

test('rss-parser is asked about no feed that would keep it busy, and reads none for long', async () => {
  const item = (text: string) => `<rss version="2.0"><channel><item><title>${text}</title></item></channel></rss>`
  expect(await secondOpinion(item('a'.repeat(2_000_001)))).toBeNull()
  const started = cpuMs()
  for (const flood of ['&lt;a', '<![CDATA[<a]]>', '<a>']) await secondOpinion(item(flood.repeat(100_000)))
  expect(cpuMs() - started).toBeLessThan(3_000)
})
