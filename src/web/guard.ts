import type { MiddlewareHandler } from 'hono'
import { Refusal } from '../core/errors.ts'
import { sameMac } from '../core/review.ts'
import type { Env, Route, WebContext } from './context.ts'
import { ownOrigins } from './host.ts'

/** No inline script or style anywhere: what a feed says can be shown, never run. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const common = {
  'content-security-policy': contentSecurityPolicy,
  // 'no-referrer' would make every form arrive with `Origin: null`
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  // pages are private unless they say otherwise
  'cache-control': 'no-store',
}

/** Headers of every answer, errors included; a handler may set a stricter one of its own. */
export const headers: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(common)) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  if (c.var.app.baseUrl.startsWith('https://'))
    c.res.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
}

/** Our addresses need no escapes, so anything that could be read in two ways is refused before routing. */
export const plainPathsOnly: MiddlewareHandler<Env> = async (c, next) => {
  const raw = new URL(c.req.raw.url).pathname
  if (raw !== '/' && !/^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/.test(raw))
    throw new Refusal('not_found', 'There is no such page')
  await next()
}

/** Refuses a POST that did not come from one of our own pages in this very session. */
export const assertOwnForm = async (c: WebContext, route: Route): Promise<void> => {
  if (route.method === 'GET' || route.withoutFormToken === 'any_origin') return
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  const fromHere = origin ? ownOrigins(c.var.app.baseUrl).includes(origin) : site === 'same-origin'
  if (!fromHere || (site && site !== 'same-origin' && site !== 'none'))
    throw new Refusal('forbidden', 'This form did not come from Daybreak itself')
  if (route.withoutFormToken === 'own_origin') return
  const expected = c.var.visitor?.formToken
  const given = c.req.header('x-form-token') ?? String((await c.req.parseBody()).form_token ?? '')
  if (!expected || !sameMac(given, expected))
    throw new Refusal('forbidden', 'This page is from an earlier session. Go back, reload it and try again')
}
