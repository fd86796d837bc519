import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { addContact, chooseContact, decidePlace, erasePerson } from '../../pipeline/verbs.ts'
import { draftsOfPursuit, revisionsOf } from '../../store/pages/draft.ts'
import { type Route, userIn, type WebContext } from '../context.ts'
import { type Said, sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { placeQuery } from '../parts/lanes.ts'
import { assertOwnAccount, ownCard } from '../rights.ts'

const going = z.object({ pursuitId: z.string().max(64).optional(), lane: z.string().max(200).optional() })
const newContact = going.extend({
  name: z.string().max(200),
  title: z.string().max(200).default(''),
  email: z.string().max(320).default(''),
})
const place = going.extend({
  country: z.string().max(2).default(''),
  timeZone: z.string().max(60).default(''),
  basis: z.string().max(200).default(''),
})

/** Back to the item the form stood on, else to the account. */
const backTo = async (c: WebContext, accountId: string, { pursuitId, lane }: z.infer<typeof going>, said: Said) => {
  if (!pursuitId) return c.redirect(sayingAt(`/accounts/${accountId}`, said), 303)
  return c.redirect(sayingAt(`/items/${pursuitId}${placeQuery(lane)}`, said), 303)
}

const ownAccountIn = async (c: WebContext): Promise<string> => {
  const accountId = c.req.param('accountId') ?? ''
  await assertOwnAccount(c, accountId)
  return accountId
}

const add = async (c: WebContext): Promise<Response> => {
  const accountId = await ownAccountIn(c)
  const { name, title, email, ...where } = await fieldsOf(c, newContact)
  const { contactId } = await addContact(c.var.app, userIn(c), { accountId, name, title, email })
  if (where.pursuitId && email) await writeToThem(c, accountId, where.pursuitId, contactId)
  return await backTo(c, accountId, where, 'added')
}

/** A message that waits for somebody to go to is written for the person who was just found. */
const writeToThem = async (c: WebContext, accountId: string, pursuitId: string, contactId: string): Promise<void> => {
  const card = await ownCard(c, pursuitId)
  if (card.accountId !== accountId) throw new Refusal('not_found', 'That is another account')
  const [draft] = await draftsOfPursuit(c.var.app.db, pursuitId)
  const [head] = draft ? await revisionsOf(c.var.app.db, draft.id) : []
  if (!draft || !head || head.words.to !== '' || !['pending', 'quarantined', 'expired'].includes(draft.state)) return
  const { id: revisionId, hash } = head.revision
  await chooseContact(c.var.app, userIn(c), { draftId: draft.id, revisionId, hash, contactId })
}

const decide = async (c: WebContext): Promise<Response> => {
  const accountId = await ownAccountIn(c)
  const { country, timeZone, basis, ...where } = await fieldsOf(c, place)
  if (!country && !timeZone && !basis) throw new Refusal('invalid', 'Say a country, a time zone or a basis')
  await decidePlace(c.var.app, userIn(c), { accountId, country, timeZone, basis })
  return await backTo(c, accountId, where, 'changed')
}

const erase = async (c: WebContext): Promise<Response> => {
  const accountId = await ownAccountIn(c)
  await erasePerson(c.var.app, userIn(c), { contactId: c.req.param('contactId') ?? '' })
  return await backTo(c, accountId, {}, 'changed')
}

export const contactRoutes: readonly Route[] = [
  { method: 'POST', path: '/accounts/:accountId/contacts', access: 'signed_in', handler: add },
  { method: 'POST', path: '/accounts/:accountId/contacts/:contactId/erase', access: 'signed_in', handler: erase },
  { method: 'POST', path: '/accounts/:accountId/place', access: 'signed_in', handler: decide },
]
