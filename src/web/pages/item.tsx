import type { Brief } from '../../core/brief.ts'
import { addDays, msPerDay } from '../../core/day.ts'
import { headline } from '../../core/headline.ts'
import { workingClock } from '../../core/working-clock.ts'
import { undecidedFor } from '../../pipeline/leave.ts'
import { buttonFor } from '../../pipeline/review.ts'
import { factsOf } from '../../store/pages/account.ts'
import { decisionsOf, draftsOfPursuit, revisionsOf, sendsOf } from '../../store/pages/draft.ts'
import { briefOf, currentFit, evidenceOf, openHoldsOf, touchesOf } from '../../store/pages/item.ts'
import { offeredPeople } from '../../store/pages/people.ts'
import { stillHeld, triggersByIds } from '../../store/pages/queue.ts'
import { type Route, visitorIn, type WebContext, workspaceIn } from '../context.ts'
import type { ActionsFor } from '../parts/actions.tsx'
import { agesNow } from '../parts/data-age.tsx'
import { laneOf, ofQuery, placeQuery } from '../parts/lanes.ts'
import { isHandOut } from '../parts/leaving.tsx'
import { ownCard } from '../rights.ts'
import { backForDays, type Desk, deskOf, deskOwner, deskPage, laneIn, newsOf } from './queue.tsx'

export type Pane = Awaited<ReturnType<typeof paneOf>>

/** Everything about one pursuit, for the right pane. */
export const paneOf = async (c: WebContext, pursuitId: string, place: string, desk: Desk) => {
  const { app } = c.var
  const { user, formToken } = visitorIn(c)
  const card = await ownCard(c, pursuitId)
  const { accountId } = card
  const brief = await briefOf(app.db, pursuitId)
  const fresh = await triggersByIds(app.db, brief?.thread?.newTriggerIds ?? [])
  const triggers = [...fresh, ...card.triggers]
  const triggerIds = triggers.map(({ id }) => id)
  const [draft] = await draftsOfPursuit(app.db, pursuitId)
  const revisions = draft ? await revisionsOf(app.db, draft.id) : []
  const head = revisions[0] ?? null
  const send = draft ? ((await sendsOf(app.db, draft.id))[0] ?? null) : null
  const going = { accountId, pursuitId, lane: place, formToken, tomorrow: addDays(desk.day, 1) }
  const actions: ActionsFor | null =
    draft && head
      ? {
          ...going,
          draftId: draft.id,
          state: draft.state,
          head,
          need: await buttonFor(app, user, draft.id),
          tool: app.webhook !== null,
          handedOut: send?.state === 'sending' && isHandOut(send.route),
          leads: triggers
            .filter(({ id }) => brief && mayLead(brief, id))
            .map(({ id, kind, trigger }) => ({ id, words: headline(kind, trigger.fields) })),
        }
      : null
  const holds = await openHoldsOf(app.db, accountId, app.now() - backForDays * msPerDay)
  const held = holds.filter(({ hold }) => stillHeld(hold, { now: app.now(), newsAt: newsOf(card) }))
  const contactId = head?.revision.contactId ?? brief?.contact?.contactId ?? null
  return {
    card,
    owner: desk.owner.name,
    brief,
    triggers,
    evidence: await evidenceOf(app.db, triggerIds),
    fit: (await currentFit(app.db, accountId))?.result ?? null,
    holds: held,
    wereHeld: held.length === 0 ? holds : [],
    lastTouchAt: (await touchesOf(app.db, accountId, 1))[0]?.at ?? null,
    people: await offeredPeople(app.db, accountId),
    undecided: await undecidedFor(app, accountId, contactId),
    revisions,
    decisions: draft ? await decisionsOf(app.db, [draft.id]) : [],
    send,
    going,
    back: `/${placeQuery(place)}${ofQuery(desk, user)}`,
    actions,
    editing: c.req.query('edit') === '1' && actions !== null,
    sendingOn: workspaceIn(c).sendingOn,
    clock: card.item
      ? workingClock(card.item.firstSeenAt, card.touchedAt, {
          now: app.now(),
          zone: desk.owner.timeZone,
          holidays: desk.holidays,
        })
      : null,
    ages: await agesNow(app.db, app.now()),
    facts: await factsOf(app.db, accountId),
    now: app.now(),
    zone: user.timeZone,
    ownerZone: desk.owner.timeZone,
  }
}

const mayLead = ({ triggers }: Brief, id: string): boolean =>
  triggers.some(({ triggerId, lite, kind }) => triggerId === id && !lite && kind !== 'custom')

export const itemRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/items/:pursuitId',
    access: 'signed_in',
    handler: async (c) => {
      const pursuitId = c.req.param('pursuitId') ?? ''
      const card = await ownCard(c, pursuitId)
      const desk = await deskOf(c, await deskOwner(c, card.item?.ownerKey ?? card.pursuit.ownerId))
      return await deskPage(c, desk, laneIn(c, laneOf(card)), pursuitId, 'item')
    },
  },
]
