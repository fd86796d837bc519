import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { answerMatch, denyAllMatches, undoAnswer } from '../../pipeline/answer-match.ts'
import { addOffered, declineOffered } from '../../pipeline/offers-answer.ts'
import { accountCalled } from '../../pipeline/why.ts'
import { matchesOn } from '../../store/matches.ts'
import { isManager, type Route, userIn, type WebContext } from '../context.ts'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { assertOwnAccount, assertOwnStory, ownAmong } from '../rights.ts'

const place = z.object({ back: z.string().max(200).default('') })
const answers = place.extend({ accountId: z.string().max(64), answer: z.enum(['confirmed', 'not_us']) })

const signalOf = (c: WebContext): string => c.req.param('signalId') ?? ''
const inSignals = (back: string): string => (back.startsWith('/signals') ? back : '/signals')

/** Back to where the question was asked, with the answer said and the offer to take it back. */
const answeredAt = (c: WebContext, back: string) => {
  const url = new URL(inSignals(back), 'http://here')
  url.searchParams.set('answered', signalOf(c))
  return c.redirect(url.pathname + url.search, 303)
}

const answer = async (c: WebContext): Promise<Response> => {
  const { back, ...given } = await fieldsOf(c, answers)
  await assertOwnStory(c, signalOf(c))
  await assertOwnAccount(c, given.accountId)
  await answerMatch(c.var.app, userIn(c), { signalId: signalOf(c), ...given })
  return answeredAt(c, back)
}

const denyAll = async (c: WebContext): Promise<Response> => {
  const { back } = await fieldsOf(c, place)
  await assertOwnStory(c, signalOf(c))
  const about = (await matchesOn(c.var.app.db, [signalOf(c)])).map(({ accountId }) => accountId)
  await denyAllMatches(c.var.app, userIn(c), { signalId: signalOf(c), among: await ownAmong(c, about) })
  return answeredAt(c, back)
}

const correct = async (c: WebContext): Promise<Response> => {
  const { back, account } = await fieldsOf(c, place.extend({ account: z.string().trim().min(1, 'say which').max(253) }))
  await assertOwnStory(c, signalOf(c))
  const accountId = await ownAccountCalled(c, account)
  await answerMatch(c.var.app, userIn(c), { signalId: signalOf(c), accountId, answer: 'confirmed' })
  return answeredAt(c, back)
}

/** To a rep, what is not there and what is somebody else's are the same: the words tell nobody which companies are in the book. */
const ownAccountCalled = async (c: WebContext, words: string): Promise<string> => {
  const find = async () => (await accountCalled(c.var.app, words)).id
  if (isManager(userIn(c))) return await find()
  const found = await find().catch((error) => {
    if (error instanceof Refusal) return null
    throw error
  })
  if (found && (await ownAmong(c, [found])).size > 0) return found
  throw new Refusal('not_found', `No account of yours has the id, domain or name "${words}": try its domain`)
}

const undo = async (c: WebContext): Promise<Response> => {
  const { back } = await fieldsOf(c, place)
  await assertOwnStory(c, signalOf(c))
  await undoAnswer(c.var.app, userIn(c), { signalId: signalOf(c) })
  return c.redirect(sayingAt(inSignals(back), 'undone'), 303)
}

const add = async (c: WebContext): Promise<Response> => {
  const { domain } = await fieldsOf(c, z.object({ domain: z.string().trim().min(1, 'say its domain').max(253) }))
  const offerId = c.req.param('offerId') ?? ''
  const { accountId } = await addOffered(c.var.app, userIn(c), { offerId, domain })
  return c.redirect(sayingAt(`/accounts/${accountId}`, 'added'), 303)
}

const decline = async (c: WebContext): Promise<Response> => {
  await declineOffered(c.var.app, userIn(c), { offerId: c.req.param('offerId') ?? '' })
  return c.redirect(sayingAt('/signals', 'answered'), 303)
}

export const signalAnswerRoutes: readonly Route[] = [
  { method: 'POST', path: '/signals/:signalId/answer', access: 'signed_in', handler: answer },
  { method: 'POST', path: '/signals/:signalId/none', access: 'signed_in', handler: denyAll },
  { method: 'POST', path: '/signals/:signalId/correct', access: 'signed_in', handler: correct },
  { method: 'POST', path: '/signals/:signalId/undo', access: 'signed_in', handler: undo },
  { method: 'POST', path: '/offers/:offerId/add', access: 'signed_in', handler: add },
  { method: 'POST', path: '/offers/:offerId/decline', access: 'signed_in', handler: decline },
]
