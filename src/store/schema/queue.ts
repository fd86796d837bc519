import { sql } from 'drizzle-orm'
import { flag, index, instant, integer, json, primaryKey, real, table, text, uniqueIndex } from '#dialect'
import type { Brief } from '../../core/brief.ts'
import type { FitResult } from '../../core/fit.ts'
import type { FrozenAccount, FrozenRules } from '../../core/frozen.ts'
import type { Strength } from '../../core/heat.ts'
import type { Lane } from '../../core/rank.ts'
import { accounts } from './accounts.ts'
import { users } from './people.ts'
import { triggers } from './signals.ts'

/** The chase of one account led by one trigger; lives over days. At most one is open per account (a guard). */
export const pursuits = table(
  'pursuits',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    ownerId: text('owner_id').references(() => users.id),
    leadTriggerId: text('lead_trigger_id')
      .notNull()
      .references(() => triggers.id),
    triggerIds: json<string[]>('trigger_ids').notNull(),
    icpVersionId: text('icp_version_id').notNull(),
    /** The person chosen by hand instead of the best by rule. */
    contactId: text('contact_id'),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    closeReason: text('close_reason'),
  },
  (t) => [
    index('pursuits_account').on(t.accountId, t.closedAt),
    index('pursuits_owner').on(t.ownerId, t.closedAt),
    index('pursuits_lead').on(t.leadTriggerId),
    index('pursuits_contact').on(t.contactId).where(sql`${t.contactId} is not null`),
    index('pursuits_open_id').on(t.id).where(sql`${t.closedAt} is null`),
  ],
)

export const briefs = table(
  'briefs',
  {
    id: text('id').primaryKey(),
    pursuitId: text('pursuit_id')
      .notNull()
      .references(() => pursuits.id),
    evidenceHash: text('evidence_hash').notNull(),
    brief: json<Brief>('brief').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When its evidence last became what is known: evidence that returns makes its brief the newest again. */
    currentAt: instant('current_at').notNull(),
  },
  (t) => [uniqueIndex('briefs_once').on(t.pursuitId, t.evidenceHash)],
)

/** What "why" shows: the fit as it was, every trigger's factors, the exponent, and whom it is covered for. */
export type QueueWhy = { fit: FitResult | null; strengths: Strength[]; alpha: number; forOwnerId: string | null }

/** The owner key of accounts nobody owns. */
export const UNOWNED = 'unowned'

/** One owner's list for one of their local days. Its first build freezes it. */
export const queueDays = table(
  'queue_days',
  {
    id: text('id').primaryKey(),
    /** A user's id, or `unowned`. */
    ownerKey: text('owner_key').notNull(),
    day: text('day').notNull(),
    timeZone: text('time_zone').notNull(),
    builtAt: instant('built_at').notNull(),
    formulaVersion: text('formula_version').notNull(),
    icpVersionIds: json<string[]>('icp_version_ids').notNull(),
    settingsHash: text('settings_hash').notNull(),
    /** `readAt`: which kept inputs the day was built from; `appended <hour>`: those of what joined it then. */
    watermarks: json<Record<string, number>>('watermarks').notNull(),
    /** How many accounts had each reason. */
    reasons: json<Record<string, number>>('reasons').notNull(),
  },
  (t) => [uniqueIndex('queue_days_once').on(t.ownerKey, t.day)],
)

/** The subject of what is not about one account. */
export const RULES = 'rules'

/**
 * What ranking read of one account, or its rules, between the freezes `from` and `to`: a row is written only when it
 * changed. Holds ids, days and numbers, never personal text, so an erasure leaves it alone.
 */
export const rankInputs = table(
  'rank_inputs',
  {
    /** An account's id, or `rules`. */
    subject: text('subject').notNull(),
    from: instant('from_at').notNull(),
    to: instant('to_at'),
    value: json<FrozenAccount | FrozenRules>('value').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.subject, t.from] }), index('rank_inputs_current').on(t.to)],
)

export const queueItems = table(
  'queue_items',
  {
    id: text('id').primaryKey(),
    queueDayId: text('queue_day_id')
      .notNull()
      .references(() => queueDays.id),
    ownerKey: text('owner_key').notNull(),
    day: text('day').notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    pursuitId: text('pursuit_id').references(() => pursuits.id),
    lane: text('lane').$type<Lane>().notNull(),
    leadTriggerId: text('lead_trigger_id')
      .notNull()
      .references(() => triggers.id),
    rank: integer('rank').notNull(),
    priority: real('priority').notNull(),
    /** Null only for a customer without an expansion ICP. */
    fit: real('fit'),
    heat: real('heat').notNull(),
    tier: integer('tier'),
    /** Of the lead trigger, for the 24-hour clock. */
    firstSeenAt: instant('first_seen_at').notNull(),
    /** Set when it joined after the freeze. */
    appendedAt: instant('appended_at'),
    /** The numbers of the formula, as frozen. */
    why: json<QueueWhy>('why').notNull(),
  },
  (t) => [
    uniqueIndex('queue_items_once').on(t.ownerKey, t.day, t.accountId),
    index('queue_items_page').on(t.ownerKey, t.day, t.lane, t.rank),
    index('queue_items_pursuit').on(t.pursuitId),
    index('queue_items_account').on(t.accountId, t.day),
    index('queue_items_day').on(t.day, t.lane),
    index('queue_items_lead').on(t.leadTriggerId, t.lane),
    index('queue_items_seen').on(t.firstSeenAt),
  ],
)

/** Set aside until a date or an event: a row of its own, not a state. */
export const holds = table(
  'holds',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    contactId: text('contact_id'),
    until: instant('until_at'),
    untilNextTrigger: flag('until_next_trigger').notNull().default(false),
    reason: text('reason').notNull(),
    by: text('by_id').references(() => users.id),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    index('holds_account').on(t.accountId, t.endedAt),
    index('holds_contact').on(t.contactId).where(sql`${t.contactId} is not null`),
  ],
)

/** A person says that a fact, a match, the fit or a contact is wrong. */
export const corrections = table(
  'corrections',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    what: text('what').$type<'fact' | 'match' | 'fit' | 'contact'>().notNull(),
    subjectId: text('subject_id').notNull(),
    /** Hash of what a verdict on the fit judged, the facts and the ICP: another one answers it. */
    basis: text('basis'),
    note: text('note'),
    by: text('by_id')
      .notNull()
      .references(() => users.id),
    at: instant('at').notNull(),
  },
  (t) => [index('corrections_what').on(t.what, t.at), index('corrections_account').on(t.accountId)],
)
