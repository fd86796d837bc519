import MailComposer from 'nodemailer/lib/mail-composer'
import type { Instant } from '../../core/document.ts'
import type { ApprovedMessage } from '../../core/review.ts'
import { hasInvisible, normalizeAddress } from '../../core/suppression.ts'
import type { Notice } from '../mail.ts'

/** A letter ready for the wire: its bytes, and an envelope with exactly one recipient. */
export type Letter = { bytes: Buffer; envelope: { from: string; to: string } }

type Mailbox = { name: string; address: string }

/** The approved message, letter by letter, as MIME. Throws when an address is not exactly one address. */
export const outreachLetter = (
  { message, messageId, optOutUrl, references }: ApprovedMessage,
  at: Instant,
): Promise<Letter> =>
  compose({
    from: mailbox(message.from),
    to: mailbox(message.to),
    replyTo: mailbox(message.replyTo),
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId,
    references,
    at,
    headers: optOutUrl
      ? { 'List-Unsubscribe': `<${optOutUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
      : {},
  })

export const noticeLetter = (notice: Notice, from: string, at: Instant): Promise<Letter> => {
  const sender = mailbox(from)
  return compose({
    from: sender,
    to: { name: notice.to.name, address: mailbox(notice.to.email).address },
    replyTo: null,
    subject: notice.subject,
    text: notice.text,
    html: notice.html,
    messageId: `<${notice.id}@${sender.address.split('@')[1]}>`,
    references: [],
    at,
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
}

type Parts = {
  from: Mailbox
  to: Mailbox
  replyTo: Mailbox | null
  subject: string
  text: string
  html: string
  messageId: string
  references: readonly string[]
  at: Instant
  headers: Record<string, string>
}

const compose = async ({ from, to, replyTo, at, references, ...rest }: Parts): Promise<Letter> => {
  for (const id of [rest.messageId, ...references])
    if (!/^<[^<>@\s\p{Cc}]+@[^<>@\s\p{Cc}]+>$/u.test(id)) throw new Error('That is not one Message-ID')
  const last = references.at(-1)
  const composer = new MailComposer({
    ...rest,
    from,
    to,
    ...(replyTo ? { replyTo } : {}),
    ...(last ? { inReplyTo: last, references: [...references] } : {}),
    date: new Date(at),
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return { bytes: await composer.compile().build(), envelope: { from: from.address, to: to.address } }
}

/** `Name <address>` or a bare address; lists, groups and line breaks are no address at all. */
const mailbox = (text: string): Mailbox => {
  const [, name = '', bracketed] = /^([^<>]*)<([^<>]+)>$/.exec(text) ?? []
  const address = (bracketed ?? text).trim()
  if (normalizeAddress(address) === null || hasInvisible(address) || /[\r\n]/.test(text))
    throw new Error('That is not one mail address')
  return { name: name.trim(), address }
}
