import type { Instant } from './document.ts'
import type { Finding, Message } from './draft.ts'
import { hmacHex, sha256Hex } from './hash.ts'
import type { StandIn } from './stand-in.ts'

export const draftStates = [
  'pending',
  'submitted',
  'approved',
  'queued',
  'sending',
  'sent',
  'failed',
  'unknown',
  'rejected',
  'cancelled',
  'expired',
  'quarantined',
] as const
export type DraftState = (typeof draftStates)[number]

/** Every change of state there is. The database refuses any other by a list of its own, which the tests hold to this one. */
export const draftEdges: Readonly<Record<DraftState, readonly DraftState[]>> = {
  pending: ['submitted', 'approved', 'rejected', 'cancelled'],
  submitted: ['pending', 'approved', 'rejected', 'cancelled'],
  approved: ['queued', 'pending', 'expired', 'cancelled'],
  queued: ['sending', 'pending', 'expired', 'cancelled'],
  sending: ['sent', 'failed', 'unknown', 'queued'],
  failed: ['queued', 'sent', 'cancelled'],
  unknown: ['queued', 'sent', 'cancelled'],
  quarantined: ['pending', 'rejected', 'cancelled'],
  expired: ['pending'],
  sent: [],
  rejected: [],
  cancelled: [],
}

export const decisionKinds = ['submit', 'return', 'approve', 'reject', 'undo'] as const
export type DecisionKind = (typeof decisionKinds)[number]

/** A text is its rep's again to submit: it was returned, or the approval of what was submitted was taken back. */
export const cameBack = (kinds: readonly DecisionKind[]): boolean =>
  kinds.at(-1) === 'return' || (kinds.at(-1) === 'undo' && kinds.at(-2) === 'approve' && kinds.includes('submit'))

export const rejectReasons = [
  'bad_fit',
  'wrong_account',
  'stale',
  'wrong_person',
  'weak_trigger',
  'already_talking',
  'bad_draft',
  'other',
] as const
export type RejectReason = (typeof rejectReasons)[number]

export const routes = ['folder', 'smtp', 'eml', 'mailto', 'copy', 'webhook'] as const
/** How a message leaves: `folder` and `smtp` are sent by Daybreak, the others are hand-outs. */
export type Route = (typeof routes)[number]
export type SendState = 'queued' | 'sending' | 'sent' | 'failed' | 'unknown' | 'cancelled'

/** SHA-256 over `[from, to, replyTo, subject, text, html, footerVersion]` as a JSON array after NFC. */
export const revisionHash = (m: Message): string =>
  sha256Hex(JSON.stringify([m.from, m.to, m.replyTo, m.subject, m.text, m.html, m.footerVersion]))

export type Approval = {
  id: string
  draftId: string
  revisionId: string
  hash: string
  approverId: string
  at: Instant
  expiresAt: Instant
  mac: string
}

/** Whom a text goes to, and what is known of where they are and on what ground they may be written to. */
export type Recipient = {
  accountId: string
  contactId: string | null
  country: string | null
  timeZone: string | null
  accountCountry: string | null
  accountTimeZone: string | null
  basis: string | null
}

/**
 * Binds an approval row, and what was known of its recipient, to a key that is not in the database: a row written by
 * hand does not send, nor one whose recipient was moved to another country since.
 */
export const approvalMac = (key: string, a: Omit<Approval, 'mac'>, to: Recipient): string =>
  hmacHex(
    key,
    JSON.stringify([
      ...[a.id, a.draftId, a.revisionId, a.hash, a.approverId, a.at, a.expiresAt],
      ...[to.accountId, to.contactId, to.country, to.timeZone, to.accountCountry, to.accountTimeZone, to.basis],
    ]),
  )

/** Compares without an early exit, so that timing tells nothing about the right value. */
export const sameMac = (a: string, b: string): boolean => {
  let difference = a.length ^ b.length
  for (let i = 0; i < Math.max(a.length, b.length); i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}

declare const approved: unique symbol
/** A message that a person approved, letter by letter. Only `approvedMessage` makes one. */
export type ApprovedMessage = {
  readonly message: Message
  readonly messageId: string
  readonly approvalId: string
  /** For the one-click opt-out header (RFC 8058); null while there is no public address. */
  readonly optOutUrl: string | null
  /** Message-IDs of ours that this one follows, oldest first (RFC 5322, 3.6.4). */
  readonly references: readonly string[]
  readonly [approved]: true
}

/** Makes the one thing Outreach can send, or says in words why this approval does not cover this message now. */
export const approvedMessage = (
  message: Message,
  approval: Approval & { voidedAt: Instant | null },
  use: {
    key: string
    now: Instant
    /** As known now. */
    recipient: Recipient
    messageId: string
    optOutUrl: string | null
    references?: readonly string[]
  },
): ApprovedMessage | { refused: string } => {
  if (message.from === '') return { refused: 'It does not say who sends it: take it back and refresh it' }
  if (approval.voidedAt !== null) return { refused: 'The approval was withdrawn' }
  if (approval.expiresAt <= use.now) return { refused: 'The approval has expired' }
  if (!sameMac(approval.mac, approvalMac(use.key, approval, use.recipient)))
    return { refused: 'What is known of the recipient has changed since the approval, or Daybreak did not make it' }
  if (revisionHash(message) !== approval.hash) return { refused: 'The text is not the text that was approved' }
  const { messageId, optOutUrl, references = [] } = use
  return { message, messageId, optOutUrl, references, approvalId: approval.id } as ApprovedMessage
}

export type ApprovalPolicy = { alwaysManager: boolean; fourEyes: boolean }

/**
 * Why only a manager may approve this revision, in words; null when its own rep may.
 * Tier 1 and any claim, match or compliance finding go to the manager; style never does.
 */
export const needsManager = (
  tier: number | null,
  findings: readonly Pick<Finding, 'kind'>[],
  ownClaims: number,
  policy: ApprovalPolicy,
): string | null => {
  if (policy.alwaysManager) return 'The workspace sends every message to a manager'
  if (tier === 1) return 'Tier 1 accounts go to a manager'
  if (ownClaims > 0) return 'It contains a claim of your own'
  const kinds = new Set(findings.map((f) => f.kind))
  for (const kind of ['claim', 'match', 'compliance'] as const) if (kinds.has(kind)) return `It has a ${kind} finding`
  return null
}

/** What a person's button does with a revision, and why not more. */
export type ApprovalNeed =
  | { does: 'approve' }
  | { does: 'submit'; why: string }
  | { does: 'nothing'; why: string; mendedBy?: 'refresh' }

type Decider = { id: string; role: 'rep' | 'manager' | 'admin'; active: boolean }

/** Whether a person may decide about a draft at all: its own rep, any manager, any admin. */
export const mayDecide = (person: Decider, draft: { ownerId: string }): boolean =>
  person.active && (person.role !== 'rep' || person.id === draft.ownerId)

/**
 * Whether the button says Approve or Submit, or is not there. The guards hold the same rules;
 * this says them in words before anyone presses.
 */
export const approvalNeed = (
  person: Decider,
  draft: { ownerId: string; state: DraftState },
  revision: { needsManager: string; blocks: number; addressKey: string; authorId: string | null },
  now: {
    tier: number | null
    policy: ApprovalPolicy
    standsIn: StandIn | null
    /** Of the checks, and the words they are about. */
    findings: readonly Finding[]
    text: string
  },
): ApprovalNeed => {
  const nothing = (why: string): ApprovalNeed => ({ does: 'nothing', why })
  if (!mayDecide(person, draft) && !now.standsIn) return nothing('It is not your draft')
  if (draft.state !== 'pending' && draft.state !== 'submitted') return nothing(`It is ${draft.state}`)
  if (revision.addressKey === '') return nothing('There is no address to send to')
  if (revision.blocks > 0) return nothing(toMend(now.findings, now.text))
  const why = whyNotThisPerson(person, revision, now)
  if (!why) return { does: 'approve' }
  return draft.state === 'submitted' ? nothing(why) : { does: 'submit', why }
}

/** Which findings forbid it and what can be done: an edit, or somebody's word for a claim. */
const toMend = (findings: readonly Finding[], text: string): string => {
  const [first, ...others] = findings.filter(({ level }) => level === 'block')
  if (!first) return 'A finding has to be mended first'
  const words = first.where === 'text' && first.span ? ` (“${text.slice(...first.span).slice(0, 80)}”)` : ''
  const more = others.length > 0 ? `, and ${others.length} more` : ''
  const own =
    first.kind === 'claim' && first.where === 'text'
      ? ' Change the sentence with Edit, or give it there as a claim of your own: then it goes to a manager.'
      : ''
  return `To mend first: ${first.message.replace(/[.]$/u, '')}${words}${more}.${own}`
}

const whyNotThisPerson = (
  person: Decider,
  revision: { needsManager: string; authorId: string | null },
  { tier, policy, standsIn }: { tier: number | null; policy: ApprovalPolicy; standsIn: StandIn | null },
): string | null => {
  if (policy.fourEyes && revision.authorId === person.id) return 'You wrote it, so somebody else approves it'
  if (person.role !== 'rep' || standsIn) return null
  return revision.needsManager || needsManager(tier, [], 0, policy)
}

const footerMark = '\n\n--\n'

/** The words a person edits: a message's text without the footer that stands under it. */
export const bodyOf = (message: Pick<Message, 'text'>): string => {
  const at = message.text.lastIndexOf(footerMark)
  return at < 0 ? message.text.trimEnd() : message.text.slice(0, at)
}
