/**
 * What an answer of "not modified" costs us in CPU: our fetcher, a bare undici Pool, and Node's own http client with a
 * kept connection. All against one server in another process, in turns within one run. `npm run bench:poll`.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'undici'
import { acceptedEncodings } from '../src/adapters/fetch/body.ts'
import { createFetcher } from '../src/adapters/fetch.ts'

/** So many that a round lasts many ticks of the clock that counts CPU time. */
const requests = 2_000
const rounds = 25
const goal = 1.3
const validators = { 'if-none-match': '"a"', 'if-modified-since': 'Wed, 04 Mar 2026 12:00:00 GMT' }
/** All three ask in the same words. */
const headers = { 'user-agent': 'bench', 'accept-encoding': acceptedEncodings, ...validators }

/** The publisher, in a process of its own: its work is not measured. */
const publish = async () => {
  const server = createServer((_request, response) => response.writeHead(304, { etag: '"a"' }).end())
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.send!((server.address() as AddressInfo).port)
  process.once('disconnect', () => process.exit())
}

const measure = async () => {
  const publisher = fork(import.meta.filename, ['publisher'])
  const [port] = (await once(publisher, 'message')) as [number]
  const origin = `http://127.0.0.1:${port}`
  const pool = new Pool(origin, { connections: 1 })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const fetcher = createFetcher({ userAgent: 'bench', allow: { host: '127.0.0.1', port }, pauseMs: 0 })
  const ways: Record<string, () => Promise<unknown>> = {
    'bare undici Pool': async () => {
      const { body, statusCode } = await pool.request({ path: '/feed', method: 'GET', headers })
      await body.dump()
      if (statusCode !== 304) throw new Error(`Answered ${statusCode}`)
    },
    'our fetcher': async () => {
      const { kind } = await fetcher.fetch({ url: `${origin}/feed`, headers: validators })
      if (kind !== 'not_modified') throw new Error(`Answered ${kind}`)
    },
    'node:http client': () =>
      new Promise<void>((resolve, reject) => {
        get(`${origin}/feed`, { agent, headers }, (answer) => answer.resume().once('end', resolve)).once(
          'error',
          reject,
        )
      }),
  }
  const spent = new Map(Object.keys(ways).map((name) => [name, [] as number[]]))
  for (let round = -2; round < rounds; round++)
    for (const [name, ask] of Object.entries(ways)) {
      const costUs = await cpuUs(ask)
      if (round >= 0) spent.get(name)!.push(costUs)
    }
  report(spent)
  publisher.disconnect()
  await Promise.all([pool.destroy(), fetcher.close()])
  agent.destroy()
}

/** CPU time of one request in microseconds, user and system. */
const cpuUs = async (ask: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage()
  for (let i = 0; i < requests; i++) await ask()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / requests
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!

const report = (spent: Map<string, number[]>) => {
  const base = spent.get('bare undici Pool')!
  for (const [name, costs] of spent) {
    const ratio = median(costs.map((cost, i) => cost / base[i]!))
    console.log(
      `${name.padEnd(18)} ${median(costs).toFixed(1).padStart(6)} µs of CPU per 304   ${ratio.toFixed(2)}× the Pool`,
    )
  }
  const ours = median(spent.get('our fetcher')!.map((cost, i) => cost / base[i]!))
  console.log(`Goal: at most ${goal}× the bare Pool: ${ours <= goal ? 'met' : 'missed'}`)
}

await (process.argv[2] === 'publisher' ? publish() : measure())
