import type { LookupFunction } from 'node:net'
import type { Agent } from 'undici'
import type { Instant } from '../core/document.ts'
import { guardedAgent } from './fetch/agent.ts'
import { acceptedEncodings, unpack } from './fetch/body.ts'
import { exchange } from './fetch/exchange.ts'
import { type Failed, failureOf, type Refused } from './fetch/failure.ts'
import { retryAfterMs } from './fetch/retry-after.ts'
import { createTurns } from './fetch/turns.ts'

export type FetcherOptions = {
  /** Says who reads and how to reach them. */
  userAgent: string
  /** The one private address that may be reached: the sample feeds' own server. */
  allow?: { host: string; port: number }
  /** Between two requests to a host, whatever a request says; the usual second, or what the request says, unless set. */
  pauseMs?: number
  /** Connection, headers, and the whole exchange with its redirects. */
  timeouts?: Partial<Timeouts>
  now?: () => Instant
  /** How names become addresses; the system's way unless set. */
  resolve?: LookupFunction
}

export type FetchRequest = {
  url: string
  headers?: Record<string, string>
  /** The least time before the next request to this host, where it is not the usual second. */
  pauseMs?: number
  /** To be told of a redirect instead of following it. */
  redirects?: 'tell'
}

export type FetchOptions = {
  signal?: AbortSignal
  /** Hosts that may not be asked now; looked at when their turn has come, at each redirect too. */
  closed?: (host: string) => boolean
}

export type FetchAnswer =
  | { kind: 'ok'; body: FetchedBody; movedTo: string | null }
  | { kind: 'not_modified'; url: string; headers: Record<string, string>; movedTo: string | null }
  | {
      kind: 'status'
      status: number
      url: string
      retryAfterMs: number | null
      movedTo: string | null
      message: string
    }
  | { kind: 'closed'; host: string; message: string }
  | { kind: 'redirect'; to: string; permanent: boolean; message: string }
  | Refused
  | Failed

export type FetchedBody = {
  bytes: Uint8Array
  /** After redirects. */
  url: string
  status: number
  /** Lower-case names; repeated headers joined by commas. */
  headers: Record<string, string>
  fetchedAt: Instant
}

export type Fetcher = {
  /** Never rejects: whatever happens is an answer. */
  fetch: (request: FetchRequest, options?: FetchOptions) => Promise<FetchAnswer>
  close: () => Promise<void>
}

type Timeouts = { connectMs: number; headersMs: number; totalMs: number }

const usualTimeouts: Timeouts = { connectMs: 10_000, headersMs: 15_000, totalMs: 30_000 }
const usualPauseMs = 1_000
const longestRedirectChain = 5
const atOnce = 8

/** The one way to the network for feeds: public hosts only, polite to each, bounded in time and size. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const timeouts = { ...usualTimeouts, ...options.timeouts }
  const agent = guardedAgent({ allow: options.allow ?? null, resolve: options.resolve, ...timeouts })
  const turns = createTurns({ atOnce })
  const now = options.now ?? Date.now
  const standing = { 'user-agent': options.userAgent, 'accept-encoding': acceptedEncodings }

  const fetch: Fetcher['fetch'] = async (request, { signal, closed } = {}) => {
    const pauseMs = options.pauseMs ?? request.pauseMs ?? usualPauseMs
    const headers = { ...standing, ...request.headers }
    const trail: Trail = { url: request.url, movedTo: null, allPermanent: true }
    let leftMs = timeouts.totalMs
    for (let hop = 0; hop <= longestRedirectChain; hop++) {
      const url = URL.parse(trail.url)
      if (!url || !/^https?:$/.test(url.protocol)) return notHttp(trail.url)
      const work = async () => {
        if (closed?.(url.host)) return { kind: 'closed' as const, host: url.host, message: 'It asked us to wait' }
        const startedMs = performance.now()
        const asked = await ask(agent, url, headers, { timeoutMs: Math.max(1, leftMs), signal }, now)
        leftMs -= performance.now() - startedMs // waiting for a turn is our own doing and does not count
        return asked
      }
      const answer = await turns.inTurn(url.host, pauseMs, work, signal)
      if (answer.kind !== 'redirect' || request.redirects === 'tell')
        return 'movedTo' in answer ? { ...answer, movedTo: trail.movedTo } : answer
      follow(trail, answer)
    }
    return { kind: 'refused', reason: 'too_many_redirects', message: `More than ${longestRedirectChain} redirects` }
  }
  return { fetch, close: () => agent.destroy() }
}

type Trail = { url: string; movedTo: string | null; allPermanent: boolean }

/** One request and what its answer means. */
async function ask(
  agent: Agent,
  url: URL,
  headers: Record<string, string>,
  limits: { timeoutMs: number; signal: AbortSignal | undefined },
  now: () => Instant,
): Promise<FetchAnswer> {
  try {
    const { status, headers: received, packed } = await exchange(agent, url, headers, limits)
    if (status < 200 || status >= 300) return withoutBody(status, received, url, now())
    const bytes = await unpack(packed, received['content-encoding'])
    return { kind: 'ok', body: { bytes, url: url.href, status, headers: received, fetchedAt: now() }, movedTo: null }
  } catch (error) {
    return failureOf(error)
  }
}

function withoutBody(status: number, headers: Record<string, string>, url: URL, at: Instant): FetchAnswer {
  if (status === 304) return { kind: 'not_modified', url: url.href, headers, movedTo: null }
  const to = headers.location
  if (to && [301, 302, 303, 307, 308].includes(status)) {
    const target = URL.parse(to, url)
    const permanent = status === 301 || status === 308
    return target ? { kind: 'redirect', to: target.href, permanent, message: 'It has moved' } : notHttp(to)
  }
  const wait = retryAfterMs(headers['retry-after'], at)
  const message = `The server answered ${status}`
  return { kind: 'status', status, url: url.href, retryAfterMs: wait, movedTo: null, message }
}

/** A feed has moved only as far as every step so far was permanent. */
function follow(trail: Trail, { to, permanent }: { to: string; permanent: boolean }) {
  trail.url = to
  trail.allPermanent &&= permanent
  if (trail.allPermanent) trail.movedTo = to
}

const notHttp = (url: string): Refused => ({
  kind: 'refused',
  reason: 'not_http',
  message: `Not a web address: ${url.slice(0, 60)}`,
})
