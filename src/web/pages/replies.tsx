import { z } from 'zod'
import { replyClasses } from '../../core/outcome.ts'
import { answerReceivedBy, pasteReply } from '../../pipeline/verbs.ts'
import { findReceived, openReceived } from '../../store/received.ts'
import { isManager, type Route, userIn, visitorIn, type WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { OpenReply } from '../parts/reply.tsx'
import { assertOwnAccount, unknown } from '../rights.ts'

/** What came back and asks something of a person. */
const replies = async (c: WebContext) => {
  const { user, formToken } = visitorIn(c)
  const open = await openReceived(c.var.app.db, isManager(user) ? null : user.id)
  return await page(
    c,
    { title: 'Replies', section: 'replies' },
    <>
      <header class="page-head">
        <h1>Replies</h1>
        <p>
          {open.length === 0
            ? 'Nothing waits for you. A reply stops everything to its account as soon as it comes; here you say what it is.'
            : `${open.length} ${open.length === 1 ? 'waits' : 'wait'} for a word from you. Each has stopped what was on its way, unless it says otherwise.`}
        </p>
      </header>
      {open.map((one) => (
        <OpenReply of={one} zone={user.timeZone} formToken={formToken} />
      ))}
    </>,
  )
}

const answered = z.object({
  is: z.enum([...replyClasses, 'bounce', 'none']),
  untilDay: z.union([z.literal('').transform(() => null), z.iso.date()]).default(null),
})

const answer = async (c: WebContext): Promise<Response> => {
  const message = await findReceived(c.var.app.db, c.req.param('receivedId') ?? '')
  if (!message) throw unknown()
  await assertOwnAccount(c, message.accountId)
  const { is, untilDay } = await fieldsOf(c, answered)
  const rests = is === 'not_now' || is === 'out_of_office'
  await answerReceivedBy(c.var.app, userIn(c), {
    receivedId: message.id,
    is: is === 'none' ? null : is,
    untilDay: rests ? untilDay : null,
  })
  return c.redirect(sayingAt('/replies', 'recorded'), 303)
}

const pasted = z.object({
  contactId: z.union([z.literal('').transform(() => null), z.string().max(64)]).default(null),
  text: z.string().max(20_000),
})

const paste = async (c: WebContext): Promise<Response> => {
  const accountId = c.req.param('accountId') ?? ''
  await assertOwnAccount(c, accountId)
  await pasteReply(c.var.app, { accountId, ...(await fieldsOf(c, pasted)) })
  return c.redirect(sayingAt('/replies', 'recorded'), 303)
}

export const replyRoutes: readonly Route[] = [
  { method: 'GET', path: '/replies', access: 'signed_in', handler: replies },
  { method: 'POST', path: '/replies/:receivedId', access: 'signed_in', handler: answer },
  { method: 'POST', path: '/accounts/:accountId/replies', access: 'signed_in', handler: paste },
]
