import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Instant } from '../core/document.ts'
import { relationshipHolds } from './accounts.ts'
import { nullsLast } from './order.ts'
import { accounts, facts, feeds, outcomes, postings, relationships, touches } from './schema/index.ts'

export const accountsNamed = async (db: Db, ids: string[]): Promise<Map<string, string>> => {
  const found = await db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(inArray(accounts.id, ids))
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** Openings listed now on the accounts' own boards, newest first. */
export const postingsOfAccounts = async (db: Db, accountIds: string[]) =>
  (
    await db
      .select({ posting: postings, accountId: feeds.accountId, board: feeds.name })
      .from(postings)
      .innerJoin(feeds, eq(feeds.id, postings.feedId))
      .where(and(inArray(feeds.accountId, accountIds), isNull(postings.goneAt)))
      .orderBy(nullsLast(desc(postings.postedAt)), desc(postings.id))
  ).map((row) => ({ ...row, accountId: row.accountId ?? '' }))

/** Who is a customer at that instant, with what is known of their industry and size; a row for each such fact. */
export const customersAt = async (db: Db, at: Instant) =>
  await db
    .select({
      accountId: accounts.id,
      name: accounts.name,
      asOf: relationships.asOf,
      field: facts.field,
      value: facts.value,
    })
    .from(relationships)
    .innerJoin(accounts, eq(accounts.id, relationships.accountId))
    .innerJoin(
      facts,
      and(eq(facts.accountId, accounts.id), inArray(facts.field, ['industry', 'employees']), isNull(facts.to)),
    )
    .where(and(eq(relationships.kind, 'customer'), relationshipHolds(at)))
    .orderBy(asc(relationships.from), asc(relationships.id), asc(facts.field))

/** What happened between us and these accounts, in words, newest first. */
export const historyOf = async (
  db: Db,
  accountIds: string[],
): Promise<{ accountId: string; text: string; at: Instant }[]> => {
  const touched = await db.select().from(touches).where(inArray(touches.accountId, accountIds))
  const ended = await db.select().from(outcomes).where(inArray(outcomes.accountId, accountIds))
  return [
    ...touched.map(({ accountId, channel, at }) => ({
      accountId,
      at,
      text: `We reached out by ${channelWords[channel]}`,
    })),
    ...ended.map(({ accountId, kind, replyClass, at }) => ({
      accountId,
      at,
      text: `${outcomeWords[kind]}${replyClass ? ` (${replyClass.replaceAll('_', ' ')})` : ''}`,
    })),
  ].sort((a, b) => b.at - a.at)
}

const channelWords = { email: 'e-mail', call: 'phone', linkedin: 'LinkedIn' } as const
const outcomeWords = {
  reply: 'They replied',
  meeting: 'We met',
  opportunity: 'An opportunity was opened',
  won: 'We won a deal',
  lost: 'We lost a deal',
  churned: 'They left us',
  bounce: 'A message bounced',
  unsubscribe: 'Somebody opted out',
} as const
