import type { DraftText, Message } from '../draft.ts'
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

/** The words of a draft as what is approved; the footer is named by its version and added by `withFooter` on the way out. */
export const toMessage = (
  draft: Pick<DraftText, 'subject' | 'text'>,
  addresses: Pick<Message, 'from' | 'to' | 'replyTo'>,
  footer: Pick<Footer, 'version'>,
): Message => ({
  ...addresses,
  subject: draft.subject,
  text: draft.text.trimEnd(),
  html: paragraphs(draft.text),
  footerVersion: footer.version,
})

/** Both bodies as they arrive: the approved words, then the footer. */
export const withFooter = (
  message: Pick<Message, 'text' | 'html'>,
  footer: Footer,
): { text: string; html: string } => ({
  text: `${message.text}\n\n${footer.text}\n`,
  html: `${message.html}\n${footer.html}`,
})

const paragraphs = (text: string): string =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n')

const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
