import { z } from 'zod'
import { Refusal } from '../../core/errors.ts'
import { replyClasses } from '../../core/outcome.ts'
import { toolDidNotSend, toolOutcome, toolSent } from '../../pipeline/verbs.ts'
import { wrongInput } from '../../pipeline/wrong-input.ts'
import type { Route, WebContext } from '../context.ts'

const at = z.iso
  .datetime({ offset: true, error: 'must be a moment with its zone, in the manner of ISO 8601' })
  .transform((text) => Date.parse(text))
  .nullable()
  .default(null)
const note = z.string().trim().max(500).nullable().default(null)
const shapes = {
  sent: z.strictObject({ at }),
  'not-sent': z.strictObject({ reason: z.string().trim().min(1, 'must say why').max(300) }),
  replied: z.strictObject({ at, class: z.enum(replyClasses).default('other'), note }),
  bounced: z.strictObject({ at, note }),
} as const

/** A body of this shape; none at all is an empty one. */
const bodyOf = async <Shape extends z.ZodObject>(c: WebContext, shape: Shape): Promise<z.infer<Shape>> => {
  const read = shape.safeParse(parsed((await c.req.text()) || '{}'))
  if (!read.success) throw wrongInput(read.error, shape.shape)
  return read.data
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid', 'The body is not JSON')
  }
}

type Answer = (c: WebContext, sendId: string) => Promise<object>

const answers: Record<keyof typeof shapes, Answer> = {
  sent: async (c, sendId) => await toolSent(c.var.app, sendId, (await bodyOf(c, shapes.sent)).at),
  'not-sent': async (c, sendId) => {
    const { reason } = await bodyOf(c, shapes['not-sent'])
    return await toolDidNotSend(c.var.app, sendId, reason)
  },
  replied: async (c, sendId) => {
    const { class: replyClass, ...told } = await bodyOf(c, shapes.replied)
    return await toolOutcome(c.var.app, sendId, { kind: 'reply', replyClass, ...told })
  },
  bounced: async (c, sendId) => {
    const told = await bodyOf(c, shapes.bounced)
    return await toolOutcome(c.var.app, sendId, { kind: 'bounce', replyClass: null, ...told })
  },
}

/** What a sales-engagement tool says of a text that it was given. */
export const handOutAnswerRoutes: readonly Route[] = Object.entries(answers).map(([word, answer]) => ({
  method: 'POST',
  path: `/api/hand-outs/:sendId/${word}`,
  access: { scope: 'hand-outs:answer' },
  handler: async (c) => c.json(await answer(c, c.req.param('sendId') ?? '')),
}))
