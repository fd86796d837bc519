import type { Agent, Dispatcher } from 'undici'
import { bodyLimits, tooLarge } from './body.ts'

/** An answer as it came over the wire: the body still packed, and empty unless the answer is a good one. */
export type Received = { status: number; headers: Record<string, string>; packed: Uint8Array[] }

/** Thrown into an exchange to end it. */
export class Stopped extends Error {
  readonly reason: 'timeout' | 'aborted'
  constructor(reason: Stopped['reason']) {
    super(reason)
    this.reason = reason
  }
}

/** Of an answer that is not a good one so much is read to keep the connection; beyond it the connection is dropped. */
const unwantedBytes = 64 * 1024
/** So many pieces of a body are put together: one that drips in byte by byte costs a hundred times its size to hold. */
const looseChunks = 1_024

/**
 * One request and its whole answer, ended from outside by time or by signal. It stands on undici's lowest level: for an
 * answer without a body, streams and signals would cost more than the answer does.
 */
export const exchange = (
  agent: Agent,
  url: URL,
  headers: Record<string, string>,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal | undefined },
): Promise<Received> =>
  new Promise((resolve, reject) => {
    const receiver = new Receiver(resolve, reject)
    const stop = () => receiver.end(new Stopped('aborted'))
    const timer = setTimeout(() => receiver.end(new Stopped('timeout')), timeoutMs)
    receiver.atEnd = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    }
    if (signal?.aborted) return stop()
    signal?.addEventListener('abort', stop)
    agent.dispatch({ origin: url.origin, path: url.pathname + url.search, method: 'GET', headers }, receiver)
  })

type Controller = Dispatcher.DispatchController

class Receiver implements Dispatcher.DispatchHandler {
  atEnd = () => {}
  private readonly resolve: (received: Received) => void
  private readonly reject: (error: Error) => void
  private controller: Controller | null = null
  private received: Received | null = null
  private bytes = 0
  private together = 0
  private ended = false

  constructor(resolve: (received: Received) => void, reject: (error: Error) => void) {
    this.resolve = resolve
    this.reject = reject
  }

  end(error: Error | null) {
    if (this.ended) return
    this.ended = true
    this.atEnd()
    if (error) this.reject(error)
    else this.resolve(this.received!)
    if (error) this.controller?.abort(error)
  }

  onRequestStart(controller: Controller) {
    this.controller = controller
    if (this.ended) controller.abort(new Stopped('aborted'))
  }

  onResponseStart(_controller: Controller, status: number, headers: Record<string, string | string[] | undefined>) {
    if (status < 200) return
    this.received = { status, headers: flat(headers), packed: [] }
    if (isGood(status) && Number(this.received.headers['content-length'] ?? 0) > bodyLimits.bytes) this.end(tooLarge())
  }

  onResponseData(controller: Controller, chunk: Uint8Array) {
    const received = this.received!
    this.bytes += chunk.length
    if (!isGood(received.status)) {
      if (this.bytes <= unwantedBytes) return
      this.end(null)
      controller.abort(new Stopped('aborted'))
    } else if (this.bytes > bodyLimits.bytes) this.end(tooLarge())
    else this.keep(received.packed, chunk)
  }

  private keep(packed: Uint8Array[], chunk: Uint8Array) {
    packed.push(chunk)
    if (packed.length - this.together < looseChunks) return
    packed.push(Buffer.concat(packed.splice(this.together)))
    this.together++
  }

  onResponseEnd() {
    this.end(null)
  }

  onResponseError(_controller: Controller, error: Error) {
    this.end(error)
  }
}

const isGood = (status: number): boolean => status >= 200 && status < 300

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string> => {
  const flattened: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    flattened[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  }
  return flattened
}
