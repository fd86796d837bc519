/**
 * How fast feeds are read: items a second of one core, a feed of 47 MB with its memory, and feeds that are made to
 * hold a reader up. All generated; CPU time, each large feed in a process of its own. `npm run bench:feeds`.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseFeed } from '../src/sources/feed/parse.ts'
import { hostileFeeds } from '../tests/support/hostile-feeds.ts'

const rounds = 15
const feedsPerRound = 60
const itemsPerFeed = 50
const goals = { itemsPerSecond: 15_000, largeMs: 3_000, largeMegabytes: 400, hostileMs: 1_000 }
const at = Date.UTC(2026, 2, 4, 12)

const words =
  'acme robotics raises series funding opens office appoints chief revenue officer lisbon harbour capital'.split(' ')
const prose = (seed: number, length: number): string =>
  Array.from({ length }, (_, i) => words[(seed * 7 + i * 5 + ((seed * i) % 3)) % words.length]).join(' ')

const rssItem = (id: number, length: number): string => `<item><title>${prose(id, 9)} ${id}</title>
<link>https://wire.example/news/${id}?utm_source=rss</link><guid isPermaLink="false">wire-${id}</guid>
<pubDate>${new Date(at - id * 1000).toUTCString()}</pubDate>
<description><![CDATA[<p>${prose(id, length)} &amp; more. <a href="https://wire.example/">${prose(id + 2, 12)}</a></p>]]></description></item>`
const atomEntry = (id: number): string => `<entry><title type="html">${prose(id, 9)} &amp;amp; ${id}</title>
<link rel="alternate" href="https://wire.example/news/${id}"/><id>tag:wire.example,2026:${id}</id>
<published>${new Date(at - id * 1000).toISOString()}</published>
<summary type="html">&lt;p&gt;${prose(id, 24)}&lt;/p&gt;</summary></entry>`

const bytesOf = (text: string) => new TextEncoder().encode(text)
const rss = (items: string[]) =>
  bytesOf(`<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>${items.join('\n')}</channel></rss>`)
const atom = (entries: string[]) =>
  bytesOf(`<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>${entries.join('\n')}</feed>`)
const read = (bytes: Uint8Array) => parseFeed(bytes, { url: 'https://wire.example/feed', fetchedAt: at })

const cpuMs = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage()
  await work().catch(() => {}) // "not a feed" is an answer as well
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const itemsPerSecond = async (): Promise<number> => {
  const rates: number[] = []
  for (let round = -5; round < rounds; round++) {
    const ids = (feed: number) => Array.from({ length: itemsPerFeed }, (_, i) => (feed * itemsPerFeed + i) % 9_973)
    const feeds = Array.from({ length: feedsPerRound }, (_, i) =>
      i % 2 ? atom(ids(i).map(atomEntry)) : rss(ids(i).map((id) => rssItem(id, 24))),
    )
    const ms = await cpuMs(async () => {
      for (const feed of feeds) await read(feed)
    })
    if (round >= 0) rates.push((feedsPerRound * itemsPerFeed * 1000) / ms)
  }
  return rates.toSorted((a, b) => a - b)[rounds >> 1]!
}

/** Words outside of Latin-1, so that a character takes two bytes of memory. */
const large: Record<string, (write: (text: string) => void) => void> = {
  'in 4,500 long items': (write) => {
    for (let i = 0; i < 4_500; i++) write(rssItem(i, 1_350).replace('harbour', '“harbour”'))
  },
  'in 88,000 short ones': (write) => {
    for (let i = 0; i < 88_000; i++) write(rssItem(i, 14).replace('harbour', '“harbour”'))
  },
}
type Large = { megabytes: number; ms: number; items: number; peakMegabytes: number }

/** In a process of its own, from a file: the peak of its memory is that of reading this one feed. */
const readLarge = async (file: string) => {
  const bytes = readFileSync(file)
  let items = 0
  const ms = await cpuMs(async () => {
    items = (await read(bytes)).documents.length
  })
  const peakMegabytes = (process.resourceUsage().maxRSS * 1024) / 1e6
  process.send!({ megabytes: bytes.length / 1e6, ms, items, peakMegabytes } satisfies Large)
}

const largeFeed = async (name: string): Promise<Large> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-bench-'))
  try {
    const file = path.join(folder, 'feed.xml')
    writeFileSync(file, '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>')
    large[name]!((text) => appendFileSync(file, text))
    appendFileSync(file, '</channel></rss>')
    const [answer] = (await once(fork(import.meta.filename, [file]), 'message')) as [Large]
    return answer
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const report = (what: string, figure: string, good: boolean) => {
  console.log(`${what}: ${figure}${good ? '' : ' — NOT reached'}`)
  if (!good) process.exitCode = 1
}

const main = async () => {
  const rate = await itemsPerSecond()
  report(
    'items a second of one core',
    `${Math.round(rate)} (goal ${goals.itemsPerSecond})`,
    rate >= goals.itemsPerSecond,
  )
  for (const name of Object.keys(large)) {
    const { megabytes, ms, items, peakMegabytes } = await largeFeed(name)
    report(
      `a feed of ${megabytes.toFixed(0)} MB ${name}`,
      `${ms.toFixed(0)} ms for ${items} items, ${peakMegabytes.toFixed(0)} MB at most (goals ${goals.largeMs} ms, ${goals.largeMegabytes} MB)`,
      ms < goals.largeMs && peakMegabytes < goals.largeMegabytes,
    )
  }
  for (const [name, made] of hostileFeeds) {
    const bytes = bytesOf(made())
    const ms = await cpuMs(() => read(bytes))
    report(`a feed with ${name}`, `${ms.toFixed(0)} ms (goal ${goals.hostileMs})`, ms < goals.hostileMs)
  }
}

const [, , wanted] = process.argv
await (wanted ? readLarge(wanted) : main())
