import { Readable } from 'node:stream'
import type { Agent } from 'undici'
import { Stopped } from '../fetch/exchange.ts'
import { failureOf } from '../fetch/failure.ts'

/** An answer, of which the status alone counts; or why there was none, and whether anything may have been read. */
export type Posted = { status: number } | { failed: string; written: boolean }

/** Of an answer's body so much is read, to let the other side finish; what it says is not asked. */
const mostAnswerBytes = 64 * 1024

type Call = { headers: Record<string, string>; body: string; deadlineMs: number }

/** One POST over a connection of its own, which is never used again: no redirect, no second try. */
export const post = async (agent: Agent, url: URL, { headers, body, deadlineMs }: Call): Promise<Posted> => {
  const stop = new AbortController()
  const deadline = setTimeout(() => stop.abort(new Stopped('timeout')), deadlineMs)
  const bytes = Buffer.from(body)
  let written = false
  // Asked for its bytes only when there is a connection to write them on.
  const watched = new Readable({
    read() {
      written = true
      this.push(bytes)
      this.push(null)
    },
  })
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: { ...headers, 'content-length': String(bytes.length) },
      body: watched,
      reset: true,
      signal: stop.signal,
    })
    await readAway(answer.body)
    return { status: answer.statusCode }
  } catch (error) {
    return { failed: failureOf(error).message, written }
  } finally {
    clearTimeout(deadline)
  }
}

/** The status has come; how the rest ends changes nothing. */
const readAway = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
  let bytes = 0
  try {
    for await (const chunk of body) {
      bytes += chunk.length
      if (bytes > mostAnswerBytes) return
    }
  } catch {}
}
