import type { DraftText, Message } from '../draft.ts'
import { escapeHtml } from '../html.ts'
import type { SenderProfile } from './sender.ts'

/** What stands below every message: who we are, where, and how to opt out. */
export type Footer = { text: string; html: string; version: string }

export const renderFooter = (sender: SenderProfile, { optOutUrl }: { optOutUrl: string | null }): Footer => {
  const address = sender.postalAddress
    .split(/\s*\n\s*/)
    .filter(Boolean)
    .join(', ')
  const identity = `${sender.fromName}, ${sender.company}, ${address}`
  const optOut = optOutUrl
    ? `If you would rather not hear from us, opt out here: ${optOutUrl}`
    : 'If you would rather not hear from us, reply "stop" and we will not write again.'
  const optOutHtml = optOutUrl
    ? `If you would rather not hear from us, <a href="${escapeHtml(optOutUrl)}">opt out here</a>.`
    : escapeHtml(optOut)
  return {
    text: `--\n${identity}\n${optOut}`,
    html: `<hr><p><small>${escapeHtml(identity)}<br>${optOutHtml}</small></p>`,
    version: sender.footerVersion,
  }
}

/** The words of a draft as they are approved and arrive: both bodies carry the footer. */
export const toMessage = (
  draft: Pick<DraftText, 'subject' | 'text'>,
  addresses: Pick<Message, 'from' | 'to' | 'replyTo'>,
  footer: Footer,
): Message => ({
  ...addresses,
  subject: draft.subject,
  text: `${draft.text.trimEnd()}\n\n${footer.text}\n`,
  html: `${paragraphs(draft.text)}\n${footer.html}`,
  footerVersion: footer.version,
})

const paragraphs = (text: string): string =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n')
