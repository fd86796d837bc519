/**
 * How fast feeds become rows: bytes through our parser and the poller's own saving into SQLite, as a ratio to bare
 * writes of the same rows (documents, and the feed's own) with the same settings in the same transactions. All generated, interleaved in one run;
 * CPU time of the working thread. `npm run bench:ingest`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type Database from 'better-sqlite3'
import { atomically, close } from '#dialect'
import { createIds } from '../src/adapters/ids.ts'
import type { App } from '../src/pipeline/app.ts'
import { loadHosts } from '../src/pipeline/poll/hosts.ts'
import type { Reading } from '../src/pipeline/poll/read.ts'
import { saveReading } from '../src/pipeline/poll/save.ts'
import { parseFeed } from '../src/sources/feed/parse.ts'
import { type Feed, leaseFeed, upsertFeed } from '../src/store/feeds.ts'
import { openStore } from '../src/store/open.ts'

const warmUps = 4
const rounds = 15
/** So many that a round lasts many ticks of the clock that counts CPU time. */
const feedsPerRound = 250
const itemsPerFeed = 20
const goal = 0.35
const at = Date.UTC(2026, 2, 4, 12)

const words =
  'acme robotics raises series funding opens office appoints chief revenue officer lisbon harbour capital'.split(' ')
const sentence = (seed: number, length: number): string =>
  Array.from({ length }, (_, i) => words[(seed * 7 + i * 5 + ((seed * i) % 3)) % words.length]).join(' ')

const itemXml = (id: number): string => `<item>
  <title>${sentence(id, 9)} ${id}</title>
  <link>https://wire.example/news/${id}?utm_source=rss</link>
  <guid isPermaLink="false">wire-${id}</guid>
  <pubDate>${new Date(at - id * 1000).toUTCString()}</pubDate>
  <description><![CDATA[<p>${sentence(id + 1, 20)} &amp; more. <a href="https://wire.example/">${sentence(id + 2, 12)}</a></p>]]></description>
</item>`
const feedXml = (number: number): Uint8Array => {
  const items = Array.from({ length: itemsPerFeed }, (_, i) => itemXml(number * itemsPerFeed + i))
  return new TextEncoder().encode(
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><ttl>60</ttl>${items.join('\n')}</channel></rss>`,
  )
}

const feedIds = Array.from({ length: feedsPerRound }, (_, i) => `feed${i}`)
const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-bench-'))
const open = async (name: string) => {
  const db = await openStore({ file: path.join(folder, `${name}.sqlite`), key: '', durability: 'normal', now: at })
  await atomically(db, (tx) =>
    feedIds.map((id) =>
      upsertFeed(tx, {
        ...{ id, key: id, name: 'Wire', publisher: 'Wire', category: 'news', kind: 'feed' },
        ...{ settings: { url: 'https://wire.example/feed' }, nextPollAt: at, createdAt: at },
      }),
    ),
  )
  return db
}

const ours = await open('ours')
const bare = await open('bare')
const silent = () => undefined
const app = {
  db: ours,
  now: () => at,
  newId: createIds(() => at),
  log: { info: silent, warn: silent, error: silent },
} as unknown as App
const hosts = await loadHosts(app)

const lease = async (id: string) => (await leaseFeed(ours, id, { by: 'bench', now: at, until: at, onlyIfDue: false }))!

/** What a poll does from the bytes on. */
const ingest = async (feed: Feed, bytes: Uint8Array) => {
  const parsed = await parseFeed(bytes, { url: 'https://wire.example/feed', fetchedAt: at })
  const reading: Reading = {
    ...{ end: 'read', documents: parsed.documents, snapshot: null, complete: true, hadBody: true, changed: true },
    ...{
      validators: { etag: '"a"', lastModified: null, bodyHash: null },
      cacheControl: undefined,
      hints: parsed.hints,
    },
    ...{ movedTo: null, backlog: [], people: null, heard: new Set<string>(), warnings: [] },
  }
  await saveReading(app, feed, 'bench', reading, hosts)
}

const columns =
  'id feed_id identity content_hash url title summary body publisher language published_at updated_at fetched_at extra'.split(
    ' ',
  )
const client: Database.Database = bare.$client
const insert = client.prepare(`insert into documents (${columns}) values (${columns.map(() => '?')})`)
const remembered =
  'etag last_modified body_hash hints recent_items_at next_poll_at last_polled_at last_success_at last_body_at last_answer state failures'.split(
    ' ',
  )
const update = client.prepare(`update feeds set ${remembered.map((name) => `${name} = ?`)} where id = ?`)
/** The documents of a feed and what is remembered of it, as a poll has to write them together. */
const writeBare = client.transaction((rows: unknown[][], feed: unknown[]) => {
  for (const row of rows) insert.run(row)
  update.run(feed)
})

/** CPU time of this thread: a busy machine and the collector's own threads do not count. */
const cpuMs = async (work: () => Promise<void>): Promise<number> => {
  const before = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

const stored = ours.$client.prepare(
  `select ${columns} from documents order by id desc limit ${feedsPerRound * itemsPerFeed}`,
)
const state = ours.$client.prepare(`select ${remembered}, id from feeds where id = ?`)
const ratios: number[] = []
const rates: { ours: number; bare: number }[] = []
for (let round = -warmUps; round < rounds; round++) {
  const bodies = Array.from({ length: feedsPerRound }, (_, i) => feedXml((round + warmUps) * feedsPerRound + i))
  const feeds = await Promise.all(feedIds.map(lease))
  // Leases are taken in one of them alone: both begin each round with an empty log.
  for (const { $client } of [ours, bare]) $client.pragma('wal_checkpoint(truncate)')
  const oursMs = await cpuMs(async () => {
    for (const [i, feed] of feeds.entries()) await ingest(feed, bodies[i]!)
  })
  const rows = (stored.raw().all() as unknown[][]).reverse()
  const states = feedIds.map((id) => state.raw().get(id) as unknown[])
  const bareMs = await cpuMs(async () => {
    for (const [i, feed] of states.entries())
      writeBare.immediate(rows.slice(i * itemsPerFeed, (i + 1) * itemsPerFeed), feed)
  })
  if (round < 0) continue
  ratios.push(bareMs / oursMs)
  rates.push({ ours: rows.length / oursMs, bare: rows.length / bareMs })
}
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!
const perSecond = (perMs: number[]) => Math.round(median(perMs) * 1000).toLocaleString('en')
console.log(`bare writes           ${perSecond(rates.map(({ bare }) => bare))} items per second of CPU`)
console.log(`bytes to rows, ours   ${perSecond(rates.map(({ ours }) => ours))}`)
const ratio = median(ratios)
console.log(`ratio ${ratio.toFixed(2)}, goal at least ${goal}: ${ratio >= goal ? 'met' : 'missed'}`)
await close(ours)
await close(bare)
rmSync(folder, { recursive: true })
