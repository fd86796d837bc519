import { getConnInfo } from '@hono/node-server/conninfo'
import type { WebContext } from './context.ts'

/**
 * The network address a request came from. With a public https address there is a proxy in front: then it is the last
 * one in `X-Forwarded-For`, which the proxy itself wrote; what stands before it anybody may have made up.
 */
export const clientAddress = (c: WebContext): string => {
  const hops = c.req.header('x-forwarded-for')?.split(',') ?? []
  const last = hops.at(-1)?.trim()
  if (last && c.var.app.baseUrl.startsWith('https://')) return last.slice(0, 64)
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    return 'unknown' // not served from a socket, as in tests
  }
}
