import { Refusal } from '../../core/errors.ts'
import { verifyUnsubscribe } from '../../core/suppression.ts'
import { optOut } from '../../pipeline/outcome.ts'
import type { Route, WebContext } from '../context.ts'
import { page } from '../layout.tsx'
import { Submit } from '../parts/form.tsx'

const recipientIn = (c: WebContext): string => {
  const recipient = verifyUnsubscribe(c.var.app.key, c.req.param('token') ?? '')
  if (!recipient)
    throw new Refusal('not_found', 'This opt-out address is not complete. Copy the whole of it from the message')
  return recipient
}

const ask = (c: WebContext) => {
  recipientIn(c)
  return page(
    c,
    { title: 'Opt out', section: 'none', frame: 'door' },
    <section class="door">
      <h1>No more messages?</h1>
      <p>One press, and {c.var.workspace?.settings.sender.company || 'we'} will not write to you again.</p>
      <form method="post" action={c.req.path}>
        <Submit as="primary">Do not write to me again</Submit>
      </form>
    </section>,
  )
}

/** A person's press, or a mail program's one-click request (RFC 8058), which comes from anywhere and signs in nowhere. */
const leave = async (c: WebContext) => {
  await optOut(c.var.app, recipientIn(c))
  return await page(
    c,
    { title: 'Opted out', section: 'none', frame: 'door' },
    <section class="door">
      <h1>Done.</h1>
      <p>You will not hear from us again.</p>
    </section>,
  )
}

export const unsubscribeRoutes: readonly Route[] = [
  { method: 'GET', path: '/unsubscribe/:token', access: 'public', handler: ask },
  { method: 'POST', path: '/unsubscribe/:token', access: 'public', withoutFormToken: 'any_origin', handler: leave },
]
