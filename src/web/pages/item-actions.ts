import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { rejectReasons } from '../../core/review.ts'
import {
  approve,
  checkText,
  chooseContact,
  type Decided,
  edit,
  endHold,
  holdAccount,
  redraft,
  refresh,
  reject,
  restoreRevision,
  returnDraft,
  type Seen,
  submit,
  undo,
} from '../../pipeline/verbs.ts'
import { findRevision } from '../../store/drafts.ts'
import { findHold } from '../../store/holds.ts'
import { isManager, type Route, userIn, type WebContext } from '../context.ts'
import { type Said, sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { holdChoices, holdFields, holdOf } from '../parts/hold-choices.tsx'
import { ofQuery, placeIn, placeQuery } from '../parts/lanes.ts'
import { passes } from '../parts/list-filter.ts'
import { postsFor } from '../posts.ts'
import { assertOwnAccount, draftToDecide, ownCard, ownDraft, unknown } from '../rights.ts'
import { deskOf, deskOwner } from './queue.tsx'

const seen = z.object({
  revisionId: z.string().max(64),
  hash: z.string().max(64),
  lane: z.string().max(200).optional(),
})

/** Where to go on after a decision: the next item of the lane, else the one before, else the list. */
const nextAfter = async (c: WebContext, pursuitId: string, lane: string | undefined): Promise<string> => {
  if (lane === 'approvals') return '/approvals'
  const place = placeIn(lane)
  if (!place) return '/'
  const card = await ownCard(c, pursuitId)
  const owner = await deskOwner(c, card.item?.ownerKey ?? card.pursuit.ownerId)
  const cards = (await deskOf(c, owner)).lanes[place.lane].filter((each) => each.pursuit && passes(each, place.filter))
  const at = cards.findIndex(({ pursuit }) => pursuit?.id === pursuitId)
  const next = cards[at + 1] ?? cards[at - 1]
  const here = placeQuery(lane)
  return next ? `/items/${next.pursuit!.id}${here}` : `/${here}${ofQuery({ owner }, userIn(c))}`
}

type Decide<F> = (c: WebContext, about: Seen, fields: F) => Promise<Decided>

/** A decision about the text the page showed; then on to the next item. */
const decision =
  <S extends typeof seen>(schema: S, said: Said, decide: Decide<z.infer<S>>) =>
  async (c: WebContext): Promise<Response> => {
    const draft = await draftToDecide(c, c.req.param('draftId') ?? '')
    const fields = await fieldsOf(c, schema)
    const next = await nextAfter(c, draft.pursuitId, fields.lane)
    await decide(c, { draftId: draft.id, revisionId: fields.revisionId, hash: fields.hash }, fields)
    return c.redirect(sayingAt(next, said, draft.id), 303)
  }

/** A change after which the person stays with the item; `make` may have another word for what came of it. */
const change =
  <S extends typeof seen>(
    schema: S,
    said: Said,
    make: (c: WebContext, about: Seen, fields: z.infer<S>) => Promise<Said | object>,
  ) =>
  async (c: WebContext): Promise<Response> => {
    const draft = await draftToDecide(c, c.req.param('draftId') ?? '')
    const fields = await fieldsOf(c, schema)
    const made = await make(c, { draftId: draft.id, revisionId: fields.revisionId, hash: fields.hash }, fields)
    const word = typeof made === 'string' ? made : said
    const mine = isManager(userIn(c)) || draft.ownerId === userIn(c).id
    return c.redirect(
      sayingAt(mine ? `/items/${draft.pursuitId}${placeQuery(fields.lane)}` : '/approvals', word, draft.id),
      303,
    )
  }

const note = z.string().max(500).optional()
const given = (text: string | undefined) => (text?.trim() ? { note: text.trim() } : {})

const words = z.object({
  subject: z.string().max(300),
  text: z.string().max(20_000),
  ownClaim: z.string().max(400).optional(),
})
const claims = (claim: string | undefined) => (claim?.trim() ? { ownClaims: [claim.trim()] } : {})

const check = async (c: WebContext): Promise<Response> => {
  const draft = await ownDraft(c, c.req.param('draftId') ?? '')
  const parsed = words.safeParse(await c.req.json().catch(() => null))
  if (!parsed.success) throw new Refusal('invalid', 'Send subject and text')
  const { subject, text, ownClaim } = parsed.data
  const { findings, stats } = await checkText(c.var.app, userIn(c), {
    draftId: draft.id,
    subject,
    text,
    ...claims(ownClaim),
  })
  return c.json({ findings, stats })
}

const holding = z.object({
  until: z.enum(holdChoices),
  ...holdFields,
  reason: z.string().trim().min(1).max(200),
  pursuitId: z.string().max(64).optional(),
  lane: z.string().max(200).optional(),
})

const hold = async (c: WebContext): Promise<Response> => {
  const accountId = c.req.param('accountId') ?? ''
  await assertOwnAccount(c, accountId)
  const { pursuitId, lane, day, eventDay, ...fields } = await fieldsOf(c, holding)
  const next = pursuitId ? await nextAfter(c, pursuitId, lane) : `/accounts/${accountId}`
  const chosen = { ...fields, ...(day ? { day } : {}), ...(eventDay ? { eventDay } : {}) }
  const until = holdOf(chosen, { now: c.var.app.now(), zone: userIn(c).timeZone })
  const { holdId, takenBack, onItsWay } = await holdAccount(c.var.app, userIn(c), { accountId, ...until })
  return c.redirect(sayingAt(next, onItsWay ? 'heldLate' : takenBack ? 'heldBack' : 'held', holdId), 303)
}

const release = async (c: WebContext): Promise<Response> => {
  const found = await findHold(c.var.app.db, c.req.param('holdId') ?? '')
  if (!found) throw unknown()
  await assertOwnAccount(c, found.accountId)
  await endHold(c.var.app, userIn(c), { holdId: found.id })
  const { back } = await fieldsOf(c, z.object({ back: z.string().max(20).optional() }))
  const places: Record<string, string> = { held: '/?lane=held', list: '/' }
  return c.redirect(sayingAt(places[back ?? ''] ?? `/accounts/${found.accountId}`, 'released'), 303)
}

const post = postsFor('signed_in')

export const itemActionRoutes: readonly Route[] = [
  post(
    '/drafts/:draftId/approve',
    decision(seen, 'approved', (c, about) => approve(c.var.app, userIn(c), about)),
  ),
  post(
    '/drafts/:draftId/submit',
    decision(seen.extend({ note }), 'submitted', (c, about, fields) =>
      submit(c.var.app, userIn(c), { ...about, ...given(fields.note) }),
    ),
  ),
  post(
    '/drafts/:draftId/return',
    decision(seen.extend({ note: z.string().trim().min(1).max(500) }), 'returned', (c, about, fields) =>
      returnDraft(c.var.app, userIn(c), { ...about, note: fields.note }),
    ),
  ),
  post(
    '/drafts/:draftId/reject',
    decision(seen.extend({ reason: z.enum(rejectReasons), note }), 'rejected', (c, about, fields) =>
      reject(c.var.app, userIn(c), { ...about, reason: fields.reason, ...given(fields.note) }),
    ),
  ),
  post(
    '/drafts/:draftId/undo',
    change(seen, 'undone', async (c, about) => {
      const undone = await undo(c.var.app, userIn(c), about)
      return undone.cameBack ? 'approvalTakenBack' : undone
    }),
  ),
  post(
    '/drafts/:draftId/edit',
    change(seen.extend(words.shape), 'saved', async (c, about, { subject, text, ownClaim }) => {
      const saved = await edit(c.var.app, userIn(c), { ...about, subject, text, ...claims(ownClaim) })
      return saved.revisionId === about.revisionId ? 'unchanged' : saved
    }),
  ),
  post(
    '/drafts/:draftId/restore',
    change(seen.extend({ restoreId: z.string().max(64) }), 'restored', (c, about, { restoreId }) =>
      restoreRevision(c.var.app, userIn(c), { ...about, restoreId }),
    ),
  ),
  post(
    '/drafts/:draftId/refresh',
    change(seen, 'refreshed', (c, about) => refresh(c.var.app, userIn(c), about)),
  ),
  post(
    '/drafts/:draftId/redraft',
    change(
      seen.extend({ instruction: z.string().max(300).default(''), triggerId: z.string().max(64).default('') }),
      'redrafted',
      async (c, about, { instruction, triggerId }) => {
        const saved = await redraft(c.var.app, userIn(c), { ...about, instruction, triggerId })
        const note = (await findRevision(c.var.app.db, saved.revisionId))?.revision.note ?? ''
        return note.includes('another version instead') ? 'anotherVersion' : saved
      },
    ),
  ),
  post(
    '/drafts/:draftId/contact',
    change(seen.extend({ contactId: z.string().max(64) }), 'contact', (c, about, { contactId }) =>
      chooseContact(c.var.app, userIn(c), { ...about, contactId }),
    ),
  ),
  post('/drafts/:draftId/check', check),
  post('/accounts/:accountId/hold', hold),
  post('/holds/:holdId/end', release),
]
