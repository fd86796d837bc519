import { z } from 'zod'
import { answerMatch } from '../../pipeline/answer-match.ts'
import { addOffered, declineOffered } from '../../pipeline/offers-answer.ts'
import { type Route, visitorIn, type WebContext } from '../context.ts'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { assertOwnAccount } from '../rights.ts'

const answers = z.object({
  accountId: z.string().max(64),
  answer: z.enum(['confirmed', 'not_us']),
  back: z.string().max(200),
})

const answer = async (c: WebContext): Promise<Response> => {
  const { back, ...given } = await fieldsOf(c, answers)
  await assertOwnAccount(c, given.accountId)
  await answerMatch(c.var.app, visitorIn(c).user, { signalId: c.req.param('signalId') ?? '', ...given })
  return c.redirect(sayingAt(back.startsWith('/signals') ? back : '/signals', 'answered'), 303)
}

const add = async (c: WebContext): Promise<Response> => {
  const { domain } = await fieldsOf(c, z.object({ domain: z.string().trim().min(1, 'say its domain').max(253) }))
  const offerId = c.req.param('offerId') ?? ''
  const { accountId } = await addOffered(c.var.app, visitorIn(c).user, { offerId, domain })
  return c.redirect(sayingAt(`/accounts/${accountId}`, 'added'), 303)
}

const decline = async (c: WebContext): Promise<Response> => {
  await declineOffered(c.var.app, visitorIn(c).user, { offerId: c.req.param('offerId') ?? '' })
  return c.redirect(sayingAt('/signals', 'answered'), 303)
}

export const signalAnswerRoutes: readonly Route[] = [
  { method: 'POST', path: '/signals/:signalId/answer', access: 'signed_in', handler: answer },
  { method: 'POST', path: '/offers/:offerId/add', access: 'signed_in', handler: add },
  { method: 'POST', path: '/offers/:offerId/decline', access: 'signed_in', handler: decline },
]
