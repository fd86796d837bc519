import { z } from 'zod'
import { mostMessageBytes, readMail, UnreadableMail } from '../../adapters/mail/read.ts'
import { Refusal } from '../../core/errors.ts'
import type { Incoming } from '../../core/received.ts'
import type { App } from '../app.ts'
import { receive, type Taken } from '../receive.ts'
import { wrongInput } from '../wrong-input.ts'

const id = z.string().regex(/^<[^<>\s]{1,250}>$/, 'must be a Message-ID such as <abc@mail.example.com>')

/** A reply in fields, for systems that have it taken apart already. */
const pushedReply = z.strictObject({
  /** The same one again is the same message again. */
  message_id: id,
  in_reply_to: id.optional(),
  references: z.array(id).max(100).default([]),
  from: z.email('must be a mail address').max(320),
  subject: z.string().max(1000).default(''),
  text: z.string().min(1).max(100_000),
  /** Sent by a machine on its own: an absence, a ticket. */
  automatic: z.boolean().default(false),
  received_at: z.iso.datetime({ offset: true, error: 'must be a moment with its zone' }).optional(),
})

/** As much as is read of a message in a mailbox; the fields are shorter, however they are escaped. */
export const mostPushedBytes = mostMessageBytes

/** Takes in a reply that another system pushes: as it was received, or in fields. */
export const pushReply = async (app: App, body: { raw: Uint8Array } | { fields: unknown }): Promise<Taken> =>
  await receive(app, 'raw' in body ? await readWhole(app, body.raw) : readFields(app, body.fields), 'webhook')

const readWhole = async (app: App, raw: Uint8Array): Promise<Incoming> => {
  try {
    return await readMail(raw, app.now())
  } catch (error) {
    if (error instanceof UnreadableMail) throw new Refusal('invalid', error.message)
    throw error
  }
}

const readFields = (app: App, fields: unknown): Incoming => {
  const read = pushedReply.safeParse(fields)
  if (!read.success) throw wrongInput(read.error, pushedReply.shape)
  const { message_id, in_reply_to, references, from, subject, text, automatic, received_at } = read.data
  return {
    messageId: message_id,
    answers: [...(in_reply_to ? [in_reply_to] : []), ...references.toReversed()],
    from,
    subject,
    text,
    at: received_at ? Temporal.Instant.from(received_at).epochMilliseconds : app.now(),
    headers: automatic ? { 'auto-submitted': 'auto-replied' } : {},
    parts: [],
  }
}
