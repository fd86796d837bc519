import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { atomically, close } from '#dialect'
import { createFetcher, type FetcherOptions } from '../../../src/adapters/fetch.ts'
import { createIds } from '../../../src/adapters/ids.ts'
import type { App } from '../../../src/pipeline/app.ts'
import { poll, pollFeed } from '../../../src/pipeline/poll.ts'
import { type Feed, findFeed, updateFeed, upsertFeed } from '../../../src/store/feeds.ts'
import { openStore } from '../../../src/store/open.ts'
import * as tables from '../../../src/store/schema/index.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
/** Wednesday, 4 March 2026, noon UTC. */
export const noon = Date.UTC(2026, 2, 4, 12)

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export type World = Awaited<ReturnType<typeof makeWorld>>

/**
 * A database, a poller, and a publisher on loopback that answers for any host of `.example`, as each test says. Time
 * stands still until the test moves it.
 */
export const makeWorld = async (wanted: Partial<FetcherOptions> & { file?: string } = {}) => {
  const { file = ':memory:', ...options } = wanted
  const answers = new Map<string, Answer>()
  const asked: { host: string; path: string; at: number; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, response) => {
    const { headers, url: path = '' } = request
    const host = (headers.host ?? '').replace(/:\d+$/, '')
    asked.push({ host, path, at: performance.now(), headers })
    response.on('error', () => {})
    const answer = answers.get(host + path) ?? answers.get(host)
    if (answer) answer(request, response)
    else response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const state = { now: noon }
  const now = () => state.now
  const logged: string[] = []
  const log = (_detail: object, message: string) => void logged.push(message)
  /** What a process has of its own; everything else is in the database. */
  const started = async () => ({
    db: await openStore({ file, key: 'key', now: noon }),
    fetcher: createFetcher({
      userAgent: 'Daybreak test',
      allow: { host: '127.0.0.1', port },
      resolve: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
      pauseMs: 0,
      now,
      ...options,
    }),
  })
  const app = {
    ...(await started()),
    now,
    newId: createIds(now),
    log: { info: log, warn: log, error: log },
    contact: null,
    key: 'key',
    advance: async (save: (epoch: string) => Promise<void>) => await save('moved on'),
  } as unknown as App
  const stop = async () => {
    await app.fetcher.close()
    await close(app.db)
  }
  const url = (host: string, path = '/') => `http://${host}:${port}${path}`
  const feed = async (key: string): Promise<Feed> => (await findFeed(app.db, key))!
  return {
    ...{ app, state, asked, answers, url, feed, logged, port },
    /** Watches a feed at its own host, answered in this way. */
    watch: async (key: string, answer: Answer, more: Partial<Feed> & { path?: string; host?: string } = {}) => {
      const { path = '/feed', host = `${key}.example`, ...columns } = more
      answers.set(host + path, answer)
      await atomically(app.db, (tx) => [
        upsertFeed(tx, {
          ...{ id: `feed-${key}`, key, name: key, publisher: key, category: 'news', kind: 'feed' },
          ...{ settings: { url: url(host, path) }, nextPollAt: state.now, createdAt: state.now },
          ...columns,
        }),
      ])
    },
    answer: (key: string, answer: Answer, path = '/feed') => void answers.set(`${key}.example${path}`, answer),
    /** All that is due, after so much time. */
    pollAfter: async (ms: number) => {
      state.now += ms
      return await poll.run(app)
    },
    /** The feed, when it is due next. */
    pollWhenDue: async (key: string) => {
      state.now = Math.max(state.now, (await feed(key)).nextPollAt)
      await poll.run(app)
      return await feed(key)
    },
    /** Ends the process that polls and starts another. */
    restart: async () => {
      await stop()
      Object.assign(app, await started())
    },
    test: async (key: string) => await pollFeed(app, await feed(key)),
    change: async (key: string, columns: Partial<Feed>) =>
      await atomically(app.db, (tx) => [updateFeed(tx, `feed-${key}`, columns)]),
    documents: async (key: string) =>
      (await app.db.select().from(tables.documents)).filter(({ feedId }) => feedId === `feed-${key}`),
    problems: async () => await app.db.select().from(tables.problems),
    hosts: async () => await app.db.select().from(tables.hosts),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await stop()
    },
  }
}

export type Item = { id: string; title?: string; text?: string; at?: number; link?: string }

/** A feed with these items. */
export const rss = (items: readonly Item[], channel = ''): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>${channel}${items.map(itemXml).join('')}</channel></rss>`

const itemXml = ({ id, title, text, at, link }: Item): string => {
  const date = at === undefined ? '' : `<pubDate>${new Date(at).toUTCString()}</pubDate>`
  const words = `<title>${title ?? `Title ${id}`}</title><description>${text ?? `Text ${id}`}</description>`
  return `<item><guid>${id}</guid><link>${link ?? `https://wire.example/${id}`}</link>${words}${date}</item>`
}

export const sends =
  (body: string | Buffer, headers: Record<string, string | number> = {}, status = 200): Answer =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/rss+xml', ...headers }).end(body)
