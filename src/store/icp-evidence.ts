import { and, asc, eq, gte, inArray } from 'drizzle-orm'
import type { Db } from '#dialect'
import type { Instant } from '../core/document.ts'
import { accounts, decisions, drafts, facts, outcomes, pursuits, touches, triggers } from './schema/index.ts'

/** Accounts that were won or lost, each decision with its moment. */
export const decidedOutcomes = async (db: Db) =>
  await db
    .select({ accountId: outcomes.accountId, name: accounts.name, kind: outcomes.kind, at: outcomes.at })
    .from(outcomes)
    .innerJoin(accounts, eq(accounts.id, outcomes.accountId))
    .where(inArray(outcomes.kind, ['won', 'lost']))
    .orderBy(asc(outcomes.at), asc(outcomes.id))

/** What was ever known of these accounts, oldest first. */
export const factHistory = async (db: Db, accountIds: string[]) =>
  accountIds.length === 0
    ? []
    : await db
        .select({ accountId: facts.accountId, field: facts.field, value: facts.value, from: facts.from, to: facts.to })
        .from(facts)
        .where(inArray(facts.accountId, accountIds))
        .orderBy(asc(facts.from), asc(facts.id))

export const newsOf = async (db: Db, accountIds: string[]) =>
  accountIds.length === 0
    ? []
    : await db
        .select({ accountId: triggers.accountId, kind: triggers.kind, at: triggers.at })
        .from(triggers)
        .where(inArray(triggers.accountId, accountIds))
        .orderBy(asc(triggers.id))

/** First touches and later ones since an instant: who was targeted, when, in which tier. */
export const targetedSince = async (db: Db, since: Instant) =>
  await db
    .select({ accountId: touches.accountId, at: touches.at, tier: touches.tier })
    .from(touches)
    .where(gte(touches.at, since))
    .orderBy(asc(touches.at), asc(touches.id))

/** What came of these accounts: every touch and every outcome, oldest first. */
export const resultsOf = async (db: Db, accountIds: string[]) => {
  if (accountIds.length === 0) return { touched: [], came: [] }
  const touched = await db
    .select({ accountId: touches.accountId, at: touches.at })
    .from(touches)
    .where(inArray(touches.accountId, accountIds))
    .orderBy(asc(touches.at), asc(touches.id))
  const came = await db
    .select({ accountId: outcomes.accountId, kind: outcomes.kind, replyClass: outcomes.replyClass, at: outcomes.at })
    .from(outcomes)
    .where(inArray(outcomes.accountId, accountIds))
    .orderBy(asc(outcomes.at), asc(outcomes.id))
  return { touched, came }
}

/** Rejections since an instant, with the kind of news that led. */
export const rejectionsSince = async (db: Db, since: Instant) =>
  await db
    .select({ reason: decisions.reason, note: decisions.note, kind: triggers.kind, at: decisions.at })
    .from(decisions)
    .innerJoin(drafts, eq(drafts.id, decisions.draftId))
    .innerJoin(pursuits, eq(pursuits.id, drafts.pursuitId))
    .innerJoin(triggers, eq(triggers.id, pursuits.leadTriggerId))
    .where(and(eq(decisions.kind, 'reject'), gte(decisions.at, since)))
    .orderBy(asc(decisions.at), asc(decisions.id))
