import { z } from 'zod'
import { addAbsence, assignAccount, endAbsenceNow } from '../../pipeline/verbs.ts'
import { managers, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { ChangesCard, RepTable, UnownedCard, UntouchedCard, WaitingCard } from '../parts/team.tsx'
import { changesAt } from '../posts.ts'

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

const giveBook = async (c: WebContext) =>
  c.var.app.study('giveBook', { ...(await fieldsOf(c, between)), by: userIn(c).id })

const takeBookBack = async (c: WebContext) => {
  const fields = await fieldsOf(c, between.extend({ at: z.coerce.number().int() }))
  await c.var.app.study('takeBookBack', { ...fields, by: userIn(c).id })
}

const change = changesAt('/team', managers)

export const teamRoutes: readonly Route[] = [
  { method: 'GET', path: '/team', access: managers, handler: team },
  change('/team/accounts', async (c) => assignAccount(c.var.app, userIn(c), await fieldsOf(c, given)), 'assigned'),
  change('/team/absences', async (c) => addAbsence(c.var.app, userIn(c), await fieldsOf(c, absence))),
  change('/team/absences/end', async (c) =>
    endAbsenceNow(c.var.app, userIn(c), await fieldsOf(c, z.object({ absenceId: id }))),
  ),
  change('/team/books', giveBook, 'given'),
  change('/team/books/back', takeBookBack, 'takenBack'),
]
