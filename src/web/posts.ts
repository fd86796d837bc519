import type { PageAccess, Route, WebContext } from './context.ts'
import { type Said, sayingAt } from './parts/flash.tsx'

/** Routes of forms, all for the same people. */
export const postsFor =
  (access: PageAccess) =>
  (path: string, handler: Route['handler']): Route => ({ method: 'POST', path, access, handler })

/** Routes of forms that change one thing each, then lead back to one page that says so. */
export const changesAt =
  (page: string, access: PageAccess) =>
  (path: string, change: (c: WebContext) => Promise<unknown>, said: Said = 'changed'): Route => ({
    method: 'POST',
    path,
    access,
    handler: async (c) => {
      await change(c)
      return c.redirect(sayingAt(page, said), 303)
    },
  })
