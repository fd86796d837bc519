import { expect, test } from 'vitest'
import { createReader } from '../../src/pipeline/poll/reader.ts'
import { type Body, Unreadable } from '../../src/sources/source.ts'
import { rss } from './poll/world.ts'

const settings = { url: 'https://wire.example/feed' }
const bodyOf = (text: string): Body => ({
  ...{ bytes: new TextEncoder().encode(text), url: settings.url, status: 200, headers: {}, fetchedAt: 0 },
})
const small = bodyOf(rss([{ id: 'a' }]))
/** Ten megabytes of marked-up items: nobody reads them in a quarter of a second. */
const large = bodyOf(
  rss(Array.from({ length: 5_000 }, (_, i) => ({ id: `${i}`, text: `<![CDATA[${'<p>a</p>'.repeat(240)}]]>` }))),
)

test('bodies are read as their source reads them, several at once', async () => {
  const { read } = createReader()
  const all = await Promise.all(Array.from({ length: 5 }, () => read('feed', settings, small)))
  expect(all.map(({ documents }) => documents[0]?.title)).toEqual(Array(5).fill('Title a'))
})

test('what is no feed is told apart from what is wrong with us', async () => {
  const { read } = createReader()
  await expect(read('feed', settings, bodyOf('<html><body>'))).rejects.toBeInstanceOf(Unreadable)
  await expect(read('feed', { url: 'nonsense' }, small)).rejects.not.toBeInstanceOf(Unreadable)
})

test('a body that takes too long is given up, and the others are read all the same', async () => {
  const { read } = createReader({ limitMs: 250 })
  const reads = [large, small, large].map((body) => read('feed', settings, body))
  const ends = await Promise.allSettled(reads)
  for (const i of [0, 2])
    expect(ends[i]).toMatchObject({ reason: { message: 'Reading it took more than 0.25 seconds' } })
  // A machine in trouble may be slow with the small one too, but not for ever.
  const again = async (): Promise<number> =>
    (await read('feed', settings, small).catch(() => null))?.documents.length ?? (await again())
  expect(await again()).toBe(1)
})

test('a page of an account is read by the same threads, and given up when it takes too long', async () => {
  const { readCareers } = createReader({ limitMs: 250 })
  const link = '<a href="https://jobs.lever.co/quillmark">Jobs</a>'
  const endless = bodyOf(
    `<div>${'<a data-src="x" data-url="y" href="/a">Our jobs and careers</a>'.repeat(39_000)}</div>`,
  )
  await expect(readCareers(endless)).rejects.toThrow('Reading it took more than 0.25 seconds')
  await expect(readCareers(bodyOf('<div>'.repeat(100_000)))).rejects.toBeInstanceOf(Unreadable)
  const again = async (): Promise<number> =>
    (await readCareers(bodyOf(link)).catch(() => null))?.boards.length ?? (await again())
  expect(await again()).toBe(1)
})
