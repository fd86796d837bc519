import { flag, index, instant, integer, json, primaryKey, table, text, uniqueIndex } from '#dialect'
import type { DocumentPage } from '../../core/document.ts'
import type { Backlog, PublisherHints } from '../../core/poll.ts'
import type { Drop } from '../../core/signal.ts'
import { accounts } from './accounts.ts'

export type FeedState = 'new' | 'ok' | 'degraded' | 'paused' | 'gone'

/** A thing we watch, with what the poller remembers of it. */
export const feeds = table(
  'feeds',
  {
    id: text('id').primaryKey(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    publisher: text('publisher').notNull(),
    category: text('category').notNull(),
    /** Names the source that reads it. */
    kind: text('kind').notNull(),
    settings: json<Record<string, unknown>>('settings').notNull(),
    country: text('country'),
    language: text('language'),
    why: text('why'),
    /** A job board of one account. */
    accountId: text('account_id').references(() => accounts.id),
    enabled: flag('enabled').notNull().default(true),
    verifiedAt: instant('verified_at'),
    state: text('state').$type<FeedState>().notNull().default('new'),
    etag: text('etag'),
    lastModified: text('last_modified'),
    bodyHash: text('body_hash'),
    lastPolledAt: instant('last_polled_at'),
    lastSuccessAt: instant('last_success_at'),
    nextPollAt: instant('next_poll_at').notNull(),
    failures: integer('failures').notNull().default(0),
    /** Since when it has failed every time. */
    failingSince: instant('failing_since'),
    /** The first of the answers that said it is gone for good. */
    goneSince: instant('gone_since'),
    /** When a whole body was last sent, whatever it held: some servers say "not modified" for ever. */
    lastBodyAt: instant('last_body_at'),
    /** Where it lives now, in place of the address in its settings. */
    address: text('address'),
    /** Where its publisher says it moved, since when, and how many polls in a row agreed. */
    movedTo: text('moved_to'),
    movedSince: instant('moved_since'),
    movedPolls: integer('moved_polls').notNull().default(0),
    hints: json<PublisherHints>('hints'),
    /** When its newest items were published: its rhythm. */
    recentItemsAt: json<number[]>('recent_items_at'),
    /** Pages that the last poll knew of and did not read. */
    backlog: json<Backlog>('backlog'),
    /** Who polls it at this moment, and until when nobody else may. */
    leasedBy: text('leased_by'),
    leasedUntil: instant('leased_until'),
    /** In words, for the feeds page. */
    lastAnswer: text('last_answer'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('feeds_key').on(t.key),
    index('feeds_due').on(t.enabled, t.nextPollAt),
    index('feeds_page').on(t.enabled, t.category, t.name, t.id),
    index('feeds_failing').on(t.enabled, t.failures),
    index('feeds_account').on(t.accountId),
  ],
)

/** What a feed has brought up to the watermark `yields`: counted once, so that no page counts millions of rows. */
export const feedYields = table('feed_yields', {
  feedId: text('feed_id')
    .primaryKey()
    .references(() => feeds.id),
  items: integer('items').notNull(),
  signals: integer('signals').notNull(),
  /** Items of queues that it led. */
  queued: integer('queued').notNull(),
})

/** Where an account lists its jobs, and what was last found there; its boards are feeds. */
export const careersPages = table(
  'careers_pages',
  {
    accountId: text('account_id')
      .primaryKey()
      .references(() => accounts.id),
    /** Null until one was found. */
    url: text('url'),
    /** A person entered the address: no other is looked for. */
    entered: flag('entered').notNull().default(false),
    /** When the last look began. */
    lookedAt: instant('looked_at'),
    nextLookAt: instant('next_look_at').notNull(),
    /** Looks in a row that found nothing to read. */
    failures: integer('failures').notNull().default(0),
    /** In words, for the account's page. */
    lastAnswer: text('last_answer'),
  },
  (t) => [index('careers_pages_due').on(t.nextLookAt)],
)

/** A host that asked us to wait, whichever of its feeds it said so for. */
export const hosts = table('hosts', {
  host: text('host').primaryKey(),
  waitUntil: instant('wait_until').notNull(),
  /** How often in a row it said so. */
  refusals: integer('refusals').notNull(),
})

/** What a host's robots.txt says to us; asked again when it expires. */
export const robots = table('robots', {
  /** With its scheme and port. */
  origin: text('origin').primaryKey(),
  /** Null while they cannot be read: then no page may be. */
  rules: text('rules'),
  expiresAt: instant('expires_at').notNull(),
})

/**
 * The item's own page: `open` until its signals are matched; then `passed`, or `wanted` until it is `read`, `refused`
 * for good, or `failed` too often.
 */
export type PageState = 'open' | 'passed' | 'wanted' | 'read' | 'refused' | 'failed'

/** One item as published; a changed one is a new row with the same identity. */
export const documents = table(
  'documents',
  {
    id: text('id').primaryKey(),
    feedId: text('feed_id')
      .notNull()
      .references(() => feeds.id),
    identity: text('identity').notNull(),
    contentHash: text('content_hash').notNull(),
    url: text('url'),
    title: text('title').notNull(),
    summary: text('summary'),
    body: text('body'),
    publisher: text('publisher').notNull(),
    language: text('language'),
    publishedAt: instant('published_at'),
    updatedAt: instant('updated_at'),
    fetchedAt: instant('fetched_at').notNull(),
    extra: json<Record<string, unknown>>('extra'),
    /** The extractor that last read it; null = waiting. */
    extractedBy: text('extracted_by'),
    drops: json<Drop[]>('drops'),
    /** Null while nothing is asked of its page. */
    pageState: text('page_state').$type<PageState>(),
    pageTries: integer('page_tries').notNull().default(0),
    pageAskedAt: instant('page_asked_at'),
    /** Why its page was not read, in words. */
    pageAnswer: text('page_answer'),
    page: json<DocumentPage>('page'),
  },
  (t) => [
    uniqueIndex('documents_once').on(t.feedId, t.identity, t.contentHash),
    index('documents_extracted').on(t.extractedBy, t.id),
    index('documents_fetched').on(t.fetchedAt),
    index('documents_pages').on(t.pageState, t.fetchedAt),
    index('documents_pages_asked').on(t.pageAskedAt),
  ],
)

/** One reading of a job board; only complete ones may say that a job is gone. */
export const snapshots = table(
  'snapshots',
  {
    id: text('id').primaryKey(),
    feedId: text('feed_id')
      .notNull()
      .references(() => feeds.id),
    at: instant('at').notNull(),
    complete: flag('complete').notNull(),
    openings: integer('openings').notNull(),
    bodyHash: text('body_hash').notNull(),
  },
  (t) => [uniqueIndex('snapshots_once').on(t.feedId, t.bodyHash, t.at)],
)

export const postings = table(
  'postings',
  {
    id: text('id').primaryKey(),
    feedId: text('feed_id')
      .notNull()
      .references(() => feeds.id),
    externalId: text('external_id').notNull(),
    title: text('title').notNull(),
    department: text('department'),
    location: text('location'),
    url: text('url'),
    description: text('description'),
    postedAt: instant('posted_at'),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    /** Consecutive complete snapshots without it; gone at two. */
    missed: integer('missed').notNull().default(0),
    goneAt: instant('gone_at'),
  },
  (t) => [uniqueIndex('postings_once').on(t.feedId, t.externalId)],
)

/** One execution of one stage for one scheduled time. */
export const runs = table(
  'runs',
  {
    id: text('id').primaryKey(),
    stage: text('stage').notNull(),
    scheduledFor: instant('scheduled_for').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    counts: json<Record<string, number>>('counts'),
    error: text('error'),
  },
  (t) => [uniqueIndex('runs_once').on(t.stage, t.scheduledFor), index('runs_started').on(t.startedAt, t.id)],
)

/** How far a stage has read. */
export const watermarks = table('watermarks', {
  stage: text('stage').primaryKey(),
  value: json<Record<string, unknown>>('value').notNull(),
})

/** One bad document, row or feed: recorded, shown, skipped. */
export const problems = table(
  'problems',
  {
    stage: text('stage').notNull(),
    subjectId: text('subject_id').notNull(),
    message: text('message').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stage, t.subjectId] }), index('problems_at').on(t.at)],
)
