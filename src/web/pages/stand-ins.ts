import { z } from 'zod'
import { addCover, endCover, setDeputy } from '../../pipeline/verbs.ts'
import { admins, type Route, userIn } from '../context.ts'
import { fieldsOf } from '../parts/form.tsx'
import { changesAt } from '../posts.ts'

const deputy = z.object({
  deputyId: z
    .string()
    .max(64)
    .transform((id) => id || null),
  tier1WaitHours: z.coerce.number().min(0.5).max(240),
})
const id = z.string().min(1).max(64)
const cover = z.object({ awayId: id, coverId: id, from: z.iso.date(), to: z.iso.date() })

const change = changesAt('/admin/people', admins)

export const standInRoutes: readonly Route[] = [
  change('/admin/people/deputy', async (c) => setDeputy(c.var.app, userIn(c), await fieldsOf(c, deputy))),
  change('/admin/people/cover', async (c) => addCover(c.var.app, userIn(c), await fieldsOf(c, cover))),
  change('/admin/people/cover/end', async (c) => endCover(c.var.app, userIn(c), await fieldsOf(c, cover))),
]
