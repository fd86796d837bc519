import type { Context } from 'hono'
import { type Bucket, takeCall } from '../core/bucket.ts'
import type { App } from '../pipeline/app.ts'
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
    return refuseOften(c, key.id)
  }
  c.header('www-authenticate', 'Bearer')
  const message = token
    ? 'There is no such key, or it was revoked'
    : 'Send a key with each call, as the header "Authorization: Bearer dbk_…"'
  return c.json({ error: 'unauthorized', message }, 401)
}

/** A nightly push of thousands is through in a quarter of an hour; a program gone wrong is slowed before anybody notices it. */
const pace = { mostAtOnce: 300, perSecond: 10 }
const callers = new WeakMap<App, Map<string, Bucket>>()

const refuseOften = (c: WebContext, keyId: string): Response | null => {
  const { app } = c.var
  const known = callers.get(app) ?? new Map<string, Bucket>()
  callers.set(app, known)
  const { bucket, waitMs } = takeCall(known.get(keyId), app.now(), pace)
  known.set(keyId, bucket)
  if (waitMs === 0) return null
  c.header('retry-after', String(Math.ceil(waitMs / 1000)))
  const message = `A key has ${pace.mostAtOnce} calls at once, then ${pace.perSecond} a second`
  return c.json({ error: 'too_many', message }, 429)
}
