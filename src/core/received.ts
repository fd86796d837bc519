import { type LocalDay, localDay } from './day.ts'
import type { Instant } from './document.ts'
import type { ReplyClass } from './outcome.ts'
import { classifyReply } from './received/classify.ts'
import { fieldGroups, type Undelivered, undelivered, undeliveredInWords } from './received/report.ts'
import { visibleWords } from './received/visible.ts'

const receivedKinds = ['reply', 'auto_reply', 'bounce', 'soft_bounce', 'complaint'] as const
export type ReceivedKind = (typeof receivedKinds)[number]

/**
 * What a person has to say about it: whether the class is right, whether somebody else of the company answers us, or
 * whether a bounce that proves nothing is true.
 */
const receivedQuestions = ['class', 'sender', 'bounce'] as const
export type ReceivedQuestion = (typeof receivedQuestions)[number]

/** A message as it came, taken apart: everything in it was written by a stranger. */
export type Incoming = {
  messageId: string | null
  /** In-Reply-To and References, the nearest first. */
  answers: readonly string[]
  from: string | null
  subject: string
  text: string
  at: Instant
  /** Of the headers only those of `headersRead`, in lower case. */
  headers: Readonly<Record<string, string>>
  /** The parts of a report: what a machine says of a delivery, a complaint, and the head of the message it is about. */
  parts: readonly { type: 'delivery' | 'feedback' | 'original'; text: string }[]
}
export const headersRead = [
  'auto-submitted',
  'precedence',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'x-auto-reply',
  'list-id',
  'list-unsubscribe',
  'return-path',
  'content-type',
] as const

/** What a message is; `about` names the messages of ours that it may answer or report on, the nearest first. */
export type Reading = { about: readonly string[] } & (
  | { kind: 'unrelated' }
  | { kind: 'bounce' | 'soft_bounce'; recipients: readonly Undelivered[] }
  | { kind: 'complaint' }
  | { kind: 'reply' | 'auto_reply'; words: string; replyClass: ReplyClass; untilDay: LocalDay | null }
)

/** So many Message-IDs are looked up, however many a message names. */
const mostIds = 60
const messageId = /^<[^<>\s]{1,250}>$/

/** Reads what came back, in whichever shape; `zone` says which day it is where the sender is. */
export const readReceived = (incoming: Incoming, zone: string): Reading => {
  const about = [...new Set([...idsInParts(incoming), ...incoming.answers])]
    .filter((id) => messageId.test(id))
    .slice(0, mostIds)
  const report = readReport(incoming)
  if (report) return { about, ...report }
  if (isBulk(incoming)) return { about, kind: 'unrelated' }
  const words = visibleWords(incoming.text)
  const automatic = isAutomatic(incoming)
  const { subject, at } = incoming
  const suggestion = classifyReply({ text: words, subject, automatic, today: localDay(at, zone) })
  return { about, kind: automatic ? 'auto_reply' : 'reply', words, ...suggestion }
}

const readReport = (incoming: Incoming): Report | null => {
  const told = (type: Incoming['parts'][number]['type']) => incoming.parts.filter((part) => part.type === type)
  const [feedback] = told('feedback')
  if (feedback) return complaintIn(feedback.text)
  const delivery = told('delivery')
  if (delivery.length > 0) return bounceOf(delivery.flatMap(({ text }) => undelivered(text)))
  if (/disposition-notification/i.test(incoming.headers['content-type'] ?? '')) return { kind: 'unrelated' }
  if (!fromMailServer(incoming)) return null
  const inWords = undeliveredInWords(incoming.text)
  return inWords ? bounceOf([inWords]) : { kind: 'unrelated' }
}
type Report =
  | { kind: 'unrelated' }
  | { kind: 'bounce' | 'soft_bounce'; recipients: readonly Undelivered[] }
  | { kind: 'complaint' }

/** "Not spam" and the like are no complaints. */
const complaintIn = (text: string): Report => {
  const type = fieldGroups(text)
    .find((fields) => fields.has('feedback-type'))
    ?.get('feedback-type')
  return type && /^(?:abuse|fraud|opt-out|opt-out-list|other)/i.test(type)
    ? { kind: 'complaint' }
    : { kind: 'unrelated' }
}

const bounceOf = (recipients: readonly Undelivered[]): Report =>
  recipients.length === 0
    ? { kind: 'unrelated' }
    : { kind: recipients.some(({ hard }) => hard) ? 'bounce' : 'soft_bounce', recipients }

const fromMailServer = ({ from, headers }: Incoming): boolean =>
  /^(?:mailer-daemon|postmaster|mail-daemon)@/i.test(from ?? '') || headers['return-path']?.trim() === '<>'

/** What a machine answered by itself, by what it says in its head and as mail programs title it. */
const isAutomatic = ({ headers, subject }: Incoming): boolean =>
  /^auto-(?:replied|generated|notified)/i.test(headers['auto-submitted']?.trim() ?? '') ||
  ['x-autoreply', 'x-autorespond', 'x-auto-reply'].some((name) => headers[name] !== undefined) ||
  /^auto_?reply$/i.test(headers.precedence?.trim() ?? '') ||
  /^\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response|antwort)|automatische antwort|out of (?:the )?office|abwesen|réponse automatique|respuesta automática)\b/i.test(
    subject,
  )

/**
 * A newsletter or a list: nobody answers us with it. An absence may say "bulk", too; and where our own mailbox is a
 * group, each answer comes with the marks of a list.
 */
const isBulk = (incoming: Incoming): boolean => {
  const { headers, answers } = incoming
  const precedence = headers.precedence?.trim().toLowerCase() ?? ''
  const ofList = headers['list-id'] !== undefined || headers['list-unsubscribe'] !== undefined || precedence === 'list'
  return (ofList && answers.length === 0) || (/^(?:bulk|junk)$/.test(precedence) && !isAutomatic(incoming))
}

/** The Message-IDs that a report's copy of the message bears, and those in the words of an old mail server. */
const idsInParts = (incoming: Incoming): string[] => {
  const copies = incoming.parts.filter(({ type }) => type === 'original').map(({ text }) => text)
  const reported = fromMailServer(incoming) ? [incoming.text] : []
  return [...copies, ...reported].flatMap((text) =>
    [...text.slice(0, 20_000).matchAll(/^[ \t>]*message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{1,250}>)/gim)]
      .slice(0, 5)
      .map(([, id]) => id!),
  )
}
