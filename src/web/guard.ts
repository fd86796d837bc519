import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { Refusal } from '../core/errors.ts'
import { sameMac } from '../core/review.ts'
import type { Env, Route, WebContext } from './context.ts'
import { ownOrigins } from './host.ts'

const self = ["'self'"]
const none = ["'none'"]

/** No inline script or style anywhere: what a feed says can be shown, never run. */
export const headers = (secure: boolean): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: none,
      scriptSrc: self,
      styleSrc: self,
      imgSrc: ["'self'", 'data:'],
      connectSrc: self,
      formAction: self,
      frameAncestors: none,
      baseUri: none,
    },
    // 'no-referrer' would make every form arrive with `Origin: null`
    referrerPolicy: 'same-origin',
    strictTransportSecurity: secure ? 'max-age=31536000; includeSubDomains' : false,
    xFrameOptions: 'DENY',
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [] },
  })

/** Pages are private unless they say otherwise. */
export const noStore: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
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
