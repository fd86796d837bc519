import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { isPublicAddress, PrivateAddress, publicLookup } from './address.ts'

export type AgentOptions = {
  /** The one private address that may be reached, by whatever name: the sample feeds' own server. */
  allow: { host: string; port: number } | null
  resolve: LookupFunction | undefined
  connectMs: number
  headersMs: number
}

/** Longer than the usual pauses between two requests to a host. */
const longestIdleMs = 4_000

/** An agent that opens sockets to the public internet alone, whatever a name or a redirect says. */
export function guardedAgent({ allow, resolve, connectMs, headersMs }: AgentOptions): Agent {
  const options = { timeout: connectMs, allowH2: false }
  const guarded = (except: string | null) =>
    buildConnector({ ...options, lookup: publicLookup(resolve, except) } as buildConnector.BuildOptions)
  const open = guarded(null)
  const openAllowed = guarded(allow?.host ?? null)
  return new Agent({
    connections: 1,
    headersTimeout: headersMs,
    bodyTimeout: 0, // the whole exchange has a deadline of its own
    maxHeaderSize: 32_768,
    // A server may ask for minutes, and thousands of servers would fill our table of open files.
    keepAliveMaxTimeout: longestIdleMs,
    connect: (target, callback) => {
      const host = target.hostname.replace(/^\[|\]$/g, '')
      const atAllowedPort = allow !== null && Number(target.port) === allow.port
      // A socket never asks the resolver about an address that is written out, so it is checked here.
      if (isIP(host) && !isPublicAddress(host) && !(atAllowedPort && host === allow.host))
        return callback(new PrivateAddress(`${host} is not a public address`), null)
      const connect = atAllowedPort ? openAllowed : open
      connect(target, callback)
    },
  })
}
