import { type ApprovedMessage, approvalMac, approvedMessage, revisionHash } from '../../../src/core/review.ts'

const key = 'a key'

export const message = {
  from: 'Ida Example <desk@brightshift.example>',
  to: 'mara@northwind.example',
  replyTo: 'ida@brightshift.example',
  subject: 'Grüße and the Series B',
  text: 'Hi Mara,\n\nOne line that is quite long, so that it has to be folded somewhere between here and there – is it kept?\n.\nFrom here on.\n\nIda\n\n--\nBright Shift, 1 Sample Street\n',
  html: '<p>Hi Mara,</p>',
  footerVersion: '1',
}

const recipient = {
  ...{ accountId: 'account', contactId: 'mara', country: 'NL', timeZone: null },
  ...{ accountCountry: null, accountTimeZone: null, basis: null },
}

/** A message as `core/review` approves it; nothing else can make one. */
export const approved = (
  change: Partial<typeof message> & { optOutUrl?: string; id?: string } = {},
): ApprovedMessage => {
  const { optOutUrl = null, id = '1', ...words } = change
  const text = { ...message, ...words }
  const approval = {
    id: 'approval',
    draftId: 'draft',
    revisionId: 'revision',
    hash: revisionHash(text),
    approverId: 'person',
    at: 0,
    expiresAt: 10,
    voidedAt: null,
  }
  const signed = { ...approval, mac: approvalMac(key, approval, recipient) }
  const messageId = `<${id}@brightshift.example>`
  const made = approvedMessage(text, signed, { key, now: 5, recipient, messageId, optOutUrl })
  if ('refused' in made) throw new Error(made.refused)
  return made
}
