import { sql } from 'drizzle-orm'
import { flag, index, instant, integer, json, primaryKey, real, table, text, uniqueIndex } from '#dialect'
import type { KeptChange } from '../../core/import-change.ts'
import type { OutcomeKind, ReplyClass } from '../../core/outcome.ts'
import type { ReceivedKind, ReceivedQuestion } from '../../core/received.ts'
import type { Route } from '../../core/review.ts'
import { accounts } from './accounts.ts'
import { drafts } from './drafts.ts'
import { users } from './people.ts'

/** A message known to have left, by us or imported; immutable. */
export const touches = table(
  'touches',
  {
    id: text('id').primaryKey(),
    externalId: text('external_id').notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    contactId: text('contact_id'),
    ownerId: text('owner_id').references(() => users.id),
    channel: text('channel').$type<'email' | 'call' | 'linkedin'>().notNull(),
    route: text('route').$type<Route | 'import'>().notNull(),
    sendId: text('send_id'),
    draftId: text('draft_id'),
    triggerId: text('trigger_id'),
    triggerKind: text('trigger_kind'),
    tier: integer('tier'),
    icpVersionId: text('icp_version_id'),
    addressKey: text('address_key'),
    at: instant('at').notNull(),
  },
  (t) => [
    uniqueIndex('touches_external').on(t.externalId),
    index('touches_account').on(t.accountId, t.at),
    index('touches_address').on(t.addressKey, t.at),
    index('touches_at').on(t.at),
    index('touches_contact').on(t.contactId),
    index('touches_draft').on(t.draftId),
  ],
)

export const outcomes = table(
  'outcomes',
  {
    id: text('id').primaryKey(),
    externalId: text('external_id').notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    contactId: text('contact_id'),
    touchId: text('touch_id').references(() => touches.id),
    kind: text('kind').$type<OutcomeKind>().notNull(),
    replyClass: text('reply_class').$type<ReplyClass>(),
    amountUsd: real('amount_usd'),
    stage: text('stage'),
    reason: text('reason'),
    source: text('source').$type<'hand' | 'import' | 'webhook' | 'mail'>().notNull(),
    by: text('by_id').references(() => users.id),
    at: instant('at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    uniqueIndex('outcomes_once').on(t.accountId, t.kind, t.externalId),
    index('outcomes_touch').on(t.touchId),
    index('outcomes_contact').on(t.contactId),
    index('outcomes_at').on(t.at),
  ],
)

/** A message that came back, as the rules read it. What follows from it stands in its outcome. */
export const received = table(
  'received',
  {
    id: text('id').primaryKey(),
    /** Hash of its Message-ID, or of its words when it has none: taken once, whichever way it comes. */
    onceKey: text('once_key').notNull(),
    via: text('via').$type<'imap' | 'paste' | 'webhook'>().notNull(),
    kind: text('kind').$type<ReceivedKind>().notNull(),
    /** What the rules take it for; what a person makes of it stands in the outcome. */
    suggested: text('suggested').$type<ReplyClass>(),
    /** The day they named for being back, or for hearing from us again. */
    untilDay: text('until_day'),
    /** How it found its account: by one of our Message-IDs, its sender's address or company, or a person. */
    matchedBy: text('matched_by').$type<'message' | 'address' | 'domain' | 'person'>().notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    contactId: text('contact_id'),
    touchId: text('touch_id').references(() => touches.id),
    outcomeId: text('outcome_id').references(() => outcomes.id),
    /** The rest that it set, to be taken back when a person reads it otherwise. */
    holdId: text('hold_id'),
    /** What a person has to say about it; null = nothing. */
    question: text('question').$type<ReceivedQuestion>(),
    answeredBy: text('answered_by').references(() => users.id),
    answeredAt: instant('answered_at'),
    /** Personal: an erasure empties these three. */
    sender: text('sender'),
    subject: text('subject'),
    text: text('text'),
    erasedAt: instant('erased_at'),
    addressKey: text('address_key'),
    at: instant('at').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [
    uniqueIndex('received_once').on(t.onceKey),
    index('received_account').on(t.accountId, t.at),
    index('received_open').on(t.answeredAt, t.at),
    index('received_address').on(t.addressKey),
    index('received_contact').on(t.contactId),
  ],
)

/** A dated task that a touch or reply opened. */
export const followUps = table(
  'follow_ups',
  {
    id: text('id').primaryKey(),
    touchId: text('touch_id')
      .notNull()
      .references(() => touches.id),
    number: integer('number').notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    contactId: text('contact_id'),
    ownerId: text('owner_id').references(() => users.id),
    dueDay: text('due_day').notNull(),
    note: text('note').notNull(),
    /** Written when it was due; once. */
    draftId: text('draft_id').references(() => drafts.id),
    closedAt: instant('closed_at'),
    closeReason: text('close_reason'),
  },
  (t) => [
    uniqueIndex('follow_ups_once').on(t.touchId, t.number),
    index('follow_ups_due').on(t.ownerId, t.closedAt, t.dueDay),
    index('follow_ups_account').on(t.accountId, t.closedAt),
    index('follow_ups_draft').on(t.draftId),
    index('follow_ups_contact').on(t.contactId),
    index('follow_ups_open').on(t.dueDay).where(sql`${t.closedAt} is null`),
  ],
)

/** An interested reply passed to the account executive, who accepts or returns it. */
export const handovers = table(
  'handovers',
  {
    id: text('id').primaryKey(),
    outcomeId: text('outcome_id')
      .notNull()
      .references(() => outcomes.id),
    fromId: text('from_id')
      .notNull()
      .references(() => users.id),
    toId: text('to_id')
      .notNull()
      .references(() => users.id),
    note: text('note').notNull(),
    at: instant('at').notNull(),
    answer: text('answer').$type<'accepted' | 'returned' | 'withdrawn'>(),
    answerReason: text('answer_reason'),
    answeredAt: instant('answered_at'),
  },
  (t) => [index('handovers_outcome').on(t.outcomeId)],
)

/** Mail to a user: digest, sign-in, alert; never outreach. */
export const notices = table(
  'notices',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    kind: text('kind').$type<'digest' | 'sign_in' | 'alert'>().notNull(),
    /** The local day of a digest, the subject of an alert: once each. */
    onceKey: text('once_key').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html').notNull(),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
    attempts: integer('attempts').notNull().default(0),
    /** Somebody is sending it until then; past it nobody can know whether it left. */
    leaseUntil: instant('lease_until'),
    error: text('error'),
  },
  (t) => [
    uniqueIndex('notices_once').on(t.userId, t.kind, t.onceKey),
    index('notices_waiting').on(t.sentAt),
    index('notices_created').on(t.createdAt, t.id),
  ],
)

/** Every state change, hash-chained; never changed, never deleted. */
export const audit = table(
  'audit',
  {
    seq: integer('seq').primaryKey(),
    at: instant('at').notNull(),
    actorId: text('actor_id'),
    what: text('what').notNull(),
    subject: text('subject').notNull(),
    subjectId: text('subject_id').notNull(),
    /** JSON as it was hashed. */
    detail: text('detail').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    index('audit_at').on(t.at),
    index('audit_actor').on(t.actorId, t.seq),
    index('audit_what').on(t.what, t.seq),
    index('audit_subject').on(t.subjectId, t.seq),
  ],
)

export const imports = table('imports', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  file: text('file').notNull(),
  by: text('by_id'),
  at: instant('at').notNull(),
  rowsRead: integer('rows_read').notNull(),
  added: integer('added').notNull(),
  changed: integer('changed').notNull(),
  unchanged: integer('unchanged').notNull(),
  failed: integer('failed').notNull(),
  /** Null while it is read, and for good when it was broken off: what it wrote until then stands. */
  finishedAt: instant('finished_at'),
  undoneAt: instant('undone_at'),
  undoneBy: text('undone_by_id'),
  /** Rows of the file whose effect was taken back; the others had been changed or were in use by then. */
  rowsUndone: integer('rows_undone'),
})

/**
 * What one row of a file wrote: for each row of the database what stood there before (null = nothing) and a hash of
 * what stands there since. Kept for as long as an import can be undone. May hold personal data: an erasure of a person
 * deletes the rows that name them.
 */
export const importChanges = table(
  'import_changes',
  {
    importId: text('import_id')
      .notNull()
      .references(() => imports.id),
    line: integer('line').notNull(),
    accountId: text('account_id').notNull(),
    changes: json<KeptChange[]>('changes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.line] })],
)

/** What was wrong with one row of an import. */
export const importErrors = table(
  'import_errors',
  {
    importId: text('import_id')
      .notNull()
      .references(() => imports.id),
    line: integer('line').notNull(),
    message: text('message').notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.line] })],
)

/** The budget is written before the call; the answer is the cache. */
export const modelCalls = table(
  'model_calls',
  {
    id: text('id').primaryKey(),
    key: text('key').notNull(),
    model: text('model').notNull(),
    promptVersion: text('prompt_version').notNull(),
    day: text('day').notNull(),
    costUsd: real('cost_usd').notNull(),
    answer: json<unknown>('answer'),
    error: text('error'),
    finished: flag('finished').notNull().default(false),
    at: instant('at').notNull(),
  },
  (t) => [index('model_calls_key').on(t.key), index('model_calls_day').on(t.day)],
)
