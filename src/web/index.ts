import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refusal } from '../core/errors.ts'
import type { App } from '../pipeline/app.ts'
import { lacksSecondFactor } from '../pipeline/second-factor.ts'
import { formToken, visitorOf } from '../pipeline/sign-in.ts'
import type { User } from '../store/users.ts'
import { findWorkspace } from '../store/workspace.ts'
import { admitKey, mostApiBytes, refuseLargeCall } from './api-key.ts'
import type { Env, PageAccess, Route, WebContext } from './context.ts'
import { sessionToken } from './cookie.ts'
import { errorPage, notFoundPage } from './errors.tsx'
import { assertOwnForm, headers, plainPathsOnly } from './guard.ts'
import { routes } from './routes.ts'

export { assertSafeHost } from './host.ts'
export { routes } from './routes.ts'

const mostFormBytes = 256 * 1024

/** The web application: every route of the registry, and nothing else. */
export const createWeb = ({ app }: { app: App }): Hono<Env> => {
  const web = new Hono<Env>({ strict: true })
  web.use(async (c, next) => {
    c.set('app', app)
    c.set('visitor', null)
    c.set('workspace', null)
    c.set('keyId', null)
    await next()
  })
  web.use(headers)
  web.use(plainPathsOnly)
  for (const route of routes) web.on(route.method, route.path, limitOf(route), (c) => serve(c, route))
  web.notFound(notFoundPage)
  web.onError(errorPage)
  return web
}

/** A body larger than its route takes is refused before anything of it is read. */
const limitOf = ({ access, mostBodyBytes }: Route) => {
  const isCall = typeof access === 'object' && 'scope' in access
  const maxSize = mostBodyBytes ?? (isCall ? mostApiBytes : mostFormBytes)
  return bodyLimit({ maxSize, onError: (c) => (isCall ? refuseLargeCall(c, maxSize) : refuseLargeBody()) })
}

const serve = async (c: WebContext, route: Route): Promise<Response> => {
  const { access, method } = route
  if (typeof access === 'object' && 'scope' in access)
    return (await admitKey(c, access.scope)) ?? (await route.handler(c))
  await recognise(c)
  const answer = await admit(c, access, method)
  if (answer) return answer
  await assertOwnForm(c, route)
  return await route.handler(c)
}

const recognise = async (c: WebContext): Promise<void> => {
  c.set('workspace', await findWorkspace(c.var.app.db))
  const token = sessionToken(c)
  const found = token && (await visitorOf(c.var.app, token))
  if (found) c.set('visitor', { ...found, formToken: formToken(c.var.app, found.session) })
}

/** Null when this person may call the route; otherwise where they have to go first. */
const admit = async (c: WebContext, access: PageAccess, method: Route['method']): Promise<Response | null> => {
  if (access === 'public') return null
  if (!c.var.visitor) {
    if (method === 'POST') throw new Refusal('forbidden', 'Sign in first')
    if (!c.var.workspace) return c.redirect('/set-up', 303)
    const path = c.req.path
    return c.redirect(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`, 303)
  }
  if (access !== 'signed_in' && !access.includes(c.var.visitor.user.role))
    throw new Refusal('forbidden', 'Your role does not include this page')
  return await sentToSetUp(c, c.var.visitor.user, method)
}

/** Where the workspace wants it, whoever leads gets nowhere but to setting up their second factor, and out. */
const sentToSetUp = async (c: WebContext, user: User, method: Route['method']): Promise<Response | null> => {
  const { workspace, app } = c.var
  if (!workspace?.settings.leadersNeedSecondFactor || openWithout.test(c.req.path)) return null
  if (!(await lacksSecondFactor(app, user))) return null
  if (method === 'POST') throw new Refusal('forbidden', 'Set up your second factor first')
  return c.redirect('/me', 303)
}
const openWithout = /^\/(me(\/.*)?|sign-out|theme)$/

const refuseLargeBody = (): never => {
  throw new Refusal('invalid', 'That is more than this form takes')
}
