import { getConnInfo } from '@hono/node-server/conninfo'
import type { WebContext } from './context.ts'

/** The network address a request came from; behind a proxy all have the proxy's, which only widens the throttle. */
export const clientAddress = (c: WebContext): string => {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    return 'unknown' // not served from a socket, as in tests
  }
}
