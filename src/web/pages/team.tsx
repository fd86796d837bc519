import { z } from 'zod'
import { addAbsence, assignAccount, endAbsenceNow } from '../../pipeline/verbs.ts'
import { managers, type Route, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { type Said, sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { ChangesCard, RepTable, UnownedCard, UntouchedCard, WaitingCard } from '../parts/team.tsx'

/** What a manager needs in the morning, on one page. */
const team = async (c: WebContext) => {
  const { user, formToken } = visitorIn(c)
  const { app } = c.var
  const shown = { team: await app.study('team', user), now: app.now(), zone: user.timeZone, formToken }
  return await page(
    c,
    { title: 'Team', section: 'team' },
    <>
      <header class="page-head">
        <h1>Team</h1>
        <p>Who waits for you, what nobody works, and how everybody’s morning goes.</p>
      </header>
      <div class="card-columns">
        <WaitingCard {...shown} />
        <ChangesCard {...shown} />
      </div>
      <RepTable {...shown} />
      <UntouchedCard {...shown} />
      <UnownedCard {...shown} />
    </>,
  )
}

const id = z.string().min(1).max(64)
const absence = z.object({
  userId: id,
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  coverUserId: z
    .string()
    .max(64)
    .transform((one) => one || null),
})
const given = z.object({ accountId: id, userId: id })
const between = z.object({ fromId: id, toId: id })

const post = (path: string, said: Said, change: (c: WebContext) => Promise<unknown>): Route => ({
  method: 'POST',
  path,
  access: managers,
  handler: async (c) => {
    await change(c)
    return c.redirect(sayingAt('/team', said), 303)
  },
})
const person = (c: WebContext) => visitorIn(c).user

export const teamRoutes: readonly Route[] = [
  { method: 'GET', path: '/team', access: managers, handler: team },
  post('/team/accounts', 'assigned', async (c) => assignAccount(c.var.app, person(c), await fieldsOf(c, given))),
  post('/team/absences', 'changed', async (c) => addAbsence(c.var.app, person(c), await fieldsOf(c, absence))),
  post('/team/absences/end', 'changed', async (c) =>
    endAbsenceNow(c.var.app, person(c), await fieldsOf(c, z.object({ absenceId: id }))),
  ),
  post('/team/books', 'given', async (c) =>
    c.var.app.study('giveBook', { ...(await fieldsOf(c, between)), by: person(c).id }),
  ),
  post('/team/books/back', 'takenBack', async (c) => {
    const fields = await fieldsOf(c, between.extend({ at: z.coerce.number().int() }))
    await c.var.app.study('takeBookBack', { ...fields, by: person(c).id })
  }),
]
