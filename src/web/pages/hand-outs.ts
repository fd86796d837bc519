import { z } from 'zod'
import { confirmHandOut, giveToTool, handOut, resolveSend } from '../../pipeline/verbs.ts'
import { findSend } from '../../store/sends.ts'
import { type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { placeQuery } from '../parts/lanes.ts'
import { postsFor } from '../posts.ts'
import { ownDraft, unknown } from '../rights.ts'

const handing = z.object({
  revisionId: z.string().max(64),
  hash: z.string().max(64),
  lane: z.string().max(200).optional(),
  route: z.enum(['copy', 'mailto', 'eml', 'webhook']),
  /** The browser has put the text on the clipboard. */
  copied: z.enum(['', 'yes']).optional(),
})

/** Gives the approved text to the person, a file at once or the page with the words and the question, or to the tool. */
const give = async (c: WebContext): Promise<Response> => {
  const draft = await ownDraft(c, c.req.param('draftId') ?? '')
  const { revisionId, hash, route, lane, copied } = await fieldsOf(c, handing)
  const { app } = c.var
  const { user } = visitorIn(c)
  const seen = { draftId: draft.id, revisionId, hash }
  const item = `/items/${draft.pursuitId}${placeQuery(lane)}`
  if (route === 'webhook') {
    const { end } = await giveToTool(app, user, seen)
    return c.redirect(sayingAt(item, `tool_${end}`, draft.id), 303)
  }
  const handed = await handOut(app, user, { ...seen, route })
  if (route === 'eml')
    return c.body(new Uint8Array(handed.eml), 200, {
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="message-${draft.id.replace(/[^\w-]/g, '')}.eml"`,
    })
  return c.redirect(sayingAt(item, copied ? 'copied' : 'handed', draft.id), 303)
}

/** The send and its draft, when the draft is this person's. */
const ownSend = async (c: WebContext) => {
  const send = await findSend(c.var.app.db, c.req.param('sendId') ?? '')
  if (!send) throw unknown()
  return { send, draft: await ownDraft(c, send.draftId) }
}

const confirm = async (c: WebContext): Promise<Response> => {
  const { send, draft } = await ownSend(c)
  const { sent } = await fieldsOf(c, z.object({ sent: z.enum(['yes', 'no']) }))
  await confirmHandOut(c.var.app, userIn(c), { sendId: send.id, sent: sent === 'yes' })
  return c.redirect(sayingAt(`/items/${draft.pursuitId}`, sent === 'yes' ? 'confirmed' : 'lapsed', draft.id), 303)
}

const resolve = async (c: WebContext): Promise<Response> => {
  const { send, draft } = await ownSend(c)
  const { to } = await fieldsOf(c, z.object({ to: z.enum(['sent', 'queued', 'desk', 'cancelled']) }))
  await resolveSend(c.var.app, userIn(c), { sendId: send.id, to })
  return c.redirect(sayingAt(`/items/${draft.pursuitId}`, 'changed', draft.id), 303)
}

const post = postsFor('signed_in')

export const handOutRoutes: readonly Route[] = [
  post('/drafts/:draftId/hand-out', give),
  post('/sends/:sendId/confirm', confirm),
  post('/sends/:sendId/resolve', resolve),
]
