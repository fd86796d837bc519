import { z } from 'zod'
import { addCover, endCover, setDeputy } from '../../pipeline/verbs.ts'
import { admins, type Route, visitorIn, type WebContext } from '../context.ts'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'

const deputy = z.object({
  deputyId: z
    .string()
    .max(64)
    .transform((id) => id || null),
  tier1WaitHours: z.coerce.number().min(0.5).max(240),
})
const id = z.string().min(1).max(64)
const cover = z.object({ awayId: id, coverId: id, from: z.iso.date(), to: z.iso.date() })

const post = (path: string, change: (c: WebContext) => Promise<void>): Route => ({
  method: 'POST',
  path,
  access: admins,
  handler: async (c) => {
    await change(c)
    return c.redirect(sayingAt('/admin/people', 'changed'), 303)
  },
})
const person = (c: WebContext) => visitorIn(c).user

export const standInRoutes: readonly Route[] = [
  post('/admin/people/deputy', async (c) => setDeputy(c.var.app, person(c), await fieldsOf(c, deputy))),
  post('/admin/people/cover', async (c) => addCover(c.var.app, person(c), await fieldsOf(c, cover))),
  post('/admin/people/cover/end', async (c) => endCover(c.var.app, person(c), await fieldsOf(c, cover))),
]
