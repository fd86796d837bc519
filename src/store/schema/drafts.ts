import { index, instant, integer, json, table, text, uniqueIndex } from '#dialect'
import type { Finding, SentenceMark, Writer } from '../../core/draft.ts'
import type { DecisionKind, DraftState, RejectReason, Route, SendState } from '../../core/review.ts'
import { accounts, contacts } from './accounts.ts'
import { users } from './people.ts'
import { briefs, pursuits } from './queue.ts'

export const drafts = table(
  'drafts',
  {
    id: text('id').primaryKey(),
    pursuitId: text('pursuit_id')
      .notNull()
      .references(() => pursuits.id),
    kind: text('kind').$type<'first_touch' | 'follow_up'>().notNull(),
    ownerId: text('owner_id')
      .notNull()
      .references(() => users.id),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    state: text('state').$type<DraftState>().notNull(),
    headRevisionId: text('head_revision_id'),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    index('drafts_pursuit').on(t.pursuitId),
    index('drafts_account').on(t.accountId),
    index('drafts_owner_created').on(t.ownerId, t.createdAt),
    index('drafts_owner_state').on(t.ownerId, t.state),
    index('drafts_state').on(t.state, t.changedAt),
  ],
)

/** The words and addresses of a revision: erasable, so they stand apart from the chain. */
export const revisionTexts = table('revision_texts', {
  revisionId: text('revision_id').primaryKey(),
  from: text('from_address').notNull(),
  to: text('to_address').notNull(),
  replyTo: text('reply_to').notNull(),
  subject: text('subject').notNull(),
  text: text('text').notNull(),
  html: text('html').notNull(),
  footerVersion: text('footer_version').notNull(),
  erasedAt: instant('erased_at'),
})

/** A message as it stood; immutable. Editing makes the next one. */
export const revisions = table(
  'revisions',
  {
    id: text('id').primaryKey(),
    draftId: text('draft_id')
      .notNull()
      .references(() => drafts.id),
    number: integer('number').notNull(),
    /** Of [from, to, replyTo, subject, text, html, footerVersion]. */
    hash: text('hash').notNull(),
    /** What it was written from and checked against. */
    briefId: text('brief_id').references(() => briefs.id),
    contactId: text('contact_id').references(() => contacts.id),
    /** Salted hash of the recipient's address and its domain: what suppression compares. */
    addressKey: text('address_key').notNull(),
    addressDomain: text('address_domain').notNull(),
    writer: text('writer').$type<Writer>().notNull(),
    authorId: text('author_id').references(() => users.id),
    note: text('note'),
    /** Why only a manager may approve it; empty = the rep may. */
    needsManager: text('needs_manager').notNull(),
    /** Findings that forbid an approval. */
    blocks: integer('blocks').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    uniqueIndex('revisions_once').on(t.draftId, t.number),
    index('revisions_contact').on(t.contactId),
    index('revisions_address').on(t.addressKey),
  ],
)

/** What the checks said of a revision. */
export const revisionChecks = table('revision_checks', {
  revisionId: text('revision_id')
    .primaryKey()
    .references(() => revisions.id),
  findings: json<Finding[]>('findings').notNull(),
  marks: json<SentenceMark[]>('marks').notNull(),
  stats: json<Record<string, number>>('stats').notNull(),
})

/** What a person decided about one revision. */
export const decisions = table(
  'decisions',
  {
    id: text('id').primaryKey(),
    draftId: text('draft_id')
      .notNull()
      .references(() => drafts.id),
    revisionId: text('revision_id')
      .notNull()
      .references(() => revisions.id),
    personId: text('person_id')
      .notNull()
      .references(() => users.id),
    sequence: integer('sequence').notNull(),
    kind: text('kind').$type<DecisionKind>().notNull(),
    reason: text('reason').$type<RejectReason>(),
    note: text('note'),
    at: instant('at').notNull(),
  },
  (t) => [
    uniqueIndex('decisions_once').on(t.revisionId, t.personId, t.sequence),
    index('decisions_draft').on(t.draftId),
    index('decisions_kind').on(t.kind, t.at),
  ],
)

/** The decision to approve exactly one text. `mac` needs a key that is not in the database. */
export const approvals = table(
  'approvals',
  {
    id: text('id').primaryKey(),
    draftId: text('draft_id')
      .notNull()
      .references(() => drafts.id),
    revisionId: text('revision_id')
      .notNull()
      .references(() => revisions.id),
    hash: text('hash').notNull(),
    approverId: text('approver_id')
      .notNull()
      .references(() => users.id),
    at: instant('at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    mac: text('mac').notNull(),
    voidedAt: instant('voided_at'),
    voidReason: text('void_reason'),
  },
  (t) => [index('approvals_draft').on(t.draftId)],
)

/** One attempt to let an approved message leave, by one route. */
export const sends = table(
  'sends',
  {
    id: text('id').primaryKey(),
    draftId: text('draft_id')
      .notNull()
      .references(() => drafts.id),
    approvalId: text('approval_id')
      .notNull()
      .references(() => approvals.id),
    hash: text('hash').notNull(),
    route: text('route').$type<Route>().notNull(),
    messageId: text('message_id').notNull(),
    state: text('state').$type<SendState>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    leaseUntil: instant('lease_until'),
    /** The mailbox's local day it counts for. */
    day: text('day'),
    mailbox: text('mailbox').notNull(),
    addressKey: text('address_key').notNull(),
    reply: text('reply'),
    resolvedBy: text('resolved_by').references(() => users.id),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    uniqueIndex('sends_approval').on(t.approvalId),
    uniqueIndex('sends_message').on(t.messageId),
    index('sends_draft').on(t.draftId),
    index('sends_state').on(t.state),
    index('sends_day').on(t.mailbox, t.day),
  ],
)

/** Address, domain or account that must not be contacted; never deleted. */
export const suppressions = table(
  'suppressions',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<'address' | 'domain' | 'account'>().notNull(),
    /** Address key, domain, or account id. */
    key: text('key').notNull(),
    reason: text('reason').notNull(),
    by: text('by_id').references(() => users.id),
    at: instant('at').notNull(),
  },
  (t) => [uniqueIndex('suppressions_once').on(t.kind, t.key), index('suppressions_at').on(t.at, t.id)],
)
