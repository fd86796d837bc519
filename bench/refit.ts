/**
 * How long the queue page takes while every account is scored again, as a ratio to idle: the real server and its thread
 * of heavy work over one file, a reader in a thread of its own, and a person's write every 50 ms. All generated
 * (`bench/book.ts`), idle and busy in turn. `npm run bench:refit`.
 */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { serve } from '@hono/node-server'
import { Agent } from 'undici'
import { atomically, type Db, rows } from '#dialect'
import { startHeavyThread } from '../src/heavy-thread.ts'
import type { App } from '../src/pipeline/app.ts'
import { fit } from '../src/pipeline/fit.ts'
import { publishIcp } from '../src/pipeline/icp.ts'
import { rank } from '../src/pipeline/rank.ts'
import { newSignInLink, signInByLink } from '../src/pipeline/sign-in.ts'
import { liveIcps } from '../src/store/icps.ts'
import { touchSession } from '../src/store/sessions.ts'
import { createWeb } from '../src/web/index.ts'
import { wire } from '../src/wire.ts'
import { icpYaml, openBook } from './book.ts'

const accounts = Number(process.env.ACCOUNTS ?? 200_000)
const rounds = Number(process.env.ROUNDS ?? 3)
const idleMs = 20_000
const pageEveryMs = 20
const writeEveryMs = 50
const goal = 2

type Taken = { at: number; ms: number }

/** Opens the page at a steady pace, however long the last one took, and says how long each took. */
const readPages = async ({ url, cookie }: { url: string; cookie: string }) => {
  const agent = new Agent()
  for (let due = performance.now(); ; due += pageEveryMs) {
    await sleep(Math.max(0, due - performance.now()))
    const [at, start] = [Date.now(), performance.now()]
    const answer = await agent.request({ origin: url, path: '/', method: 'GET', headers: { cookie } })
    const text = await answer.body.text()
    if (answer.statusCode !== 200 || !text.includes('Company'))
      throw new Error(`The page answered ${answer.statusCode}`)
    parentPort!.postMessage({ at, ms: performance.now() - start } satisfies Taken)
    due = Math.max(due, performance.now() - pageEveryMs)
  }
}

const measure = async () => {
  const { wiring } = await openBook(accounts)
  const { app, close } = await wire(wiring)
  const stages = startHeavyThread({ ...wiring, durability: 'normal' }, app.log)
  for (const stage of [fit, rank]) await stage.run(app) // the first fits and queues are not what is measured
  const server = serve({ fetch: createWeb({ app }).fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  app.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { session, cookie } = await signedIn(app)
  const pages: Taken[] = []
  const reader = new Worker(new URL(import.meta.url), { workerData: { url: app.baseUrl, cookie } })
  reader
    .on('message', (taken: Taken) => pages.push(taken))
    .on('error', (error) => {
      throw error
    })
  const writer = startWriting(app, session)
  const idle: [number, number][] = []
  const began = app.now()
  await sleep(2000)
  for (let round = 0; round < rounds; round++) {
    const from = Date.now()
    await sleep(idleMs)
    idle.push([from, Date.now()])
    const version = (await liveIcps(app.db))[0]!.number
    await publishIcp(app, null, icpYaml(1 + (version % 9)))
    for (const { stage, error } of await stages.run(app.now())) if (error) throw new Error(`${stage}: ${error}`)
  }
  writer.stop()
  await reader.terminate()
  const during = await spansOf(app.db, began)
  report(idle, during, pages, writer.taken)
  await stages.stop()
  server.close()
  await close()
}

const signedIn = async (app: App) => {
  const token = (await newSignInLink(app, 'rep002')).split('/').at(-1)!
  const come = await signInByLink(app, token, { address: '127.0.0.1', replaces: null })
  if (!('token' in come)) throw new Error('The bench has no second factor')
  const [session] = await rows<{ id: string }>(app.db, 'select id from sessions order by id desc limit 1')
  return { session: session!.id, cookie: `daybreak_session=${come.token}` }
}

const startWriting = (app: App, session: string) => {
  const taken: Taken[] = []
  const timer = setInterval(async () => {
    const [at, start] = [Date.now(), performance.now()]
    await atomically(app.db, (tx) => [touchSession(tx, session, at)])
    taken.push({ at, ms: performance.now() - start })
  }, writeEveryMs)
  return { taken, stop: () => clearInterval(timer) }
}

/** When each stage ran. */
const spansOf = async (db: Db, since: number) =>
  Map.groupBy(
    await rows<{ stage: string; from: number; to: number }>(
      db,
      'select stage, started_at as "from", finished_at as "to" from runs where started_at >= ?',
      [since],
    ),
    ({ stage }) => stage,
  )

const report = (
  idle: [number, number][],
  during: Awaited<ReturnType<typeof spansOf>>,
  pages: Taken[],
  writes: Taken[],
) => {
  const within = (list: Taken[], spans: [number, number][]) =>
    list.filter(({ at }) => spans.some(([from, to]) => from <= at && at < to)).map(({ ms }) => ms)
  const share = (times: number[], part: number) => times.sort((a, b) => a - b)[Math.floor(times.length * part)] ?? 0
  const line = (name: string, spans: [number, number][]) => {
    const [page, write] = [within(pages, spans), within(writes, spans)]
    const seconds = spans.reduce((sum, [from, to]) => sum + to - from, 0) / 1000
    console.log(
      `  ${name.padEnd(24)} ${seconds.toFixed(0).padStart(4)} s   page p50 ${share(page, 0.5).toFixed(1)}, p99 ${share(page, 0.99).toFixed(1)} ms of ${page.length}   write p50 ${share(write, 0.5).toFixed(1)}, p99 ${share(write, 0.99).toFixed(1)} ms of ${write.length}`,
    )
    return share(page, 0.99)
  }
  console.log(`${accounts} accounts, ${rounds} rounds of idle and busy; a page every ${pageEveryMs} ms`)
  const atRest = line('idle', idle)
  const busy = line(
    'every account scored',
    during.get('fit')!.map(({ from, to }) => [from, to]),
  )
  const verdict = busy <= goal * atRest ? 'reached' : 'NOT reached'
  console.log(`  p99 of the page ${(busy / atRest).toFixed(1)}× idle (goal ≤ ${goal}: ${verdict})`)
}

if (isMainThread) await measure()
else await readPages(workerData)
