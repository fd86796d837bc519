import { sql } from 'drizzle-orm'
import { flag, index, instant, json, real, table, text, uniqueIndex } from '#dialect'
import type { Alias, FactValue, RelationshipKind } from '../../core/account.ts'
import type { FieldRule } from '../../core/icp.ts'
import { users } from './people.ts'

export const accounts = table(
  'accounts',
  {
    id: text('id').primaryKey(),
    externalId: text('external_id'),
    name: text('name').notNull(),
    parentId: text('parent_id'),
    /** The top of the parent chain, itself when alone: suppression and cooldown ask the whole family. */
    familyId: text('family_id').notNull(),
    mergedInto: text('merged_into'),
    /** No domain: kept, outside the queue. */
    incomplete: flag('incomplete').notNull().default(false),
    createdAt: instant('created_at').notNull(),
    /** Moves with what tells the account apart (names, domains, imported facts, people): match starts from it. */
    changedAt: instant('changed_at').notNull(),
    /** Moves with anything an ICP can ask (facts, triggers, people, relationships): fit starts from it. */
    factsChangedAt: instant('facts_changed_at').notNull(),
  },
  (t) => [
    uniqueIndex('accounts_external').on(t.externalId),
    index('accounts_family').on(t.familyId),
    index('accounts_parent').on(t.parentId).where(sql`${t.parentId} is not null`),
    index('accounts_name').on(sql`lower(${t.name})`),
    index('accounts_changed').on(t.changedAt),
    index('accounts_facts_changed').on(t.factsChangedAt),
  ],
)

export const accountDomains = table(
  'account_domains',
  {
    domain: text('domain').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    primary: flag('is_primary').notNull().default(false),
  },
  (t) => [index('account_domains_account').on(t.accountId)],
)

export const aliases = table(
  'aliases',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    name: text('name').notNull(),
    kind: text('kind').$type<Alias['kind']>().notNull(),
    source: text('source').notNull(),
  },
  (t) => [uniqueIndex('aliases_account_name').on(t.accountId, t.name)],
)

/** A field with its source and the interval in which it held; the current one has no end. */
export const facts = table(
  'facts',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    field: text('field').notNull(),
    value: json<FactValue>('value').notNull(),
    source: text('source').notNull(),
    from: instant('from_at').notNull(),
    to: instant('to_at'),
  },
  (t) => [uniqueIndex('facts_account_field_from').on(t.accountId, t.field, t.from)],
)

export const relationships = table(
  'relationships',
  {
    id: text('id').primaryKey(),
    externalId: text('external_id').notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    kind: text('kind').$type<RelationshipKind>().notNull(),
    ownerId: text('owner_id').references(() => users.id),
    amountUsd: real('amount_usd'),
    stage: text('stage'),
    from: instant('from_at').notNull(),
    to: instant('to_at'),
    /** When the CRM said so: old data warns on the item. */
    asOf: instant('as_of').notNull(),
  },
  (t) => [uniqueIndex('relationships_external').on(t.externalId), index('relationships_account').on(t.accountId)],
)

export const ownerships = table(
  'ownerships',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    source: text('source').notNull(),
    from: instant('from_at').notNull(),
    to: instant('to_at'),
  },
  (t) => [index('ownerships_account').on(t.accountId, t.to), index('ownerships_user').on(t.userId, t.to, t.source)],
)

/** Rules that give accounts without an owner to users in turn; the first that fits wins. */
export const territories = table('territories', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  position: real('position').notNull(),
  rules: json<FieldRule[]>('rules').notNull(),
  userIds: json<string[]>('user_ids').notNull(),
})

/** Personal data: an erasure empties these columns and keeps the id. */
export const contacts = table(
  'contacts',
  {
    id: text('id').primaryKey(),
    externalId: text('external_id'),
    name: text('name').notNull(),
    email: text('email'),
    /** Salted hash of the normalised address; what suppression compares. */
    addressKey: text('address_key'),
    phone: text('phone'),
    timeZone: text('time_zone'),
    country: text('country'),
    source: text('source').notNull(),
    verifiedAt: instant('verified_at'),
    createdAt: instant('created_at').notNull(),
    erasedAt: instant('erased_at'),
  },
  (t) => [uniqueIndex('contacts_external').on(t.externalId), index('contacts_address').on(t.addressKey)],
)

/** Salted hashes of what a person who was erased could come back under; never deleted. */
export const erasures = table('erasures', {
  key: text('key').primaryKey(),
  contactId: text('contact_id').notNull(),
  at: instant('at').notNull(),
})

/** Where a contact works or worked; `to` set = left. */
export const employments = table(
  'employments',
  {
    id: text('id').primaryKey(),
    contactId: text('contact_id')
      .notNull()
      .references(() => contacts.id),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    title: text('title'),
    buyingRole: text('buying_role'),
    champion: flag('champion').notNull().default(false),
    source: text('source').notNull(),
    from: instant('from_at').notNull(),
    to: instant('to_at'),
  },
  (t) => [index('employments_account').on(t.accountId), index('employments_contact').on(t.contactId)],
)

/** A company we do not know that looks like the ICP: "found, add?", never added silently. */
export const accountOffers = table(
  'account_offers',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    signalId: text('signal_id').notNull(),
    reason: text('reason').notNull(),
    offeredAt: instant('offered_at').notNull(),
    answer: text('answer').$type<'added' | 'declined'>(),
    answeredBy: text('answered_by').references(() => users.id),
  },
  (t) => [
    uniqueIndex('account_offers_name').on(t.nameKey),
    index('account_offers_open').on(t.offeredAt).where(sql`${t.answer} is null`),
  ],
)
