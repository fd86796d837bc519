import { z } from 'zod'
import { localDay, startOfDay } from '../../core/day.ts'
import { Refusal } from '../../core/errors.ts'
import { outcomeKinds, replyClasses } from '../../core/outcome.ts'
import { closeFollowUpBy, logTouch, recordOutcome, reopenFollowUpBy, skipped } from '../../pipeline/verbs.ts'
import { findFollowUp, findTouch } from '../../store/touches.ts'
import { type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { postsFor } from '../posts.ts'
import { assertOwnAccount, unknown } from '../rights.ts'

const empty = z.literal('').transform(() => null)
const id = z.union([empty, z.string().max(64)]).default(null)

const outcomeFields = z.object({
  kind: z.enum(outcomeKinds),
  replyClass: z.union([empty, z.enum(replyClasses)]).default(null),
  touchId: id,
  amountUsd: z.union([empty, z.coerce.number().min(0).max(1e12)]).default(null),
  day: z.iso.date(),
  until: z.union([empty, z.iso.date()]).default(null),
  note: z.string().max(300).optional(),
})

const record = async (c: WebContext): Promise<Response> => {
  const accountId = c.req.param('accountId') ?? ''
  await assertOwnAccount(c, accountId)
  const { day, note, until, ...fields } = await fieldsOf(c, outcomeFields)
  const { user } = visitorIn(c)
  const touch = fields.touchId ? await findTouch(c.var.app.db, fields.touchId) : null
  if (touch && touch.accountId !== accountId) throw new Refusal('invalid', 'That touch was to another account')
  await recordOutcome(c.var.app, user, {
    ...fields,
    accountId,
    contactId: touch?.contactId ?? null,
    replyClass: fields.kind === 'reply' ? fields.replyClass : null,
    note: note?.trim() || null,
    at: whenOn(c, day, user.timeZone),
    untilDay: until,
  })
  return c.redirect(sayingAt(`/accounts/${accountId}`, 'recorded'), 303)
}

/** Today means now; an earlier day its first moment. */
const whenOn = (c: WebContext, day: string, zone: string): number => {
  const now = c.var.app.now()
  if (day > localDay(now, zone)) throw new Refusal('invalid', 'That day has not come yet')
  return day === localDay(now, zone) ? now : startOfDay(day, zone)
}

const touchFields = z.object({ channel: z.enum(['call', 'linkedin', 'email']), contactId: id })

const log = async (c: WebContext): Promise<Response> => {
  const accountId = c.req.param('accountId') ?? ''
  await assertOwnAccount(c, accountId)
  const { channel, contactId } = await fieldsOf(c, touchFields)
  await logTouch(c.var.app, userIn(c), { accountId, contactId, channel })
  return c.redirect(sayingAt(`/accounts/${accountId}`, 'logged'), 303)
}

/** The follow-up in the address, when its account is this person's. */
const ownFollowUp = async (c: WebContext) => {
  const found = await findFollowUp(c.var.app.db, c.req.param('followUpId') ?? '')
  if (!found) throw unknown()
  await assertOwnAccount(c, found.accountId)
  return found
}

const closeFollowUp = async (c: WebContext): Promise<Response> => {
  const { id: followUpId, accountId } = await ownFollowUp(c)
  await closeFollowUpBy(c.var.app, userIn(c), { followUpId, reason: skipped })
  return c.redirect(sayingAt(`/accounts/${accountId}`, 'skipped'), 303)
}

const reopenFollowUp = async (c: WebContext): Promise<Response> => {
  const { id: followUpId, accountId } = await ownFollowUp(c)
  await reopenFollowUpBy(c.var.app, userIn(c), { followUpId })
  return c.redirect(sayingAt(`/accounts/${accountId}`, 'undone'), 303)
}

const post = postsFor('signed_in')

export const outcomeRoutes: readonly Route[] = [
  post('/accounts/:accountId/outcomes', record),
  post('/accounts/:accountId/touches', log),
  post('/follow-ups/:followUpId/close', closeFollowUp),
  post('/follow-ups/:followUpId/reopen', reopenFollowUp),
]
