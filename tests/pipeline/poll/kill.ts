import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { atomically, close } from '#dialect'
import { createFetcher } from '../../../src/adapters/fetch.ts'
import { createIds } from '../../../src/adapters/ids.ts'
import type { App } from '../../../src/pipeline/app.ts'
import { poll } from '../../../src/pipeline/poll.ts'
import { upsertFeed } from '../../../src/store/feeds.ts'
import { openStore } from '../../../src/store/open.ts'
import * as tables from '../../../src/store/schema/index.ts'

/** Wednesday, 4 March 2026, noon UTC. */
const noon = Date.UTC(2026, 2, 4, 12)
/** Longer than a lease lasts. */
const laterMs = 5 * 60_000
const feedCount = 20

/** Everything a poll needs, and nothing else. */
export const pollingApp = async (file: string, port: number, at: number): Promise<App> => {
  const now = () => at
  const silent = () => undefined
  return {
    db: await openStore({ file, key: 'key', durability: 'normal', now: at }),
    now,
    newId: createIds(now),
    log: { info: silent, warn: silent, error: silent },
    fetcher: createFetcher({
      userAgent: 'Daybreak test',
      allow: { host: '127.0.0.1', port },
      resolve: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
      pauseMs: 0,
      now,
    }),
    contact: null,
  } as unknown as App
}

type Place = Awaited<ReturnType<typeof publisher>> & { file: (name: string) => string }

/** A publisher, and a folder with a database of feeds that are due. */
const inPlace = async <T>(work: (place: Place) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-kill-'))
  const server = await publisher()
  const file = (name: string) => path.join(folder, `${name}.sqlite`)
  try {
    await seed(file('seed'), server.port)
    return await work({ ...server, file })
  } finally {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Ends polls by SIGKILL at random moments. Answers how often the rerun's tables differed from an undisturbed run's, and
 * how often a killed poll had left validators of a feed whose items it had not all stored.
 */
export const killPolls = async (kills: number, said: (line: string) => void = () => {}) =>
  await inPlace(async ({ file, port }) => {
    copyFileSync(file('seed'), file('undisturbed'))
    await pollAndKill(file('undisturbed'), port)
    const expected = await dump(file('undisturbed'))
    const results = { differences: 0, halfWay: 0, validatorsAhead: 0, rows: expected.split('\n').length }
    // A few kills may all come too early or too late by chance: then some more.
    for (let i = 0; i < kills || (results.halfWay === 0 && i < 4 * kills); i++) {
      copyFileSync(file('seed'), file(`run${i}`))
      await pollAndKill(file(`run${i}`), port, () => randomMoment(file(`run${i}`)))
      const left = await dump(file(`run${i}`))
      if (await hasValidatorsAhead(file(`run${i}`))) results.validatorsAhead++
      const ended = await pollAndDump(file(`run${i}`), port, noon + laterMs)
      if (ended !== expected) results.differences++
      if (left !== expected && left.includes('"lastBodyAt":"set"')) results.halfWay++
      said(
        `${i + 1}: ${left === expected ? 'after its end' : 'under way'}, ${ended === expected ? 'same' : 'DIFFERENT'}`,
      )
    }
    return results
  })

/** Counted in feeds that have been polled, and not in time alone, so that a slow machine's polls are met under way too. */
const randomMoment = async (file: string) => {
  const watched = new Database(file, { readonly: true })
  const polled = watched.prepare('select count(*) from feeds where last_polled_at is not null').pluck()
  const enough = Math.floor(Math.random() * feedCount)
  while ((polled.get() as number) < enough) await sleep(1)
  watched.close()
  await sleep(Math.random() * 30)
}

/** Polls one database by two processes at once. Answers what was asked for, and the tables beside those of one process. */
export const pollByTwo = async () =>
  await inPlace(async ({ file, port, asked }) => {
    copyFileSync(file('seed'), file('alone'))
    await pollAndKill(file('alone'), port)
    const askedByOne = asked.splice(0)
    copyFileSync(file('seed'), file('shared'))
    const ends = await Promise.all([1, 2].map(() => pollAndKill(file('shared'), port)))
    const polled = ends.map(({ feeds }) => feeds)
    return {
      polled,
      askedByOne,
      askedByTwo: asked,
      alone: await dump(file('alone')),
      shared: await dump(file('shared')),
    }
  })

/** Polls, to the end or to the moment given. Answers how many feeds it polled if it came to its end. */
const pollAndKill = async (file: string, port: number, moment: () => Promise<void> = () => new Promise(() => {})) => {
  const code = path.join(import.meta.dirname, 'kill-child.ts')
  const child = spawn(process.execPath, [code, file, String(port), String(noon)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  await Promise.race([once(child.stdout, 'data'), exit])
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await Promise.race([moment(), exit])
  child.kill('SIGKILL')
  await exit
  return { feeds: Number(said) }
}

const pollAndDump = async (file: string, port: number, at: number): Promise<string> => {
  const app = await pollingApp(file, port, at)
  await poll.run(app)
  await app.fetcher.close()
  await close(app.db)
  return await dump(file)
}

const hasValidatorsAhead = async (file: string): Promise<boolean> => {
  const db = await openStore({ file, key: 'key', now: noon })
  const known = await db.select().from(tables.feeds)
  const stored = Map.groupBy(await db.select().from(tables.documents), ({ feedId }) => feedId)
  await close(db)
  return known.some(({ id, etag }) => etag !== null && stored.get(id)?.length !== itemsIn(id))
}

/** All rows, without ids and the moments of the polls. */
const dump = async (file: string): Promise<string> => {
  const db = await openStore({ file, key: 'key', now: noon })
  const kept = [tables.feeds, tables.documents, tables.snapshots, tables.postings, tables.problems, tables.hosts]
  const lines: string[] = []
  for (const table of kept) {
    const rows: Record<string, unknown>[] = await db.select().from(table)
    lines.push(...rows.map((row) => JSON.stringify(Object.entries(row).map(normal))).sort())
  }
  await close(db)
  return lines.join('\n')
}

const moments = /^(?:fetchedAt|at|.*SeenAt|last(?:Polled|Success|Body)At|verifiedAt|nextPollAt|failingSince|waitUntil)$/
const normal = ([name, value]: [string, unknown]) =>
  moments.test(name) && value !== null ? { [name]: 'set' } : name === 'id' ? {} : { [name]: value }

const seed = async (file: string, port: number) => {
  const { db } = await pollingApp(file, port, noon)
  const feeds = Array.from({ length: feedCount - 4 }, (_, i) => feedRow(`feed${i}`, port))
  feeds.push(feedRow('large', port), feedRow('broken', port), feedRow('busy', port))
  feeds.push({
    ...feedRow('board', port),
    kind: 'greenhouse',
    settings: { board: 'acme', baseUrl: urlOf('board', port) },
  })
  await atomically(db, (tx) => feeds.map((feed) => upsertFeed(tx, feed)))
  await close(db)
}

const urlOf = (key: string, port: number) => `http://${key}.example:${port}`
const feedRow = (key: string, port: number) => ({
  ...{ id: key, key, name: key, publisher: key, category: 'news', kind: 'feed', nextPollAt: noon, createdAt: noon },
  settings: { url: `${urlOf(key, port)}/feed` } as Record<string, unknown>,
})

const itemsIn = (key: string) => (key === 'large' ? 700 : 20)
const itemsOf = (key: string) =>
  Array.from({ length: itemsIn(key) }, (_, i) => {
    const at = new Date(noon - (i + 1) * 3_600_000).toUTCString()
    return `<item><guid>${key}-${i}</guid><title>Item ${i} of ${key}</title><pubDate>${at}</pubDate></item>`
  })
const board = Array.from({ length: 100 }, (_, id) => ({
  ...{ id, title: `Engineer ${id}`, absolute_url: `https://board.example/${id}`, location: { name: 'Berlin' } },
  ...{ first_published: '2026-03-01T00:00:00Z', updated_at: '2026-03-01T00:00:00Z', content: 'Work', departments: [] },
}))

/** Answers after a moment of its own, so that a poll has moments to be killed at. */
const publisher = async () => {
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const [key = ''] = (request.headers.host ?? '').split('.')
    asked.push(key)
    await sleep((key.length * 37 + (Number(key.slice(4)) || 0) * 53) % 450)
    if (key === 'broken') return response.writeHead(500).end()
    if (key === 'busy') return response.writeHead(429, { 'retry-after': '3600' }).end()
    if (key === 'board') return response.end(JSON.stringify({ jobs: board }))
    response.setHeader('etag', '"x"').end(`<rss version="2.0"><channel>${itemsOf(key).join('')}</channel></rss>`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { port, asked, close: stop }
}
