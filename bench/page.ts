/**
 * The queue page of 200 reps with 50 places each, over a million accounts and five million documents: its one SQL
 * question, the page over loopback beside the same data as JSON, and the page while every feed is polled. The real
 * server, and polling on a thread and a connection of its own; all generated, in turns within one run.
 * `npm run bench:page`.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Agent } from 'undici'
import { raw, rows } from '#dialect'
import { createFetcher } from '../src/adapters/fetch.ts'
import type { App } from '../src/pipeline/app.ts'
import { draft } from '../src/pipeline/draft.ts'
import { fit } from '../src/pipeline/fit.ts'
import { poll } from '../src/pipeline/poll.ts'
import { rank } from '../src/pipeline/rank.ts'
import { research } from '../src/pipeline/research.ts'
import { formToken, newSignInLink, signInByLink, visitorOf } from '../src/pipeline/sign-in.ts'
import { findWorkspace } from '../src/store/workspace.ts'
import type { Env } from '../src/web/context.ts'
import { createWeb } from '../src/web/index.ts'
import { paneOf } from '../src/web/pages/item.tsx'
import { deskOf } from '../src/web/pages/queue.tsx'
import { type Wiring, wire } from '../src/wire.ts'
import { openBook } from './book.ts'

const accounts = Number(process.env.ACCOUNTS ?? 1_000_000)
const documents = Number(process.env.DOCUMENTS ?? 5_000_000)
const reps = Number(process.env.REPS ?? 200)
const places = 50
const feeds = 400
const rounds = 15
const pagesPerRound = 40
const pageEveryMs = 25
const idleMs = 15_000
const goals = { sqlMs: 0.3, ofJson: 0.9, busy: 2 }
const rep = 'rep002'

const share = (times: readonly number[], part: number) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0
const median = (times: readonly number[]) => share(times, 0.5)
const verdict = (isReached: boolean) => (isReached ? 'reached' : 'NOT reached')

/** What a publisher answers: forty items that no poll has seen. */
const publish = async () => {
  let answered = 0
  const server = createServer((request, response) => {
    const items = Array.from({ length: 40 }, () => {
      const id = ++answered
      return `<item><title>Company ${id} opens an office in Lisbon</title><link>https://wire.example/n/${id}</link><guid>n${id}</guid><pubDate>${new Date().toUTCString()}</pubDate><description>Something is told here at some length, and more than once.</description></item>`
    })
    response.writeHead(200, { 'content-type': 'application/rss+xml' })
    response.end(`<rss version="2.0"><channel><title>${request.url}</title>${items.join('')}</channel></rss>`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.send!((server.address() as AddressInfo).port)
  process.once('disconnect', () => process.exit())
}

/** Each message is a full poll: every feed due, read and saved as the schedule's thread does it. */
const pollFeeds = async ({ wiring, port }: { wiring: Wiring; port: number }) => {
  const { app } = await wire(wiring)
  app.fetcher = createFetcher({ userAgent: 'bench', allow: { host: '127.0.0.1', port }, pauseMs: 0 })
  parentPort!.on('message', async () => {
    await raw(app.db, `update feeds set next_poll_at = 0 where id like 'live%'`)
    parentPort!.postMessage(await poll.run(app))
  })
  parentPort!.postMessage('ready')
}

/** Gets an address so often, or until stopped at a steady pace, and says how long each answer took. */
const read = async ({ url, cookie }: { url: string; cookie: string }) => {
  const agent = new Agent()
  const get = async (path: string) => {
    const start = performance.now()
    const answer = await agent.request({ origin: url, path, method: 'GET', headers: { cookie } })
    const text = await answer.body.text()
    if (answer.statusCode !== 200 || !text.includes('Company')) throw new Error(`${path} answered ${answer.statusCode}`)
    return performance.now() - start
  }
  parentPort!.on('message', async ({ paths, pauseMs }: { paths: string[]; pauseMs: number }) => {
    const taken: number[] = []
    for (const path of paths) {
      taken.push(await get(path))
      if (pauseMs > 0) await sleep(Math.max(0, pauseMs - taken.at(-1)!))
    }
    parentPort!.postMessage(taken)
  })
}

const ask = async <T>(worker: Worker, message: unknown): Promise<T> => {
  worker.postMessage(message)
  return (await once(worker, 'message'))[0] as T
}

const measure = async () => {
  const { wiring } = await openBook(accounts, {
    documents,
    reps,
    capacity: places,
    newsOf: Math.max(2, accounts / (reps * 100)),
  })
  const { app, close } = await wire(wiring)
  for (const stage of [fit, rank, research, draft]) console.error(stage.name, await stage.run(app))
  const server = serve({ fetch: withJson(app).fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  app.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const reader = new Worker(new URL(import.meta.url), { workerData: { url: app.baseUrl, cookie: await cookieOf(app) } })
  console.log(`${reps} reps × ${places} places, ${accounts} accounts, ${documents} documents; one run, in turns`)
  await tellSql(app)
  await tellPage(reader)
  await tellPolling(app, wiring, reader)
  await reader.terminate()
  server.close()
  await close()
}

const cookieOf = async (app: App): Promise<string> => {
  const token = (await newSignInLink(app, rep)).split('/').at(-1)!
  const come = await signInByLink(app, token, { address: '127.0.0.1', replaces: null })
  if (!('token' in come)) throw new Error('The bench has no second factor')
  return `daybreak_session=${come.token}`
}

/** The application, with the data of its first page as JSON beside it. */
const withJson = (app: App) => {
  const web = createWeb({ app })
  const both = new Hono<Env>()
  both.get('/json', async (c) => {
    c.set('app', app)
    c.set('workspace', await findWorkspace(app.db))
    const found = (await visitorOf(app, c.req.header('cookie')!.split('=')[1]!))!
    c.set('visitor', { ...found, formToken: formToken(app, found.session) })
    const desk = await deskOf(c, found.user)
    const current = desk.lanes.today.find(({ pursuit }) => pursuit)!.pursuit!.id
    return c.json({ desk, pane: await paneOf(c, current, 'today', desk) })
  })
  both.all('*', (c) => web.fetch(c.req.raw, c.env))
  return both
}

const tellSql = async ({ db, now }: App) => {
  const day = new Date(now()).toISOString().slice(0, 10)
  const sql = `select account_id, lane, rank, priority, fit, heat, tier from queue_items where owner_key = ? and day = ? order by lane, rank limit ${places}`
  const times: number[] = []
  for (let i = 0; i < 400; i++) {
    const start = performance.now()
    const found = await rows(db, sql, [`rep${String(i % reps).padStart(3, '0')}`, day])
    times.push(performance.now() - start)
    if (i === 2 && found.length !== places) throw new Error(`${found.length} items instead of ${places}`)
  }
  const sqlMs = median(times.slice(200))
  console.log(
    `  one queue in SQL, warm      ${sqlMs.toFixed(3)} ms   (goal ≤ ${goals.sqlMs}: ${verdict(sqlMs <= goals.sqlMs)})`,
  )
}

const tellPage = async (reader: Worker) => {
  const [first] = await ask<number[]>(reader, { paths: ['/'], pauseMs: 0 })
  const taken: Record<string, number[]> = { '/': [], '/json': [] }
  for (let round = -3; round < rounds; round++)
    for (const path of Object.keys(taken)) {
      const times = await ask<number[]>(reader, { paths: Array(pagesPerRound).fill(path), pauseMs: 0 })
      if (round >= 0) taken[path]!.push(...times)
    }
  const [page, json] = [median(taken['/']!), median(taken['/json']!)]
  const ratio = json / page
  console.log(`  the page, warm              ${page.toFixed(2)} ms, the very first ${first!.toFixed(0)} ms`)
  console.log(`  the same data as JSON       ${json.toFixed(2)} ms`)
  console.log(
    `  page of JSON                ${ratio.toFixed(2)}       (goal ≥ ${goals.ofJson}: ${verdict(ratio >= goals.ofJson)})`,
  )
}

const tellPolling = async (app: App, wiring: Wiring, reader: Worker) => {
  const publisher = fork(import.meta.filename, ['publisher'])
  const [port] = (await once(publisher, 'message')) as [number]
  await raw(
    app.db,
    `delete from feeds where id like 'live%'; with recursive n(i) as (select 0 union all select i + 1 from n where i < ${feeds - 1})
     insert into feeds (id, key, name, publisher, category, kind, settings, next_poll_at, created_at)
     select printf('live%d', i), printf('live%d', i), 'Wire', 'Wire', 'news', 'feed', printf('{"url":"http://127.0.0.1:${port}/%d"}', i), 0, 0 from n`,
  )
  const poller = new Worker(new URL(import.meta.url), {
    workerData: { wiring: { ...wiring, durability: 'normal' }, port },
  })
  await once(poller, 'message')
  const times = { idle: [] as number[], busy: [] as number[] }
  let polled = 0
  for (let round = 0; round < 3; round++) {
    times.idle.push(
      ...(await ask<number[]>(reader, { paths: Array(idleMs / pageEveryMs).fill('/'), pauseMs: pageEveryMs })),
    )
    let isPolling = true
    const ended = ask<{ documents: number }>(poller, 'poll').then((counts) => {
      isPolling = false
      polled += counts.documents
    })
    while (isPolling)
      times.busy.push(...(await ask<number[]>(reader, { paths: Array(20).fill('/'), pauseMs: pageEveryMs })))
    await ended
  }
  publisher.kill()
  await poller.terminate()
  const [idle, busy] = [share(times.idle, 0.99), share(times.busy, 0.99)]
  console.log(
    `  p99 at rest ${idle.toFixed(1)} ms of ${times.idle.length}, while ${feeds} feeds bring ${polled} items ${busy.toFixed(1)} ms of ${times.busy.length}`,
  )
  console.log(
    `  p99 while polling           ${(busy / idle).toFixed(1)}×       (goal ≤ ${goals.busy}: ${verdict(busy <= goals.busy * idle)})`,
  )
}

if (!isMainThread) await ('wiring' in workerData ? pollFeeds(workerData) : read(workerData))
else if (process.argv[2] === 'publisher') await publish()
else await measure()
