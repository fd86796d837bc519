import { RefusedBody } from './body.ts'
import { Stopped } from './exchange.ts'

export type Refused = {
  kind: 'refused'
  reason: 'private_address' | 'not_http' | 'too_many_redirects' | RefusedBody['reason']
  message: string
}

export type Failed = {
  kind: 'failed'
  reason: 'timeout' | 'dns' | 'connection' | 'tls' | 'broken_answer' | 'aborted'
  message: string
}

export const unresolvedName = 'The name does not resolve'

/** Whatever a connection throws, as a refusal of ours or a failure of theirs, in words. */
export function failureOf(error: unknown): Refused | Failed {
  if (error instanceof Stopped)
    return failed(error.reason, error.reason === 'timeout' ? 'Not finished in time' : 'Stopped')
  if (error instanceof RefusedBody) return { kind: 'refused', reason: error.reason, message: error.message }
  const { code, message } = innermost(error)
  if (code === 'EPRIVATE') return { kind: 'refused', reason: 'private_address', message }
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return failed('timeout', 'No answer in time')
  if (/^(?:ENOTFOUND|EAI_|ENODATA)/.test(code)) return failed('dns', unresolvedName)
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/.test(code)) return failed('tls', `The certificate is not trusted (${code})`)
  if (/^(?:HPE_|Z_|ERR_|ZSTD|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES)/.test(code))
    return failed('broken_answer', `The answer is broken (${code})`)
  return failed('connection', `The connection failed (${code || message})`)
}

const failed = (reason: Failed['reason'], message: string): Failed => ({ kind: 'failed', reason, message })

/** With several addresses Node wraps the errors of all attempts in one. */
function innermost(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0])
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : String(error) }
}
