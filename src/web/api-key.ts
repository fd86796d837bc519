import type { Context } from 'hono'
import { type ApiScope, keyFor } from '../pipeline/keys.ts'
import type { Env, WebContext } from './context.ts'

/** More than the longest signal takes. */
export const mostApiBytes = 64 * 1024

export const refuseLargeCall = (c: Context<Env>, mostBytes: number): Response =>
  c.json({ error: 'too_large', message: `A body has at most ${mostBytes} bytes` }, 413)

/**
 * Null when the call carries a key that may do this; otherwise the answer that says why not. Only the header counts,
 * never a cookie, so no page that somebody visits can call in their name, and no form token is needed.
 */
export const admitKey = async (c: WebContext, scope: ApiScope): Promise<Response | null> => {
  const token = /^Bearer ([\w-]{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const key = token && (await keyFor(c.var.app, token, scope))
  if (key) {
    c.set('keyId', key.id)
    return null
  }
  c.header('www-authenticate', 'Bearer')
  const message = token
    ? 'There is no such key, or it was revoked'
    : 'Send a key with each call, as the header "Authorization: Bearer dbk_…"'
  return c.json({ error: 'unauthorized', message }, 401)
}
