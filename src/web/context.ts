import type { Context } from 'hono'
import type { App } from '../pipeline/app.ts'
import type { ApiScope } from '../pipeline/keys.ts'
import type { Role } from '../store/schema/index.ts'
import type { Session } from '../store/sessions.ts'
import type { User } from '../store/users.ts'
import type { Workspace } from '../store/workspace.ts'

/** The person behind a request, with what their forms carry. */
export type Visitor = { user: User; session: Session; formToken: string }

export type Env = {
  Variables: { app: App; visitor: Visitor | null; workspace: Workspace | null; keyId: string | null }
}
export type WebContext = Context<Env>

/** Who may call a route. Rights on the object itself are checked in the handler; `scope` asks for an API key. */
export type Access = PageAccess | { scope: ApiScope }
export type PageAccess = 'public' | 'signed_in' | readonly Role[]

/** One way into the application. What is not in the registry does not exist. */
export type Route = {
  method: 'GET' | 'POST'
  path: string
  access: Access
  handler: (c: WebContext) => Response | Promise<Response>
  /** A POST that arrives without our form token: from a mail program, or before a session exists. */
  withoutFormToken?: 'any_origin' | 'own_origin'
  /** Its answer goes on for as long as somebody listens. */
  streams?: true
  /** The most that its body may have, where that is more than a form's. */
  mostBodyBytes?: number
}

export const managers: readonly Role[] = ['manager', 'admin']
export const admins: readonly Role[] = ['admin']

/** The signed-in person; only for handlers of routes that need one. */
export const visitorIn = (c: WebContext): Visitor => {
  const visitor = c.var.visitor
  if (!visitor) throw new Error(`${c.req.path} is served without a session`)
  return visitor
}

export const userIn = (c: WebContext): User => visitorIn(c).user

export const workspaceIn = (c: WebContext): Workspace => {
  if (!c.var.workspace) throw new Error(`${c.req.path} is served without a workspace`)
  return c.var.workspace
}

export const isManager = (user: Pick<User, 'role'>): boolean => user.role !== 'rep'
