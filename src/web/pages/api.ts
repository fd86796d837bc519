import { z } from 'zod'
import { localDay } from '../../core/day.ts'
import { Refusal } from '../../core/errors.ts'
import { headline } from '../../core/headline.ts'
import { receiveSignal } from '../../pipeline/inbox.ts'
import { qualify } from '../../pipeline/qualify.ts'
import { mostPushedBytes, pushReply } from '../../pipeline/verbs.ts'
import { wrongInput } from '../../pipeline/wrong-input.ts'
import { type ListedItem, listedItems } from '../../store/lists.ts'
import { findQueueDay } from '../../store/queue.ts'
import { userByEmail } from '../../store/users.ts'
import type { Route, WebContext } from '../context.ts'

const bodyOf = async (c: WebContext): Promise<unknown> => {
  try {
    return await c.req.json()
  } catch {
    throw new Refusal('invalid', 'The body is not JSON')
  }
}

const pushSignal = async (c: WebContext): Promise<Response> => {
  const received = await receiveSignal(c.var.app, c.var.keyId!, await bodyOf(c))
  return c.json(received, received.isNew ? 201 : 200)
}

const value = z.union([z.string().max(2_000), z.number(), z.boolean(), z.array(z.string().max(200)).max(100)])
const inbound = z.strictObject({
  domain: z.string().max(253),
  name: z.string().max(200).default(''),
  fields: z.record(z.string().max(60), value).default({}),
})

const qualifyAccount = async (c: WebContext): Promise<Response> => {
  const read = inbound.safeParse(await bodyOf(c))
  if (!read.success) throw wrongInput(read.error, inbound.shape)
  return c.json(await qualify(c.var.app, read.data))
}

const queue = async (c: WebContext): Promise<Response> => {
  const { db, now, baseUrl } = c.var.app
  const email = c.req.query('user')
  if (!email) throw new Refusal('invalid', 'user: say whose queue, by mail address')
  const user = await userByEmail(db, email)
  if (!user) throw new Refusal('not_found', `user: nobody here has the address ${email}`)
  const day = localDay(now(), user.timeZone)
  const built = await findQueueDay(db, user.id, day)
  const items = await listedItems(db, user.id, day)
  return c.json({
    user: user.email,
    day,
    builtAt: built ? moment(built.builtAt) : null,
    items: items.map((item) => told(item, baseUrl)),
  })
}

/** An item without its message: words nobody has approved leave only as a person hands them out. */
const told = ({ item, account, domain, trigger, draft }: ListedItem, baseUrl: string) => ({
  lane: item.lane,
  rank: item.rank,
  priority: item.priority,
  fit: item.fit,
  heat: item.heat,
  tier: item.tier,
  account: { id: account.id, externalId: account.externalId, name: account.name, domain },
  trigger: { kind: trigger.kind, headline: headline(trigger.kind, trigger.trigger.fields), at: moment(trigger.at) },
  draft: draft && { state: draft.draft.state },
  url: item.pursuitId ? `${baseUrl}/items/${item.pursuitId}` : `${baseUrl}/accounts/${account.id}`,
})

/** A message as it was received, or its fields. */
const takeReply = async (c: WebContext): Promise<Response> => {
  const isWhole = c.req.header('content-type')?.startsWith('message/rfc822')
  const taken = await pushReply(
    c.var.app,
    isWhole ? { raw: Buffer.from(await c.req.arrayBuffer()) } : { fields: await bodyOf(c) },
  )
  return c.json(taken, taken.end === 'known' || taken.end === 'unrelated' ? 200 : 201)
}

const moment = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString()

export const apiRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/signals', access: { scope: 'signals:write' }, handler: pushSignal },
  { method: 'POST', path: '/api/accounts/qualify', access: { scope: 'accounts:qualify' }, handler: qualifyAccount },
  {
    method: 'POST',
    path: '/api/replies',
    access: { scope: 'replies:write' },
    handler: takeReply,
    mostBodyBytes: mostPushedBytes,
  },
  { method: 'GET', path: '/api/queue', access: { scope: 'queue:read' }, handler: queue },
]
