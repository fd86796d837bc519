import { z } from 'zod'
import type { Route } from '../context.ts'
import { keepTheme, themes } from '../cookie.ts'
import { fieldsOf } from '../parts/form.tsx'

/** Light, dark, or as the system says; a form, so that it works without the script. */
export const themeRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/theme',
    access: 'signed_in',
    handler: async (c) => {
      const { theme } = await fieldsOf(c, z.object({ theme: z.enum(themes) }))
      keepTheme(c, theme)
      const from = c.req.header('referer')
      return c.redirect(from ? new URL(from).pathname + new URL(from).search : '/', 303)
    },
  },
]
