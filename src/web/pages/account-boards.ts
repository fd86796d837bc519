import { z } from 'zod'
import { enterBoard, lookNow } from '../../pipeline/careers.ts'
import { type Route, visitorIn, type WebContext } from '../context.ts'
import { sayingAt } from '../parts/flash.tsx'
import { fieldsOf } from '../parts/form.tsx'
import { assertOwnAccount } from '../rights.ts'

const schema = z.object({ address: z.string().trim().max(2_000).default('') })

/** Looks on the account's site, or at the address that a person gives; the account's page says what came of it. */
const look = async (c: WebContext) => {
  const accountId = c.req.param('accountId') ?? ''
  await assertOwnAccount(c, accountId)
  const { address } = await fieldsOf(c, schema)
  const { app } = c.var
  const { user } = visitorIn(c)
  if (address) await enterBoard(app, user, accountId, address)
  else await lookNow(app, user, accountId)
  return c.redirect(`${sayingAt(`/accounts/${accountId}`, 'looked')}#boards`, 303)
}

export const accountBoardRoutes: readonly Route[] = [
  { method: 'POST', path: '/accounts/:accountId/boards', access: 'signed_in', handler: look },
]
