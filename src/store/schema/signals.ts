import { sql } from 'drizzle-orm'
import { flag, index, instant, integer, json, primaryKey, real, table, text, uniqueIndex } from '#dialect'
import type { FitResult } from '../../core/fit.ts'
import type { Icp } from '../../core/icp.ts'
import type { MatchDecision, MatchMethod, MatchSide } from '../../core/match.ts'
import type { Signal, SignalKind } from '../../core/signal.ts'
import type { Trigger } from '../../core/trigger.ts'
import { accounts, employments } from './accounts.ts'
import { documents, feeds } from './feeds.ts'
import { users } from './people.ts'

export const signals = table(
  'signals',
  {
    id: text('id').primaryKey(),
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id),
    extractor: text('extractor').notNull(),
    fingerprint: text('fingerprint').notNull(),
    kind: text('kind').$type<SignalKind>().notNull(),
    company: text('company').notNull(),
    signal: json<Signal>('signal').notNull(),
    occurredAt: instant('occurred_at'),
    confidence: real('confidence').notNull(),
    lite: flag('lite').notNull(),
    foundAt: instant('found_at').notNull(),
    /** When its document was published, else when that was read: the pages go by it. */
    toldAt: instant('told_at').notNull(),
    /** A newer extractor or a newer version of the document no longer finds it, or a person said wrong. */
    withdrawnAt: instant('withdrawn_at'),
    /** Null until match has seen it. */
    matchedAt: instant('matched_at'),
  },
  (t) => [
    uniqueIndex('signals_once').on(t.documentId, t.extractor, t.fingerprint),
    index('signals_matched').on(t.matchedAt, t.id),
    index('signals_found').on(t.foundAt, t.kind, t.withdrawnAt),
    index('signals_withdrawn').on(t.withdrawnAt).where(sql`${t.withdrawnAt} is not null`),
    index('signals_told').on(t.toldAt, t.id).where(sql`${t.withdrawnAt} is null`),
    index('signals_kind_told').on(t.kind, t.toldAt, t.id).where(sql`${t.withdrawnAt} is null`),
  ],
)

export type MatchAnswer = 'confirmed' | 'not_us'

export const matches = table(
  'matches',
  {
    id: text('id').primaryKey(),
    signalId: text('signal_id')
      .notNull()
      .references(() => signals.id),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    side: text('side').$type<MatchSide>().notNull(),
    method: text('method').$type<MatchMethod>().notNull(),
    decision: text('decision').$type<MatchDecision>().notNull(),
    confidence: real('confidence').notNull(),
    cues: json<string[]>('cues').notNull(),
    createdAt: instant('created_at').notNull(),
    /** A person's word, as `match_answers` keeps it: final, never overwritten by a machine. */
    answer: text('answer').$type<MatchAnswer>(),
    answeredBy: text('answered_by').references(() => users.id),
    answeredAt: instant('answered_at'),
  },
  (t) => [
    uniqueIndex('matches_once').on(t.signalId, t.accountId, t.side),
    index('matches_account').on(t.accountId),
    index('matches_decision').on(t.decision, t.answer),
    index('matches_answered').on(t.answeredBy, t.answeredAt).where(sql`${t.answeredBy} is not null`),
  ],
)

/** What a person said of a company in an item: outlives every extractor and every edit of the item. */
export const matchAnswers = table(
  'match_answers',
  {
    feedId: text('feed_id')
      .notNull()
      .references(() => feeds.id),
    identity: text('identity').notNull(),
    /** The company as written, folded to what makes two names one. */
    companyKey: text('company_key').notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    side: text('side').$type<MatchSide>().notNull(),
    answer: text('answer').$type<MatchAnswer>().notNull(),
    answeredBy: text('answered_by')
      .notNull()
      .references(() => users.id),
    answeredAt: instant('answered_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.feedId, t.identity, t.companyKey, t.accountId, t.side] }),
    index('match_answers_account').on(t.accountId),
    index('match_answers_answered').on(t.answeredBy, t.answeredAt),
  ],
)

/** Accounts whose evidence has changed since it was merged; written with the change, cleared with the merge. */
export const mergesDue = table('merges_due', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => accounts.id),
  /** Another one with every change: a merge clears the mark that it has read, never a later one. */
  mark: text('mark').notNull(),
})

/** Who left according to a signal: while it is evidence at this account, the employment stays ended. */
export const departures = table(
  'departures',
  {
    employmentId: text('employment_id')
      .primaryKey()
      .references(() => employments.id),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    signalId: text('signal_id')
      .notNull()
      .references(() => signals.id),
  },
  (t) => [index('departures_account').on(t.accountId)],
)

/** Signals about the same event at one account, merged; evidence rows stand beside. */
export const triggers = table(
  'triggers',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    kind: text('kind').$type<SignalKind>().notNull(),
    at: instant('at').notNull(),
    firstSeenAt: instant('first_seen_at').notNull(),
    /** Everything but the evidence list. */
    trigger: json<Omit<Trigger, 'evidence'>>('trigger').notNull(),
    evidenceHash: text('evidence_hash').notNull(),
    changedAt: instant('changed_at').notNull(),
    /** All its evidence was withdrawn. */
    removedAt: instant('removed_at'),
  },
  (t) => [index('triggers_account').on(t.accountId), index('triggers_seen').on(t.firstSeenAt)],
)

export const triggerEvidence = table(
  'trigger_evidence',
  {
    triggerId: text('trigger_id')
      .notNull()
      .references(() => triggers.id),
    signalId: text('signal_id')
      .notNull()
      .references(() => signals.id),
  },
  (t) => [primaryKey({ columns: [t.triggerId, t.signalId] }), index('trigger_evidence_signal').on(t.signalId)],
)

/** A decision spends its trigger; only a new trigger reopens the account. */
export const triggerSpends = table(
  'trigger_spends',
  {
    id: text('id').primaryKey(),
    triggerId: text('trigger_id')
      .notNull()
      .references(() => triggers.id),
    reason: text('reason').notNull(),
    by: text('by_id').references(() => users.id),
    at: instant('at').notNull(),
  },
  (t) => [uniqueIndex('trigger_spends_once').on(t.triggerId)],
)

/** An immutable, numbered ICP: the YAML as published and what it parsed to. */
export const icpVersions = table(
  'icp_versions',
  {
    id: text('id').primaryKey(),
    icpKey: text('icp_key').notNull(),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    yaml: text('yaml').notNull(),
    icp: json<Icp>('icp').notNull(),
    note: text('note'),
    publishedBy: text('published_by').references(() => users.id),
    publishedAt: instant('published_at').notNull(),
    /** Replaced by a later version, or taken out of use. */
    retiredAt: instant('retired_at'),
  },
  (t) => [uniqueIndex('icp_versions_once').on(t.icpKey, t.number)],
)

/** An account's best fit as an interval: a row is written only when the result changes. */
export const fits = table(
  'fits',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    icpVersionId: text('icp_version_id')
      .notNull()
      .references(() => icpVersions.id),
    fit: real('fit').notNull(),
    tier: integer('tier'),
    disqualified: flag('disqualified').notNull(),
    coverage: real('coverage').notNull(),
    result: json<FitResult>('result').notNull(),
    resultHash: text('result_hash').notNull(),
    from: instant('from_at').notNull(),
    to: instant('to_at'),
  },
  (t) => [uniqueIndex('fits_once').on(t.accountId, t.icpVersionId, t.from), index('fits_current').on(t.to, t.tier)],
)
