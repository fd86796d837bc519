import { z } from 'zod'
import { Conflict } from '#dialect'
import { Refusal } from '../../core/errors.ts'
import { rejectReasons } from '../../core/review.ts'
import { assignAccount, holdAccount, reject } from '../../pipeline/verbs.ts'
import type { Card } from '../../store/pages/queue.ts'
import { type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { holdChoices, holdFields, holdOf } from '../parts/hold-choices.tsx'
import { ofQuery, placeIn, placeQuery } from '../parts/lanes.ts'
import { plural } from '../parts/words.tsx'
import { assertOwnAccount, ownDraft } from '../rights.ts'
import { deskOf, deskOwner } from './queue.tsx'

/** Nobody reads more at a glance; a list has no more. */
const mostChosen = 300

const wanted = z.object({
  accountId: z.array(z.string().max(64)).max(mostChosen),
  does: z.enum([...holdChoices, 'reject', 'assign']),
  ...holdFields,
  reason: z.enum(rejectReasons).default('stale'),
  userId: z.string().max(64).default(''),
  note: z.string().trim().max(200).default(''),
  lane: z.string().max(200),
  of: z.string().max(64).default(''),
})
type Wanted = z.infer<typeof wanted>

/** One verb for each of the chosen, with its own rights and its own line of the audit; what fails is told by name. */
const bulk = async (c: WebContext): Promise<Response> => {
  const fields = await wantedIn(c)
  const place = placeIn(fields.lane)
  const desk = await deskOf(c, await deskOwner(c, fields.of))
  const listed = new Map((place ? desk.lanes[place.lane] : []).map((card) => [card.accountId, card]))
  const act = await verbOf(c, fields)
  const done: string[] = []
  const failed: { name: string; why: string }[] = []
  for (const accountId of new Set(fields.accountId)) {
    const card = listed.get(accountId)
    const why = card ? await refusedWith(() => act(card)) : 'it is not on this list any more'
    if (why === null) done.push(card!.accountName)
    else failed.push({ name: card?.accountName ?? 'One of them', why })
  }
  const back = `/${placeQuery(fields.lane)}${ofQuery(desk, userIn(c))}`
  if (failed.length === 0) return c.redirect(sayingAt(back, said[fields.does]), 303)
  return await page(
    c,
    { title: 'Some were not done', section: 'queue', status: done.length === 0 ? 409 : 200 },
    <Partly does={fields.does} done={done} failed={failed} back={back} />,
  )
}

const said = {
  day: 'allHeld',
  event: 'allHeld',
  trigger: 'allHeld',
  reject: 'allRejected',
  assign: 'allAssigned',
} as const

const wantedIn = async (c: WebContext): Promise<Wanted> => {
  const { accountId, ...fields } = await c.req.parseBody({ all: true })
  const chosen = [accountId ?? []].flat()
  if (chosen.length === 0) throw new Refusal('invalid', 'Choose at least one of the list')
  const parsed = wanted.safeParse({ ...fields, accountId: chosen })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refusal('invalid', `${issue?.path.join('.') || 'The form'}: ${issue?.message}`)
}

/** What is to be done with each; what is missing is refused before the first. */
const verbOf = async (c: WebContext, fields: Wanted): Promise<(card: Card) => Promise<unknown>> => {
  const { app } = c.var
  const { user } = visitorIn(c)
  const { does, note, reason, userId } = fields
  if (does === 'reject') {
    if (!note && (reason === 'other' || reason === 'already_talking'))
      throw new Refusal('invalid', reason === 'other' ? 'Say why in a few words' : 'Say who is talking with them')
    return (card) => rejectCard(c, card, { reason, ...(note ? { note } : {}) })
  }
  if (does === 'assign')
    return async ({ accountId }) => {
      await assertOwnAccount(c, accountId)
      await assignAccount(app, user, { accountId, userId })
    }
  if (!note) throw new Refusal('invalid', 'Say why: what is held comes back with it')
  const hold = holdOf({ ...asHold(fields, does), reason: note }, { now: app.now(), zone: user.timeZone })
  return async ({ accountId }) => {
    await assertOwnAccount(c, accountId)
    const { onItsWay } = await holdAccount(app, user, { accountId, ...hold })
    if (onItsWay) throw new Refusal('conflict', 'held, but a message to them is on its way already')
  }
}

const asHold = ({ day, event, eventDay }: Wanted, until: (typeof holdChoices)[number]) => ({
  until,
  event,
  ...(day ? { day } : {}),
  ...(eventDay ? { eventDay } : {}),
})

/** A row shows no text, so a message is rejected as it stands. */
const rejectCard = async (c: WebContext, card: Card, why: Pick<Wanted, 'reason'> & { note?: string }) => {
  if (!card.draft) throw new Refusal('invalid', 'no message is written yet: hold it instead')
  const { id: draftId, revisionId, hash } = await ownDraft(c, card.draft.id)
  if (!revisionId || !hash) throw new Refusal('invalid', 'no message is written yet: hold it instead')
  await reject(c.var.app, userIn(c), { draftId, revisionId, hash, ...why })
}

const refusedWith = async (act: () => Promise<unknown>): Promise<string | null> => {
  try {
    await act()
    return null
  } catch (error) {
    if (error instanceof Refusal || error instanceof Conflict) return error.message
    throw error
  }
}

type PartlyOf = { does: Wanted['does']; done: string[]; failed: { name: string; why: string }[]; back: string }

const Partly = ({ does, done, failed, back }: PartlyOf) => (
  <section class="card narrow">
    <h1>{done.length === 0 ? 'None was done' : `${done.length} of ${done.length + failed.length} done`}</h1>
    {done.length > 0 && (
      <p>
        {{ reject: 'Rejected', assign: 'Assigned' }[does as 'reject'] ?? 'Held'}: {done.join(', ')}.
      </p>
    )}
    <h2>{plural(failed.length, 'was left as it is', 'were left as they are')}</h2>
    <ul class="plain">
      {failed.map(({ name, why }) => (
        <li>
          <b>{name}:</b> {why}
        </li>
      ))}
    </ul>
    <p class="buttons">
      <a class="button primary" href={back}>
        Back to the list
      </a>
    </p>
  </section>
)

export const bulkRoutes: readonly Route[] = [
  { method: 'POST', path: '/items/bulk', access: 'signed_in', handler: bulk },
]
