import type { Route } from '../context.ts'

/** For a supervisor: the process answers and its database does too. */
export const healthRoutes: readonly Route[] = [
  { method: 'GET', path: '/healthz', access: 'public', handler: (c) => c.json({ ok: true }) },
]
