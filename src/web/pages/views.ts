import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { dropView, saveView } from '../../pipeline/verbs.ts'
import { viewsOf } from '../../store/views.ts'
import { type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { placeIn, placeQuery, placeWords } from '../parts/lanes.ts'

const naming = z.object({ name: z.string().trim().min(1).max(30), place: z.string().max(200) })

const save = async (c: WebContext): Promise<Response> => {
  const { name, place } = await fieldsOf(c, naming)
  const read = placeIn(place)
  if (!read) throw new Refusal('invalid', 'That is no place in the queue')
  const words = placeWords(read.lane, read.filter)
  await saveView(c.var.app, userIn(c), { name, place: words })
  return c.redirect(sayingAt(`/${placeQuery(words)}`, 'viewSaved'), 303)
}

const drop = async (c: WebContext): Promise<Response> => {
  const { user } = visitorIn(c)
  const viewId = c.req.param('viewId') ?? ''
  const view = (await viewsOf(c.var.app.db, user.id)).find(({ id }) => id === viewId)
  if (!view) throw new Refusal('not_found', 'There is no such view')
  await dropView(c.var.app, user, { viewId })
  return c.redirect(sayingAt(`/${placeQuery(view.place)}`, 'viewDeleted'), 303)
}

export const viewRoutes: readonly Route[] = [
  { method: 'POST', path: '/views', access: 'signed_in', handler: save },
  { method: 'POST', path: '/views/:viewId/delete', access: 'signed_in', handler: drop },
]
