import { z } from 'zod'
import type { Route } from '../context.ts'
import { keepTheme, themes } from '../cookie.ts'
import { fieldsOf } from '../parts/form.tsx'

/** The page the form stood on; one that begins with two slashes would lead to another host. */
const backTo = (referer: string | undefined): string => {
  const from = referer ? URL.parse(referer) : null
  return from && /^\/(?![/\\])/.test(from.pathname) ? from.pathname + from.search : '/'
}

/** Light, dark, or as the system says; a form, so that it works without the script. */
export const themeRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/theme',
    access: 'signed_in',
    handler: async (c) => {
      const { theme } = await fieldsOf(c, z.object({ theme: z.enum(themes) }))
      keepTheme(c, theme)
      return c.redirect(backTo(c.req.header('referer')), 303)
    },
  },
]
