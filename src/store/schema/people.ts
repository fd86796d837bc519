import { flag, index, instant, integer, json, table, text, uniqueIndex } from '#dialect'

export type Role = 'rep' | 'manager' | 'admin'

export const users = table(
  'users',
  {
    id: text('id').primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role').$type<Role>().notNull(),
    timeZone: text('time_zone').notNull(),
    /** Queue items a day. */
    capacity: integer('capacity').notNull().default(15),
    active: flag('active').notNull().default(true),
    passwordHash: text('password_hash'),
    /** Who approves for this rep when a Tier 1 waits too long. */
    managerId: text('manager_id'),
    /** Local hour at which the digest leaves. */
    digestHour: integer('digest_hour').notNull().default(7),
    /** Over id, role, e-mail and active, with a key that is not here: one changed by hand has no rights. */
    seal: text('seal').notNull().default(''),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [uniqueIndex('users_email').on(t.email)],
)

/** First and last day inclusive, in the user's own zone. */
export const absences = table(
  'absences',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    fromDay: text('from_day').notNull(),
    toDay: text('to_day').notNull(),
    coverUserId: text('cover_user_id').references(() => users.id),
  },
  (t) => [index('absences_user').on(t.userId)],
)

export const sessions = table(
  'sessions',
  {
    id: text('id').primaryKey(),
    tokenHash: text('token_hash').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [uniqueIndex('sessions_token').on(t.tokenHash), index('sessions_user').on(t.userId)],
)

export const signInLinks = table(
  'sign_in_links',
  {
    id: text('id').primaryKey(),
    tokenHash: text('token_hash').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [uniqueIndex('sign_in_links_token').on(t.tokenHash)],
)

/** What a person's authenticator app knows too, sealed with a key that is not here; asked for once confirmed. */
export const secondFactors = table('second_factors', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id),
  secret: text('secret').notNull(),
  /** The step of time whose code was used last: none is taken twice. */
  lastStep: integer('last_step').notNull().default(0),
  createdAt: instant('created_at').notNull(),
  confirmedAt: instant('confirmed_at'),
})

/** For when the app is lost; one is gone once it was used. */
export const recoveryCodes = table(
  'recovery_codes',
  {
    codeHash: text('code_hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
  },
  (t) => [index('recovery_codes_user').on(t.userId)],
)

/** Failed sign-ins by address and by client, for the throttle. */
export const signInFailures = table(
  'sign_in_failures',
  { id: text('id').primaryKey(), key: text('key').notNull(), at: instant('at').notNull() },
  (t) => [index('sign_in_failures_key').on(t.key, t.at)],
)

export const apiKeys = table(
  'api_keys',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    tokenHash: text('token_hash').notNull(),
    scopes: json<string[]>('scopes').notNull(),
    createdBy: text('created_by').references(() => users.id),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [uniqueIndex('api_keys_token').on(t.tokenHash)],
)

/** The one row of the workspace. What the guards ask stands in columns of its own. */
export const workspace = table('workspace', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  /** For accounts without an owner. */
  timeZone: text('time_zone').notNull(),
  sample: flag('sample').notNull().default(false),
  /** Off until an admin turns it on; stops Outreach alone. */
  sendingOn: flag('sending_on').notNull().default(false),
  /** On = nothing leaves, whatever else is set. */
  killSwitch: flag('kill_switch').notNull().default(false),
  fourEyes: flag('four_eyes').notNull().default(false),
  alwaysManager: flag('always_manager').notNull().default(false),
  approvalHours: integer('approval_hours').notNull().default(72),
  undoSeconds: integer('undo_seconds').notNull().default(10),
  dailyMailboxCap: integer('daily_mailbox_cap').notNull().default(50),
  /** To one registrable domain of recipients. */
  dailyDomainCap: integer('daily_domain_cap').notNull().default(3),
  contactCooldownDays: integer('contact_cooldown_days').notNull().default(90),
  /** Salt of the address keys; a suppressed address stays recognisable after an erasure. */
  salt: text('salt').notNull(),
  /** Compared with the marker beside the file: a restored or cloned database sends nothing until re-armed. */
  epoch: text('epoch').notNull(),
  /** Sender, footer, quiet hours, country policy and the like; checked by core/settings. */
  settings: json<Record<string, unknown>>('settings').notNull(),
  /** Over what the gate obeys and everybody's seal: rules changed by hand stop approvals and sending. */
  seal: text('seal').notNull().default(''),
  createdAt: instant('created_at').notNull(),
})

/** Filters of the queue that a person has named: the lane and what stands after it in the address. */
export const savedViews = table(
  'saved_views',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    name: text('name').notNull(),
    place: text('place').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [uniqueIndex('saved_views_name').on(t.userId, t.name)],
)
